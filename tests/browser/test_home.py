"""The contents: every page that exists has a card that leads to it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle

MOST_BYTES = 350e6  # of the web process; Keras is in the workers
ROOT = Path(__file__).parents[2]
STEMS = sorted(path.stem for path in ROOT.glob("pages/*/*.py") if path.stem != "home")


@pytest.mark.parametrize("stem", STEMS)
def test_a_card_leads_to_each_page(page: Page, app_url: str, stem: str) -> None:
    page.goto(app_url)
    card = page.locator(f".st-key-home-{stem}")
    expect(card.get_by_role("link")).to_be_visible()
    card.click(position={"x": 30, "y": 60})  # the whole of it, not the link alone
    page.wait_for_url(f"**/{stem}*")
    settle(page)
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    expect(page.get_by_text("Complete the sentence.")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("stem", ["", *STEMS])
def test_nothing_scrolls_sideways_on_a_phone(page: Page, app_url: str, stem: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app_url}/{stem}")
    expect(page.locator("h1").first).to_be_visible(timeout=60_000)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, scheme


def test_the_web_process_stays_small(page: Page, app: tuple[subprocess.Popen, str]) -> None:
    server, url = app
    for stem in STEMS:
        page.goto(f"{url}/{stem}")
        expect(page.locator("h1").first).to_be_visible(timeout=60_000)
        settle(page)
    assert psutil.Process(server.pid).memory_info().rss < MOST_BYTES
