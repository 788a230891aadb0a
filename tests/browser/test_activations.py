"""/activations in a browser: what moves there, and what the address carries."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from components.charts.theme import LIGHT, activation_line
from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import Bell, under_bell
from components.ui.activations.real_bell import recorded_sums
from tests.browser.conftest import choose, container, drawn, sent, settle, wait_until_sent

PICTURE = ".st-key-activations-picture"


@pytest.fixture
def lesson(page, app_url):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{app_url}/activations")
    settle(page)
    page.wait_for_selector(f"{PICTURE} table tbody tr")
    yield page
    assert not errors


def step(page, label: str) -> None:
    """Go to a step of the view Curves."""
    container(page, "activations-step").get_by_text(label).click()
    expect(container(page, "activations-step").get_by_role("radio", name=label)).to_be_checked()
    settle(page)


def numbers(page) -> dict[str, float]:
    """RMS slopes as the picture shows them."""
    cells = page.locator(f"{PICTURE} .rms")
    return {cell.get_attribute("data-name"): float(cell.inner_text()) for cell in cells.all()}


def expect_numbers(page, *slopes: str) -> None:
    """Wait until the picture, which travels, shows these RMS slopes."""
    expect(page.locator(f"{PICTURE} .rms")).to_have_text(list(slopes))


def pull(page, handle: str, pixels: float) -> None:
    """Drag a handle of the picture along z, without letting go."""
    box = page.locator(f"{PICTURE} .handle.{handle}").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels / 2, y, steps=3)
    page.mouse.move(x + pixels, y, steps=3)
    drawn(page)


def test_one_unit_and_then_the_others_answer_the_probe_without_a_rerun(lesson):
    """The first two steps in one visit: drag z, read f, f' and what passes back, at the corner too."""
    handle = lesson.locator(f"{PICTURE} .handle.probe")
    passed = lesson.locator(f"{PICTURE} .passed")
    expect(handle).to_have_attribute("aria-valuenow", "2")
    expect(passed).to_have_text(["0.10"])
    expect(lesson.locator(f"{PICTURE} path.curve")).to_have_count(2)
    expect(lesson.locator(f"{PICTURE} .bell")).to_have_count(0)
    expect(lesson.locator(f"{PICTURE} .handle.center")).not_to_be_visible()
    sizes = lesson.locator(f"{PICTURE} .stream .error").evaluate_all(
        "all => all.map((dot) => +dot.getAttribute('r'))"
    )
    slope = float(ACTIVATIONS["sigmoid"].derivative(2.0))
    assert sorted({round(size, 1) for size in sizes}) == [round(6 * slope, 1), 6.0]
    before = sent(lesson)
    assert before
    pull(lesson, "probe", -120)
    lesson.mouse.up()
    moved = float(handle.get_attribute("aria-valuenow"))
    assert moved < 1.5
    handle.focus()
    lesson.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuenow", f"{moved + 0.1:g}")
    settle(lesson)
    assert sent(lesson) == before

    choose(lesson, "activations.function", "ReLU")
    step(lesson, "Others")
    expect(lesson).to_have_url(re.compile(r"activations\.step=others"))
    handle.focus()
    for _ in range(round((1 - float(handle.get_attribute("aria-valuenow"))) / 0.1)):
        lesson.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuetext", re.compile(r"^z = 1\.00;"))
    said = handle.get_attribute("aria-valuetext").replace("−", "-")
    for name in ("relu", "sigmoid", "tanh"):
        entry = ACTIVATIONS[name]
        value, slope = float(entry.function(1.0)), float(entry.derivative(1.0))
        assert f"{entry.label}: f {value:.2f}, f' {slope:.2f}" in said
    expect(passed).to_have_text(["1.00", "0.20", "0.42"])
    for _ in range(10):
        lesson.keyboard.press("ArrowLeft")
    expect(handle).to_have_attribute("aria-valuetext", re.compile("ReLU: f 0\\.00, f' 0\\.00"))

    curves = lesson.locator(f'{PICTURE} path.curve[data-name="gelu"]')
    expect(curves).to_have_count(0)
    container(lesson, "activations-chosen").get_by_text("GELU", exact=True).click()
    expect(curves).to_have_count(2)
    settle(lesson)
    assert [curve.get_attribute("data-part") for curve in curves.all()] == ["value", "slope"]
    color = activation_line("gelu", LIGHT)["color"]
    assert {curve.get_attribute("stroke") for curve in curves.all()} == {color}
    expect(lesson).to_have_url(re.compile("gelu"))


def test_the_bell_moves_by_hand_by_keys_by_the_answer_and_back_by_reset(lesson):
    """The last two steps in one visit."""
    step(lesson, "Many inputs")
    expect_numbers(lesson, "0.71", "0.21", "0.68")
    pull(lesson, "center", -80)
    during = numbers(lesson)
    assert during["relu"] < 0.2
    assert "center" not in lesson.url
    lesson.mouse.up()
    expect(lesson).to_have_url(re.compile("activations\\.center="))
    settle(lesson)
    center = float(re.search(r"activations\.center=(-?[0-9.]+)", lesson.url)[1])
    expected = under_bell(ACTIVATIONS["relu"], Bell(center, 1.0)).rms_slope
    assert numbers(lesson)["relu"] == pytest.approx(expected, abs=0.006)
    lesson.locator(f"{PICTURE} .handle.spread").press("PageUp")
    expect(lesson).to_have_url(re.compile(r"activations\.spread=1\.5"))

    container(lesson, "activations-prediction").get_by_text("tanh", exact=True).click()
    expect(container(lesson, "activations-verdict")).to_be_visible()
    expect_numbers(lesson, "0.71", "0.13", "0.36")
    step(lesson, "Many layers")
    boxes = lesson.locator(f"{PICTURE} .stream").first.locator(".left")
    expect(boxes).to_have_count(21)
    kept = boxes.evaluate_all("all => all.map((box) => +box.getAttribute('fill-opacity'))")
    relu = under_bell(ACTIVATIONS["relu"], Bell(0.0, 4.0)).rms_slope
    assert kept == pytest.approx([relu**k for k in range(21)], abs=1e-3)

    lesson.get_by_role("button", name="Reset", exact=True).click()
    expect(lesson.locator(f"{PICTURE} .passed")).to_have_text(["0.10"])  # the first step again
    step(lesson, "Many inputs")
    expect_numbers(lesson, "0.71", "0.21", "0.68")
    expect(container(lesson, "activations-verdict")).to_have_count(0)
    lesson.locator(".st-key-activations-center input[type=range]").press("ArrowRight")
    expect(lesson).to_have_url(re.compile(r"activations\.center=0\.05"))
    settle(lesson)
    expect(container(lesson, "activations-verdict")).to_have_count(0)
    assert "spread" not in lesson.url


def test_the_bell_of_a_recorded_layer_stands_behind_and_the_bell_is_laid_over_it(page, app_url):
    page.goto(f"{app_url}/activations?activations.step=bell&activations.recorded=H1&activations.epoch=12")
    settle(page)
    expect(page.locator(f"{PICTURE} .real")).to_be_visible()
    expect(page.get_by_text("H1, epoch 12:")).to_be_visible()
    page.get_by_role("button", name="Lay the bell over it").click()
    expect(page).to_have_url(re.compile(r"activations\.center=-\d"))
    settle(page)
    found = recorded_sums("H1", 12)
    bell = page.locator(f"{PICTURE} .handle.center")
    expect(bell).to_have_attribute("aria-valuenow", f"{round(found.mean, 2):g}")


def test_a_link_from_before_the_steps_shows_everything_and_its_settings_stay(page, app_url):
    page.goto(f"{app_url}/activations?activations.center=-1")
    settle(page)
    expect(page.locator(f"{PICTURE} .bell")).to_be_visible()
    container(page, "activations-view").get_by_text("Dying ReLU", exact=True).click()
    expect(page.locator(".st-key-activations-units")).to_be_visible()
    expect(page).to_have_url(re.compile(r"activations\.view=dying_relu"))
    expect(page).to_have_url(re.compile(r"activations\.center=-1"))  # settings of other views stay


def test_the_family_bends_in_the_same_picture(page, app_url):
    page.goto(f"{app_url}/activations?activations.view=Swish&activations.beta=0")
    settle(page)
    rms = page.locator(".st-key-activations-family_picture .rms")
    expect(rms).to_have_text("0.50")


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=str)
def test_nothing_of_the_picture_is_cut(page, app_url, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{app_url}/activations?activations.step=layers")
    settle(page)
    page.wait_for_selector(f"{PICTURE} table tbody tr")
    right = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll('.st-key-activations-picture *')]
            .flatMap((node) => node.shadowRoot ? [...node.shadowRoot.querySelectorAll('text, td')] : [])
            .map((node) => node.getBoundingClientRect().right))"""
    )
    assert 0 < right <= size[0]
    if size[0] == 1280:
        assert page.locator(f"{PICTURE}").bounding_box()["y"] + 452 <= size[1]


def test_moving_a_slider_to_and_fro_keeps_the_connection(lesson):
    step(lesson, "Many inputs")
    slider = lesson.locator(".st-key-activations-spread input[type=range]")
    for turn in range(6):
        before = sent(lesson)
        slider.focus()
        for _ in range(3):
            lesson.keyboard.press("ArrowLeft" if turn % 2 else "ArrowRight")
        wait_until_sent(lesson, before)
        if turn % 3 == 0:
            settle(lesson)  # some runs end before the next, some do not
    settle(lesson)
    expect(lesson).not_to_have_url(re.compile(r"activations\.spread"))  # back at the default
    expect(lesson.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "CONNECTED")
