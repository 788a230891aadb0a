"""What a visitor set on /hidden_layers, as a request for a training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.concepts.initializers import INITIALIZERS
from components.datasets.registry import DATASETS
from components.datasets.toys import OWN_POINTS, TOYS, OwnPoints, Points
from components.training.recipe import Recipe
from components.training.request import TrainingRequest
from components.training.toy_recipes import EPOCHS, POINTS, own_recipe, points_of, toy_recipe
from components.ui.bound import BoundSettings
from components.ui.hidden_layers import own_points

STEM = "hidden_layers"
VIEWS = ("Toggle", "What is H", "One point", "With and without")
CHOICES = (*TOYS, OWN_POINTS)
BOUNDS = DATASETS["circles"].bounds
LAYERS = tuple(range(1, 1 + DATASETS["circles"].shallow[0]))  # the switches, from 1
MOST_UNITS = DATASETS["circles"].shallow[1]
_START = toy_recipe("circles", (4,), "relu")
_LAST_GOOD = f"_{STEM}.last_good"

DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "view": VIEWS[0],
        "dataset": _START.dataset,
        **{f"layer_{i}": i == 1 for i in LAYERS},
        **{f"units_{i}": 4 for i in LAYERS},
        "activation": _START.activation,
        "noise": None,  # what is usual for the data set
        "points": POINTS,
        "data_seed": _START.data_seed,
        "seed": _START.seed,
        "initializer": _START.initializer,
        "learning_rate": _START.learning_rate,
        "batch_size": _START.batch_size,
        "epochs": EPOCHS,
        "silenced": "",
    }
)
_PLAIN = ("initializer", "learning_rate", "batch_size", "epochs", "seed")


def expected() -> dict[str, str]:
    """What the address may say of each setting, in a few words."""
    words = {name: f"a number {BOUNDS[name]}" for name in DEFAULTS if name in BOUNDS}
    words |= {f"layer_{i}": "true or false" for i in LAYERS}
    words |= {f"units_{i}": f"a whole number from 1 to {MOST_UNITS}" for i in LAYERS}
    return words | {
        "view": f"one of {', '.join(VIEWS)}",
        "dataset": f"one of {', '.join(CHOICES)}",
        "activation": f"one of {', '.join(ACTIVATIONS)}",
        "initializer": f"one of {', '.join(INITIALIZERS)}",
        "points": f"a number {BOUNDS['rows']}",
        "silenced": "a list of units such as H1.2,H2.1",
    }


value = BoundSettings(STEM, DEFAULTS).value


def hidden_units() -> tuple[int, ...]:
    """Units of the layers that are switched on, in order."""
    return tuple(int(value(f"units_{i}")) for i in LAYERS if value(f"layer_{i}"))


def describe(recipe: Recipe) -> str:
    """A network in a few words: "circles, 2-4-4-1, relu"."""
    shape = "-".join(map(str, recipe.layer_sizes))
    what = recipe.activation if recipe.hidden_units else "logistic regression"
    return f"{recipe.dataset.replace('_', ' ')}, {shape}, {what}"


def usual_noise() -> float:
    """The noise of the chosen problem where none is set; 0 for own points."""
    toy = TOYS.get(value("dataset"))
    return toy.noise if toy else 0.0


@dataclass(frozen=True)
class Task:
    """A training to ask for, with its points."""

    request: TrainingRequest
    points: Points

    @property
    def recipe(self) -> Recipe:
        """What is trained."""
        return self.request.recipe


@dataclass(frozen=True)
class Reading:
    """The last task that can be trained, and what is wrong with what is set now: "" if nothing is."""

    task: Task
    problem: str


def read() -> Reading:
    """Read the settings; one that cannot be trained leaves the last good task."""
    try:
        task, problem = _task(), ""
        st.session_state[_LAST_GOOD] = task
    except ValueError as error:  # of a recipe or of own points: a sentence for the visitor
        task, problem = st.session_state.get(_LAST_GOOD), str(error)
        task = task or example()
    return Reading(task, problem)


def _task() -> Task:
    dataset, units = value("dataset"), hidden_units()
    # Without a hidden layer there is nothing to bend: one recipe, whatever the activation.
    activation = value("activation") if units else DEFAULTS["activation"]
    plain = {name: value(name) for name in _PLAIN}
    if dataset == OWN_POINTS:
        own = own_points.points()
        return _with_points(own_recipe(own, units, activation, **plain), own)
    noise = usual_noise() if value("noise") is None else value("noise")
    data = {"rows": value("points"), "noise": noise, "data_seed": value("data_seed")}
    return _with_points(toy_recipe(dataset, units, activation, **data, **plain))


def example() -> Task:
    """What the page opens with."""
    return _with_points(_START)


def _with_points(recipe: Recipe, own: OwnPoints | None = None) -> Task:
    return Task(TrainingRequest(recipe, own_points=own), points_of(recipe, own))
