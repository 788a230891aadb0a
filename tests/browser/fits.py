"""What does not fit a screen: sideways scrolling, cut words, a high head, targets too small for a finger."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import settle

PHONE = {"width": 390, "height": 844}
OTHERS = (  # a small phone or 400 % zoom, a tablet, a projector
    {"width": 320, "height": 700},
    {"width": 820, "height": 1180},
    {"width": 1024, "height": 768},
)
TARGET = 32  # pixels, of what a finger presses
HEAD = 1 / 4  # of a phone's screen, down to the control that chooses the view
_FAULTS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def faults(page: Page, *, finger: bool = False) -> list[str]:
    """What does not fit the window as it is; for a finger the head and the targets, too."""
    limits = {"target": TARGET if finger else 0, "head": HEAD * PHONE["height"] if finger else 0}
    return page.evaluate(_FAULTS, limits)


def faults_at_other_widths(page: Page) -> list[str]:
    """What does not fit a small phone, a tablet and a projector; the window is a phone's before and after."""
    found = []
    for size in OTHERS:
        page.set_viewport_size(size)
        settle(page)
        found += [f"at {size['width']}: {fault}" for fault in faults(page)]
    page.set_viewport_size(PHONE)
    return found
