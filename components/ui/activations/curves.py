"""The picture of /activations: f, f' and the bell of z, with a probe and a bell that move in the browser.

The browser's part is static/activations/: curves.js draws, sums.js computes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from components.charts.theme import Theme, activation_line
from components.concepts.activations import ACTIVATIONS, Curve
from components.concepts.bell import CELLS, CENTERS, EDGES, FLAT, SPREADS, Bell
from components.ui.activations.settings import SETTINGS, Selection
from components.ui.kit.component import component

WORDS = {
    "flat": f"flat: below {FLAT}",
    "wide": {
        "value": "f(z): what the unit puts out",
        "bell": "the inputs z: dot moves, square widens",
        "slope": "f'(z): what is left of an error",
        "out": "what comes out",
        "table": {
            "probe": ["", "puts out", "passes back"],
            "bell": ["", "flat", "passed back"],
            "layers": ["", "passed back", "left at the end"],
        },
    },
    "narrow": {
        "value": "f(z): what comes out",
        "bell": "the inputs z: drag, widen",
        "slope": "f'(z): what passes back",
        "out": "out",
        "table": {
            "probe": ["", "puts out", "passes back"],
            "bell": ["", "flat", "passed back"],
            "layers": ["", "passed back", "left"],
        },
    },
    "functions": "The functions in numbers",
    "passes": "← passes back",
    "comes": "an error comes in ←",
    "center_handle": "centre of the inputs z",
    "spread_handle": "spread of the inputs z",
    "probe_handle": "probe along z",
}
_TOLD = {  # what a column means
    "unit": ("f(z)", "f'(z): the error that comes in is multiplied by it"),
    "bell": (
        f"Share of the inputs z where |f'(z)| is below {FLAT}, whatever the function's best slope is.",
        "RMS slope: the root of the mean of f'(z) squared, over all inputs z.",
    ),
    "layers": (
        "RMS slope: the root of the mean of f'(z) squared, over all inputs z.",
        "The share passed back, once for each layer. The weights of a network multiply, too.",
    ),
}
_picture = component(
    "activations/curves",
    "activations/sums",
    room={"activations.picture": 452, "activations.family_picture": 452},
)


@dataclass(frozen=True)
class DrawnFunction:
    """A function to draw. A reference is drawn thin, and its numbers are not listed."""

    name: str
    label: str
    curve: Curve
    color: str
    dash: str = "solid"
    jumps: tuple[float, ...] = ()  # where the slope jumps
    reference: bool = False


def drawn_entry(name: str, look: Theme, *, reference: bool = False) -> DrawnFunction:
    """An entry of `ACTIVATIONS` with its colour and dash."""
    entry = ACTIVATIONS[name]
    style = activation_line(name, look)
    return DrawnFunction(name, entry.label, entry, style["color"], style["dash"], entry.jumps, reference)


def picture(
    functions: Sequence[DrawnFunction],
    selection: Selection,
    *,
    step: str,
    alt: str,
    key: str,
    real: dict[str, Any] | None = None,
) -> None:
    """Draw functions and slopes, and from the step "bell" on the bell of z between them.

    A bell that the viewer lets go of becomes the settings `center` and `spread`. `real` is the density of a
    recorded layer's z, to be drawn behind the bell.
    """
    bell = selection.bell
    home = Bell()
    _picture(
        key=key,
        data={
            "edges": rounded(EDGES),
            "curves": [samples(function) for function in functions],
            "step": step,
            "real": real,
            "range": selection.reach,
            "center": bell.center,
            "spread": bell.spread,
            "home": {"center": home.center, "spread": home.spread},
            "bounds": {"center": CENTERS, "spread": SPREADS},
            "flat": FLAT,
            "layers": selection.layers,
            "words": {**WORDS, "told": _TOLD.get(step, _TOLD["unit"])},
            "alt": alt,
            "answered": st.session_state.get(_answered(key)),
        },
        on_bell_change=lambda: _take(key),
    )


def samples(function: DrawnFunction) -> dict[str, Any]:
    """What the browser gets of a function: values and slopes at the `CELLS`, jumps, and where it is flat."""
    value, slope = function.curve.function, function.curve.derivative
    slopes = slope(CELLS)
    return {
        "name": function.name,
        "label": function.label,
        "color": function.color,
        "dash": "" if function.dash == "solid" else function.dash,
        "reference": function.reference,
        "value": rounded(value(CELLS)),
        "slope": rounded(slopes),
        "jumps": [[place, float(value(place)), float(slope(place))] for place in function.jumps],
        "flat": _intervals(np.abs(slopes) < FLAT),
    }


def rounded(values: np.ndarray) -> list[float]:
    """Six digits are enough for the browser, and half the bytes."""
    return [float(f"{value:.6g}") for value in values]


def _take(key: str) -> None:
    """Take over the bell that the browser reports, if it is one."""
    sent: Any = st.session_state[key].bell
    try:
        bell = Bell(float(sent["center"]), float(sent["spread"]))
        st.session_state[_answered(key)] = int(sent["at"])
    except (TypeError, KeyError, ValueError, OverflowError):
        return
    SETTINGS.put(center=bell.center, spread=bell.spread)


def _answered(key: str) -> str:
    return f"_{key}.answered"


def _intervals(flat: np.ndarray) -> list[list[float]]:
    """Where a run of flat cells begins and ends: [[from, to], ...]."""
    turns = np.flatnonzero(np.diff(np.concatenate([[False], flat, [False]]).astype(int)))
    return EDGES[turns].reshape(-1, 2).tolist()
