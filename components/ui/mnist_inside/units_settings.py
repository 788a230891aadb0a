"""The settings of the views One unit, Silence and Maps: their controls, and which of them a view shows.

All of them are bound to the address, so each has to be drawn in every run: a view draws its own, and the
page has `draw_unseen` draw the rest, after the view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import streamlit as st

from components.concepts.silencing import FILLS
from components.datasets.registry import DATASETS
from components.training.checkpoint import Checkpoint
from components.training.full_pass import MAP_ROWS
from components.ui.bound import BoundSettings

STEM = "mnist_inside"
HOWS = ("random units", "listed units", "whole layer", "unbent", "random start")
MOST_UNITS = DATASETS["mnist"].shallow[1]
DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "layer": "H1",
        "unit": None,  # the one that counts most
        "how": HOWS[0],
        "share": 25,
        "draw": 0,
        "listed": "0,1,2",
        "put_to": FILLS[0],
        "point": 0,
    }
)
_VIEWS: Mapping[str, tuple[str, ...]] = {
    "One unit": ("layer", "unit"),
    "Silence": ("layer", "how"),
    "Maps": ("point",),
}
_OF_HOW: Mapping[str, tuple[str, ...]] = {
    "random units": ("share", "draw", "put_to"),
    "listed units": ("listed", "put_to"),
    "whole layer": ("put_to",),
    "unbent": (),
    "random start": (),
}

_WORDS: Mapping[str, str] = {  # in the glossary
    "layer": "hidden layer",
    "unit": "hidden unit",
    "how": "silenced layer",
    "share": "silenced unit",
    "draw": "random draw",
    "listed": "silenced unit",
    "put_to": "silenced to the mean",
    "point": "test image",
}
_SETTINGS = BoundSettings(STEM, DEFAULTS, _WORDS)
value = _SETTINGS.value
_bound = _SETTINGS.bound


def expected() -> dict[str, str]:
    """What the address may say of each setting, in a few words."""
    return {
        "layer": "a hidden layer of the network that is shown, such as H1",
        "unit": f"a whole number from 0 to {MOST_UNITS - 1}",
        "how": f"one of {', '.join(HOWS)}",
        "share": "a number of percent from 0 to 100",
        "draw": "a whole number from 0 to 9999",
        "listed": "a list of units such as 0,5,17",
        "put_to": " or ".join(FILLS),
        "point": f"a whole number from 0 to {MAP_ROWS - 1}",
    }


def layer(network: Checkpoint) -> int:
    """The hidden layer that is chosen, from 0; the last one if the network has fewer."""
    return min(int(value("layer")[1:]), len(network.recipe.hidden_units)) - 1


def shown(view: str, network: Checkpoint) -> tuple[str, ...]:
    """The settings that a view draws itself."""
    if view != "Maps" and not network.recipe.hidden_units:
        return ()
    names = _VIEWS.get(view, ())
    return (*names, *_OF_HOW[value("how")]) if view == "Silence" else names


def draw(name: str, network: Checkpoint) -> None:
    """Draw one control."""
    _CONTROLS[name](name, network)


def draw_unseen(view: str, network: Checkpoint) -> None:
    """Draw the settings that `view` does not show, unseen; to be called in every run, after the view."""
    _SETTINGS.draw_unseen(shown(view, network), lambda name: draw(name, network))


def units_listed(units: int) -> tuple[tuple[int, ...], str]:
    """The units that are listed, and what is wrong with the list: "" if nothing is.

    Args:
        units: how many the layer has.
    """
    typed = str(value("listed"))
    parts = [part.strip() for part in typed.split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() and int(part) < units for part in parts[:MOST_UNITS]):
        wrong = next(p for p in parts if not (p.isascii() and p.isdigit() and int(p) < units))
        return (), f"The list has {wrong[:20]!r}; expected are units from 0 to {units - 1}, such as 0,5,17."
    return tuple(sorted({int(part) for part in parts[:MOST_UNITS]})), ""


def _layer(name: str, network: Checkpoint) -> None:
    options = [f"H{i + 1}" for i in range(max(len(network.recipe.hidden_units), 1))]
    st.selectbox("Layer", options, **_bound(name))


def _whole(label: str, most: int, *, hint: str | None = None) -> Callable[[str, Checkpoint], None]:
    def control(name: str, network: Checkpoint) -> None:
        st.number_input(label, 0, most, DEFAULTS[name], 1, placeholder=hint, **_bound(name))

    return control


def _choice(label: str, options: tuple[str, ...]) -> Callable[[str, Checkpoint], None]:
    def control(name: str, network: Checkpoint) -> None:
        st.selectbox(label, options, **_bound(name))

    return control


def _share(name: str, network: Checkpoint) -> None:
    st.slider("Silenced, %", 0, 100, DEFAULTS[name], **_bound(name))


def _listed(name: str, network: Checkpoint) -> None:
    st.text_input("Units, by number", DEFAULTS[name], max_chars=3_000, **_bound(name))


_CONTROLS: Mapping[str, Callable[[str, Checkpoint], None]] = {
    "layer": _layer,
    "unit": _whole("Unit", MOST_UNITS - 1, hint="counts most"),
    "how": _choice("What is done to it", HOWS),
    "share": _share,
    "draw": _whole("Draw (seed)", 9_999),
    "listed": _listed,
    "put_to": _choice("Silenced units say", FILLS),
    "point": _whole("Image", MAP_ROWS - 1),
}
