"""The picture of logistic regression by hand: the browser's part is by_hand.js.

The line, the loss and the accuracy follow the sliders in the browser at once; the weights that the hand lets
go of are checked here and written into the settings w1, w2 and b.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from components.concepts.logistic_line import REACH, LogisticLine
from components.concepts.plane import Plane
from components.ui.hidden_layers.settings import SETTINGS, STEM
from components.ui.kit.component import component

KEY = f"{STEM}.by_hand"
NAMES = ("w1", "w2", "b")
STEP = 0.05  # of the sliders in the browser

_picture = component(
    "hidden_layers/by_hand", "hidden_layers/logistic_line", room={"hidden_layers.by_hand": (402, 596)}
)


def line_set() -> LogisticLine:
    """The line that the settings describe."""
    return LogisticLine(*(float(SETTINGS.value(name)) for name in NAMES))


def set_line(line: LogisticLine) -> None:
    """Write a line into the settings."""
    SETTINGS.put(**_plain(line))


def by_hand(
    points: tuple[np.ndarray, np.ndarray], plane: Plane, keras: LogisticLine | None, *, alt: str
) -> None:
    """Draw points with the line that is set.

    Args:
        points: (n, 2) and their classes (n,).
        plane: how far the picture reaches.
        keras: Keras' own line, dashed; None: not yet asked for.
        alt: the picture in words.
    """
    data = picture_data(points, plane, line_set())
    data["keras"] = None if keras is None else _plain(keras)
    data["answered"] = st.session_state.get(f"_{KEY}.answered", 0)
    _picture(key=KEY, data={**data, "alt": alt}, on_moved_change=_moved)


def picture_data(points: tuple[np.ndarray, np.ndarray], plane: Plane, line: LogisticLine) -> dict[str, Any]:
    """What the browser gets: plain values that JSON has."""
    x, labels = points
    rows = [[round(float(a), 4), round(float(b), 4), int(c)] for (a, b), c in zip(x, labels, strict=True)]
    return {
        "name": f"{hash((x.tobytes(), labels.tobytes()))}",  # other points: the lowest loss starts anew
        "points": rows,
        "reach": float(plane.axis[-1]),
        "weights": _plain(line),
        "bound": REACH,
        "step": STEP,
    }


def read_moved(payload: object) -> LogisticLine | None:
    """The line as the browser reports it; None for anything else."""
    if not isinstance(payload, Mapping):
        return None
    try:
        return LogisticLine(*(payload.get(name) for name in NAMES))
    except ValueError:
        return None


def _moved() -> None:
    payload = st.session_state[KEY].get("moved")
    at = payload.get("at") if isinstance(payload, Mapping) else None
    if type(at) in (int, float) and math.isfinite(at):
        st.session_state[f"_{KEY}.answered"] = at  # from here on the picture follows the settings again
    if (line := read_moved(payload)) is not None:
        set_line(line)


def _plain(line: LogisticLine) -> dict[str, float]:
    return {name: float(getattr(line, name)) for name in NAMES}
