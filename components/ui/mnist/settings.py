"""The settings of /mnist: a recipe and an early-stopping rule.

A control of a recipe or of a rule follows from its field: its kind from the type, its bounds and options from
where they are declared. Only what a control looks like is said here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

import streamlit as st

from components.concepts.bounds import Bounds
from components.concepts.early_stopping import OFFERED, EarlyStoppingRule
from components.datasets.registry import DATASETS
from components.training.recipe import (
    LONGEST_HIDDEN_UNITS,
    REGISTRIES,
    Recipe,
    RecipeError,
    make_rule,
    parse_hidden_units,
)
from components.training.recordings import RECORDINGS
from components.training.request import TrainingRequest
from components.ui.kit.setting import Setting, Settings, choice, real, switch, text, whole
from components.ui.kit.view import View

STEM = "mnist"
_DATASET = DATASETS[STEM]
_START = RECORDINGS["mnist_12k"].recipe
START_RULE = EarlyStoppingRule(patience=3, restore_best_weights=True)
_LAST_RECIPE, _LAST_RULE = "_mnist.recipe", "_mnist.rule"

PREPROCESSING = {"min_max": "scaling", "shuffle_pixels": "shuffle_pixels"}  # step of a recipe -> its switch
_ALLOWED: Mapping[str, Bounds | Mapping[str, str]] = {
    **_DATASET.bounds,
    **{
        name: {key: entry.label for key, entry in entries.items() if name != "loss" or key in _DATASET.losses}
        for name, entries in REGISTRIES.items()
    },
}
RECIPE = tuple(field.name for field in fields(Recipe) if field.name in _ALLOWED)  # one setting each
RULE = tuple(OFFERED)
RULE_SHOWN = ("monitor", "patience", "min_delta", "restore_best_weights")  # the others stand behind "more"
RULE_MORE = tuple(name for name in RULE if name not in RULE_SHOWN)

_LABELS = {
    "epochs": "Epochs, at most",
    "l2": "L2",
    "learning_rate": "Learning rate",
    "batch_size": "Batch size",
    "validation_split": "validation_split",
}
_WORDS = {"l2": "kernel_regularizer"}  # the glossary's l2 is the one of tables
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "epochs": {"look": "slider"},
    "patience": {"look": "slider"},
    "rows": {"step": 1000},
    "batch_size": {"step": 8},
    "dropout": {"step": 0.1},
    "l2": {"step": 0.0001},
    "learning_rate": {"step": 0.0005},
    "validation_split": {"step": 0.05},
    "min_delta": {"step": 0.001},
}


def _setting(name: str, kind: str, default: Any, allowed: Any, label: str) -> Setting:
    """Declare the setting of a field; `kind` is its annotation, `allowed` its bounds or its options."""
    word, look = _WORDS.get(name, name), _LOOKS.get(name, {})
    if kind == "bool":
        return switch(name, default, label, word=word)
    if not isinstance(allowed, Bounds):
        return choice(name, default, label, allowed, word=word)
    bounds = (allowed.least, allowed.most)
    if kind == "int":
        return whole(name, default, label, bounds, word=word, **look)
    return real(
        name, default, label, bounds, word=word, expected=f"a number {allowed}", **{"step": 0.01, **look}
    )


def _of_recipe() -> list[Setting]:
    kinds = {field.name: field.type for field in fields(Recipe)}
    labels = {name: _LABELS.get(name, name.capitalize()) for name in RECIPE}
    return [
        _setting(name, kinds[name], getattr(_START, name), _ALLOWED[name], labels[name]) for name in RECIPE
    ]


def _of_rule() -> list[Setting]:
    kinds = {field.name: field.type for field in fields(EarlyStoppingRule)}
    return [_setting(name, kinds[name], getattr(START_RULE, name), OFFERED[name], name) for name in RULE]


SETTINGS = Settings(
    STEM,
    whole("image", 0, f"Training image, 0 to {_DATASET.rows - 1:,}", (0, _DATASET.rows - 1)),
    text(
        "hidden_units",
        ",".join(map(str, _START.hidden_units)),
        "Hidden layers, units of each",
        "a list such as 256,256",
        max_chars=LONGEST_HIDDEN_UNITS,
        word="hidden_units",
    ),
    switch("scaling", True, "Min-max scaling", word="scaling"),
    switch("shuffle_pixels", False, "Shuffle the pixels", word="shuffle_pixels"),
    *_of_recipe(),
    switch("use_early_stopping", True, "Use EarlyStopping", word="use_early_stopping"),
    *_of_rule(),
    switch("past_stop", False, "Go on past the stop", word="past_stop"),
    choice(
        "map",
        "stop_epoch",
        "Colour of the map",
        {"stop_epoch": "stop epoch", "kept_value": "kept value"},
        look="segments",
        aliases={"stop epoch": "stop_epoch", "kept value": "kept_value"},
        word="map",
    ),
)


def draw_controls(view: View, more: str) -> None:
    """Draw the controls that stand beside a view, the rarer ones in an expander called `more`."""
    with st.container(gap="xsmall"):
        _draw(view.settings)
    if view.more:
        with st.expander(more):
            _draw(view.more)


def _draw(names: Collection[str]) -> None:
    off = not SETTINGS.value("use_early_stopping")
    for name in names:
        SETTINGS.draw(name, disabled=off and name in (*RULE, "past_stop", "map"))
        if name == "batch_size":
            st.caption(steps_sentence(st.session_state.get(_LAST_RECIPE, _START)))


def steps_sentence(recipe: Recipe) -> str:
    """How many steps of the optimizer an epoch has, which is what Keras' progress bar counts."""
    rows, batch = recipe.training_rows, recipe.batch_size
    rounded = "" if rows % batch == 0 else ", rounded up"
    return f"{rows:,} training rows / {batch:,}{rounded} = **{recipe.steps:,} steps an epoch**"


@dataclass(frozen=True)
class Experiment:
    """What is set now, and the last of it that can be used.

    Attributes:
        recipe: the last one that can be trained.
        rule: the last one that can be applied; None: early stopping is off.
        request: what Train asks for; None if something that is set cannot be used.
        problem: what is wrong, in a sentence; "" if nothing is.
    """

    recipe: Recipe
    rule: EarlyStoppingRule | None
    request: TrainingRequest | None = None
    problem: str = ""


def read() -> Experiment:
    """Read recipe and rule, each on its own: a bad one leaves the other usable."""
    problems = []
    for last, make in ((_LAST_RECIPE, _recipe), (_LAST_RULE, _rule)):
        try:
            st.session_state[last] = make()
        except RecipeError as error:
            problems.append(str(error))
    recipe = st.session_state.get(_LAST_RECIPE, _START)
    rule = st.session_state.get(_LAST_RULE, START_RULE)
    if problems:
        return Experiment(recipe, rule, None, f"{' '.join(problems)} Until then the last good value counts.")
    return Experiment(recipe, rule, TrainingRequest(recipe, rule, SETTINGS.value("past_stop")))


def address_of(request: TrainingRequest) -> dict[str, str | list[str]]:
    """The parameters that lead to a request: everything of it that is not as it is at first."""
    recipe, rule = request.recipe, request.rule
    values = {name: getattr(recipe, name) for name in RECIPE}
    values["hidden_units"] = ",".join(map(str, recipe.hidden_units))
    values |= {name: step in recipe.preprocessing for step, name in PREPROCESSING.items()}
    values["use_early_stopping"] = rule is not None
    if rule is not None:
        values |= {name: getattr(rule, name) for name in RULE} | {"past_stop": request.past_stop}
    settings = {name: SETTINGS.all[name] for name, value in values.items() if value is not None}
    return {
        SETTINGS.key(name): setting.write(values[name])
        for name, setting in settings.items()
        if values[name] != setting.default
    }


def _recipe() -> Recipe:
    value = SETTINGS.value
    return Recipe(
        hidden_units=parse_hidden_units(value("hidden_units")),
        preprocessing=tuple(step for step, name in PREPROCESSING.items() if value(name)),
        **{name: value(name) for name in RECIPE},
    )


def _rule() -> EarlyStoppingRule | None:
    """The rule that is set; None if early stopping is off."""
    if not SETTINGS.value("use_early_stopping"):
        return None
    return make_rule(**{name: SETTINGS.value(name) for name in RULE})
