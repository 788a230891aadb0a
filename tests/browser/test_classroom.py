"""A lesson in the browser: a teacher, a projector, three pupils, and what the server sends to whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from components.text.plans import plans
from components.ui.room.rooms import FOLDER
from tests.browser.conftest import click_point, container, new_context, settle
from tests.browser.javascript import call, load
from tests.browser.server import free_port, start_app
from tests.browser.tab import LOOKS, turn_to

# A server that was started anew has another bell; whoever asks for it was drawn by that server.
ASKS_ANOTHER = f"""(bell) => performance.getEntriesByType("resource")
    .some(({{ name }}) => name.includes("/{FOLDER}/") && name !== bell)"""
PHONE = {"width": 390, "height": 844}
# Was recorded: it is played within seconds, and hangs as one that is trained here.
TRAINED = "mnist?mnist.patience={}"


def part(page: Page, key: str) -> Locator:
    return container(page, f"classroom-{key}")


def asked_for(page: Page) -> str:
    """The bell of the room, which a page in it asks again and again."""
    with page.expect_request(f"**/{FOLDER}/*") as request:
        pass
    return request.value.url


def press(page: Page, key: str) -> None:
    part(page, key).get_by_role("button").first.click()
    settle(page)


@contextmanager
def visitor(browser: Browser, address: str, sent: list[str]) -> Iterator[Page]:
    """A browser of its own; everything that the server sends to it is noted."""
    context = new_context(browser)
    page = context.new_page()

    def listen(socket: object) -> None:
        socket.on("framereceived", lambda frame: sent.append(text_of(frame)))

    page.on("websocket", listen)
    page.goto(address)
    settle(page)
    yield page
    context.close()


def text_of(frame: str | bytes) -> str:
    return frame.decode("utf-8", "replace") if isinstance(frame, bytes) else frame


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """An app that trains nothing: its address, and what starts it anew."""
    port = free_port()

    def start() -> tuple[Popen, str]:
        return start_app(tmp_path, port, LAYERWISE_WORKERS="0", LAYERWISE_ROOMS=str(tmp_path / "rooms"))

    servers = [start()]

    def anew() -> None:
        servers[0][0].kill()
        servers[0][0].wait(20)
        servers[0] = start()

    yield servers[0][1], anew
    servers[0][0].terminate()
    servers[0][0].wait(20)


def test_a_lesson(own_app: tuple[str, Callable[[], None]], browser: Browser) -> None:
    app_url, start_anew = own_app
    plan = next(iter(plans().values()))
    asked = next(scene for scene in plan.scenes if scene.ask)
    right, wrong = asked.ask.right, next(choice for choice in asked.ask.choices if not choice.right)
    sent: dict[str, list[str]] = {name: [] for name in ("teacher", "phone", "reloads", "late", "projector")}
    with ExitStack() as stack:

        def enter(name: str, address: str) -> Page:
            return stack.enter_context(visitor(browser, f"{app_url}/{address}", sent[name]))

        teacher = enter("teacher", "classroom")
        press(teacher, "open")
        code = part(teacher, "code").inner_text().strip()
        expect(part(teacher, "teacher")).to_contain_text("classroom.secret=")
        projector = enter("projector", f"classroom?classroom.view=projector&classroom.room={code}")
        expect(part(projector, "code")).to_have_text(code)

        phone = enter("phone", "classroom")
        phone.set_viewport_size(PHONE)
        part(phone, "room").get_by_role("textbox").fill(f" {code.lower()} ")
        press(phone, "enter")
        expect(part(phone, "phase")).to_have_text("waiting")
        reloads = enter("reloads", f"classroom?classroom.room={code}")
        while part(teacher, "phase").inner_text().strip() != "vote":
            press(teacher, "next")
        expect(part(teacher, "count")).to_have_text("0 of 2")

        # Vote: the class is counted, and nobody but the teacher learns who chose what.
        for pupil, choice in ((phone, wrong), (reloads, wrong)):
            answer = part(pupil, f"answer_{choice.key}").get_by_role("button")
            expect(answer).to_be_enabled()
            box = answer.bounding_box()
            assert box["height"] >= 44
            assert box["x"] + box["width"] <= pupil.viewport_size["width"]
            answer.click()
            settle(pupil)
            expect(answer).to_be_disabled()
        for watcher in (teacher, projector, phone):
            expect(part(watcher, "count")).to_have_text("2 of 2")
        expect(part(teacher, "bars").locator(".number").first).to_be_visible()

        # A reload: the vote is there, and the ticket is not in the address.
        reloads.reload()
        settle(reloads)
        expect(part(reloads, f"answer_{wrong.key}").get_by_role("button")).to_be_disabled()
        assert reloads.url.endswith(f"?classroom.room={code}")

        # Talk, then vote again; one comes late.
        press(teacher, "next")
        expect(part(phone, "phase")).to_have_text("talk")

        # The app is killed and started anew: all come back by themselves, and the votes are there.
        turn_to(phone, f"{app_url}/parameters")
        expect(part(phone, "line")).to_contain_text("Talk it over")
        windows = (teacher, projector, phone, reloads)
        bell = asked_for(teacher)
        for window in windows:
            window.evaluate("performance.clearResourceTimings()")
        # Streamlit's wait between two tries may be long: here it never connects again by itself.
        reloads.evaluate("() => { window.WebSocket = class extends EventTarget { close() {} send() {} }; }")
        start_anew()
        for window in windows:
            window.wait_for_function(ASKS_ANOTHER, arg=bell, polling=LOOKS, timeout=90_000)
            settle(window)
        expect(part(teacher, "count")).to_have_text("2 of 2")
        expect(part(phone, "line")).to_contain_text("Talk it over")
        turn_to(phone, f"{app_url}/classroom")
        expect(part(phone, "phase")).to_have_text("talk")
        press(teacher, "again")
        late = enter("late", f"classroom?classroom.room={code}")
        for pupil in (phone, reloads, late):
            expect(part(pupil, "phase")).to_have_text("again")
            part(pupil, f"answer_{right.key}").get_by_role("button").click()
            settle(pupil)
        expect(part(projector, "count")).to_have_text("3 of 3")
        for name in ("phone", "reloads", "late", "projector"):
            everything = "".join(sent[name])
            assert asked.ask.text.split()[0] in everything  # so the frames were read
            for told in ("bars", '"counts"', '"blocks"', right.response[:30], wrong.response[:30]):
                assert told not in everything, (name, told)
        assert '"counts"' in "".join(sent["teacher"])

        # The reveal: both votes as bars, who changed as bands, what is said of each answer.
        press(teacher, "reveal")
        for watcher in (phone, late, projector):
            expect(part(watcher, "bars").locator(".answer.right .label")).to_contain_text(right.label)
            expect(part(watcher, "bars").locator(".changed")).to_have_text("2 of 2 changed their answer")
            expect(part(watcher, "bars").locator(".band.moved")).to_have_count(1)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

        # Explore: a line on every page leads back; each one's training hangs on the wall by itself.
        press(teacher, "free")
        for number, pupil in enumerate((phone, late), start=1):
            turn_to(pupil, f"{app_url}/{TRAINED.format(number)}")
            settle(pupil)
            expect(part(pupil, "line")).to_contain_text(f"room {code}")
            container(pupil, "mnist-train").get_by_role("button").click()
            wall = part(projector, "wall")
            expect(wall).to_contain_text(f"Trainings of the class ({number})", timeout=30_000)
        settle(late)  # its training has been played
        part(late, "line").get_by_role("link").click()
        expect(late).to_have_url(re.compile("/classroom"))
        settle(late)
        click_point(late, "classroom.trainings", 0)  # a tap on a dot opens that run
        expect(late).to_have_url(re.compile(r"/mnist\?.*mnist\.patience=\d"))
        settle(late)

        # The end: it is asked once more, then the room is gone for everybody.
        press(teacher, "end")
        expect(part(teacher, "keep")).to_be_visible()
        part(teacher, "end").get_by_role("button", name="Yes, delete everything").click(delay=800)
        expect(part(teacher, "open")).to_be_visible()
        expect(part(projector, "enter")).to_be_visible()
        for pupil in (late, phone):
            expect(part(pupil, "line")).to_have_count(0)


def test_a_page_is_lost_while_a_server_answers_that_it_has_no_connection_to(blank: Page) -> None:
    bell = load(blank, "room/bell.js")
    assert [
        call(bell, "lostSince", before, heard, connected, 7)
        for before, heard, connected in (
            *((0, True, False), (3, True, False), (3, False, False)),  # not heard: out of sight, or down
            (3, True, True),
        )
    ] == [7, 3, 0, 0]
