"""The contents: every page that exists has a card that leads to it; the web process stays small."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
from playwright.sync_api import Page, expect

from tests.benchmarks.visitor import Visitor
from tests.browser.conftest import container, settle
from tests.browser.fits import PHONE
from tests.browser.server import start_app

MOST_BYTES = 350e6  # of the web process; Keras is in the workers
STEMS = sorted(path.stem for path in Path(__file__).parents[2].glob("pages/*/*.py") if path.stem != "home")


def test_a_card_leads_to_each_page(page: Page, app_url: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(app_url)
    settle(page)
    for stem in STEMS:
        link = container(page, f"home-{stem}").get_by_role("link")
        expect(link).to_have_attribute("href", stem)
    container(page, f"home-{STEMS[0]}").click(
        position={"x": 30, "y": 60}
    )  # the whole of it, not the link alone
    page.wait_for_url(f"**/{STEMS[0]}*")
    settle(page)
    page.go_back()
    page.wait_for_url(f"{app_url}/")


def test_the_web_process_stays_small(tmp_path: Path) -> None:
    server, url = start_app(tmp_path, LAYERWISE_WORKERS="0")

    async def visit() -> list[str]:
        visitor = await Visitor(url.removeprefix("http://")).connect()
        for stem in ("", *STEMS):
            await visitor.open(stem)
        await visitor.leave()
        return visitor.exceptions

    try:
        with ThreadPoolExecutor(1) as pool:  # the browser of the other tests has a loop in this thread
            assert pool.submit(asyncio.run, visit()).result() == []
        assert psutil.Process(server.pid).memory_info().rss < MOST_BYTES
    finally:
        server.terminate()
        server.wait(20)
