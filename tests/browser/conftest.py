"""The running app and a browser page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import chromium
from tests.training.conditions import wait_for

ROOT = Path(__file__).parents[2]
expect.set_options(timeout=20_000)  # two cores train, serve and draw at once
RESTING = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'

# Ten frames in a row without a change of the page's height: fonts are there, pictures are drawn.
_STANDS_STILL = """async () => {
  await document.fonts.ready;
  const main = document.querySelector('[data-testid="stMain"]') ?? document.body;
  for (let same = 0, last = -1; same < 10; ) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = main.scrollHeight;
    same = now === last ? same + 1 : 0;
    last = now;
  }
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a browser test once more before it counts as failed."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


def settle(page: Page) -> None:
    """Wait until the script of the page has run and what it drew is there."""
    page.wait_for_timeout(150)  # the browser gathers changes for a moment before it tells the server
    page.wait_for_selector(RESTING, timeout=60_000)
    page.wait_for_function("document.querySelectorAll('[data-stale=true]').length === 0", timeout=30_000)
    page.evaluate(_STANDS_STILL)


def choose(page: Page, key: str, option: str) -> None:
    """Choose an option of a selectbox by its words."""
    box = page.locator(f".st-key-{key.replace('.', '-')}").get_by_role("combobox")
    box.evaluate("box => box.scrollIntoView({ block: 'center' })")  # a list that is open closes on scrolling
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def click_point(page: Page, key: str, number: int) -> None:
    """Click where a point of the chart's last trace stands."""
    plot = page.locator(f".st-key-{key.replace('.', '-')} .js-plotly-plot")
    expect(plot).to_be_visible()
    plot.scroll_into_view_if_needed()
    x, y = plot.evaluate(
        """(node, i) => {
            const {xaxis, yaxis} = node._fullLayout, points = node.calcdata[node.calcdata.length - 1];
            const box = node.getBoundingClientRect();
            return [box.left + xaxis._offset + xaxis.c2p(points[i].x),
                    box.top + yaxis._offset + yaxis.c2p(points[i].y)];
        }""",
        number,
    )
    page.mouse.move(x, y - 2)
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    settle(page)


def drawn(page: Page) -> None:
    """Wait until the browser has drawn what a drag under way has changed."""
    page.evaluate("() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")


def start_app(runs: Path, **environment: str) -> tuple[subprocess.Popen, str]:
    """Start the app with a run store of its own; return the process and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    settings = ["--server.headless=true", "--server.fileWatcherType=none"]
    server = subprocess.Popen(
        [*command, *settings],
        cwd=ROOT,
        env={**os.environ, "LAYERWISE_RUNS": str(runs), "LAYERWISE_WORKERS": "1", **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://localhost:{port}"
    wait_for(lambda: _answers(url), what="the app's server")
    return server, url


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
            return True
    except OSError:
        return False


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen, str]]:
    """An app started for the tests, and its address."""
    server, url = start_app(tmp_path_factory.mktemp("runs"))
    yield server, url
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="session")
def app_url(app: tuple[subprocess.Popen, str]) -> str:
    """The address of the app."""
    return app[1]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one every browser test is skipped, which CI refuses."""
    path = chromium.find()
    if path is None:
        pytest.skip("no Chromium: run `make test`, which installs one")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of 1280 x 800 that has not been anywhere; nothing it asks for may leave the machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    local = ("http://localhost:", "data:", "blob:")
    assert not [url for url in asked if not url.startswith(local)]
