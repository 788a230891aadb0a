"""The engine with real worker processes, and tasks that only count epochs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from components.concepts.early_stopping import EarlyStoppingRule
from components.training.engine import Engine
from components.training.recipe import Recipe
from components.training.request import TrainingRequest
from components.training.store import RunStore
from tests.training import stub_tasks
from tests.training.conditions import wait_for, wait_until_dead

ROOT = Path(__file__).parents[2]


def request(seed: int, epochs: int = 10, **more: object) -> TrainingRequest:
    return TrainingRequest(Recipe(seed=seed, epochs=epochs, keep="history"), **more)


def make_engine(store: RunStore, task=stub_tasks.work) -> Engine:
    return Engine(store, task=task, with_keras=False).start()


def ended(engine: Engine, key: str):
    return wait_for(
        lambda: (view := engine.view(key)) and view.ended and view, seconds=200, what="the end of a job"
    )


def epoch(engine: Engine, key: str, least: int):
    return wait_for(
        lambda: (view := engine.view(key)) and view.progress.epoch >= least and view, what=f"epoch {least}"
    )


def worker_pids(engine: Engine) -> list[int]:
    """The processes of the workers, which Python's multiprocessing has spawned."""
    found = []
    for child in psutil.Process(engine.cluster_pid).children(recursive=True):
        if any("spawn_main" in word for word in child.cmdline()):
            found.append(child.pid)
    return found


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine with one worker for the tests that leave it whole."""
    folder = tmp_path_factory.mktemp("engine")
    engine = make_engine(RunStore(folder / "runs", folder / "recorded"))
    wait_for(lambda: engine.ready, what="a worker")
    yield engine
    engine.close()


@pytest.fixture
def fragile(tmp_path: Path) -> Iterator[Engine]:
    """An engine of its own for a test that kills something."""
    engine = make_engine(RunStore(tmp_path / "runs", tmp_path / "recorded"))
    wait_for(lambda: engine.ready, what="a worker")
    yield engine
    engine.close()


def test_a_training_tells_every_epoch_and_is_kept(engine: Engine) -> None:
    asked = request(1)
    key = engine.train(asked, "ann")
    half = epoch(engine, key, 3)
    assert half.state == "training"
    assert half.progress.history["loss"][:2] == [1.0, 0.5]
    view = ended(engine, key)
    assert (view.state, view.run.epochs) == ("finished", 10)
    assert engine.find(asked) is not None
    assert engine.find(request(1, epochs=11)) is None


def test_equal_requests_are_one_job(engine: Engine) -> None:
    first, second = engine.train(request(2), "ann"), engine.train(request(2), "bob")
    assert first == second
    assert engine.view(first).viewers == 2
    ended(engine, first)


def test_different_requests_queue_for_one_worker(engine: Engine) -> None:
    first, second, third = (engine.train(request(seed), "ann") for seed in (3, 4, 5))
    wait_for(lambda: engine.view(first).state == "training", what="the first to train")
    views = [engine.view(key) for key in (second, third)]
    assert [(view.state, view.place) for view in views] == [("queued", 1), ("queued", 2)]
    assert 0 < views[0].wait <= views[1].wait
    assert engine.forecast(request(6)).place == 3
    assert [ended(engine, key).state for key in (first, second, third)] == ["finished"] * 3


def test_stop_keeps_what_there_is(engine: Engine) -> None:
    key = engine.train(request(7, epochs=100), "ann")
    epoch(engine, key, 3)
    assert engine.leave(key, "ann") is None
    view = ended(engine, key)
    assert view.state == "stopped"
    assert 3 <= view.run.epochs < 100
    again = engine.train(
        request(7, epochs=100), "ann"
    )  # the stop signal of the first attempt is not this one's
    epoch(engine, again, 2)
    engine.leave(again, "ann")
    assert ended(engine, again).state == "stopped"


def test_one_viewer_leaves_and_the_other_goes_on(engine: Engine) -> None:
    key = engine.train(request(8, epochs=15), "ann")
    engine.train(request(8, epochs=15), "bob")
    epoch(engine, key, 3)
    mine = engine.leave(key, "ann")
    assert mine is not None
    assert mine.ending == "stopped"
    assert mine.epochs >= 3
    assert ended(engine, key).run.epochs == 15


def test_a_queued_training_can_be_stopped(engine: Engine) -> None:
    first, second = engine.train(request(9), "ann"), engine.train(request(10), "bob")
    engine.leave(second, "bob")
    assert engine.view(second).state == "stopped"
    assert ended(engine, first).state == "finished"


def test_who_comes_back_finds_the_training_under_way(engine: Engine) -> None:
    asked = request(11)
    key = engine.train(asked, "a tab that is closed")
    assert engine.under_way(asked) == key
    assert engine.train(asked, "the same visitor, by the link") == key
    assert ended(engine, key).state == "finished"
    assert engine.under_way(asked) is None


def test_short_tasks_are_answered_and_remembered(engine: Engine) -> None:
    reply = wait_for(
        lambda: (r := engine.ask("double 4", stub_tasks.double, 4)) and r.state != "pending" and r
    )
    assert (reply.state, reply.value) == ("ready", 8)
    assert engine.ask("double 4", stub_tasks.fail) is reply
    failed = wait_for(
        lambda: (r := engine.ask("double nothing", stub_tasks.double, None)) and r.state != "pending" and r
    )
    assert failed.state == "failed"
    assert "TypeError" in failed.problem


def test_a_recording_answers_what_it_reaches() -> None:
    rule = EarlyStoppingRule(patience=2)
    asked = request(0, epochs=100, rule=rule)
    run = stub_run([1.0, 1.1, 1.2])
    assert asked.answered_by(run)
    assert not TrainingRequest(asked.recipe, rule, past_stop=True).answered_by(run)
    assert not TrainingRequest(asked.recipe, EarlyStoppingRule(patience=3)).answered_by(run)
    assert asked.key != TrainingRequest(asked.recipe, EarlyStoppingRule(patience=3)).key
    assert TrainingRequest(asked.recipe, rule, past_stop=True).key == TrainingRequest(asked.recipe).key


def stub_run(values: list[float]):
    from components.training.worker_recorder import Progress

    history = dict.fromkeys(("loss", "accuracy", "val_loss", "val_accuracy"), values)
    return request(0).so_far(Progress(len(values), 0.0, history))


def test_an_error_ends_in_a_sentence(tmp_path: Path) -> None:
    engine = make_engine(RunStore(tmp_path, tmp_path), task=stub_tasks.fail)
    try:
        view = ended(engine, engine.train(request(1), "ann"))
        assert view.state == "failed"
        assert "the stub was told to fail" in view.problem
    finally:
        engine.close()


def test_a_worker_that_dies_is_replaced_and_the_training_starts_again(fragile: Engine) -> None:
    key = fragile.train(request(1, epochs=20), "ann")
    epoch(fragile, key, 2)
    os.kill(worker_pids(fragile)[0], signal.SIGKILL)
    view = ended(fragile, key)
    assert (view.state, view.run.epochs, view.started_again) == ("finished", 20, True)
    for pid in worker_pids(fragile):  # now it has nothing to do
        os.kill(pid, signal.SIGKILL)
    assert ended(fragile, fragile.train(request(2, epochs=3), "bob")).state == "finished"


def test_a_worker_that_dies_twice_ends_the_training_in_a_sentence(fragile: Engine) -> None:
    key = fragile.train(request(1, epochs=100), "ann")
    epoch(fragile, key, 1)
    os.kill(worker_pids(fragile)[0], signal.SIGKILL)
    wait_for(lambda: fragile.view(key).started_again, what="the second start")
    epoch(fragile, key, 1)
    os.kill(worker_pids(fragile)[0], signal.SIGKILL)
    view = ended(fragile, key)
    assert view.state == "failed"
    assert "died twice" in view.problem
    assert ended(fragile, fragile.train(request(2, epochs=3), "ann")).state == "finished"


def test_a_cluster_that_dies_is_started_again(fragile: Engine) -> None:
    key = fragile.train(request(1, epochs=20), "ann")
    waiting = fragile.train(request(2, epochs=3), "bob")
    epoch(fragile, key, 2)
    os.kill(fragile.cluster_pid, signal.SIGKILL)
    view = ended(fragile, key)
    assert (view.state, view.run.epochs, view.started_again) == ("finished", 20, True)
    assert ended(fragile, waiting).state == "finished"
    assert fragile.restarts == 1
    assert fragile.problem == ""


def test_a_store_that_cannot_be_written_does_not_stop_a_training(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way of the directory")
    engine = make_engine(RunStore(blocked / "runs", tmp_path / "recorded"))
    try:
        asked = request(1, epochs=3)
        view = ended(engine, engine.train(asked, "ann"))
        assert view.state == "finished"
        assert "not kept" in view.note
        assert engine.find(asked) is not None
    finally:
        engine.close()


def test_a_scheduler_that_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", address)
        engine = make_engine(RunStore(tmp_path / "runs", tmp_path / "recorded"))
        try:
            key = engine.train(request(1), "ann")
            wait_for(lambda: engine.problem, what="the problem to be said")
            assert address in engine.problem
            assert engine.view(key).state == "queued"
        finally:
            engine.close()


def test_nothing_is_left_when_the_app_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path;"
        "from components.training.engine import Engine; from components.training.store import RunStore;"
        "engine = Engine(RunStore(Path(sys.argv[1])), with_keras=False).start();"
        "[time.sleep(0.05) for _ in iter(lambda: engine.ready, True)];"
        "print(engine.cluster_pid, flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    app = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        cluster = psutil.Process(int(app.stdout.readline()))
        family = [cluster, *cluster.children(recursive=True)]
        assert len(family) >= 2
    finally:
        app.kill()
        app.wait()
    wait_until_dead(family)


def test_all_workers_killed_at_once_cost_no_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERWISE_WORKERS", "2")
    engine = make_engine(RunStore(tmp_path / "runs", tmp_path / "recorded"))
    try:
        wait_for(lambda: len(worker_pids(engine)) == 2 and engine.ready, what="two workers")
        keys = [engine.train(request(seed, epochs=6), f"visitor {seed}") for seed in range(20)]
        for begun in (0, 4, 8):  # three times, each time two others are under way
            wait_for(
                lambda b=begun: any(engine.view(key).progress.epoch > 1 for key in keys[b:]), what="epochs"
            )
            for pid in worker_pids(engine):
                os.kill(pid, signal.SIGKILL)
        views = [ended(engine, key) for key in keys]
        assert [(view.state, view.problem) for view in views] == [("finished", "")] * 20
        assert sum(view.started_again for view in views) >= 2
        assert engine.restarts == 0  # the cluster itself went on
    finally:
        engine.close()


def test_without_workers_nothing_is_trained_and_a_sentence_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAYERWISE_WORKERS", "0")
    engine = make_engine(RunStore(tmp_path / "runs", tmp_path / "recorded"))
    view = engine.view(engine.train(request(1), "ann"))
    assert (view.state, view.problem) == ("failed", engine.off)
    assert "off on this server" in engine.off
    assert engine.ask("double 4", stub_tasks.double, 4).problem == engine.off
    assert engine.cluster_pid is None
    engine.close()
