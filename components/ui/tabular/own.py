"""A visitor's own file: read into this visit's memory, written nowhere, gone with the visit."""

from __future__ import annotations

import streamlit as st

from components.concepts.plain_text import shorten
from components.datasets.csv_reader import CsvError, RawTable, read_csv
from components.datasets.csv_table import target_values, to_table
from components.datasets.tables import Table
from components.ui.engine import viewer

KEY = "tabular.file"
_LIKELY = ("target", "label", "class", "y", "outcome", "survived", "diagnosis")
_RAW, _TABLE, _PROBLEM = "_tabular.raw", "_tabular.table", "_tabular.file_problem"


class NoFileError(ValueError):
    """There is no file yet; the sentence says what to bring."""


def choose() -> None:
    """Draw the uploader and, once there is a file, the choice of the target; say what is wrong with it."""
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
    positions = range(len(raw.columns))
    target = st.selectbox(
        "Target: the column to predict",
        positions,
        index=_guess(raw),
        format_func=lambda i: shorten(raw.columns[i]),
        key=f"tabular.target.{_number()}",
    )
    positive = None
    try:
        values = target_values(raw, raw.columns[target])
        if len(values) > 2:
            names = [name for name, _ in values]
            positive = st.selectbox(
                "Class 1, against all others",
                names,
                format_func=shorten,
                key=f"tabular.positive.{_number()}.{target}",
            )
        made = (raw.name, _number(), target, positive)
        if st.session_state.get(_TABLE, (None,))[0] != made:
            table = to_table(raw, raw.columns[target], positive, salt=viewer())
            st.session_state[_TABLE] = (made, table)
        st.session_state[_PROBLEM] = ""
    except CsvError as error:
        st.session_state[_PROBLEM] = str(error)


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
    return st.session_state[_TABLE][1]


def _take() -> None:
    """A file has come, or was taken away."""
    for name in (_RAW, _TABLE, _PROBLEM):
        st.session_state.pop(name, None)
    file = st.session_state.get(KEY)
    if file is None:
        return
    st.session_state["_tabular.files"] = _number() + 1
    try:
        st.session_state[_RAW] = read_csv(file.getvalue(), file.name)
    except CsvError as error:
        st.session_state[_PROBLEM] = str(error)


def _number() -> int:
    """Which file of the visit it is: a new one asks anew."""
    return st.session_state.get("_tabular.files", 0)


def _guess(raw: RawTable) -> int:
    """The column that is probably the target: a likely name, else the last that can be one."""
    usable = []
    for i, name in enumerate(raw.columns):
        try:
            if len(target_values(raw, name)) == 2:
                usable.append(i)
        except CsvError:
            continue
    likely = [i for i in usable if raw.columns[i].strip().lower() in _LIKELY]
    return (likely or usable or [len(raw.columns) - 1])[-1]
