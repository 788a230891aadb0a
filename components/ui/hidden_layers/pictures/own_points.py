"""A visitor's own points: put down in the browser, kept for the visit, never in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.datasets.toys import MOST_OWN_POINTS, PLANE, OwnPoints
from components.ui.engine import viewer
from components.ui.kit.component import component

KEY = "hidden_layers.own_points"
_KEPT = "_hidden_layers.own_points"  # the component loses its state while another data set is chosen
_NOTHING: Mapping[str, Any] = {"rows": (), "answered": 0, "problem": ""}

Rows = tuple[tuple[float, float, int], ...]

_plane = component("hidden_layers/own_points")


def points() -> OwnPoints:
    """The points that were put down.

    Raises:
        ValueError: with a sentence for the visitor, if they cannot be trained on.
    """
    kept = st.session_state.get(_KEPT, _NOTHING)
    if kept["problem"]:
        raise ValueError(kept["problem"])
    return OwnPoints(kept["rows"], salt=viewer())


def draw() -> None:
    """Draw the plane on which one puts them down."""
    kept = st.session_state.get(_KEPT, _NOTHING)
    _plane(
        key=KEY,
        data={
            "rows": [list(row) for row in kept["rows"]],
            "answered": kept["answered"],
            "plane": PLANE,
            "most": MOST_OWN_POINTS,
        },
        on_points_change=_take,
    )


def parse(sent: object) -> Rows:
    """Read rows of x1, x2 and the class, as a browser sent them.

    Raises:
        ValueError: for anything else; `OwnPoints` checks the numbers themselves.
    """
    if not isinstance(sent, Sequence) or isinstance(sent, str):
        raise ValueError("The browser sent no list of points; expected rows of x1, x2 and the class.")
    rows = []
    for row in sent[: MOST_OWN_POINTS + 1]:
        numbers = list(row) if isinstance(row, Sequence) and not isinstance(row, str) else []
        if len(numbers) != 3 or not all(type(n) in (int, float) for n in numbers) or numbers[2] not in (0, 1):
            raise ValueError("The browser sent a point that is not x1, x2 and a class of 0 or 1.")
        rows.append((round(float(numbers[0]), 2), round(float(numbers[1]), 2), int(numbers[2])))
    return tuple(rows)


def add(payload: object) -> None:
    """Take over a point that was put down elsewhere: x1, x2 and label, as a browser sent them."""
    kept = st.session_state.get(_KEPT, _NOTHING)
    try:
        if not isinstance(payload, Mapping) or len(kept["rows"]) >= MOST_OWN_POINTS:
            return
        row = parse([[payload.get(name) for name in ("x1", "x2", "label")]])
    except ValueError:
        return
    # The board follows, whatever it has sent before.
    st.session_state[_KEPT] = {"rows": kept["rows"] + row, "answered": kept["answered"], "problem": ""}


def _take() -> None:
    """Keep what the browser sent; of something that is not points only its number, and what is wrong."""
    sent = getattr(st.session_state.get(KEY), "points", None)
    sent = sent if isinstance(sent, Mapping) else {}
    kept = st.session_state.get(_KEPT, _NOTHING)
    at = sent.get("at")
    at = at if type(at) in (int, float) else 0
    try:
        st.session_state[_KEPT] = {"rows": parse(sent.get("rows")), "answered": at, "problem": ""}
    except ValueError as error:
        st.session_state[_KEPT] = {"rows": kept["rows"], "answered": at, "problem": str(error)}
