"""The recordings of points in the plane that ship with the app."""

from __future__ import annotations

import pytest

from components.concepts.layers import answers
from components.datasets.registry import DATASETS
from components.datasets.toys import TOYS, OwnPoints
from components.training.store import RECORDED, RunStore
from components.training.toy_recipes import (
    EPOCHS,
    RECORDED_ACTIVATIONS,
    RECORDED_CUTS,
    RECORDED_LAYERS,
    RECORDED_UNITS,
    own_recipe,
    points_of,
    recorded_recipes,
)

RECIPES = list(recorded_recipes())
MOST_BYTES = 300_000  # of a data set, on average
SETTINGS = 1 + len(RECORDED_LAYERS[1:]) * len(RECORDED_UNITS) * len(RECORDED_ACTIVATIONS)


@pytest.mark.parametrize("points", [6, 15, 40, 120, 400])
def test_own_points_get_as_many_steps_as_those_that_ship(points: int) -> None:
    own = OwnPoints(tuple((i / points, 0.5, i % 2) for i in range(points)))
    recipe, usual = own_recipe(own, (4,), "relu"), RECIPES[0]
    steps = recipe.steps * recipe.epochs
    assert recipe.batch_size <= usual.batch_size
    if points >= 15:  # fewer would take more epochs than are allowed
        assert steps >= 0.8 * usual.steps * usual.epochs
    else:
        assert recipe.epochs == DATASETS["own_points"].bounds["epochs"].most
    assert own_recipe(own, (4,), "relu", epochs=20).epochs < recipe.epochs


def test_what_ships_is_small_and_each_setting_once() -> None:
    assert {recipe.dataset for recipe in RECIPES} == set(TOYS)
    assert (
        len(RECIPES)
        == len({recipe.digest for recipe in RECIPES})
        == SETTINGS * len(TOYS) + len(RECORDED_CUTS)
    )
    sizes = [(RECORDED / f"{recipe.digest}.npz").stat().st_size for recipe in RECIPES]
    assert sum(sizes) < MOST_BYTES * len(TOYS)


@pytest.mark.parametrize("dataset", sorted({recipe.dataset for recipe in RECIPES}))
def test_every_switch_finds_a_network_from_its_random_start_to_its_end(dataset: str, tmp_path) -> None:
    store = RunStore(tmp_path)
    for recipe in RECIPES:
        if recipe.dataset != dataset:
            continue
        run = store.find(recipe)
        assert run.epochs == EPOCHS
        assert run.snapshot_epochs[[0, -1]].tolist() == [0, EPOCHS]
        points = points_of(recipe)
        shown = (
            answers(run.weights(EPOCHS).logits(points.x_test, recipe.activation)) == points.y_test
        ).mean()
        assert shown == pytest.approx(run.history["test_accuracy"][-1], abs=0.01)  # half precision
