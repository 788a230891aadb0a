"""Comparisons in the engine: many tasks, one job. The folds are stubs; the models have tests of their own."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.datasets import tables
from components.training.comparison import ComparisonRequest
from components.training.engine import Engine
from components.training.jobs import JobView
from components.training.recipe import RecipeError
from components.training.request import TrainingRequest
from components.training.store import RunStore
from components.training.toy_recipes import toy_recipe
from components.training.trial import Trial, TrialResult
from tests.training import stub_tasks
from tests.training.conditions import wait_for
from tests.training.test_engine import ended, make_engine, request, worker_pids

LOGISTIC, TREES = Trial("pima", "logistic"), Trial("pima", "trees")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine with one worker for the tests that leave it whole."""
    folder = tmp_path_factory.mktemp("comparisons")
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


def some_results(engine: Engine, key: str, least: int) -> JobView:
    return wait_for(
        lambda: (view := engine.view(key)) and len(view.results) >= least and view, what="results"
    )


def test_results_come_one_by_one_and_the_first_folds_first(engine: Engine) -> None:
    asked = ComparisonRequest((LOGISTIC, TREES))
    key = engine.train(asked, "ann")
    early = some_results(engine, key, 2)
    assert [(result.trial, result.fold) for result in early.results[:2]] == [
        (LOGISTIC.digest, 0),
        (TREES.digest, 0),
    ]
    view = ended(engine, key)
    assert view.state == "finished"
    assert view.share == 1.0
    for trial in asked.trials:
        result = TrialResult.gather(trial, view.results)
        assert result.complete
        assert [fold.fold for fold in result.folds] == [0, 1, 2, 3, 4]


def test_stop_keeps_the_folds_that_are_done(engine: Engine) -> None:
    key = engine.train(ComparisonRequest((Trial("pima", "logistic", folds=10, seeds=5),)), "ann")
    some_results(engine, key, 3)
    engine.leave(key, "ann")
    view = ended(engine, key)
    assert view.state == "stopped"
    assert 3 <= len(view.results) < 50


def test_a_fold_that_fails_ends_the_comparison_with_a_sentence(engine: Engine) -> None:
    key = engine.train(
        ComparisonRequest((LOGISTIC, Trial("pima", "logistic", l2=stub_tasks.FAILING_L2))), "ann"
    )
    view = ended(engine, key)
    assert view.state == "failed"
    assert "told to fail" in view.problem
    assert len(view.results) < 10
    assert ended(engine, engine.train(request(1, epochs=1), "ann")).state == "finished"


def test_small_networks_go_before_the_next_fold_and_folds_before_mnist(engine: Engine) -> None:
    folds = engine.train(ComparisonRequest((Trial("pima", "trees", folds=10, seeds=5),)), "ann")
    some_results(engine, folds, 1)
    long, toy = request(2, epochs=3), TrainingRequest(toy_recipe("circles", (), "relu", epochs=3))
    engine.train(long, "bob")
    assert ended(engine, engine.train(toy, "eve")).state == "finished"
    assert not engine.view(folds).ended
    assert engine.view(long.key).state == "queued"
    engine.leave(folds, "ann")
    assert ended(engine, long.key).state == "finished"


def test_a_killed_worker_costs_nothing_but_time(fragile: Engine) -> None:
    key = fragile.train(ComparisonRequest((LOGISTIC, TREES)), "ann")
    some_results(fragile, key, 2)
    os.kill(worker_pids(fragile)[0], signal.SIGKILL)
    view = ended(fragile, key)
    assert view.state == "finished"
    assert all(TrialResult.gather(trial, view.results).complete for trial in (LOGISTIC, TREES))


def test_a_request_is_about_one_table() -> None:
    own = tables.Table("own", ("a",), [[1.0], [2.0]], [0, 1], "y", ("no", "yes"), "a row")
    mine = Trial("own", "logistic", brought=own.digest)
    assert ComparisonRequest((mine,), own).table is own
    for trials, table in (((), None), ((LOGISTIC, Trial("magic", "trees")), None), ((mine,), None)):
        with pytest.raises(RecipeError):
            ComparisonRequest(trials, table)
    with pytest.raises(RecipeError, match="trainings"):
        ComparisonRequest(tuple(Trial("pima", "logistic", l2=n, folds=10, seeds=5) for n in range(13)))
