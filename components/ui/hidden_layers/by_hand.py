"""The picture of logistic regression by hand: the browser's part is by_hand.js.

The line, the loss and the accuracy follow the sliders in the browser at once; the weights that the hand lets
go of are checked here and written into the settings w1, w2 and b.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from components.charts.theme import Theme
from components.concepts.logistic_line import REACH, LogisticLine
from components.concepts.plane import Plane
from components.ui import theme as viewer
from components.ui.hidden_layers import views_settings as settings

HERE = Path(__file__).parent
KEY = f"{settings.STEM}.by_hand"
NAMES = ("w1", "w2", "b")
STEP = 0.05  # of the sliders in the browser
COLORS = ("text", "muted", "grid", "background", "primary", "class_0", "class_1")

_picture = st.components.v2.component(
    "layerwise_by_hand",
    html=(HERE / "by_hand.html").read_text(encoding="utf-8"),
    css=(HERE / "by_hand.css").read_text(encoding="utf-8"),
    js=(HERE / "by_hand.js").read_text(encoding="utf-8"),
)


def line_set() -> LogisticLine:
    """The line that the settings describe."""
    return LogisticLine(*(float(settings.value(name)) for name in NAMES))


def set_line(line: LogisticLine) -> None:
    """Write a line into the settings; to be called in a callback."""
    for name in NAMES:
        st.session_state[f"{settings.STEM}.{name}"] = float(getattr(line, name))


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
    data = picture_data(points, plane, line_set(), viewer.current())
    data["keras"] = None if keras is None else _plain(keras)
    data["answered"] = st.session_state.get(f"_{KEY}.answered", 0)
    _picture(key=KEY, data={**data, "alt": alt}, on_moved_change=_moved)


def picture_data(
    points: tuple[np.ndarray, np.ndarray], plane: Plane, line: LogisticLine, theme: Theme
) -> dict[str, Any]:
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
        "scheme": theme.name,  # of the sliders
        "colors": {name: getattr(theme, name) for name in COLORS},
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
