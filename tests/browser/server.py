"""Starts the app for the tests: one that all their processes visit, or one of a test's own."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import psutil

from tests.training.conditions import wait_for

ROOT = Path(__file__).parents[2]
SHARED = "LAYERWISE_SHARED_APP"  # in the environment of all processes: the folder of the app that they share
WORKERS = "2"  # of the shared app: while one trains, the other answers what is answered quickly


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def start_app(runs: Path, port: int = 0, **environment: str) -> tuple[subprocess.Popen, str]:
    """Start the app with a run store of its own; return the process and its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", f"--server.port={port}"]
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


def prepare_to_share() -> None:
    """Make the folder by which the processes of the tests agree; in the main one, before there are others."""
    os.environ[SHARED] = tempfile.mkdtemp(prefix="layerwise-shared-app-")


def shared_app() -> str:
    """The address of the app that all processes visit; who comes first starts it."""
    folder = Path(os.environ[SHARED])
    told = folder / "app.json"
    try:
        (folder / "runs").mkdir()
    except FileExistsError:
        wait_for(told.exists, seconds=120, what="the app that another process starts")
    else:
        server, url = start_app(folder / "runs", LAYERWISE_WORKERS=WORKERS)
        written = folder / "written.json"
        written.write_text(json.dumps({"pid": server.pid, "url": url}))
        written.rename(told)
    return json.loads(told.read_text())["url"]


def end_shared_app() -> None:
    """End it, if there is one; in the main process, after the others."""
    folder = Path(os.environ.pop(SHARED))
    told = folder / "app.json"
    if told.exists():
        server = psutil.Process(json.loads(told.read_text())["pid"])
        server.terminate()
        server.wait(20)
    shutil.rmtree(folder, ignore_errors=True)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
            return True
    except OSError:
        return False
