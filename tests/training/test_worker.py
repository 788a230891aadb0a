"""Training with the real Keras: in this engine's workers, and against the exported script."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from components.concepts.early_stopping import METRICS, EarlyStoppingRule, replay
from components.concepts.losses import LOSSES
from components.datasets.registry import DATASETS
from components.training import worker
from components.training.engine import Engine
from components.training.export import to_script
from components.training.recipe import Recipe
from components.training.request import TrainingRequest
from tests.keras_child import InKeras, run_script
from tests.training.test_engine import ended, epoch, worker_pids

pytestmark = pytest.mark.keras
ROOT = Path(__file__).parents[2]
SMALL = Recipe(hidden_units=(16,), rows=1000, epochs=8, batch_size=64, seed=3)


@pytest.fixture
def engine(keras_engine: Engine) -> Engine:
    return keras_engine


def train(engine: Engine, recipe: Recipe, rule: EarlyStoppingRule | None = None, *, past_stop: bool = False):
    asked = TrainingRequest(recipe, rule, past_stop)
    view = ended(engine, engine.train(asked, "ann"))
    assert view.state == "finished", view.problem
    return engine.store.find(recipe), view


def test_keras_stops_where_replay_says(engine: Engine) -> None:
    rule = EarlyStoppingRule(patience=1, min_delta=0.1, restore_best_weights=True)
    recipe = replace(SMALL, epochs=20, seed=6)
    _, stopped = train(engine, recipe, rule)
    assert stopped.run.ending == "rule"
    full, past = train(engine, recipe, rule, past_stop=True)
    assert past.run.epochs == 20
    result = replay(full.lists, rule)
    assert result.stopped_epoch == stopped.run.epochs - 1
    for name in METRICS:
        assert full.lists[name][: stopped.run.epochs] == stopped.run.lists[name]


def test_the_recording_is_true(engine: Engine) -> None:
    from components.concepts import losses
    from components.datasets import mnist

    run, _ = train(engine, SMALL)
    assert run.epochs == 8
    assert {0, 1, 2, 4, 8} <= set(run.snapshot_epochs.tolist())
    data = mnist.load()
    z = run.weights(8).logits(mnist.prepare(data.x_test, run.recipe.preprocessing), "relu")
    assert (z.argmax(axis=1) == run.test_predictions[-1]).mean() > 0.9999
    assert losses.from_logits(run.recipe.loss, z, data.y_test) == pytest.approx(run.history["test_loss"][-1])
    x_validation = mnist.prepare(data.x_train[run.recipe.training_rows : 1000], run.recipe.preprocessing)
    z = run.weights(8).logits(x_validation, "relu")
    expected = losses.from_logits(run.recipe.loss, z, data.y_train[run.recipe.training_rows : 1000])
    assert run.history["val_loss"][-1] == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("loss", [name for name in LOSSES if name != SMALL.loss])
def test_every_loss_is_logged_as_keras_does(engine: Engine, loss: str) -> None:
    run, _ = train(engine, replace(SMALL, loss=loss, epochs=2))
    assert np.isfinite(run.history["val_loss"]).all()
    if loss.startswith("sparse"):
        plain, _ = train(engine, SMALL)
        assert run.lists["val_loss"] == pytest.approx(plain.lists["val_loss"][:2], rel=1e-5)


def test_a_diverging_training_ends_in_good_order(engine: Engine) -> None:
    recipe = replace(SMALL, activation="linear", optimizer="sgd", learning_rate=10.0, preprocessing=())
    run, _ = train(engine, recipe)
    assert run.ending == "diverged"
    assert run.epochs < recipe.epochs


def test_stop_keeps_the_last_whole_epoch(engine: Engine) -> None:
    recipe = replace(SMALL, rows=20_000, epochs=100, seed=8)
    key = engine.train(TrainingRequest(recipe), "ann")
    epoch(engine, key, 2)
    engine.leave(key, "ann")
    view = ended(engine, key)
    assert view.state == "stopped"
    run = engine.store.find(recipe)
    assert run.snapshot_epochs[-1] == run.epochs == view.run.epochs


def test_a_killed_worker_does_not_change_the_numbers(engine: Engine) -> None:
    plain, _ = train(engine, SMALL)
    recipe = replace(SMALL, epochs=30)
    key = engine.train(TrainingRequest(recipe), "ann")
    epoch(engine, key, 1)
    os.kill(worker_pids(engine)[0], signal.SIGKILL)
    view = ended(engine, key)
    assert view.started_again
    assert view.run.epochs == 30
    assert view.run.lists["val_loss"][: plain.epochs] == plain.lists["val_loss"]


REUSED = Recipe(hidden_units=(16, 16), dropout=0.3, rows=1000, epochs=3, batch_size=32, seed=5)


def history_of_a_reused_model() -> dict[str, list[float]]:
    """The history of a recipe whose compiled model has trained two others before."""
    worker.train(replace(REUSED, seed=9, learning_rate=0.01, epochs=2))
    model = worker.fresh_model(REUSED)
    worker.train(replace(REUSED, seed=10, batch_size=64, rows=2000, epochs=1))
    assert worker.fresh_model(REUSED) is model
    return worker.train(REUSED).lists


def history_of_a_new_model() -> dict[str, list[float]]:
    """The history of the same recipe in a process whose workers' code has compiled nothing yet."""
    assert not worker._compiled
    return worker.train(REUSED).lists


def run_python(program: str) -> dict[str, list[float]]:
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=280
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return json.loads(result.stdout.strip().splitlines()[-1])


def test_the_exported_script_gives_the_same_numbers(
    engine: Engine, in_notebook: InKeras, tmp_path: Path
) -> None:
    # Several executions for training and for validation, and last batches that are not full.
    recipe = Recipe(hidden_units=(64, 32), batch_size=8, rows=2_005, epochs=2, seed=1)
    script = tmp_path / "script.py"
    script.write_text(to_script(recipe, EarlyStoppingRule(patience=5, restore_best_weights=True)))
    theirs = in_notebook(run_script, str(script), str(DATASETS["mnist"].path))["history"]
    run, _ = train(engine, recipe)
    for name in METRICS:
        assert theirs[name] == run.lists[name]


def test_a_reused_model_gives_the_history_of_a_new_one(in_keras: InKeras, in_notebook: InKeras) -> None:
    """The script before has set the number of threads there, as a worker does; numpy's are another matter."""
    used_again, new = in_keras(history_of_a_reused_model), in_notebook(history_of_a_new_model)
    assert used_again["test_loss"] == pytest.approx(new["test_loss"], rel=1e-6)
    for name in METRICS:
        assert used_again[name] == new[name]


def test_the_web_process_never_loads_keras() -> None:
    program = (
        "import sys, json; import components.training.engine, components.training.worker_job,"
        "components.training.export, components.training.store;"
        "print(json.dumps({'keras': ['keras' in sys.modules, 'tensorflow' in sys.modules]}))"
    )
    assert run_python(program) == {"keras": [False, False]}
