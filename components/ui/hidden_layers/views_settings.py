"""The settings of the views What is H, One point, and With and without.

All of them are bound to the address, so each has to be drawn in every run: a view draws its own, and the
page has `draw_unseen` draw the rest, after the view. Units count from 1: "H1.2" is the second unit of H1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import streamlit as st

from components.concepts.changed_layer import HOWS
from components.concepts.logistic_line import REACH
from components.concepts.silencing import FILLS
from components.datasets.registry import DATASETS
from components.datasets.toys import OWN_POINTS
from components.training.plane_network import PlaneNetwork
from components.ui.bound import BoundSettings

STEM = "hidden_layers"
OUTPUT = "y"  # the last unit, among the units of One point
WITHOUT = ("this layer", "one unit of it")
MOST_POINTS = int(DATASETS[OWN_POINTS].bounds["rows"].most)
MOST_LAYERS, MOST_UNITS = DATASETS[OWN_POINTS].shallow
DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "w1": 1.0,
        "w2": 0.0,
        "b": 0.0,
        "point": 8,  # on circles: of the outer ring, where some units of the first view speak
        "unit": None,  # the first one
        "layer": "H1",
        "how": HOWS[0],
        "silent": ["1"],
        "put_to": FILLS[0],
        "without": WITHOUT[0],
    }
)
_BY_HAND = f"a number from {-REACH:g} to {REACH:g}"
EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        "w1": _BY_HAND,
        "w2": _BY_HAND,
        "b": _BY_HAND,
        "point": f"a whole number from 0 to {MOST_POINTS - 1}",
        "unit": f"a unit of the network that is set, such as H1.2, or {OUTPUT}",
        "layer": "a hidden layer of the network that is set, such as H1",
        "how": f"one of {', '.join(HOWS)}",
        "silent": f"units of the layer, by number from 1 to {MOST_UNITS}",
        "put_to": " or ".join(FILLS),
        "without": " or ".join(WITHOUT),
    }
)
_WORDS: Mapping[str, str] = {  # in the glossary
    "point": "training point",
    "unit": "unit of a layer",
    "layer": "hidden layer",
    "how": "changed layer",
    "silent": "units that are silenced",
    "put_to": "put to zero or mean",
    "without": "trained without",
}
_SETTINGS = BoundSettings(STEM, DEFAULTS, _WORDS)
value = _SETTINGS.value
_bound = _SETTINGS.bound


def units_of(network: PlaneNetwork) -> list[str]:
    """The names of all units with weights: H1.1, H1.2, ..., and the output."""
    hidden_units = enumerate(network.hidden_units, start=1)
    return [*(f"H{layer}.{unit + 1}" for layer, n in hidden_units for unit in range(n)), OUTPUT]


def layer(network: PlaneNetwork) -> int:
    """The hidden layer that is chosen, from 0; the last one if the network has fewer."""
    return min(int(value("layer")[1:]), len(network.hidden_units)) - 1


def silent_units(network: PlaneNetwork) -> tuple[int, ...]:
    """The units of the chosen layer that are silenced, from 0."""
    n_units = network.hidden_units[layer(network)]
    numbers = {int(name) - 1 for name in value("silent")}
    return tuple(sorted(number for number in numbers if number < n_units))


def shown(view: str, network: PlaneNetwork) -> tuple[str, ...]:
    """The settings that a view draws itself."""
    if view == "What is H":
        return ("w1", "w2", "b")
    if view == "Toggle":
        return ("put_to",)
    if view == "One point":
        return ("point", "unit")
    if view == "With and without" and network.hidden_units:
        of_how = ("silent", "put_to") if value("how") == HOWS[0] else ()
        return ("layer", "how", *of_how, "without")
    return ()


def draw(name: str, network: PlaneNetwork) -> None:
    """Draw one control."""
    _CONTROLS[name](name, network)


def choose_fill() -> None:
    """What silenced units say; Toggle has it among its rare options."""
    st.selectbox("Silenced units say", FILLS, **_bound("put_to"))


def draw_unseen(view: str, network: PlaneNetwork) -> None:
    """Draw the settings that `view` does not show, unseen; to be called in every run, after the view."""
    _SETTINGS.draw_unseen(shown(view, network), lambda name: draw(name, network))


def _by_hand(name: str, network: PlaneNetwork) -> None:
    st.number_input(name, -REACH, REACH, DEFAULTS[name], 0.01, **_bound(name))


def _point(name: str, network: PlaneNetwork) -> None:
    st.number_input("Training point", 0, MOST_POINTS - 1, DEFAULTS[name], 1, **_bound(name))


def _unit(name: str, network: PlaneNetwork) -> None:
    units = units_of(network)
    st.selectbox("Unit", units, index=None, placeholder=units[0], **_bound(name))


def _layer(name: str, network: PlaneNetwork) -> None:
    options = [f"H{i + 1}" for i in range(max(len(network.hidden_units), 1))]
    st.selectbox("Layer", options, **_bound(name))


def _silent(name: str, network: PlaneNetwork) -> None:
    count = network.hidden_units[layer(network)] if network.hidden_units else MOST_UNITS
    options = [str(i + 1) for i in range(count)]
    label = f"Units of {value('layer')} that are silenced"
    st.pills(label, options, default=DEFAULTS[name], selection_mode="multi", **_bound(name))


def _choice(label: str, options: tuple[str, ...]) -> Callable[[str, PlaneNetwork], None]:
    def control(name: str, network: PlaneNetwork) -> None:
        st.selectbox(label, options, **_bound(name))

    return control


_CONTROLS: Mapping[str, Callable[[str, PlaneNetwork], None]] = {
    "w1": _by_hand,
    "w2": _by_hand,
    "b": _by_hand,
    "point": _point,
    "unit": _unit,
    "layer": _layer,
    "how": _choice("What is done to it", HOWS),
    "silent": _silent,
    "put_to": lambda name, network: choose_fill(),
    "without": _choice("Trained anew without", WITHOUT),
}
