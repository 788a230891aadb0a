"""What a first visit of each page and view costs: bytes, by their kind, and how far what is drawn jumps.

Run by `make bench ONLY=bytes`, or against an app that runs already:
`python -m tests.benchmarks.first_visit http://localhost:8501 mnist home`.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.conftest import new_context, settle
from tests.browser.everywhere import ADDRESSES
from tests.browser.fits import JUMPS
from tests.browser.server import start_app

QUIET_MS = 1_500  # nothing more is asked for


@dataclass
class Visit:
    """One visit with an empty cache.

    Attributes:
        kinds: bytes on the wire, by kind of file.
        frames: bytes that the server sent over the websocket.
        jump: the sum of the layout shifts of what is on the page, as Chromium counts them; not of the
            sidebar, which Streamlit opens late.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    frames: int = 0
    jump: float = 0.0

    @property
    def total(self) -> int:
        """Bytes of all that was fetched."""
        return sum(self.kinds.values()) + self.frames


def visit(browser: Browser, url: str, size: tuple[int, int] = (1280, 800)) -> Visit:
    """Open an address as somebody who has never been there."""
    context = new_context(browser)
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.add_init_script(JUMPS)
    measured, names = Visit(), {}

    def ended(event: dict) -> None:
        measured.kinds[kind(names.get(event["requestId"], ""))] += event["encodedDataLength"]

    def framed(event: dict) -> None:
        response = event["response"]
        length = len(response["payloadData"])
        measured.frames += length * 3 // 4 if response["opcode"] == 2 else length  # binary is base64 here

    wire = context.new_cdp_session(page)
    wire.on(
        "Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]})
    )
    wire.on("Network.loadingFinished", ended)
    wire.on("Network.webSocketFrameReceived", framed)
    wire.send("Network.enable")
    page.goto(url)
    settle(page)
    seen = -1
    while seen != measured.total:
        seen = measured.total
        page.wait_for_timeout(QUIET_MS)
    measured.jump = page.evaluate("window.jumps.reduce((sum, value) => sum + value, 0)")
    context.close()
    return measured


def kind(url: str) -> str:
    """What a file is, by its address."""
    for part, name in (
        ("PlotlyChart", "Plotly"),
        ("SyntaxHighlighter", "highlighter"),
        ("/Sans-", "our font"),
        ("/app/static/", "our code"),
        (".woff2", "icons and fonts"),
    ):
        if part in url:
            return name
    return "Streamlit"


def measure(url: str, only: Sequence[str] = ()) -> Iterator[str]:
    """A line for each address, or for those that begin with one of the names."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        for name, address in ADDRESSES.items():
            if only and not name.startswith(tuple(only)):
                continue
            here = visit(browser, f"{url}/{address}")
            kinds = ", ".join(f"{name} {size / 1e3:,.0f}" for name, size in here.kinds.most_common())
            frames = f"websocket {here.frames / 1e3:,.0f}"
            yield f"{name:36} {here.total / 1e6:6.2f} MB   jump {here.jump:.3f}   (kB: {kinds}, {frames})"
        browser.close()


def run() -> None:
    """Start the app and measure."""
    server, url = start_app(Path(tempfile.mkdtemp(prefix="layerwise-bench-")), LAYERWISE_WORKERS="0")
    try:
        for line in measure(url):
            print(line, flush=True)
    finally:
        server.terminate()


if __name__ == "__main__":
    for line in measure(sys.argv[1], sys.argv[2:]):
        print(line, flush=True)
