"""The functions of kit.js themselves, in the browser, against Python."""

from __future__ import annotations

import base64
import math
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import JSHandle, Page

from tests.browser.javascript import load


@pytest.fixture
def kit(new_page: Page) -> JSHandle:
    return load(new_page, "kit.js")


def call(module: JSHandle, name: str, *arguments: Any) -> Any:
    return module.evaluate("(module, [name, values]) => module[name](...values)", [name, list(arguments)])


def test_a_component_stands_once_whatever_order_its_calls_are_cleaned_up_in(kit: JSHandle) -> None:
    shown = kit.evaluate(
        """(kit) => {
          const draw = kit.mount({
            create: (root) => ({ root }),
            receive: ({ root }, data) => { root.textContent = data.text; },
            destroy: ({ root }) => { root.textContent = "gone"; },
          }, "");
          const [late, early, closed] = [0, 1, 2].map(() => document.createElement("div"));
          const call = (parentElement, text) => draw({ data: { text }, parentElement });
          const first = call(late, "one"); call(late, "two"); first(); call(late, "three");
          call(early, "one")(); call(early, "two");
          call(closed, "one"); call(closed, "two")();
          const texts = (parent) => [...parent.querySelectorAll(".frame")].map((frame) => frame.textContent);
          return [late, early, closed].map(texts);
        }"""
    )
    assert shown == [["three"], ["two"], []]


def test_a_button_that_is_pressed_stands_until_it_has_its_click(kit: JSHandle) -> None:
    clicked, shown = kit.evaluate(
        """async (kit) => {
          const parentElement = document.body.appendChild(document.createElement("div")), clicked = [];
          const draw = kit.mount({
            create: (root) => ({ root }),
            receive({ root }, { text }) {
              root.innerHTML = `<button>${text}</button><p>${text}</p>`;
              root.firstChild.onclick = () => clicked.push(text);
            },
          }, "");
          const call = (text) => draw({ data: { text }, parentElement });
          const root = () => parentElement.querySelector(".frame"), shown = () => root().textContent;
          const point = (node, kind) => node.dispatchEvent(new PointerEvent(kind, { bubbles: true }));
          const seen = [];
          call("one");
          point(root().querySelector("p"), "pointerdown");
          call("two");
          seen.push(shown());
          const button = root().firstChild;
          point(button, "pointerdown");
          call("three");
          call("four");
          seen.push(shown(), button.isConnected);
          point(button, "pointerup");
          button.click();
          await new Promise((resolve) => new MutationObserver(resolve).observe(root(), { childList: true }));
          return [clicked, [...seen, shown()]];
        }"""
    )
    assert clicked == ["two"]
    assert shown == ["twotwo", "twotwo", True, "fourfour"]


def test_what_waits_is_sent_before_another_control_is_pressed(kit: JSHandle) -> None:
    sent = kit.evaluate(
        """(kit) => {
          const sent = [], frame = document.body.appendChild(document.createElement("div"));
          frame.className = "frame";
          frame.innerHTML = "<canvas></canvas><button></button>";
          const press = (node) => node.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
          const exchange = kit.exchange(({ x }) => sent.push(x), { settled: 1e6 });
          for (const [x, node] of [frame.children[0], frame.children[1], document.body].entries()) {
            exchange.soon(() => ({ x }));
            press(node);
            sent.push(exchange.unsent);
          }
          exchange.flush();
          return sent;
        }"""
    )
    assert sent == [True, 1, False, 2, False]


def test_what_is_put_in_anew_keeps_the_focus_and_what_has_not_changed(kit: JSHandle) -> None:
    same, focused = kit.evaluate(
        """(kit) => {
          const list = document.body.appendChild(document.createElement("div"));
          const button = (n) => `<button data-entry="${n}">${n}</button>`;
          const buttons = (...numbers) => numbers.map(button).join("");
          kit.renew(list, buttons(1, 2, 3), "entry");
          const second = list.children[1];
          second.focus();
          kit.renew(list, buttons(1, 2, 3), "entry");
          const same = second.isConnected && document.activeElement === second;
          kit.renew(list, buttons(0, 2), "entry");
          const afterText = document.activeElement.textContent;
          const three = Object.assign(document.createElement("button"), { textContent: "3" });
          three.dataset.entry = "2";
          kit.renew(list, [three], "entry");
          return [same, [afterText, document.activeElement.textContent]];
        }"""
    )
    assert same
    assert focused == ["2", "3"]


def test_screen_readers_hear_the_last_sentence_and_at_most_one_a_second(kit: JSHandle) -> None:
    heard = kit.evaluate(
        """async (kit) => {
          const line = document.createElement("p");
          const write = (words, how) => kit.say(line, words, how);
          const heard = [];
          write("stands there to be read");
          write("of a film", { quiet: true });
          write("<b>one</b>", { html: true });
          const region = document.querySelector("[role=status]");
          const next = () => new Promise((resolve) => {
            new MutationObserver((_, watching) => {
              watching.disconnect();
              heard.push([region.textContent, performance.now()]);
              resolve();
            }).observe(region, { childList: true });
          });
          write("two");
          await next();
          write("three");
          kit.announce("somebody else");
          write("four");
          await next();
          return [...heard, [document.querySelectorAll("[role=status]").length, line.textContent]];
        }"""
    )
    (first, began), (second, ended), regions = heard
    assert (first, second, regions) == ("two", "somebody else four", [1, "four"])
    assert ended - began >= 990


def test_ticks_are_round_inside_and_evenly_spaced(kit: JSHandle) -> None:
    leasts, sizes = (0.0, -3.0, 0.3, 1e-6, 123456.0), (1e-4, 0.07, 1.0, 3.0, 50.0, 7e6)
    asked = [(least, least + size, count) for least in leasts for size in sizes for count in (3, 6, 12)]
    answers = kit.evaluate("(m, asked) => asked.map((a) => m.ticks(...a))", [list(one) for one in asked])
    for (least, most, count), answer in zip(asked, answers, strict=True):
        found = np.array(answer)
        assert count / 2 - 1 <= len(found) <= 2 * count + 1
        room = 1e-9 * max(abs(least), abs(most), 1.0)
        assert (found >= least - room).all()
        assert (found <= most + room).all()
        steps = np.diff(found)
        if len(steps):
            power = 10.0 ** math.floor(math.log10(steps[0] * 1.0001))
            assert steps == pytest.approx(steps[0], rel=1e-6, abs=room)
            assert min(abs(steps[0] / power - share) for share in (1, 2, 5, 10)) < 1e-3
            assert found == pytest.approx(np.round(found / steps[0]) * steps[0], rel=1e-6, abs=room)


def test_ticks_of_tenths_are_what_they_are_called(kit: JSHandle) -> None:
    assert call(kit, "ticks", 0, 1, 10) == [i / 10 for i in range(11)]
    assert call(kit, "ticks", 1, 1, 5) == []
    assert call(kit, "ticks", 2, 1, 5) == []


def test_numbers_are_written_with_a_true_minus(kit: JSHandle) -> None:
    for value in (0.0, -0.001, 0.004, -1.5, 12.345, -0.0049, 1e6):
        text = call(kit, "plain", value)
        assert float(text.replace("−", "-")) == pytest.approx(value, abs=0.00501)
        assert "-" not in text
        assert text.lstrip("−") != text or round(value, 2) >= 0
    assert call(kit, "plain", -0.001) == "0.00"
    assert call(kit, "signed", -0.001) == "+0.00"
    assert call(kit, "signed", -1.5, 2, " ") == "− 1.50"
    assert call(kit, "plain", 1.23456, 4) == "1.2346"
    assert kit.evaluate("m => [m.plain(NaN), m.signed(Infinity)]") == ["no number", "no number"]


def test_percent_never_says_all_or_nothing_of_what_is_not(kit: JSHandle) -> None:
    assert call(kit, "percent", 0.5) == "50.0 %"
    assert call(kit, "percent", 0.99961) == "> 99.9 %"
    assert call(kit, "percent", 0.0001) == "< 0.1 %"
    assert call(kit, "percent", 0.123, 0) == "12 %"


def test_a_scale_goes_there_and_back(kit: JSHandle) -> None:
    found = kit.evaluate(
        "m => { const x = m.scale([-2, 6], [10, 410]); return [x(-2), x(6), x.at(x(3)), x.factor]; }"
    )
    assert found == [10, 410, pytest.approx(3), 50]


def test_bytes_come_and_go(kit: JSHandle) -> None:
    values = np.random.default_rng(0).normal(size=5000).astype("<f4")
    text = base64.b64encode(values.tobytes()).decode()
    back = kit.evaluate("(m, t) => m.encode(new Uint8Array(m.decode(t, Float32Array).buffer))", text)
    assert back == text
    assert kit.evaluate("(m, t) => m.decode(t, Float32Array)[17]", text) == pytest.approx(float(values[17]))


def test_colours_of_every_notation(kit: JSHandle) -> None:
    assert call(kit, "rgb", "#0072B2") == [0, 114, 178]
    assert call(kit, "rgb", "rgb(1, 2, 3)") == [1, 2, 3]
    assert call(kit, "rgb", "rgba(1, 2, 3, 0.5)") == [1, 2, 3]
    assert call(kit, "rgb", "color(srgb 1 0 0.2)") == pytest.approx([255, 0, 51])


def test_what_a_hand_set_stands_until_python_has_answered_it(kit: JSHandle) -> None:
    told = kit.evaluate(
        """async (m) => {
            const sent = [];
            const exchange = m.exchange((value) => sent.push(value), { settled: 10, patience: 1e9 });
            const before = exchange.answered(0);
            exchange.now({ x: 1 });
            const waiting = exchange.answered(0);
            const after = exchange.answered(sent[0].at);
            exchange.soon(() => ({ x: 2 }));
            exchange.soon(() => ({ x: 3 }));
            const unsent = [exchange.unsent, exchange.answered(1e15)];
            await new Promise((done) => setTimeout(done, 40));
            return { before, waiting, after, unsent, values: sent.map((value) => value.x) };
        }"""
    )
    assert told == {
        "before": True,
        "waiting": False,
        "after": True,
        "unsent": [True, False],
        "values": [1, 3],
    }


def test_a_handle_moves_by_pointer_and_by_key_within_its_limits(new_page: Page, kit: JSHandle) -> None:
    page = new_page
    kit.evaluate(
        """(m) => {
            document.body.innerHTML = '<div id="h" style="width: 40px; height: 40px; background: red"></div>';
            window.handle = { value: 5, done: [] };
            const state = window.handle;
            state.say = m.draggable(document.querySelector("#h"), {
                read: () => state.value, limits: () => [0, 10], step: 1, leap: 3,
                grab: (event) => event.clientX - state.value,
                at: (event, grasp) => event.clientX - grasp,
                put: (value, how) => { state.value = value; },
                done: (how) => state.done.push(how), text: (value) => `${value} epochs`,
            });
            state.say();
        }"""
    )
    handle = page.locator("#h")
    assert handle.get_attribute("role") == "slider"
    assert handle.get_attribute("aria-valuetext") == "5 epochs"
    handle.focus()
    for key, value in (
        ("ArrowRight", 6),
        ("ArrowDown", 5),
        ("PageUp", 8),
        ("PageUp", 10),
        ("Home", 0),
        ("End", 10),
    ):
        page.keyboard.press(key)
        assert handle.get_attribute("aria-valuenow") == str(value)
    page.keyboard.press("Control+ArrowLeft")
    assert handle.get_attribute("aria-valuenow") == "10"
    page.mouse.move(20, 20)
    page.mouse.down()
    page.mouse.move(16, 20)
    page.mouse.up()
    assert handle.get_attribute("aria-valuenow") == "6"
    page.mouse.move(0, 20)
    assert page.evaluate("window.handle.value") == 6  # let go
    assert page.evaluate("window.handle.done") == ["key"] * 6 + ["drag"]


def test_motion_is_at_once_where_it_is_unwelcome(new_page: Page, kit: JSHandle) -> None:
    page = new_page
    page.emulate_media(reduced_motion="reduce")
    assert kit.evaluate(
        "m => { const s = []; m.travel(700, (x) => s.push(x), () => s.push('end')); return s; }"
    ) == [1, "end"]
    page.emulate_media(reduced_motion="no-preference")
    shares = kit.evaluate(
        "m => new Promise((done) => { const s = []; m.travel(120, (x) => s.push(x), () => done(s)); })"
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(shares) > 1


def test_another_view_is_an_entry_of_the_history_and_nothing_else(new_page: Page) -> None:
    history = load(new_page, "kit/history.js")
    same = "(m, [a, b]) => m.viewOf({ search: a }) === m.viewOf({ search: b })"
    assert history.evaluate(same, ["?mnist.patience=3", "?mnist.patience=4"])
    assert history.evaluate(same, ["?mnist.step=rule&mnist.patience=3", "?mnist.patience=4&mnist.step=rule"])
    assert not history.evaluate(same, ["?mnist.step=rule", ""])
    assert not history.evaluate(same, ["?activations.view=swish", "?activations.view=compare"])
