"""What the picture of two rows is given: one row of each class, with its numbers, safe to show."""

from __future__ import annotations

import pytest

from components.datasets.tables import load
from components.training.table_trials import TABLES
from components.ui.tabular.contest.two_rows import PAIRS, _data
from tests.training.tables import NASTY, own_table


@pytest.mark.parametrize("dataset", TABLES)
def test_each_pair_has_a_row_of_either_class(dataset):
    table = load(dataset)
    data = _data(table, "ellipse" if dataset == "magic" else "profile")
    assert len(data["pairs"]) == PAIRS
    for pair in data["pairs"]:
        assert [table.target[row["row"] - 1] for row in pair] == data["labels"] == [1, 0]
        for row in pair:
            assert len(row["values"]) == len(row["places"]) == len(table.columns)
            assert all(place is None or 0 <= place <= 1 for place in row["places"])
            assert ("pixels" in row) is (dataset == "magic")


def test_names_of_others_are_text():
    table = own_table()
    data = _data(table, "profile")
    words = [*data["columns"], *data["classes"]]
    assert len(data["columns"]) == len(NASTY)
    assert not [name for name in (*NASTY[:3], *table.class_names) if name in words]
    assert "missing" in {value for pair in data["pairs"] for row in pair for value in row["values"]}
