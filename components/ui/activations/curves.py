"""The picture of /activations: f, f' and the bell of z, with a probe and a bell that move in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from components.charts.theme import Theme, activation_line
from components.concepts.activations import ACTIVATIONS, Curve
from components.concepts.bell import CELLS, EDGES, FLAT, LAYERS, Bell
from components.ui import theme

HERE = Path(__file__).parent
FILES = ("curves_sums.js", "curves_draw.js", "curves.js")
DASHES = {"solid": "", "dash": "9 5", "dot": "2 4", "dashdot": "9 4 2 4", "longdash": "15 5"}
DASHES["longdashdot"] = "15 4 2 4"
WORDS = {
    "flat": "flat: below 0.1",
    "wide": {
        "value": "f(z): what the unit puts out",
        "bell": "the bell of z: drag the dot, widen by the square",
        "slope": "f'(z): what is left of the error on its way back",
        "out": "what comes out",
        "table": ["", "flat", "RMS slope", f"after {LAYERS} layers"],
    },
    "narrow": {
        "value": "f(z): what the unit puts out",
        "bell": "the bell of z: drag it, widen it",
        "slope": "f'(z): what comes back",
        "out": "out",
        "table": ["", "flat", "RMS", f"RMS^{LAYERS}"],
    },
    "center_handle": "centre of the bell of z",
    "spread_handle": "spread of the bell of z",
    "probe_handle": "probe along z",
}

_picture = st.components.v2.component(
    "layerwise_curves",
    html='<div class="frame"></div>',
    css=(HERE / "curves.css").read_text(encoding="utf-8"),
    js="\n".join((HERE / file).read_text(encoding="utf-8") for file in FILES),
)


@dataclass(frozen=True)
class Line:
    """A function to draw. A reference is drawn thin, and its numbers are not listed."""

    name: str
    label: str
    curve: Curve
    color: str
    dash: str = "solid"
    jumps: tuple[float, ...] = ()
    reference: bool = False


def entry_line(name: str, look: Theme, *, reference: bool = False) -> Line:
    """The line of an entry of `ACTIVATIONS`."""
    entry = ACTIVATIONS[name]
    style = activation_line(name, look)
    return Line(name, entry.label, entry, style["color"], style["dash"], entry.jumps, reference)


def picture(lines: Sequence[Line], bell: Bell, reach: float, *, alt: str, key: str) -> None:
    """Draw functions and slopes over -reach..reach with the bell between them.

    A bell that the viewer lets go of is written into `activations.center` and `activations.spread`.
    """
    look = theme.current()
    _picture(
        key=key,
        data={
            "edges": _short(EDGES),
            "curves": [_sampled(line) for line in lines],
            "range": reach,
            "center": bell.center,
            "spread": bell.spread,
            "home": {"center": 0.0, "spread": 1.0},
            "bounds": {"center": 5.0, "spread": [0.25, 5.0]},
            "flat": FLAT,
            "layers": LAYERS,
            "words": WORDS,
            "alt": alt,
            "muted": look.muted,
            "grid": look.grid,
        },
        on_bell_change=lambda: _moved(key),
    )


def _moved(key: str) -> None:
    """Take over the bell that the browser reports, if it is one."""
    sent: Any = st.session_state[key].bell
    try:
        bell = Bell(float(sent["center"]), float(sent["spread"]))
    except (TypeError, KeyError, ValueError):
        return
    st.session_state["activations.center"] = bell.center
    st.session_state["activations.spread"] = bell.spread


def _sampled(line: Line) -> dict[str, Any]:
    value, slope = line.curve.function, line.curve.derivative
    slopes = slope(CELLS)
    return {
        "name": line.name,
        "label": line.label,
        "color": line.color,
        "dash": DASHES[line.dash],
        "reference": line.reference,
        "value": _short(value(CELLS)),
        "slope": _short(slopes),
        "jumps": [[place, float(value(place)), float(slope(place))] for place in line.jumps],
        "flat": _intervals(np.abs(slopes) < FLAT),
    }


def _intervals(flat: np.ndarray) -> list[list[float]]:
    """Where a run of flat cells begins and ends: [[from, to], ...]."""
    turns = np.flatnonzero(np.diff(np.concatenate([[False], flat, [False]]).astype(int)))
    return EDGES[turns].reshape(-1, 2).tolist()


def _short(values: np.ndarray) -> list[float]:
    """Six digits are enough for the browser, and half the bytes."""
    return [float(f"{value:.6g}") for value in values]
