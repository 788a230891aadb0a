"""The controls of /activations, and what they are set to.

All are rendered in every run, those that the open view does not need in a hidden container: a bound
widget that is not rendered would lose its place in the address, and its value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import Bell
from components.concepts.parametric import FAMILIES, Member, ParametricFamily
from components.ui.controls import hidden
from components.ui.page import explain

DEFAULTS: Mapping[str, Any] = {
    "chosen": ["relu", "sigmoid", "tanh"],
    "view": "Curves",
    "range": 5.0,
    "center": 0.0,
    "spread": 1.0,
    "family": "swish",
    **{family.parameter: family.default for family in FAMILIES.values()},
    "seed": 0,
}
EXPECTED: Mapping[str, str] = {
    "chosen": f"one or more of {', '.join(ACTIVATIONS)}",
    "view": "one of Curves, Compare, Swish, Dying ReLU",
    "range": "a number from 2 to 10",
    "center": "a number from -5 to 5",
    "spread": "a number from 0.25 to 5",
    "family": f"one of {', '.join(FAMILIES)}",
    **{f.parameter: f"a number from {f.low:g} to {f.high:g}" for f in FAMILIES.values()},
    "seed": "a whole number from 0 to 999",
}
_SMALL_PILLS = """<style>
.st-key-activations-chosen [role="group"], .st-key-activations-chosen [role="radiogroup"] { gap: 0.25rem; }
.st-key-activations-chosen button { min-height: 0; height: 1.55rem; padding: 0 0.45rem; }
.st-key-activations-chosen button p { font-size: 0.78rem; }
.st-key-activations-family button { padding: 0 0.5rem; }
.st-key-activations-family button p { font-size: 0.85rem; }
</style>"""


@dataclass(frozen=True)
class Settings:
    """What the controls are set to, checked."""

    chosen: tuple[str, ...]  # in the order of the registry
    reach: float
    bell: Bell
    family: ParametricFamily
    parameter: float  # of the family
    seed: int

    @property
    def member(self) -> Member:
        """The function of the family that is chosen."""
        return self.family.member(self.parameter)


def read_settings(shown: tuple[str, ...]) -> Settings:
    """Draw the controls that the open view needs here, the others out of sight.

    Args:
        shown: their names; "parameter" stands for the one of the chosen family.
    """
    st.html(_SMALL_PILLS)
    values: dict[str, Any] = {}
    if "family" in shown:
        values["family"] = _family()
    parameter = FAMILIES[values.get("family", DEFAULTS["family"])].parameter
    visible = tuple(parameter if name == "parameter" else name for name in shown)
    for name in visible:
        if name not in values:
            values[name] = _CONTROLS[name]()
    with hidden("activations"):
        for name, control in _CONTROLS.items():
            if name not in values:
                values[name] = control()
    family = FAMILIES[values["family"]]
    return Settings(
        chosen=tuple(name for name in ACTIVATIONS if name in values["chosen"]),
        reach=values["range"],
        bell=Bell(values["center"], values["spread"]),
        family=family,
        parameter=values[family.parameter],
        seed=values["seed"],
    )


def _chosen() -> list[str]:
    options = list(ACTIVATIONS)
    key = "activations.chosen"
    default = DEFAULTS["chosen"]
    chosen = st.pills(
        "Functions", options, selection_mode="multi", default=default, key=key, wrap=True, bind="query-params"
    )
    return list(chosen or ())


def _slider(name: str, label: str, bounds: tuple[float, float], word: str, step: float = 0.05) -> float:
    low, high = bounds
    key = f"activations.{name}"
    value = st.slider(
        label, low, high, DEFAULTS[name], step, key=key, help=explain(word), bind="query-params"
    )
    return min(high, max(low, value))


def _family() -> str:
    key = "activations.family"
    family = st.segmented_control(
        "Family",
        list(FAMILIES),
        default=DEFAULTS["family"],
        key=key,
        required=True,
        wrap=True,
        bind="query-params",
    )
    return family or DEFAULTS["family"]


def _parameter(family: ParametricFamily) -> Callable[[], float]:
    bounds = (family.low, family.high)
    label = f"{family.symbol} ({family.parameter} of {family.name})"
    return lambda: _slider(family.parameter, label, bounds, "parametric function", family.step)


def _seed() -> int:
    key = "activations.seed"
    seed = st.number_input(
        "Seed of weights and inputs", 0, 999, DEFAULTS["seed"], key=key, bind="query-params"
    )
    return int(seed)


_CONTROLS: Mapping[str, Callable[[], Any]] = {
    "chosen": _chosen,
    "range": lambda: _slider("range", "Range of z shown", (2.0, 10.0), "pre-activation", 0.5),
    "center": lambda: _slider("center", "Centre of z", (-5.0, 5.0), "centre of z"),
    "spread": lambda: _slider("spread", "Spread of z", (0.25, 5.0), "spread of z"),
    "family": _family,
    **{family.parameter: _parameter(family) for family in FAMILIES.values()},
    "seed": _seed,
}
