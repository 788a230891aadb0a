"""A visitor's own file: read into this visit's memory, written nowhere, gone with the visit."""

from __future__ import annotations

import hashlib
import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

import numpy as np
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from components.concepts.plain_text import plain, shorten
from components.datasets.csv_columns import Column
from components.datasets.csv_reader import CsvError, RawTable, read_csv
from components.datasets.csv_table import decided, rows_with_target, to_table
from components.datasets.csv_target import ClassOne, TargetChoice, likely_target, target_choice
from components.datasets.table_cautions import of_columns
from components.datasets.tables import Table
from components.ui.engine import viewer
from components.ui.kit.address import LOSABLE

KEY = "tabular.file"
BRING = (
    "Bring a CSV or a workbook with a header and rows; you choose the column to predict. The file stays in "
    "this visit's memory: it is written nowhere, nobody else sees it, and a reload of the page loses it."
)
# The file, the upload by which it came, which of the visit it is, the column that is probably its target,
# the kinds that the visitor gave to columns, how they are decided, what was made of it by which choices.
_FILE, _UPLOAD, _NUMBER, _GUESS, _KINDS, _COLUMNS = (
    f"_tabular.own_{name}" for name in ("file", "upload", "number", "guess", "kinds", "columns")
)
_CHOICE, _MADE, _TABLE, _POSITIVE, _TELLING, _PROBLEM = (
    f"_tabular.own_{name}" for name in ("choice", "made", "table", "positive", "telling", "problem")
)


@dataclass(frozen=True, eq=False)
class OwnFile:
    """A file that was read.

    Attributes:
        raw: what it says.
        name: as it was brought.
        packed: its bytes, compressed, should they be read again.
    """

    raw: RawTable
    name: str
    packed: bytes


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
                on_change=_take_up,
                args=(forget,),
                help="A CSV or a workbook (.xlsx, .xls, .ods): at most 20 MB and 100 columns; of more than "
                "50,000 rows that many are drawn at random. It stays in this visit's memory.",
            )
            own: OwnFile | None = st.session_state.get(_FILE)
            raw = own.raw if own is not None else None
            if raw is not None and st.session_state[KEY] is None:  # out of sight it has forgotten the file
                st.caption(f"In use: {plain(raw.name)}")
            elif raw is not None:
                st.button(
                    "Line 1 is a row, not names" if raw.header else "Line 1 has the names",
                    key=f"tabular.header.{st.session_state[_NUMBER]}",
                    type="tertiary",
                    icon=":material/table_rows:",
                    on_click=_read_again,
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
    return st.session_state[_FILE].raw


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


def _take_up(forget: Callable[[], None]) -> None:
    """A file has come, or was taken away; then there is None."""
    file = st.session_state.get(KEY)
    # The browser names the file that is here still: while another one is on its way it is deleted on the
    # server, and who comes from a view without the uploader may find it named once more, without its bytes.
    if file is not None and file.file_id == st.session_state.get(_UPLOAD):
        return
    _forget(forget)
    st.session_state.pop(_UPLOAD, None)
    if isinstance(file, UploadedFile):  # what Streamlit calls a deleted file otherwise
        content = file.getvalue()
        _drop_bytes(file)
        st.session_state[_UPLOAD] = file.file_id
        _read(content, file.name, header=None)


def _read_again(forget: Callable[[], None], *, header: bool) -> None:
    """The file is read again, with or without a header."""
    own: OwnFile = st.session_state[_FILE]
    _forget(forget)
    _read(zlib.decompress(own.packed), own.name, header=header)


def _forget(forget: Callable[[], None]) -> None:
    forget()
    for name in (_FILE, _KINDS, _COLUMNS, _MADE, _TABLE, _POSITIVE, _TELLING, _PROBLEM, LOSABLE):
        st.session_state.pop(name, None)


def _read(content: bytes, name: str, *, header: bool | None) -> None:
    st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1
    known, key = _files_in_use(), (hashlib.sha256(content).digest(), name, header)
    own = known.get(key)
    if own is None:
        try:
            own = OwnFile(read_csv(content, name, header=header), name, zlib.compress(content, 1))
        except CsvError as error:
            st.session_state[_PROBLEM] = str(error)
            return
        known[key] = own
    st.session_state[_FILE], st.session_state[_GUESS] = own, likely_target(own.raw)
    st.session_state[LOSABLE] = True


@st.cache_resource(show_spinner=False)
def _files_in_use() -> WeakValueDictionary[tuple[bytes, str, bool | None], OwnFile]:
    """What the visits hold now: where thirty bring the same file it is read once and held once."""
    return WeakValueDictionary()


def _drop_bytes(file: UploadedFile) -> None:
    """Let go of the bytes of an upload, which Streamlit holds in two places to the end of the visit.

    The upload itself stays, since the browser goes on naming it.
    """
    context = get_script_run_ctx()
    if context is not None:
        empty = UploadedFileRec(file.file_id, file.name, file.type, b"")
        context.uploaded_file_mgr.add_file(context.session_id, empty)
    file.seek(0)
    file.truncate()


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
