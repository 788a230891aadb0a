"""A column by class counts what is there and says how well it tells the classes apart."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.column_by_class import column_by_class, most_telling

RANDOM = np.random.default_rng(0)
TARGET = np.arange(200) % 2


def test_shares_of_a_class_sum_to_one_and_gaps_are_told() -> None:
    values = RANDOM.normal(size=200) + TARGET
    values[:20] = np.nan
    values[1] = 3.0  # of the first 20 rows one of class 1 is there
    found = column_by_class(values, TARGET)
    np.testing.assert_allclose(found.shares.sum(axis=1), 1)
    np.testing.assert_allclose(found.missing, [0.10, 0.09])
    assert 0.6 < found.auc < 0.95


def test_few_whole_numbers_get_a_bin_each() -> None:
    values = np.tile([0.0, 0.0, 1.0, 3.0], 50)
    found = column_by_class(values, TARGET)
    np.testing.assert_array_equal(found.edges, [-0.5, 0.5, 1.5, 2.5, 3.5])
    np.testing.assert_array_equal(found.shares, [[0.5, 0.5, 0, 0], [0.5, 0, 0, 0.5]])


@pytest.mark.parametrize("values", [np.full(200, np.nan), np.full(200, 7.5), np.where(TARGET, 1e300, np.nan)])
def test_a_column_that_says_nothing_is_no_error(values: np.ndarray) -> None:
    found = column_by_class(values, TARGET)
    assert found.auc == 0.5
    assert np.isfinite(found.edges).all()
    assert np.isfinite(found.shares).all()


def test_the_most_telling_column_may_fall_with_the_class() -> None:
    noise = RANDOM.normal(size=(200, 3))
    noise[:, 1] -= 2 * TARGET
    assert most_telling(noise, TARGET) == 1
    assert column_by_class(noise[:, 1], TARGET).auc < 0.2
