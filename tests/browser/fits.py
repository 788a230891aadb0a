"""What does not fit a screen: what scrolls sideways, cut words, a high head, targets too small for a finger."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import settle

PHONE = (390, 844)
WIDTHS = ((320, 700), (820, 1180), (1024, 768))  # a small phone or 400 % zoom, a tablet, a projector
TARGET = 32  # pixels, of what a finger presses
HEAD = 1 / 4  # of a phone's screen, down to the control that chooses the view

_FAULTS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def faults(page: Page, *, finger: bool = False) -> list[str]:
    """What does not fit the window as it is; for a finger the head and the targets, too."""
    size = page.viewport_size
    limits = {"target": TARGET if finger else 0, "head": HEAD * size["height"] if finger else 0}
    return page.evaluate(_FAULTS, limits)


def faults_at_all_widths(page: Page) -> list[str]:
    """What does not fit a phone, a small one, a tablet and a projector; the window is a phone's in the end."""
    found = faults(page, finger=True)
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(
            "width => document.querySelector('[data-testid=stMain]').clientWidth <= width", arg=width
        )
        page.evaluate(
            "() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(r, 60))))"
        )
        found += [f"at {width}: {fault}" for fault in faults(page)]
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return found
