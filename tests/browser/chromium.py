"""Finds a Chromium for the browser tests, or installs one: `python -m tests.browser.chromium --install`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The path of the system's Chromium, else of Playwright's own; None if there is neither."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
        return path if os.path.exists(path) else None


def install() -> str | None:
    """Install Debian's package, else Playwright's download; return the path."""
    if not find() and shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = ["chromium", "fonts-noto-cjk"]
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", *packages]):
            subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find()


if __name__ == "__main__":
    found = install() if "--install" in sys.argv else find()
    if not found:
        sys.exit("No Chromium for the browser tests: install one (Debian and Ubuntu: apt install chromium).")
    print(f"browser tests use {found}")
