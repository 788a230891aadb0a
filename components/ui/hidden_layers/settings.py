"""The settings of /hidden_layers: the data, the network and its training, and what the views look at.

Units count from 1 in what people read: "H1.2" is the second unit of H1. In the code they count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.concepts.changed_layer import HOWS
from components.concepts.initializers import INITIALIZERS
from components.concepts.logistic_line import REACH
from components.concepts.silenced_units import Unit
from components.concepts.silencing import FILLS
from components.datasets.registry import DATASETS
from components.datasets.toys import OWN_POINTS, TOYS, OwnPoints, Points
from components.text.questions import page_question
from components.training.recipe import Recipe
from components.training.request import TrainingRequest
from components.training.toy_recipes import EPOCHS, POINTS, own_recipe, points_of, toy_recipe
from components.ui.hidden_layers.pictures import own_points
from components.ui.kit.predict import Prediction
from components.ui.kit.setting import Setting, Settings, choice, picks, real, switch, text, whole

STEM = "hidden_layers"
BOUNDS = DATASETS["circles"].bounds
MOST_LAYERS, MOST_UNITS = DATASETS["circles"].shallow
LAYERS = range(1, MOST_LAYERS + 1)
OUTPUT = "y"  # the last unit, among those of *One point*
CHANGES = {how.replace(" ", "_"): how for how in HOWS}  # of a layer: key -> its name in the concept
_START = toy_recipe("circles", (4,), "relu")
_DATA = {name: DATASETS[name].label for name in (*TOYS, OWN_POINTS)}
_TRAINED_AS_THEY_ARE = ("initializer", "learning_rate", "batch_size", "epochs", "seed")
_LAST_GOOD = f"_{STEM}.last_good"


def _whole(name: str, default: int, label: str, word: str, *, bounds: str = "", step: int = 1) -> Setting:
    """A whole number whose bounds a recipe knows."""
    limits = BOUNDS[bounds or name]
    return whole(name, default, label, (limits.least, limits.most), word=word, step=step)


def _real(name: str, default: float | None, label: str, *, step: float) -> Setting:
    """A number whose bounds a recipe knows."""
    limits = BOUNDS[name]
    expected = f"a number {limits}"
    return real(name, default, label, (limits.least, limits.most), step=step, word=name, expected=expected)


def _weight(name: str, default: float) -> Setting:
    """A weight of the line by hand; its slider is the picture's own."""
    return real(name, default, name, (-REACH, REACH), step=0.01)


_OF_TRAINING = (
    choice("dataset", _START.dataset, "Data", _DATA, word="points in the plane", look="segments"),
    *(switch(f"layer_{i}", i == 1, f"Layer {i}", width="stretch") for i in LAYERS),
    *(
        whole(
            f"units_{i}",
            4,
            f"Units of layer {i}",
            (1, MOST_UNITS),
            label_visibility="collapsed",
            width=124,
        )
        for i in LAYERS
    ),
    choice(
        "activation",
        _START.activation,
        "Activation",
        {name: entry.label for name, entry in ACTIVATIONS.items()},
        word="activation",
    ),
    _real("noise", None, "Noise", step=0.05),  # None: what is usual for the data set
    _whole("points", POINTS, "Points", "points in the plane", bounds="rows", step=50),
    _whole("data_seed", _START.data_seed, "Seed of the points", "seed of the points"),
    _whole("seed", _START.seed, "Seed of the weights", "seed"),
    choice(
        "initializer",
        _START.initializer,
        "Initializer",
        {name: entry.label for name, entry in INITIALIZERS.items()},
        word="initializer",
    ),
    _real("learning_rate", _START.learning_rate, "Learning rate", step=0.01),
    _whole("batch_size", _START.batch_size, "Batch size", "points in a batch", step=10),
    _whole("epochs", EPOCHS, "Epochs", "epoch", step=20),
    # A click in the picture writes it.
    text("silenced", "", "Silenced units", "a list of units such as H1.2,H2.1", max_chars=200),
)
_OF_VIEWS = (
    _weight("w1", 1.0),
    _weight("w2", 0.0),
    _weight("b", 0.0),
    # On circles point 8 is of the outer ring, where some units of the first view speak.
    whole("point", 8, "Training point", (0, BOUNDS["rows"].most - 1), word="training point"),
    choice(
        "unit",
        None,  # the first one
        "Unit",
        [*(f"H{layer}.{unit}" for layer in LAYERS for unit in range(1, MOST_UNITS + 1)), OUTPUT],
        word="unit of a layer",
        expected=f"a unit of the network that is set, such as H1.2, or {OUTPUT}",
    ),
    real("step_rate", 0.5, "Learning rate of the step", (0.001, 10), step=0.1, word="step rate"),
    choice(
        "layer",
        "H1",
        "Layer",
        [f"H{layer}" for layer in LAYERS],
        word="hidden layer",
        expected="a hidden layer of the network that is set, such as H1",
    ),
    choice(
        "how",
        next(iter(CHANGES)),
        "What we do to it",
        CHANGES,
        word="changed layer",
        aliases={how: key for key, how in CHANGES.items()},
    ),
    picks(
        "silent",
        ["1"],
        "Units that are silenced",
        [str(unit) for unit in range(1, MOST_UNITS + 1)],
        word="units that are silenced",
        expected=f"units of the layer, by number from 1 to {MOST_UNITS}",
    ),
    choice("put_to", FILLS[0], "Silenced output", FILLS, word="put to zero or mean"),
    choice(
        "without",
        "layer",
        "Retrained without",
        {"layer": "this layer", "unit": "one unit of it"},
        word="trained without",
        aliases={"this layer": "layer", "one unit of it": "unit"},
    ),
)
SETTINGS = Settings(STEM, *_OF_TRAINING, *_OF_VIEWS)


@dataclass(frozen=True)
class TrainingTask:
    """A training to ask for, with its points."""

    request: TrainingRequest
    points: Points

    @property
    def recipe(self) -> Recipe:
        """What is trained."""
        return self.request.recipe


def read() -> tuple[TrainingTask, str]:
    """Read what is to be trained.

    Returns:
        The task, and what is wrong with what is set, "" if nothing is; in that case the task is the last
        one that could be trained.
    """
    try:
        task = _task()
    except ValueError as error:  # of a recipe or of own points: a sentence for the visitor
        return st.session_state.get(_LAST_GOOD) or example(), str(error)
    st.session_state[_LAST_GOOD] = task
    return task, ""


def example() -> TrainingTask:
    """What the page opens with."""
    return _with_points(_START)


def usual_noise() -> float:
    """The noise of the chosen problem where none is set; 0 for own points."""
    toy = TOYS.get(SETTINGS.value("dataset"))
    return toy.noise if toy else 0.0


def describe(recipe: Recipe, *, spelled: bool = False) -> str:
    """A network in a few words: "Circles, 2-4-4-1, ReLU"; `spelled` says what 2-4-4-1 counts."""
    layers = "-".join(map(str, recipe.layer_sizes)) + (" (inputs-units-output)" if spelled else "")
    what = ACTIVATIONS[recipe.activation].label if recipe.hidden_units else "logistic regression"
    return f"{_DATA[recipe.dataset]}, {layers}, {what}"


def read_silenced(hidden_units: tuple[int, ...]) -> tuple[frozenset[Unit], str]:
    """Read which units were silenced in the picture.

    Args:
        hidden_units: of the network on the screen.

    Returns:
        The units, and a sentence about the first one that the network does not have; "" if it has all.
    """
    found, missing = set(), []
    for part in filter(None, (part.strip() for part in SETTINGS.value("silenced").split(","))):
        match = re.fullmatch(r"H([1-9])\.([1-9])", part)
        layer, unit = (int(n) - 1 for n in match.groups()) if match else (-1, -1)
        if match and layer < len(hidden_units) and unit < hidden_units[layer]:
            found.add((layer, unit))
        else:
            missing.append(part)
    if not missing:
        return frozenset(found), ""
    shown = "".join(c for c in missing[0] if c.isalnum() or c in ".-")[:20]
    return frozenset(found), (
        f"Silenced is `{shown}`, which this network does not have; expected units such as H1.2."
    )


def put_silenced(units: Collection[Unit]) -> None:
    """Silence these units and no others."""
    SETTINGS.put(silenced=",".join(f"H{layer + 1}.{unit + 1}" for layer, unit in sorted(units)))


def prediction() -> Prediction:
    """How many units fence the ring in? The first answer moves the picture to three ReLU units on circles."""
    question = page_question(SETTINGS.stem)
    start = {setting.name: setting.default for setting in _OF_TRAINING}
    return Prediction(question, {**start, "view": "toggle", **SETTINGS.named(question.reveal)})


def _task() -> TrainingTask:
    value = SETTINGS.value
    dataset = value("dataset")
    units = tuple(value(f"units_{i}") for i in LAYERS if value(f"layer_{i}"))
    # Without a hidden layer there is nothing to bend: one recipe, whatever the activation.
    activation = value("activation") if units else _START.activation
    rest = {name: value(name) for name in _TRAINED_AS_THEY_ARE}
    if dataset == OWN_POINTS:
        own = own_points.points()
        return _with_points(own_recipe(own, units, activation, **rest), own)
    noise = usual_noise() if value("noise") is None else value("noise")
    data = {"rows": value("points"), "noise": noise, "data_seed": value("data_seed")}
    return _with_points(toy_recipe(dataset, units, activation, **data, **rest))


def _with_points(recipe: Recipe, own: OwnPoints | None = None) -> TrainingTask:
    return TrainingTask(TrainingRequest(recipe, own_points=own), points_of(recipe, own))
