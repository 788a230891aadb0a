"""The recipes of points in the plane: what they have in common, and which ship with the app as recordings."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from components.datasets.toys import TOYS
from components.training.recipe import Recipe

RECORDED_LAYERS = (0, 1, 2, 3)
RECORDED_UNITS = (4, 8)
RECORDED_ACTIVATIONS = ("relu", "tanh", "sigmoid")
EPOCHS = 60  # at first
POINTS = 200


def toy_recipe(dataset: str, hidden_units: tuple[int, ...], activation: str, **more: Any) -> Recipe:
    """A recipe for points in the plane, with this app's usual settings for the rest.

    Raises:
        RecipeError: for a value out of bounds.
    """
    usual = {
        "loss": "binary_crossentropy",
        "optimizer": "adam",
        "learning_rate": 0.02,
        "batch_size": 20,
        "epochs": EPOCHS,
        "validation_split": 0.0,
        "preprocessing": (),
        "rows": POINTS,
        "noise": TOYS[dataset].noise if dataset in TOYS else 0.0,
    }
    return Recipe(dataset=dataset, hidden_units=hidden_units, activation=activation, **{**usual, **more})


def recorded_recipes() -> Iterator[Recipe]:
    """Every recipe whose recording ships: each data set with 0 to 3 equal hidden layers."""
    for dataset in TOYS:
        yield toy_recipe(dataset, (), "relu")
        sizes = itertools.product(RECORDED_LAYERS[1:], RECORDED_UNITS, RECORDED_ACTIVATIONS)
        for layers, units, activation in sizes:
            yield toy_recipe(dataset, (units,) * layers, activation)
