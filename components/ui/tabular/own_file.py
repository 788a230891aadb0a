"""A visitor's own file: read into this visit's memory, written nowhere, gone with the visit."""

from __future__ import annotations

import streamlit as st

from components.concepts.plain_text import plain, shorten
from components.datasets.csv_reader import CsvError, RawTable, read_csv
from components.datasets.csv_table import likely_target, target_values, to_table
from components.datasets.tables import Table
from components.ui.engine import viewer

KEY = "tabular.file"
# The file, which of the visit it is, the column that is probably its target, and what has been made of it.
_RAW, _NUMBER, _GUESS, _MADE, _TABLE, _PROBLEM = (
    f"_tabular.own_{name}" for name in ("raw", "number", "guess", "made", "table", "problem")
)


class NoFileError(ValueError):
    """There is no file yet; the sentence says what to bring."""


def choose() -> None:
    """Draw the uploader and, once there is a file, the choice of the target and of class 1."""
    st.file_uploader(
        "Your CSV",
        type=["csv", "txt", "tsv"],
        key=KEY,
        on_change=_take,
        help="At most 5 MB, 50,000 rows, 100 columns, with a header. It stays in this visit's memory.",
    )
    raw: RawTable | None = st.session_state.get(_RAW)
    if raw is None:
        return
    if st.session_state[KEY] is None:  # the uploader was out of sight, and has forgotten it
        st.caption(f"In use: {plain(raw.name)}")
    number = st.session_state[_NUMBER]  # another file is asked anew
    target = st.selectbox(
        "Target: the column to predict",
        range(len(raw.columns)),
        index=st.session_state[_GUESS],
        format_func=lambda i: shorten(raw.columns[i]),
        key=f"tabular.target.{number}",
        persist_state="session",  # other views do not show it
    )
    try:
        values = [name for name, _ in target_values(raw, raw.columns[target])]
    except CsvError as error:
        _keep((number, target, None), None, str(error))
        return
    positive = None
    if len(values) > 2:
        positive = st.selectbox(
            "Class 1, against all others",
            values,
            format_func=shorten,
            key=f"tabular.positive.{number}.{target}",
            persist_state="session",
        )
    _make(raw, target, positive)


def table() -> Table:
    """The visitor's table.

    Raises:
        NoFileError: before a file was brought.
        CsvError: in one sentence, for a file or a target that cannot be used.
    """
    if problem := st.session_state.get(_PROBLEM):
        raise CsvError(problem)
    if _TABLE not in st.session_state:
        raise NoFileError(
            "Bring a CSV: a header, then rows; you choose the column to predict. "
            "It stays in this visit's memory."
        )
    return st.session_state[_TABLE]


def _take() -> None:
    """A file has come, or was taken away."""
    for name in (_RAW, _MADE, _TABLE, _PROBLEM):
        st.session_state.pop(name, None)
    file = st.session_state.get(KEY)
    if file is None:
        return
    st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1
    try:
        raw = read_csv(file.getvalue(), file.name)
    except CsvError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    st.session_state[_RAW], st.session_state[_GUESS] = raw, likely_target(raw)


def _make(raw: RawTable, target: int, positive: str | None) -> None:
    """Make the table of the choices, unless it is that of the last run."""
    made = (st.session_state[_NUMBER], target, positive)
    if st.session_state.get(_MADE) == made:
        return
    try:
        _keep(made, to_table(raw, raw.columns[target], positive, salt=viewer()), "")
    except CsvError as error:
        _keep(made, None, str(error))


def _keep(made: tuple[int, int, str | None], found: Table | None, problem: str) -> None:
    st.session_state[_MADE], st.session_state[_PROBLEM] = made, problem
    st.session_state.pop(_TABLE, None)
    if found is not None:
        st.session_state[_TABLE] = found
