"""Finds a Chromium for the browser tests, or installs one: `python -m tests.browser.chromium --install`.

`--package` installs the system's package alone, for which no package of Python is needed: it takes as long as
they take, and both can be installed at the same time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# The shell is Chromium without windows of its own, and opens a page in three quarters of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
    if path := _of_the_system():
        return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
        return path if os.path.exists(path) else None


def install_package() -> None:
    """Install Debian's package, where there is one and it may be installed; needs nothing but Python."""
    if _of_the_system() or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"env": environment, "check": False, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-q"], **quiet)
    for package in ("chromium-headless-shell", "chromium"):  # the first one that there is
        subprocess.run(["apt-get", "install", "-y", "-q", package, "fonts-noto-cjk"], **quiet)
        if _of_the_system():
            break


def install() -> str | None:
    """Install a package of the system, else Playwright's download; return the path."""
    install_package()
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find()


def _of_the_system() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    if "--package" in sys.argv:
        install_package()
        sys.exit()
    found = install() if "--install" in sys.argv else find()
    if not found:
        sys.exit("No Chromium for the browser tests: install one (Debian and Ubuntu: apt install chromium).")
    print(f"browser tests use {found}")
