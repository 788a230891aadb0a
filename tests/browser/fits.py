"""What does not fit a screen: cut words, a high head, small targets, controls with no picture in sight."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import settle
from tests.training.conditions import wait_for

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
OTHERS = (  # 400 % zoom, a tablet, a projector
    {"width": 320, "height": 256},
    {"width": 820, "height": 1180},
    {"width": 1024, "height": 768},
)
TARGET, MAIN_TARGET = 32, 44  # pixels, of what a finger presses; of what it presses most
# Pixels of a phone's and a laptop's screen, down to the control that chooses the view.
PHONES_HEAD, LAPTOPS_HEAD = PHONE["height"] / 4, 150
JUMPS = """(() => {  // before a page is opened: how far what is on it jumps, as Chromium counts it
  window.jumps = [];
  const page = ".stMainBlockContainer *";
  const inside = ({ node }) => (node?.parentElement ? node : node?.getRootNode?.().host)?.closest?.(page);
  const ours = (list) => list.getEntries().filter(({ sources }) => sources.some(inside));
  const note = (list) => ours(list).forEach(({ value }) => window.jumps.push(value));
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
})()"""
MOST_JUMPING = 0.25  # on a busy machine, too, the pages jump by less than 0.1
IN_SIGHT = {"share": 0.4, "enough": 200}  # of a picture's height, or pixels: so much is seen beside a control
_FAULTS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_HARD_TO_READ = Path(__file__).with_name("hard_to_read.js").read_text(encoding="utf-8")
_UNSEEN = Path(__file__).with_name("in_sight.js").read_text(encoding="utf-8")


def faults(page: Page, *, target: float = 0, head: float = 0) -> list[str]:
    """What does not fit the window as it is.

    Args:
        page: that is open.
        target: least height and width of what is pressed; 0: not looked at.
        head: most height of all down to the control that chooses the view; 0: not looked at.
    """
    return page.evaluate(_FAULTS, {"target": target, "main_target": MAIN_TARGET, "head": head})


def hard_to_read(page: Page) -> list[str]:
    """The words that can hardly be told from what they stand on, once the colours have changed."""
    with suppress(AssertionError):
        wait_for(lambda: not page.evaluate(_HARD_TO_READ), seconds=10)
    return page.evaluate(_HARD_TO_READ)


def assert_paper_is_for_readers(page: Page, *, is_lesson: bool) -> None:
    """On paper stand question, picture, words, the names of what one may try, and nothing that is pressed."""
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_role("heading").first).to_be_visible()  # of a sheet not the h1
    controls = page.locator(".stButton, .stSlider, .stSelectbox, .stButtonGroup")
    expect(controls.filter(visible=True)).to_have_count(0)
    pressed = "button:not(.head, .bar, :has(canvas)), input[type=range]"  # but for parts of a picture
    expect(page.locator(f".stBidiComponent :is({pressed})").filter(visible=True)).to_have_count(0)
    if is_lesson:
        links = page.get_by_test_id("stMain").get_by_test_id("stPageLink")
        expect(links.filter(visible=False)).to_have_count(0)
    page.emulate_media(media="screen")


def controls_without_picture(page: Page) -> list[str]:
    """The controls of a view beside which too little of every picture is seen, each at mid-height."""
    return page.evaluate(_UNSEEN, IN_SIGHT)


def faults_at_other_widths(page: Page) -> list[str]:
    """What does not fit other screens; the window is a phone's before and after."""
    found = []
    for size in OTHERS:
        page.set_viewport_size(size)
        settle(page)
        found += [f"at {size['width']}: {fault}" for fault in faults(page)]
    page.set_viewport_size(PHONE)
    return found
