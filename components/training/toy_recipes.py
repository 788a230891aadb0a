"""The default recipes for points in the plane, and the list of those that ship with the app."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

from components.datasets.registry import DATASETS
from components.datasets.toys import OWN_POINTS, TOYS, OwnPoints, Points, make
from components.training.recipe import Recipe

RECORDED_LAYERS = (0, 1, 2, 3)
RECORDED_UNITS = (4, 8)
RECORDED_ACTIVATIONS = ("relu", "tanh", "sigmoid")
# Cuts around the ring of circles: units -> seed of the weights. Seed 8 closes a fence of three, many do not.
RECORDED_CUTS = {1: 0, 2: 0, 3: 8}
EPOCHS = 150  # at first: what moons take with two layers of tanh
POINTS = 200
BATCH_SIZE = 10
LEAST_BATCH = 2  # of few points: steps of single points jump too much
SNAPSHOTS = 60  # kept of a training, about
WHOLE_BEGINNING = 10


def toy_recipe(dataset: str, hidden_units: tuple[int, ...], activation: str, **more: Any) -> Recipe:
    """A recipe for points in the plane, with this app's usual settings for the rest.

    Raises:
        RecipeError: for a value out of bounds.
    """
    usual = {
        "loss": "binary_crossentropy",
        "optimizer": "adam",
        "learning_rate": 0.02,
        "batch_size": BATCH_SIZE,
        "epochs": EPOCHS,
        "validation_split": 0.0,
        "preprocessing": (),
        "rows": POINTS,
        "noise": TOYS[dataset].noise if dataset in TOYS else 0.0,
    }
    return Recipe(dataset=dataset, hidden_units=hidden_units, activation=activation, **{**usual, **more})


def own_recipe(own_points: OwnPoints, hidden_units: tuple[int, ...], activation: str, **more: Any) -> Recipe:
    """A recipe for a visitor's own points; rows and noise follow from the points.

    Fewer points than the other data sets have are trained for about as many steps: their batches are
    smaller by as much and, where that is not enough, their epochs more.

    Raises:
        RecipeError: for a value out of bounds.
    """
    rows = len(own_points.split().x_train)
    usual = {"batch_size": BATCH_SIZE, "epochs": EPOCHS, **more}
    more |= _as_many_steps(rows, usual["batch_size"], usual["epochs"])
    points = {
        "rows": rows,
        "noise": 0.0,
        "data_seed": 0,
        "brought": own_points.digest,
    }
    return toy_recipe(OWN_POINTS, hidden_units, activation, **{**more, **points})


def _as_many_steps(rows: int, batch_size: int, epochs: int) -> dict[str, int]:
    """Batch size and epochs with which few points get the steps that `POINTS` points would get."""
    if rows >= POINTS or batch_size < 1:  # what is no batch size, the recipe refuses
        return {"batch_size": batch_size, "epochs": epochs}
    smaller = max(min(LEAST_BATCH, batch_size), round(batch_size * rows / POINTS))
    steps_wanted, steps = math.ceil(POINTS / batch_size), math.ceil(rows / smaller)
    most = DATASETS[OWN_POINTS].bounds["epochs"].most
    return {
        "batch_size": smaller,
        "epochs": max(epochs, min(int(most), round(epochs * steps_wanted / steps))),
    }


def points_of(recipe: Recipe, own_points: OwnPoints | None = None) -> Points:
    """The points that a recipe is trained and tested on."""
    if own_points is not None:
        return own_points.split()
    return make(recipe.dataset, recipe.rows, recipe.noise, recipe.data_seed)


def kept_epochs(epochs: int) -> frozenset[int]:
    """The epochs whose weights are kept, of a training with this number of epochs.

    All of a short training, about `SNAPSHOTS` of a long one, its beginning, where most happens, whole.
    Epoch 0 is the network before training.
    """
    step = max(1, math.ceil(epochs / SNAPSHOTS))
    return frozenset({*range(min(epochs, WHOLE_BEGINNING) + 1), *range(0, epochs + 1, step), epochs})


def recorded_recipes() -> Iterator[Recipe]:
    """Every recipe whose recording ships: each data set with 0 to 3 equal layers, circles with few units."""
    for dataset in TOYS:
        yield toy_recipe(dataset, (), "relu")
        sizes = itertools.product(RECORDED_LAYERS[1:], RECORDED_UNITS, RECORDED_ACTIVATIONS)
        for layers, units, activation in sizes:
            yield toy_recipe(dataset, (units,) * layers, activation)
    for units, seed in RECORDED_CUTS.items():
        yield toy_recipe("circles", (units,), "relu", seed=seed)
