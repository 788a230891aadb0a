"""The tables that ship: what they hold, and what is said of them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from components.datasets import tables
from components.datasets.registry import DATASETS
from components.datasets.table_entries import TABLE_ENTRIES

NAMES = list(TABLE_ENTRIES)


def test_the_four_tables_ship() -> None:
    assert set(NAMES) >= {"pima", "breast_cancer", "phoneme", "magic"}


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_what_the_registry_says(name: str) -> None:
    table, dataset = tables.load(name), DATASETS[name]
    assert table.values.shape == (dataset.rows, dataset.inputs)
    assert table.values.dtype == np.float64
    assert table.target.dtype == np.int64
    assert set(table.target.tolist()) == {0, 1}
    assert sum(table.counts) == dataset.rows
    assert len(set(table.columns)) == dataset.inputs
    assert table.target_name not in table.columns
    assert table.row_meaning
    assert all(note.endswith(".") for note in table.notes)
    assert dataset.outputs == 1
    assert not np.isinf(table.values).any()


@pytest.mark.parametrize("name", NAMES)
def test_nobody_can_write_to_a_table(name: str) -> None:
    table = tables.load(name)
    assert tables.load(name) is table
    with pytest.raises(ValueError, match="read-only"):
        table.values[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        table.target[0] = 1


def test_zeros_that_stand_for_missing_values_are_missing() -> None:
    table = tables.load("pima")
    assert table.missing == {
        "glucose": 5,
        "blood_pressure": 35,
        "skin_thickness": 227,
        "insulin": 374,
        "bmi": 11,
    }
    pregnancies = table.values[:, table.columns.index("pregnancies")]
    assert (pregnancies == 0).sum() == 111  # a true zero
    assert tables.missing_values(table).startswith("Missing: insulin 374 (49 %), skin_thickness 227")
    assert tables.missing_values(tables.load("magic")) == "No value is missing."


def test_the_balance_names_what_guessing_would_score() -> None:
    said = tables.class_balance(tables.load("pima"))
    assert "500 of class 0 (no diabetes within five years)" in said.replace("&#40;", "(")
    assert "65.1 %" in said


def test_the_digest_names_content_and_visit() -> None:
    table = tables.load("pima")
    assert table.digest == dataclasses.replace(table).digest
    other = table.values.copy()
    other[3, 1] += 1
    changed = [
        dataclasses.replace(table, values=other),
        dataclasses.replace(table, target=1 - table.target),
        dataclasses.replace(table, salt="a"),
        dataclasses.replace(table, columns=("x", *table.columns[1:])),
    ]
    assert len({table.digest, *(t.digest for t in changed)}) == 5


def test_arrays_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"expected \(768, 7\)"):
        dataclasses.replace(tables.load("pima"), columns=tables.load("pima").columns[1:])
