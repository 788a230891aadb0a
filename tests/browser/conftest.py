"""The running app and a browser page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.server import shared_app
from tests.browser.tab import LOOKS, WATCH, WINDOW, Tab

expect.set_options(timeout=20_000)  # two cores train, serve and draw at once
RESTING = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'

# Runs before every script of a page. A control tells the server of a change after a moment, by a timer, and
# the server answers after another: `watched` knows of both while the page still looks as if nothing were due.
_WATCH = """(() => {
  const { setTimeout, clearTimeout } = window, { send } = WebSocket.prototype, timers = new Set();
  const watched = { timers, sent: 0, unanswered: false };
  window.watched = watched;
  // Nothing waits for Playwright's looks, nor for a menu of Streamlit's that looks for more room.
  const ofMenu = (wait) => wait === 600 && new Error().stack.includes("useCollection");
  const isSilent = (wait) => wait === LOOKS || ofMenu(wait);
  window.setTimeout = (call, wait = 0, ...values) => {
    const timer = setTimeout(() => { timers.delete(timer); call(...values); }, wait);
    if (wait > 0 && wait <= 600 && !isSilent(wait)) timers.add(timer);
    return timer;
  };
  window.clearTimeout = (timer) => { timers.delete(timer); clearTimeout(timer); };
  WebSocket.prototype.send = function (data) {
    if (!this.isWatched) this.addEventListener("message", () => { watched.unanswered = false; });
    this.isWatched = true;
    watched.unanswered = true;
    watched.sent += 1;
    send.call(this, data);
  };
  if (location.protocol === "http:" && !sessionStorage.opened) {  // the first page of a tab: a new visitor
    localStorage.clear();
    sessionStorage.opened = "yes";
  }
})()""".replace("LOOKS", str(LOOKS))

# True when nothing is due, nothing runs and nothing has changed its height for some frames in a row.
_AT_REST = """(call) => {
  const main = document.querySelector('[data-testid="stMain"]');
  const watched = window.watched, height = main?.scrollHeight;
  const busy = !main || !document.querySelector(RESTING) || document.querySelector('[data-stale="true"]')
    || watched.timers.size || watched.unanswered || document.fonts.status !== "loaded";
  const same = !busy && watched.call === call && watched.height === height;
  Object.assign(watched, { call, height, frames: same ? watched.frames : 0 });
  if (!busy) requestAnimationFrame(() => { watched.frames += 1; });
  return watched.frames >= 4;
}""".replace("RESTING", repr(RESTING))
_calls = itertools.count(1)


def settle(page: Page) -> None:
    """Wait until what was done has reached the server, the script has run and what it drew is there."""
    page.wait_for_function(_AT_REST, arg=next(_calls), polling=LOOKS, timeout=60_000)


def container(page: Page, key: str) -> Locator:
    """What stands in a container by its key; while a script runs, its last run may stand below it."""
    return page.locator(f".st-key-{key}").first


def sent(page: Page) -> int:
    """How many messages the page has sent to the server since it was opened."""
    return page.evaluate("window.watched.sent")


def wait_until_sent(page: Page, before: int) -> None:
    """Wait until the page has sent more messages than it had before, whether they are answered or not."""
    page.wait_for_function("before => window.watched.sent > before", arg=before, polling=LOOKS)


def choose(page: Page, key: str, option: str) -> None:
    """Choose an option of a selectbox by its words."""
    box = container(page, key.replace(".", "-")).get_by_role("combobox")
    box.evaluate("box => box.scrollIntoView({ block: 'center' })")  # a list that is open closes on scrolling
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def click_point(page: Page, key: str, number: int) -> None:
    """Click where a point of the chart's last trace stands."""
    plot = page.locator(f".st-key-{key.replace('.', '-')} .js-plotly-plot")
    expect(plot).to_have_count(1)  # while a chart is drawn anew, the old one stands beside it for a moment
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


@pytest.fixture(scope="session")
def app_url() -> str:
    """The address of the app that all tests visit."""
    return shared_app()


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


def new_context(browser: Browser) -> BrowserContext:
    """A visitor who has not been anywhere, with a window of 1280 x 800 in which nothing moves by itself.

    A test of motion asks for it: `page.emulate_media(reduced_motion="no-preference")`.
    """
    context = browser.new_context(viewport=WINDOW, reduced_motion="reduce")
    context.add_init_script(WATCH)
    context.add_init_script(_WATCH)
    return context


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """The window in which each test opens a tab: a window for each test costs Chromium 2 s."""
    context = new_context(browser)
    context.new_page()  # stays open, and the window with it
    yield context
    context.close()


@pytest.fixture(scope="session")
def blank(window: BrowserContext) -> Iterator[Page]:
    """An empty tab in which JavaScript's own functions are called."""
    tab = window.new_page()
    yield tab
    tab.close()


@pytest.fixture(scope="session")
def tabs(window: BrowserContext) -> Iterator[dict[str, Tab]]:
    """The tabs that are lent to one test after another, by the fixture that lends them."""
    lent: dict[str, Tab] = {}
    yield lent
    for tab in lent.values():
        tab.page.close()


@pytest.fixture
def page(window: BrowserContext, tabs: dict[str, Tab]) -> Iterator[Page]:
    """A tab of 1280 x 800 of a visitor who has not been anywhere; the app's code is loaded already."""
    window.clear_cookies()
    with _lent(window, tabs, "page") as lent:
        yield lent


@pytest.fixture
def other_page(window: BrowserContext, tabs: dict[str, Tab]) -> Iterator[Page]:
    """A second one beside it."""
    with _lent(window, tabs, "other_page") as lent:
        yield lent


@contextmanager
def _lent(window: BrowserContext, tabs: dict[str, Tab], name: str) -> Iterator[Page]:
    """The tab of that name; none yet, or a closed one, is followed by another."""
    if name not in tabs or tabs[name].page.is_closed():
        tabs[name] = Tab(window)
    with _asks_nobody(tabs[name].lend()) as page:
        yield page
    tabs[name].take_back()


@pytest.fixture
def new_page(window: BrowserContext) -> Iterator[Page]:
    """A tab of 1280 x 800 in which nothing was loaded before: for tests of a first visit."""
    window.clear_cookies()
    page = window.new_page()
    with _asks_nobody(page):
        yield page
    page.close()


@contextmanager
def _asks_nobody(page: Page) -> Iterator[Page]:
    """A page of which nothing that it asks for may leave the machine."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    local = ("http://localhost:", "data:", "blob:")
    assert not [url for url in asked if not url.startswith(local)]
