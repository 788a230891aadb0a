"""The visitor's features: picked from a list with reasons, or built from kind, columns and number.

The setting `features` has them all, as text; what is drawn here reads it and writes it.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.concepts.made_features import (
    FEWEST_BINS,
    KINDS,
    MOST_BINS,
    Feature,
    features_text,
    parse_feature,
    parse_features,
)
from components.concepts.plain_text import plain, shorten
from components.datasets.table_entries import TABLE_ENTRIES, FieldFeature
from components.ui.kit.setting import explain
from components.ui.tabular.settings import SETTINGS, SHORTCUTS, STEM, columns

PICKS = f"{STEM}.picks"
_ADD_PROBLEM = "_tabular.add_problem"
_SINGLE = tuple(name for name, kind in KINDS.items() if not kind.group_of)


def pick() -> None:
    """Draw the list of features to pick from."""
    names = columns()
    if not names:
        return
    chosen = _chosen(names)
    texts = [feature.text for feature in chosen]
    offered = [*(entry.text for entry in field_features()), *SHORTCUTS]
    if st.session_state.get(PICKS) != texts:  # set only what differs: a click may be on its way
        st.session_state[PICKS] = texts
    st.pills(
        "Your features, for logistic regression",
        list(dict.fromkeys([*offered, *texts])),
        selection_mode="multi",
        format_func=_label,
        key=PICKS,
        wrap=True,
        on_change=_picked,
        help=explain("made feature"),
    )
    reasons = {entry.text: entry.reason for entry in field_features()}
    if told := [f"{_label(text)}: {reasons[text]}" for text in texts if text in reasons]:
        st.caption("  \n".join(told[-2:]))


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
    chosen = []
    for i in range(kind.columns):
        chosen.append(
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
            "1 from this value up",
            value=0.0,
            format="%g",
            key=f"{STEM}.make_threshold",
            persist_state="session",
        )
    st.button(
        "Add",
        key=f"{STEM}.add",
        on_click=_add,
        args=(kind.name, tuple(names[i] for i in chosen if i is not None and i < len(names)), number),
        disabled=not names,
    )
    if problem := st.session_state.pop(_ADD_PROBLEM, ""):
        st.error(problem)
    if reasons := field_features():
        lines = "\n".join(f"- {_label(entry.text)}: {entry.reason}" for entry in reasons)
        st.markdown(f"**From the field**\n{lines}")


def field_features() -> Sequence[FieldFeature]:
    """The features of the table's field; none for a visitor's table."""
    entry = TABLE_ENTRIES.get(SETTINGS.value("dataset"))
    return entry.field_features if entry else ()


def _chosen(names: Sequence[str]) -> tuple[Feature, ...]:
    try:
        return parse_features(SETTINGS.value("features"), names)
    except ValueError:  # the page says what is wrong
        return ()


def _label(text: str) -> str:
    """A feature for people, safe in Markdown."""
    try:
        return plain(parse_feature(text, columns()).label, 60)
    except ValueError:
        return plain(text, 60)


def _picked() -> None:
    try:
        found = parse_features(";".join(st.session_state[PICKS] or ()), columns())
    except ValueError as error:
        st.session_state[_ADD_PROBLEM] = str(error)
        return
    SETTINGS.put(features=features_text(found))


def _add(kind: str, names: tuple[str, ...], number: float | None) -> None:
    try:
        new = Feature(kind, names, number)
        found = parse_features(features_text((*_chosen(columns()), new)), columns())
    except ValueError as error:
        st.session_state[_ADD_PROBLEM] = str(error)
        return
    SETTINGS.put(features=features_text(found))
