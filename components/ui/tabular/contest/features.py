"""A feature of the visitor's own: built from kind, columns and number, and added to what is picked."""

from __future__ import annotations

import streamlit as st

from components.concepts.made_features import (
    FEWEST_BINS,
    KINDS,
    MOST_BINS,
    Feature,
    features_text,
    parse_features,
)
from components.concepts.plain_text import shorten
from components.ui.tabular.contest.game import PROBLEM, chosen
from components.ui.tabular.settings import SETTINGS, STEM, columns

_SINGLE = tuple(name for name, kind in KINDS.items() if not kind.group_of)


def build() -> None:
    """Build one feature from kind, columns and number."""
    names = columns()
    kind = KINDS[
        st.selectbox(
            "Kind",
            _SINGLE,
            format_func=lambda name: KINDS[name].label,
            key=f"{STEM}.make_kind",
            persist_state="session",
        )
    ]
    st.caption(kind.meaning)
    places = []
    for i in range(kind.columns):
        places.append(
            st.selectbox(
                "Column" if kind.columns == 1 else ("Column a", "Column b")[i],
                range(len(names)),
                index=min(i, len(names) - 1) if names else None,
                format_func=lambda place: shorten(names[place]),
                key=f"{STEM}.make_column_{i}",
                persist_state="session",
            )
        )
    number = None
    if kind.number == "bins":
        number = st.number_input(
            "Bins", FEWEST_BINS, MOST_BINS, 4, key=f"{STEM}.make_bins", persist_state="session"
        )
    elif kind.number:
        number = st.number_input(
            "1 if the value is at least",
            value=0.0,
            format="%g",
            key=f"{STEM}.make_threshold",
            persist_state="session",
        )
    st.button(
        "Add",
        key=f"{STEM}.add",
        on_click=_add,
        args=(kind.name, tuple(names[i] for i in places if i is not None and i < len(names)), number),
        disabled=not names,
    )
    if problem := st.session_state.pop(PROBLEM, ""):
        st.error(problem)


def _add(kind: str, names: tuple[str, ...], number: float | None) -> None:
    try:
        new = Feature(kind, names, number)
        found = parse_features(features_text((*chosen(columns()), new)), columns())
    except ValueError as error:
        st.session_state[PROBLEM] = str(error)
        return
    SETTINGS.put(features=features_text(found))
