"""Starts Layerwise: `layerwise` where it is installed, `python start.py` in a checkout.

Nothing of Streamlit or of ours is imported before the first line is printed: that takes some seconds.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
import time
import tomllib
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent
READY_SECONDS = 120


def main() -> None:
    """Start the app, and say what happens meanwhile."""
    asked = arguments()
    print("Layerwise: loading, which takes some seconds ...", flush=True)
    sys.path.insert(0, str(ROOT))  # the pages import `components`, wherever this folder is
    if asked.workers is not None:
        os.environ["LAYERWISE_WORKERS"] = str(asked.workers)
    if port_taken(asked.port):
        raise SystemExit(f"Port {asked.port} is in use; try --port {asked.port + 1}.")

    from serve import app

    threading.Thread(target=announce, args=(asked.port, asked.open), daemon=True).start()
    ours = {"server.port": asked.port, "server.headless": True, "logger.hideWelcomeMessage": True}
    app.run(config=configuration() | ours)


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="layerwise", description="See what the layers of a neural network do, in your browser."
    )
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8501")), help="8501")
    parser.add_argument("--workers", type=int, help="processes that train; otherwise one a core, at most 4")
    parser.add_argument("--open", action="store_true", help="open the browser when the app is ready")
    return parser.parse_args()


def configuration() -> dict[str, Any]:
    """The settings of .streamlit/config.toml; Streamlit itself reads it only in the folder it starts in."""
    with open(ROOT / ".streamlit" / "config.toml", "rb") as file:
        return dict(flattened(tomllib.load(file)))


def flattened(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Nested tables as dotted names."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def port_taken(port: int) -> bool:
    """Whether something listens on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def announce(port: int, open_browser: bool) -> None:
    """Say where the app is once it answers, and open it."""
    from components.rooms.network import room_addresses

    here = f"http://localhost:{port}"
    until = time.monotonic() + READY_SECONDS
    while not answers(f"{here}/_stcore/health"):
        if time.monotonic() > until:
            return
        time.sleep(0.2)
    print(f"\n  Layerwise is at            {here}")
    for address in room_addresses():
        print(f"  for others in the room http://{address}:{port}")
    print("\n  The workers load Keras now, about ten seconds more; the pages can be read meanwhile.")
    print("  Ctrl+C ends it.\n", flush=True)
    if open_browser:
        webbrowser.open(here)


def answers(url: str) -> bool:
    """Whether a server says that it is well."""
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except (OSError, urllib.error.URLError):
        return False


if __name__ == "__main__":
    main()
