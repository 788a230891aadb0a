"""What a visitor set on /mnist, as a recipe and a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import streamlit as st

from components.concepts.early_stopping import EarlyStoppingRule
from components.datasets.registry import DATASETS
from components.training.recipe import METRICS, Recipe, RecipeError, make_rule, parse_hidden_units
from components.training.recordings import RECORDINGS
from components.training.request import TrainingRequest
from components.ui.bound import BoundSettings

STEM = "mnist"
_RECIPE_KEY, _RULE_KEY = "_mnist.recipe", "_mnist.rule"
STEPS = ("Look", "Prepare", "Model", "Train", "Rule", "Result")
MAPS = ("stop epoch", "kept value")  # what colours the map of all rules
BOUNDS = DATASETS["mnist"].bounds
_START = RECORDINGS["mnist_12k"].recipe

DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "step": "Train",
        "epochs": 20,
        "rows": _START.rows,
        "batch_size": _START.batch_size,
        "hidden_units": ",".join(map(str, _START.hidden_units)),
        "activation": _START.activation,
        "initializer": _START.initializer,
        "loss": _START.loss,
        "optimizer": _START.optimizer,
        "learning_rate": _START.learning_rate,
        "scaling": True,
        "shuffle_pixels": False,
        "validation_split": _START.validation_split,
        "seed": _START.seed,
        "use_early_stopping": True,
        "monitor": "val_loss",
        "min_delta": 0.0,
        "patience": 3,
        "mode": "auto",
        "restore_best_weights": True,
        "start_from_epoch": 0,
        "baseline": None,
        "past_stop": False,
        "map": MAPS[0],
        "image": 0,
    }
)
_RULE = (
    "monitor",
    "min_delta",
    "patience",
    "mode",
    "restore_best_weights",
    "start_from_epoch",
    "baseline",
)
_SWITCHES = ("scaling", "shuffle_pixels", "use_early_stopping", "restore_best_weights", "past_stop")


_START_RULE = EarlyStoppingRule(patience=DEFAULTS["patience"], restore_best_weights=True)


def expected() -> dict[str, str]:
    """What the address may say of each setting, in a few words."""
    words = {name: f"a number {bounds}" for name, bounds in BOUNDS.items() if name in DEFAULTS}
    words |= dict.fromkeys(_SWITCHES, "true or false")
    words |= dict.fromkeys(
        ("activation", "initializer", "loss", "optimizer"), "one of the names in step Model"
    )
    return words | {
        "step": f"one of {', '.join(STEPS)}",
        "monitor": f"one of {', '.join(METRICS)}",
        "mode": "one of auto, min, max",
        "hidden_units": "a list such as 256,256",
        "map": " or ".join(MAPS),
        "image": "a number between 0 and 59,999",
    }


value = BoundSettings(STEM, DEFAULTS).value


def recipe() -> Recipe:
    """The recipe that is set.

    Raises:
        RecipeError: with a sentence for the visitor.
    """
    steps = (("min_max", "scaling"), ("shuffle_pixels", "shuffle_pixels"))
    plain = (
        "epochs",
        "rows",
        "batch_size",
        "activation",
        "initializer",
        "loss",
        "optimizer",
        "learning_rate",
        "validation_split",
        "seed",
    )
    return Recipe(
        hidden_units=parse_hidden_units(value("hidden_units")),
        preprocessing=tuple(step for step, name in steps if value(name)),
        **{name: value(name) for name in plain},
    )


def rule() -> EarlyStoppingRule | None:
    """The rule that is set; None if early stopping is off.

    Raises:
        RecipeError: with a sentence for the visitor.
    """
    if not value("use_early_stopping"):
        return None
    return make_rule(**{name: value(name) for name in _RULE})


@dataclass(frozen=True)
class Reading:
    """What is set now, and the last of it that can be used.

    Attributes:
        recipe: the last one that can be trained.
        rule: the last one that can be applied; None: early stopping is off.
        request: what Train asks for; None if something that is set cannot be used.
        problem: what is wrong, in a sentence; "" if nothing is.
    """

    recipe: Recipe
    rule: EarlyStoppingRule | None
    request: TrainingRequest | None
    problem: str


def read() -> Reading:
    """Read recipe and rule, each on its own: a bad one leaves the other usable."""
    problems = []
    for key, make in ((_RECIPE_KEY, recipe), (_RULE_KEY, rule)):
        try:
            st.session_state[key] = make()
        except RecipeError as error:
            problems.append(str(error))
    last_recipe = st.session_state.get(_RECIPE_KEY, _START)
    last_rule = st.session_state.get(_RULE_KEY, _START_RULE)
    if problems:
        return Reading(
            last_recipe, last_rule, None, f"{' '.join(problems)} Until then the last good value counts."
        )
    return Reading(last_recipe, last_rule, TrainingRequest(last_recipe, last_rule, value("past_stop")), "")
