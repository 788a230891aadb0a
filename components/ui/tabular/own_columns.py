"""What was decided about each column of a visitor's file, in a table in which it can be changed."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from components.concepts.plain_text import shorten
from components.datasets.csv_columns import KINDS, Column
from components.datasets.table_cautions import cautions
from components.datasets.tables import Table
from components.text import Lesson
from components.training.contest import Contest
from components.training.export_own_table import own_table_script
from components.ui.kit.component import component
from components.ui.script_button import script_button
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


def warn(contest: Contest) -> None:
    """Say what makes the results on a visitor's table doubtful."""
    if contest.own_table is None:
        return
    folds = contest.trials["logistic"].folds
    found = _cautions(contest.table, folds, own_file.telling())
    if found:
        with st.container(key="tabular.cautions"):
            st.warning("\n".join(f"- {caution}" for caution in found))


def about(contest: Contest, lesson: Lesson) -> None:
    """What was done with a visitor's file, column by column and as a whole, and the script for it."""
    if contest.own_table is None:
        return
    draw(lesson)
    notes = "\n".join(f"- {note}" for note in contest.table.notes)  # safe in Markdown
    st.markdown(f"{lesson['own.about']}\n{notes}")
    script = partial(
        own_table_script, own_file.raw_table(), own_file.columns(), own_file.class_one(), contest
    )
    script_button("tabular", script, "Everything from your file to these scores")
    st.caption(lesson["own"])


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs={Table: lambda table: table.digest})
def _cautions(table: Table, folds: int, groups: tuple[str, ...]) -> list[str]:
    return cautions(table, folds, groups)


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
