"""The recordings of points in the plane that ship with the app."""

from __future__ import annotations

import pytest

from components.concepts.layers import answers
from components.training.store import RECORDED, RunStore
from components.training.toy_recipes import EPOCHS, points_of, recorded_recipes

RECIPES = list(recorded_recipes())
MOST_BYTES = 1_500_000


def test_what_ships_is_small_and_each_setting_once() -> None:
    assert len(RECIPES) == len({recipe.digest for recipe in RECIPES}) == 95
    sizes = [(RECORDED / f"{recipe.digest}.npz").stat().st_size for recipe in RECIPES]
    assert sum(sizes) < MOST_BYTES


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
