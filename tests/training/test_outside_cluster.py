"""README's way to a Dask cluster, typed line by line: a scheduler, a worker, and the app's engine."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.training.engine import Engine
from components.training.request import TrainingRequest
from components.training.store import RunStore
from components.training.toy_recipes import toy_recipe
from tests.training.conditions import wait_for
from tests.training.test_engine import ended

pytestmark = pytest.mark.keras
ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def commands() -> list[str]:
    """What README says to type, one command each: of the scheduler, and of the workers."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("**On a Dask cluster:**")[2]
    typed = re.sub(r"\\\n\s*", "", section.partition("\n## ")[0])
    return re.findall(r"^ {4}(PYTHONPATH=.*)$", typed, re.MULTILINE)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A cluster as README says; its address."""
    port, found = free_port(), commands()
    assert len(found) == 2
    # Only what would collide with another test is changed, the port and the page of the scheduler; and one
    # worker, of which each loads Keras, does for four.
    lines = [
        f"{found[0]} --host 127.0.0.1 --port {port} --dashboard-address 127.0.0.1:{free_port()}",
        found[1].replace("SCHEDULER:8786", f"127.0.0.1:{port}").replace("--nworkers 4", "--nworkers 1")
        + f" --local-directory {shlex.quote(str(tmp_path / 'workers'))}",
    ]
    processes = []
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for line in lines:
        assert ".venv/bin/dask" in line
        typed = line.replace(".venv/bin/dask", "dask").split()
        named = dict(word.split("=", 1) for word in typed if word.startswith("PYTHONPATH="))
        program = [word for word in shlex.split(" ".join(typed)) if not word.startswith("PYTHONPATH=")]
        processes.append(
            subprocess.Popen(
                program,
                cwd=ROOT,
                env={**environment, **named},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
    yield f"tcp://127.0.0.1:{port}"
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        process.wait(30)


def test_readme_s_cluster_trains(scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", scheduler)
    engine = Engine(RunStore(tmp_path / "runs", tmp_path / "recorded")).start()
    try:
        wait_for(lambda: engine._workers == 1, seconds=120, what="the worker")
        assert engine.cluster_pid is None
        requests = [TrainingRequest(toy_recipe("xor", (3,), "tanh", epochs=3, seed=seed)) for seed in (7, 8)]
        views = [ended(engine, key) for key in [engine.train(request, "ann") for request in requests]]
        assert [(view.state, view.run.epochs) for view in views] == [("finished", 3)] * 2
        assert all(engine.find(request) is not None for request in requests)
    finally:
        engine.close()
