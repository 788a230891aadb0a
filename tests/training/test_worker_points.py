"""Training on points in the plane with the real Keras, through the engine and as the exported script."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from components.concepts.layers import answers
from components.datasets.toys import OwnPoints
from components.training.engine import Engine
from components.training.export import to_script
from components.training.export_notebook import to_notebook
from components.training.recipe import Recipe, RecipeError
from components.training.request import TrainingRequest
from components.training.toy_recipes import kept_epochs, own_recipe, points_of, toy_recipe
from tests.keras_child import InKeras, run_script
from tests.training.conditions import wait_for
from tests.training.notebooks import WORDS, code_of
from tests.training.test_engine import ended

pytestmark = pytest.mark.keras
UNEQUAL = toy_recipe("circles", (4, 3), "relu", epochs=30)
OWN = OwnPoints(tuple((0.5 * (i % 5) - 1, 0.3 * (i // 5) - 1, int(i % 5 > 2)) for i in range(40)), "a visit")


def train(engine: Engine, request: TrainingRequest):
    view = ended(engine, engine.train(request, "ann"))
    assert view.state == "finished", view.problem
    return view.run


def test_every_epoch_is_kept_and_measured(keras_engine: Engine) -> None:
    run = train(keras_engine, TrainingRequest(UNEQUAL))
    assert run.snapshot_epochs.tolist() == list(range(31))
    points = points_of(UNEQUAL)
    for epoch in (1, 30):
        z = run.weights(epoch).logits(points.x_test, "relu")
        assert run.history["test_accuracy"][epoch - 1] == (answers(z) == points.y_test).mean()
    assert run.history["accuracy"][-1] > 0.9
    assert keras_engine.store.find(UNEQUAL).epochs == 30


def test_the_latest_weights_come_while_it_trains(keras_engine: Engine) -> None:
    recipe = replace(UNEQUAL, epochs=400, seed=1)
    key = keras_engine.train(TrainingRequest(recipe), "ann")
    seen: dict[int, list[tuple[int, ...]]] = {}

    def looked_until_it_ended() -> bool:
        view = keras_engine.view(key)
        if view.progress.weights is not None:
            seen[view.progress.epoch] = [array.shape for array in view.progress.weights]
        return view.ended

    wait_for(looked_until_it_ended, what="the end of the training")
    assert 0 in seen
    assert len(seen) > 2
    for shapes in seen.values():
        assert shapes == [(2, 4), (4,), (4, 3), (3,), (3, 1), (1,)]


def test_own_points_are_trained_and_not_kept(keras_engine: Engine) -> None:
    recipe = own_recipe(OWN, (3,), "tanh", epochs=20)
    run = train(keras_engine, TrainingRequest(recipe, own_points=OWN))
    assert run.epochs == recipe.epochs
    assert len(run.test_predictions[0]) == len(OWN.split().x_test)
    assert not list(keras_engine.store.directory.glob(f"{recipe.digest}*"))
    with pytest.raises(RecipeError):
        TrainingRequest(recipe)


def test_a_diverging_training_ends_in_good_order(keras_engine: Engine) -> None:
    recipe = toy_recipe("xor", (4,), "linear", optimizer="sgd", learning_rate=10.0, l2=1.0)
    assert train(keras_engine, TrainingRequest(recipe)).ending == "diverged"


@pytest.mark.parametrize(
    ("recipe", "own_points"),
    [(UNEQUAL, None), (own_recipe(OWN, (), "relu", epochs=25), OWN)],
    ids=["circles, as a notebook", "own points, as a script"],
)
def test_the_exported_code_gives_the_same_weights(
    keras_engine: Engine, in_notebook: InKeras, tmp_path: Path, recipe: Recipe, own_points: OwnPoints | None
) -> None:
    script = tmp_path / "script.py"
    code = to_script(recipe, own_points=own_points) if own_points else code_of(to_notebook(recipe, WORDS))
    script.write_text(code)
    theirs = in_notebook(run_script, str(script))["weights"]
    run = train(keras_engine, TrainingRequest(recipe, own_points=own_points))
    for mine, other in zip(run.weights(recipe.epochs).to_arrays(), theirs, strict=True):
        np.testing.assert_array_equal(mine, other)


@pytest.mark.parametrize("epochs", [1, 60, 61, 150, 500])
def test_a_long_training_keeps_its_beginning_and_its_end(epochs: int) -> None:
    kept = kept_epochs(epochs)
    assert {0, 1, epochs} <= kept
    assert len(kept) <= 75
