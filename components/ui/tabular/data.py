"""The view Data: what the rows are, and how they lie."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from components.charts import tabular_data as charts
from components.concepts.column_by_class import ColumnByClass, column_by_class, most_telling
from components.concepts.plain_text import plain, shorten
from components.datasets.registry import DATASETS
from components.datasets.tables import Table, class_balance, missing_values
from components.text import Lesson
from components.training.contest import Contest
from components.ui import theme
from components.ui.kit.page import Page
from components.ui.kit.save import show_table
from components.ui.tabular import own_columns
from components.ui.tabular.settings import SETTINGS, STEM

SHOWN_ROWS = 50


def show(page: Page, contest: Contest) -> None:
    """Draw the description, some rows, and a column by class."""
    lesson, table = page.lesson, contest.table
    if contest.own_table is not None:
        own_columns.draw(lesson)
    words, rows = st.columns([1, 1.25], gap="medium")
    with words:
        _about(lesson, table)
    with rows:
        told = lesson["data.rows"].format(shown=min(SHOWN_ROWS, table.rows), rows=f"{table.rows:,}")
        st.markdown(told + (" " + lesson["data.rows.missing"] if table.missing else ""))
        show_table(_some_rows(table), "Some rows", key=f"{STEM}.rows", height=420)
    _distribution(lesson, contest)
    st.markdown(lesson["data"])


def column_labels(table: Table) -> list[str]:
    """What a selector calls the table's columns: plain text, no two alike."""
    labels: list[str] = []
    for name in map(shorten, table.columns):
        same = sum(label == name or label.startswith(f"{name} (") for label in labels)
        labels.append(f"{name} ({same + 1})" if name in labels else name)
    return labels


def _about(lesson: Lesson, table: Table) -> None:
    names = [plain(name) for name in table.class_names]
    with st.container(key=f"{STEM}.result"):
        if table.shipped:
            st.markdown(f"**{table.label}.** {DATASETS[table.name].description}")
        meaning = plain(table.row_meaning, longest=200)
        st.markdown(
            lesson["data.row"].format(
                meaning=meaning, columns=len(table.columns), indicators=_indicators(lesson, table)
            )
        )
        st.markdown(class_balance(table))
    theme.show(
        charts.balance(table.counts, names, theme.current()),
        alt=class_balance(table),
        key=f"{STEM}.balance",
        still=True,
    )
    st.markdown(missing_values(table))
    st.markdown("\n".join(f"- {note}" for note in table.notes))
    if table.shipped:
        entry = DATASETS[table.name]
        st.caption(lesson["data.source"].format(source=entry.source, terms=entry.terms))
    else:
        st.caption(lesson["data.own"])


def _indicators(lesson: Lesson, table: Table) -> str:
    """What gaps add to the inputs of a model; "" for a table without any."""
    gaps = len(table.missing)
    inputs = len(table.columns) + gaps
    return lesson["data.indicators"].format(gaps=gaps, inputs=inputs) if gaps else ""


def _some_rows(table: Table) -> pd.DataFrame:
    """Rows drawn at random (many files are sorted by class), names as plain text, the target in words."""
    places = np.random.default_rng(0).permutation(table.rows)[:SHOWN_ROWS]
    labels = column_labels(table)
    target = shorten(table.target_name)
    while target in labels:
        target += " (target)"
    words = [shorten(table.class_names[label]) for label in table.target[places]]
    content = {target: words, **dict(zip(labels, table.values[places].T, strict=True))}
    return pd.DataFrame(content, index=pd.Index(places + 1, name="row"))


def _distribution(lesson: Lesson, contest: Contest) -> None:
    """A column's values in both classes."""
    table, labels = contest.table, column_labels(contest.table)
    words, picture = st.columns([1, 1.25], gap="medium")
    with words:
        SETTINGS.draw_options("column", labels)
        chosen = SETTINGS.value("column")
        place = _most_telling(table) if chosen is None else labels.index(chosen)
        found = column_by_class(table.values[:, place], table.target)
        told = _told(lesson, table, place, found)
        st.markdown(told)
    with picture:
        names = [plain(name) for name in table.class_names]
        title = f"{plain(table.columns[place])}, by class"
        theme.show(
            charts.distribution(title, found, names, theme.current()),
            alt=lesson["data.distribution.alt"].format(told=told),
            key=f"{STEM}.distribution",
        )


def _told(lesson: Lesson, table: Table, place: int, found: ColumnByClass) -> str:
    names = [plain(name) for name in table.class_names]
    higher = int(found.auc >= 0.5)
    words = lesson["data.column"].format(
        column=plain(table.columns[place]),
        share=f"{100 * max(found.auc, 1 - found.auc):.0f} %",
        higher=f"class {higher} ({names[higher]})",
        other=f"class {1 - higher} ({names[1 - higher]})",
    )
    if found.missing.any():
        zeros, ones = (f"{100 * share:.0f} %" for share in found.missing)
        words += " " + lesson["data.column.missing"].format(zeros=zeros, ones=ones)
    return words


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs={Table: lambda table: table.digest})
def _most_telling(table: Table) -> int:
    with np.errstate(all="ignore"):
        return most_telling(table.values, table.target)
