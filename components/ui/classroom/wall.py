"""The wall: what the class made. A click on a piece opens it on its page.

A new kind of piece is one function that draws all pieces of it, and its line in `KINDS`.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from components.charts import classroom as charts
from components.rooms.table import Look
from components.rooms.wall import Piece
from components.training.digit_reading import PAD, DrawingError, drawing_from
from components.ui import mnist_runs, theme
from components.ui.classroom.settings import STEM
from components.ui.engine import engine
from components.ui.kit.component import component
from components.ui.room.way import go_to

_OPENED = "_classroom.opened"  # kind and number of the piece that was clicked in this run
_SIDE = 28
_drawings = component("classroom/drawings")


def wall(look: Look, *, size: float = 1.0) -> None:
    """Draw everything on the wall, kind by kind.

    Args:
        look: of the room.
        size: of letters, for a screen that is seen from afar.
    """
    with st.container(key=f"{STEM}.wall"):
        for name, kind in KINDS.items():
            pieces = [piece for piece in look.pieces if piece.kind == name]
            if pieces:
                st.markdown(f"**{kind.title.format(count=len(pieces))}**")
                kind.draw(pieces, look.names, size)
                _open_clicked(name, pieces)
        if not look.pieces:
            empty = "The wall is empty: trainings on MNIST hang here by themselves, drawn digits by a click."
            if size > 1:
                st.title(empty, anchor=False)
            else:
                st.caption(empty)


def _trainings(pieces: Sequence[Piece], names: Mapping[str, str], size: float) -> None:
    chart = charts.trainings(pieces, names, theme.current(), size=size)
    firsts = [numbers[0] for numbers in charts.together(pieces)]
    key = f"{STEM}.trainings"

    def chosen() -> None:
        points = st.session_state[key].selection.points
        last = len(chart.data) - 1
        if points and points[0]["curve_number"] == last and points[0]["point_index"] < len(firsts):
            st.session_state[_OPENED] = ("training", firsts[points[0]["point_index"]])

    best = max(pieces, key=lambda piece: piece.facts["val_accuracy"]).facts
    st.plotly_chart(
        chart,
        theme=None,
        config={"displayModeBar": False},
        alt=f"{len(pieces)} trainings of the class: epochs used against validation accuracy. The best has "
        f"{best['val_accuracy']:.4f} after {best['epochs']} epochs.",
        key=key,
        on_select=chosen,
        selection_mode="points",
    )


def _drawn(pieces: Sequence[Piece], names: Mapping[str, str], size: float) -> None:
    shown = []
    for piece in pieces:
        try:
            pixels = drawing_from(piece.facts["code"])
        except DrawingError:
            pixels = np.zeros((PAD, PAD), np.uint8)
        small = pixels.reshape(_SIDE, PAD // _SIDE, _SIDE, PAD // _SIDE).max(axis=(1, 3))
        shown.append(
            {
                "pixels": base64.b64encode(small.astype(np.uint8).tobytes()).decode("ascii"),
                "read": str(piece.facts["read"]),
                "share": f"{100 * piece.facts['share']:.0f} %",
                "by": names.get(piece.pupil, ""),
            }
        )
    key = f"{STEM}.drawings"

    def opened() -> None:
        number = getattr(st.session_state.get(key), "open", None)
        if isinstance(number, int) and 0 <= number < len(pieces):
            st.session_state[_OPENED] = ("drawing", number)

    _drawings(key=key, data={"drawings": shown}, on_open_change=opened)


def _put_on_screen(piece: Piece) -> str:
    """Put a training on the screen of /mnist; return "" or why it cannot be."""
    run = engine().store.by_digest(piece.facts["digest"])
    if run is None:
        return "This server no longer has this training."
    mnist_runs.add(run, "recorded")
    return ""


def _open_clicked(kind: str, pieces: Sequence[Piece]) -> None:
    """Go to the page of the piece that was clicked in this run."""
    clicked, number = st.session_state.get(_OPENED, ("", 0))
    if clicked != kind:
        return
    del st.session_state[_OPENED]
    piece = pieces[number]
    if problem := KINDS[kind].prepare(piece):
        st.warning(problem)
    else:
        go_to(piece.page, piece.address)


@dataclass(frozen=True)
class Kind:
    """How pieces of a kind are shown.

    Attributes:
        title: above them; {count} is their number.
        draw: draws them, given the pieces, names by pupil and the size of letters.
        prepare: what has to be done before the page of a piece is opened; returns "" or why it cannot be.
    """

    title: str
    draw: Callable[[Sequence[Piece], Mapping[str, str], float], None]
    prepare: Callable[[Piece], str] = lambda piece: ""


KINDS: Mapping[str, Kind] = {
    "training": Kind("Trainings of the class ({count}): click a dot to open it", _trainings, _put_on_screen),
    "drawing": Kind("Drawn digits ({count}), and what the network read", _drawn),
}
