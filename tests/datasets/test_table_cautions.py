"""Warnings about a table: each is given where it is due, and only there."""

from __future__ import annotations

import html

import numpy as np
import pytest

from components.datasets.csv_reader import read_csv
from components.datasets.csv_table import decided, is_class_one, to_table
from components.datasets.table_cautions import cautions, of_columns
from components.datasets.table_entries import TABLE_ENTRIES
from components.datasets.tables import Table, load
from tests.datasets.csv_cases import CASES


def _table(rows: int = 400, ones: int = 200, columns: int = 3) -> Table:
    values = np.random.default_rng(0).normal(size=(rows, columns))
    target = np.arange(rows) < ones
    names = tuple(f"c{i}" for i in range(columns))
    return Table("mine", names, values, target, "y", ("no", "yes"), "a row")


def _said(table: Table, folds: int = 5) -> str:
    return html.unescape(" ".join(cautions(table, folds)))


@pytest.mark.parametrize("name", TABLE_ENTRIES)
def test_nothing_is_doubtful_about_the_shipped_tables(name: str) -> None:
    assert cautions(load(name), 5) == []
    assert cautions(_table(), 5) == []


def test_a_column_that_tells_all_is_pointed_out() -> None:
    raw = read_csv(CASES["a column that tells all"], "a.csv")
    said = _said(to_table(raw, "survived"))
    assert "“alive” alone tells the classes apart almost always" in said
    assert "leak" in said
    left = decided(raw, "survived", {"alive": "left_out"})
    assert "alive" not in _said(to_table(raw, "survived", columns=left))


def test_a_gap_may_tell_all_too() -> None:
    table = _table()
    values = table.values.copy()
    values[:200, 1] = np.nan
    assert "“c1” alone tells" in _said(
        Table("m", table.columns, values, table.target, "y", ("a", "b"), "a row")
    )


def test_the_values_of_a_column_of_words_may_tell_all_together() -> None:
    kinds = [("a", "b", "c", "d")[row % 4] for row in range(80)]
    text = "kind,other,y\n" + "".join(f"{k},{i % 7},{int(k in 'ac')}\n" for i, k in enumerate(kinds))
    raw = read_csv(text.encode(), "a.csv")
    columns = decided(raw, "y")
    target = is_class_one(raw, "y", "1")
    assert of_columns(columns, target, np.arange(80)) == ["kind"]
    table = to_table(raw, "y", columns=columns)
    assert "“kind” alone tells" in html.unescape(" ".join(cautions(table, 5, ["kind"])))
    assert of_columns(columns, np.arange(80) % 2 == np.arange(80) // 40, np.arange(80)) == []


@pytest.mark.parametrize(
    ("table", "folds", "says"),
    [
        (_table(30, 15), 5, "A fold has 6 rows: one answer more or less moves its accuracy by 17 points"),
        (_table(90, 45), 5, "90 rows are few"),
        (_table(400, 15), 5, "Only 15 rows are “yes”, 3.0 in a fold"),
        (_table(400, 15), 5, "96.2 % of the rows are of one class"),
        (_table(120, 60, 100), 5, "There are 100 inputs and 96 training rows"),
    ],
)
def test_what_is_too_small_or_too_wide_is_said(table: Table, folds: int, says: str) -> None:
    assert says in _said(table, folds)
