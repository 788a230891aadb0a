"""The inputs of a fold: fitted on its training rows, the same for a row whatever stands in the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from components.concepts.made_features import KINDS, Feature
from components.datasets import tables
from components.training.fold_inputs import fold_inputs

PIMA = tables.load("pima")
TRAIN = np.arange(0, PIMA.rows, 2)
TEST = np.arange(1, PIMA.rows, 2)
TEXTS = [
    Feature(kind.name, ("glucose", "insulin")[: kind.columns], 4.0 if kind.number else None).text
    for kind in KINDS.values()
]


@pytest.mark.parametrize("text", TEXTS)
def test_test_rows_teach_nothing(text: str) -> None:
    values = PIMA.values.copy()
    values[TEST] = np.random.default_rng(0).choice([1e6, -1e6, 0.0, np.nan], values[TEST].shape)
    calm = fold_inputs(PIMA, [text], TRAIN)
    shaken = fold_inputs(replace(PIMA, values=values), [text], TRAIN)
    assert calm.names == shaken.names
    np.testing.assert_array_equal(calm.of(PIMA.values), shaken.of(PIMA.values))


@pytest.mark.parametrize("text", TEXTS)
def test_a_row_alone_gets_the_inputs_that_it_gets_among_others(text: str) -> None:
    fitted = fold_inputs(PIMA, [text], TRAIN)
    every = fitted.of(PIMA.values)
    assert every.dtype == np.float32
    assert every.shape == (PIMA.rows, len(fitted.names))
    assert np.isfinite(every).all()
    np.testing.assert_allclose(fitted.of(PIMA.values[TEST]), every[TEST], rtol=1e-6)
    np.testing.assert_allclose(fitted.of(PIMA.values[7:8])[0], every[7], rtol=1e-6)
    assert fitted.of(PIMA.values[:0]).shape == (0, len(fitted.names))


def test_they_are_named_in_order_and_stand_on_one_scale() -> None:
    fitted = fold_inputs(PIMA, ["glucose^2"], TRAIN)
    assert fitted.names[:8] == PIMA.columns
    assert all(name.endswith(" missing") for name in fitted.names[8:-1])
    assert "insulin missing" in fitted.names
    assert fitted.names[-1] == "glucose^2"
    rows = fitted.of(PIMA.values[TRAIN])
    np.testing.assert_allclose(rows.mean(axis=0), 0, atol=1e-5)
    np.testing.assert_allclose(rows.std(axis=0), 1, atol=1e-5)


def test_a_constant_column_becomes_0() -> None:
    values = PIMA.values.copy()
    values[TRAIN, 7] = 33
    table = replace(PIMA, values=values)
    assert (fold_inputs(table, [], TRAIN).of(values)[:, 7] == 0).all()


@pytest.mark.parametrize(
    ("text", "says"), [("height^2", "There is no column “height”"), ("glucose", "is not a feature")]
)
def test_what_is_no_feature_of_the_table_is_refused(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        fold_inputs(PIMA, [text], TRAIN)
