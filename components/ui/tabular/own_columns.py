"""What was decided about each column of a visitor's file, in a table in which it can be changed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.concepts.plain_text import shorten
from components.datasets.csv_columns import KINDS, Column
from components.text import Lesson
from components.ui.kit.component import component
from components.ui.tabular import own_file

KEY = "tabular.columns"
LONGEST = 60  # letters of an example
_table = component("tabular/columns")


def draw(lesson: Lesson) -> None:
    """Draw a row for each column but the target: what it was taken for, and what was done."""
    columns = own_file.columns()
    if not columns:
        return
    used = [column for column in columns if column.inputs]
    inputs = sum(len(column.inputs) for column in columns)
    made = f"{inputs} input{'s' if inputs != 1 else ''}"
    st.markdown(lesson["own.columns"].format(used=len(used), columns=len(columns), inputs=made))
    words = dict(line.split(": ", 1) for line in lesson["own.columns.words"].splitlines())
    data = {"rows": [_row(column) for column in columns], "words": words}
    _table(key=KEY, data=data, height="content", on_chosen_change=_take_over)


def _row(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "shown": shorten(column.name),
        "kind": column.kind,
        "options": [[kind, KINDS[kind]] for kind in column.options],
        "missing": column.missing,
        "done": column.done,
        "example": shorten(column.example, LONGEST),
    }


def _take_over() -> None:
    """What was chosen in the browser; only a kind that the column offers is followed."""
    chosen = getattr(st.session_state[KEY], "chosen", None)
    if not isinstance(chosen, dict):
        return
    name, kind = chosen.get("name"), chosen.get("kind")
    if any(column.name == name and kind in column.options for column in own_file.columns()):
        own_file.take_for(name, kind)
