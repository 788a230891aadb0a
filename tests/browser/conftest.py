"""The running app and a browser page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium

ROOT = Path(__file__).parents[2]
_QUIET = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'


def settle(page: Page) -> None:
    """Wait until the script of the page has run."""
    page.wait_for_selector(_QUIET, timeout=60_000)


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """The address of an app started for the tests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    server = subprocess.Popen([*command, "--server.headless=true"], cwd=ROOT, stdout=subprocess.DEVNULL)
    url = f"http://localhost:{port}"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=5).close()
            break
        except OSError:
            time.sleep(0.2)
    yield url
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests."""
    path = os.environ.get("CHROMIUM") or chromium.find()
    if path is None:
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))


@pytest.fixture
def page(browser: Any) -> Iterator[Page]:
    """A fresh page of 1280 x 800."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()
