"""A tab that one test after another is lent: a visitor who has not been anywhere, for a sixth of the cost.

To load the app's code takes Chromium 1.5 s of a processor, the longest part of many tests. A tab that has it
goes to its next address as Back and Forward go, after its connection was closed and opened again without its
session: for the server a new visitor, for the page nothing that stood there before.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit
from warnings import warn

from playwright.sync_api import BrowserContext, Page, TimeoutError

WINDOW = {"width": 1280, "height": 800}
PATIENCE = 10_000  # milliseconds
LOOKS = 33  # milliseconds between two looks at the page; one in every frame keeps Chromium drawing
ELSEWHERE = {"/plans": "/"}  # from the first to the second, from any other to the first
# Runs in the page before all others: `watched` is described in conftest.py.
WATCH = """(() => {
  const Socket = window.WebSocket, { setTimeout } = window;
  window.visit = { isStranger: false, socket: null };
  window.WebSocket = class extends Socket {
    constructor(address, names) {
      super(address, visit.isStranger ? names.slice(0, 2) : names);  // the third names the session
      visit.socket = this;
    }
    send(data) {
      // A connection that was lost asks for the page it had; a stranger comes for another one.
      if (!visit.isStranger) super.send(data);
    }
  };
  // Streamlit waits before it connects again.
  const soon = (wait) => (visit.isStranger && wait <= 500 ? 0 : wait);
  window.setTimeout = (call, wait, ...values) => setTimeout(call, soon(wait), ...values);
})()"""
_TURN_TO = """([address, isKept]) => {
  visit.left = document.querySelector("h1");
  visit.question = visit.left?.textContent;
  history[isKept ? "pushState" : "replaceState"]({}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""
# Each page asks another question; React may put it into the heading that stands there.
_IS_GONE = "() => !visit.left?.isConnected || visit.left.textContent !== visit.question"
_LEAVE = """(isFirst) => {
  if (isFirst) { localStorage.clear(); sessionStorage.clear(); sessionStorage.opened = "yes"; }
  document.activeElement?.blur();
  getSelection().removeAllRanges();
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}"""
_CONNECT_AGAIN = """() => {
  visit.isStranger = true;
  visit.old = visit.socket;
  visit.old.close();
}"""
_IS_CONNECTED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  // What the page that is left was about to tell is not said: it would call that page back.
  const isSilent = !watched.timers.size;
  const is = visit.socket !== visit.old && app.dataset.testConnectionState === "CONNECTED";
  if (is && isSilent) { visit.isStranger = false; watched.sent = 0; }
  return is && isSilent;
}"""


class Tab:
    """A tab of a window, and the page in it, whose `goto` comes as a stranger.

    Args:
        window: in which the tab is opened.
    """

    def __init__(self, window: BrowserContext) -> None:
        self.page = window.new_page()
        self._load = self.page.goto
        self._on = self.page.on
        self._loaded = ""
        self._is_first = True
        self._listeners: list[tuple[str, Callable]] = []
        self.page.goto = self._goto
        self.page.on = self._listen

    def lend(self) -> Page:
        """The page as a test expects it: a window of 1280 x 800, light, nothing moves by itself."""
        self._is_first = True
        self.page.set_viewport_size(WINDOW)
        self.page.emulate_media(
            media="null", color_scheme="light", reduced_motion="reduce", forced_colors="none"
        )
        self.page.mouse.move(0, 0)
        return self.page

    def take_back(self) -> None:
        """Forget what the test listened to."""
        for name, listener in self._listeners:
            self.page.remove_listener(name, listener)
        self._listeners.clear()

    def _listen(self, name: str, listener: Callable) -> None:
        self._listeners.append((name, listener))
        self._on(name, listener)

    def _goto(self, url: str, **loading: object) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if self._loaded == origin and self.page.url.startswith(origin):
            try:
                self._come_as_stranger(url)
                return
            except TimeoutError:  # whatever the last test left behind
                warn(f"the app's code is loaded anew for {url}", stacklevel=2)
        self._load(url, **loading)
        self._loaded, self._is_first = origin, False

    def _come_as_stranger(self, url: str) -> None:
        page = self.page
        page.evaluate(_LEAVE, self._is_first)
        path = urlsplit(url).path or "/"
        if urlsplit(page.url).path == path:  # the same page again would keep what stands on it
            turn_to(page, ELSEWHERE.get(path, "/plans"), is_kept=False)
        page.evaluate(_CONNECT_AGAIN)
        page.wait_for_function(_IS_CONNECTED, polling=LOOKS, timeout=PATIENCE)
        turn_to(page, url)
        self._is_first = False


def turn_to(page: Page, address: str, *, is_kept: bool = True) -> None:
    """Go to the address of another page as Back and Forward go: without loading the app's code anew.

    Args:
        page: that shows the app.
        address: of another page than the one that is open.
        is_kept: whether Back leads to the one that is open.
    """
    page.evaluate(_TURN_TO, [address, is_kept])
    page.wait_for_function(_IS_GONE, polling=LOOKS, timeout=PATIENCE)
