"""A visitor's own file: read into this visit's memory, written nowhere, gone with the visit."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import streamlit as st

from components.concepts.plain_text import plain, shorten
from components.datasets.csv_columns import Column
from components.datasets.csv_reader import CsvError, RawTable, read_csv
from components.datasets.csv_table import decided, rows_with_target, to_table
from components.datasets.csv_target import ClassOne, TargetChoice, likely_target, target_choice
from components.datasets.table_cautions import of_columns
from components.datasets.tables import Table
from components.ui.engine import viewer

KEY = "tabular.file"
BRING = (
    "Bring a CSV or a workbook with a header and rows; you choose the column to predict. The file stays in "
    "this visit's memory: it is written nowhere, and nobody else sees it."
)
# The file, which of the visit it is, the column that is probably its target, the kinds that the visitor gave
# to columns, how the columns are decided, and what has been made of it with which choices.
_RAW, _NUMBER, _GUESS, _KINDS, _COLUMNS = (
    f"_tabular.own_{name}" for name in ("raw", "number", "guess", "kinds", "columns")
)
_CHOICE, _MADE, _TABLE, _POSITIVE, _TELLING, _PROBLEM = (
    f"_tabular.own_{name}" for name in ("choice", "made", "table", "positive", "telling", "problem")
)


class NoFileError(ValueError):
    """There is no file yet; the sentence says what to bring."""


def choose(forget: Callable[[], None]) -> None:
    """Draw the uploader and, once there is a file, the choice of the target and of class 1.

    Args:
        forget: called when another file comes, whose columns are others.
    """
    with st.container(border=True, key="tabular.own"):
        file, chosen = st.columns([1.2, 2.2], gap="medium")
        with file:
            st.file_uploader(
                "Your table",
                key=KEY,
                on_change=_take,
                args=(forget,),
                help="A CSV or a workbook (.xlsx, .xls, .ods): at most 20 MB and 100 columns; of more than "
                "50,000 rows that many are drawn at random. It stays in this visit's memory.",
            )
            raw: RawTable | None = st.session_state.get(_RAW)
            if raw is not None and st.session_state[KEY] is None:  # out of sight it has forgotten the file
                st.caption(f"In use: {plain(raw.name)}")
            elif raw is not None:
                st.checkbox(
                    "The file has a header",
                    raw.header,
                    key=f"tabular.header.{st.session_state[_NUMBER]}",
                    on_change=_take,
                    args=(forget,),
                    kwargs={"header": not raw.header},
                    help="Whether there is a header was found by comparing the first line with the others.",
                )
        if raw is None:
            if not st.session_state.get(_PROBLEM):
                chosen.info(BRING)
            return
        target, one = chosen.columns([1, 1.2], gap="medium")
        number = st.session_state[_NUMBER]  # another file is asked anew
        with target:
            place = st.selectbox(
                "Target: the column to predict",
                range(len(raw.columns)),
                index=st.session_state[_GUESS],
                format_func=lambda i: shorten(raw.columns[i]),
                key=f"tabular.target.{number}",
                persist_state="session",  # another table may be looked at meanwhile
            )
        try:
            choice = _choice(raw, place)
        except CsvError as error:
            _keep((number, place), None, str(error))
            st.session_state[_COLUMNS] = ()
            return
        with one:
            positive = _class_one(raw, place, choice, key=f"tabular.positive.{number}.{place}")
    _make(raw, place, positive)


def table() -> Table:
    """The visitor's table.

    Raises:
        NoFileError: before a file was brought.
        CsvError: in one sentence, for a file or a target that cannot be used.
    """
    if problem := st.session_state.get(_PROBLEM):
        raise CsvError(problem)
    if _TABLE not in st.session_state:
        raise NoFileError(BRING)
    return st.session_state[_TABLE]


def raw_table() -> RawTable:
    """The file as it was read, once there is one."""
    return st.session_state[_RAW]


def columns() -> tuple[Column, ...]:
    """How the columns of the file are decided; none before there is a file whose target can be used."""
    return st.session_state.get(_COLUMNS, ())


def class_one() -> ClassOne:
    """What is class 1 of the visitor's table."""
    return st.session_state[_POSITIVE]


def telling() -> tuple[str, ...]:
    """Columns of words whose values together tell the classes apart almost always."""
    return st.session_state.get(_TELLING, ())


def take_for(column: str, kind: str) -> None:
    """Take a column for something else, as the visitor wishes; in a callback."""
    st.session_state[_KINDS] = {**st.session_state.get(_KINDS, {}), column: kind}


def _choice(raw: RawTable, place: int) -> TargetChoice:
    """What may be class 1; looked up once for each target."""
    asked = (st.session_state[_NUMBER], place)
    if st.session_state.get(_CHOICE, (None,))[0] != asked:
        st.session_state[_CHOICE] = (asked, target_choice(raw, raw.columns[place]))
    return st.session_state[_CHOICE][1]


def _class_one(raw: RawTable, place: int, choice: TargetChoice, key: str) -> ClassOne:
    """Ask for class 1: a value against all others, or for numbers a cut."""
    if choice.many:
        numbers = raw.numbers[place]
        least, most = float(np.nanmin(numbers)), float(np.nanmax(numbers))
        middle = float(np.nanmedian(numbers))
        cut = st.number_input(
            "Class 1: so much and more",
            least,
            most,
            middle,
            step=10.0 ** math.floor(math.log10((most - least) / 20)),
            format="%.6g",
            key=key,
            persist_state="session",
            help="The table is cut in two here, at first at the median: then both classes are alike in size.",
        )
        st.caption(
            f"{plain(raw.columns[place])} is a measurement. To predict its number is *regression*, which "
            f"this page does not offer; instead it asks: {middle:g} (the median) and more, or less?"
        )
        return float(cut)
    counts = dict(choice.values)
    options: list[ClassOne] = [*choice.cuts, *counts] if choice.cuts else list(counts)
    total = sum(counts.values())

    def label(option: ClassOne) -> str:
        if isinstance(option, str):
            return f"{shorten(option)} ({counts[option]:,} of {total:,} rows)"
        above = sum(n for value, n in counts.items() if float(value) >= option)
        return f"{option:g} and more ({above:,} of {total:,} rows)"

    return st.selectbox(
        "Class 1: what is to be found",
        options,
        index=options.index(choice.guess),
        format_func=label,
        key=key,
        persist_state="session",
        help="Class 0 is everything else. Sensitivity and precision are about class 1: take what is sought.",
    )


def _take(forget: Callable[[], None], *, header: bool | None = None) -> None:
    """A file has come, or was taken away; or it is read again, with or without a header."""
    forget()
    for name in (_RAW, _KINDS, _COLUMNS, _MADE, _TABLE, _POSITIVE, _TELLING, _PROBLEM):
        st.session_state.pop(name, None)
    file = st.session_state.get(KEY)
    if file is None:
        return
    st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1
    try:
        raw = read_csv(file.getvalue(), file.name, header=header)
    except CsvError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    st.session_state[_RAW], st.session_state[_GUESS] = raw, likely_target(raw)


def _make(raw: RawTable, place: int, positive: ClassOne) -> None:
    """Make the table of the choices, unless it is that of the last run."""
    kinds = st.session_state.get(_KINDS, {})
    made = (st.session_state[_NUMBER], place, positive, tuple(kinds.items()))
    if st.session_state.get(_MADE) == made:
        return
    target = raw.columns[place]
    st.session_state[_COLUMNS] = own = decided(raw, target, kinds)
    st.session_state[_POSITIVE] = positive
    try:
        found = to_table(raw, target, positive, columns=own, salt=viewer())
    except CsvError as error:
        _keep(made, None, str(error))
        return
    _keep(made, found, "")
    st.session_state[_TELLING] = tuple(of_columns(own, found.target, rows_with_target(raw, target)))


def _keep(made: tuple, found: Table | None, problem: str) -> None:
    st.session_state[_MADE], st.session_state[_PROBLEM] = made, problem
    st.session_state.pop(_TABLE, None)
    if found is not None:
        st.session_state[_TABLE] = found
