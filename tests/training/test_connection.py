"""How long the engine waits before it tries to reach its workers again."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.training import engine as engine_module
from components.training.connection import ADDRESS, LOCAL_RETRY_SECONDS, Connection, ConnectionFailedError
from components.training.engine import Engine
from components.training.store import RunStore

ANSWERS = [*[False] * 7, True, *[False] * 2]  # of the scheduler, one a try


def test_an_outside_scheduler_is_tried_less_often_until_it_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, waits = iter(ANSWERS), []

    class Unreliable(Connection):
        """Opens when the list says so, and is lost at once."""

        def open(self, *_: object) -> None:
            if not next(answers):
                raise ConnectionFailedError("The scheduler does not answer.")

        def workers(self) -> int:
            raise ConnectionFailedError("The connection to the workers was lost.")

    def wait_for(predicate: object, seconds: float) -> None:
        waits.append(seconds)
        engine._closed = len(waits) == len(ANSWERS)

    monkeypatch.setenv(ADDRESS, "tcp://nowhere:8786")
    monkeypatch.setattr(engine_module, "Connection", Unreliable)
    engine = Engine(RunStore(tmp_path, tmp_path))
    monkeypatch.setattr(engine._changed, "wait_for", wait_for)
    engine._serve()
    assert waits == [1, 2, 4, 8, 16, 30, 30, 1, 2, 4]
    assert "does not answer" in engine.problem


def test_a_local_cluster_is_started_again_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    assert {Connection().retry_seconds(failures) for failures in (1, 5, 5000)} == {LOCAL_RETRY_SECONDS}


def test_a_scheduler_that_is_down_for_days_is_still_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ADDRESS, "tcp://nowhere:8786")
    assert Connection().retry_seconds(100_000) == 30
