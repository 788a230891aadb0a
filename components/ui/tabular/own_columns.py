"""What was decided about each column of a visitor's file, in a table in which it can be changed."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from components import text
from components.concepts.plain_text import shorten
from components.datasets.csv_columns import KINDS, Column
from components.datasets.table_cautions import cautions
from components.datasets.tables import Table
from components.text import Lesson
from components.training.contest import ROWS, Contest
from components.training.export_notebook import NotebookWords, table_notebook
from components.training.export_own_table import own_table_parts, own_table_script
from components.training.trial_summary import fold_scores
from components.ui.kit.component import component
from components.ui.script_button import notebook_button, script_button
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
    given = own_file.raw_table(), own_file.columns(), own_file.class_one(), contest
    with st.container(horizontal=True, gap="small"):
        what = "Everything from your file to these scores"
        script_button("tabular", partial(own_table_script, *given), what)
        notebook_button("tabular", partial(_notebook, lesson, *given), what)
    st.caption(lesson["own"])


def _notebook(lesson: Lesson, *given: Any) -> str:
    """The same as a notebook, with the accuracies of the folds that are done."""
    prose, parts = text.load("take_home"), own_table_parts(*given)
    words = {name: prose[f"table.{name}"] for name in (*parts, "expect")}
    return table_notebook(parts, NotebookWords(lesson.title, words), _expected(given[-1]))


def _expected(contest: Contest) -> str:
    """Accuracy of each contestant that has done every fold, as a Markdown table."""
    rows = []
    for name, result in contest.results.items():
        if result.folds and result.complete:
            folds = fold_scores(result, contest.table).values["accuracy"]
            values = " ".join(f"{value:.4f}" for value in folds)
            rows.append(f"| {ROWS[name]} | {folds.mean():.4f} | {values} |")
    head = ["| model | accuracy | of the folds |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows]) if rows else ""


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
