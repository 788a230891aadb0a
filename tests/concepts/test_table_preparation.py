"""Preparing a fold: gaps and scale come from the training rows, and from nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.table_preparation import apply, fit, training_medians

NAN = np.nan
VALUES = np.array([[1.0, 5.0, 2.0], [2.0, NAN, 2.0], [6.0, 7.0, 2.0], [3.0, 9.0, 2.0]])


def test_gaps_are_filled_and_marked() -> None:
    preparation = fit(VALUES, ("a", "b", "c"))
    assert preparation.names == ("a", "b", "c", "b missing")
    np.testing.assert_array_equal(preparation.medians, [2.5, 7, 2])
    prepared = apply(preparation, VALUES)
    assert prepared.shape == (4, 4)
    back = prepared[:, 1] * preparation.spreads[1] + preparation.means[1]
    np.testing.assert_allclose(back, [5, 7, 7, 9])
    assert (prepared[:, 3] > 0).tolist() == [False, True, False, False]


def test_training_rows_have_mean_0_and_spread_1_and_constant_columns_are_0() -> None:
    prepared = apply(fit(VALUES, ("a", "b", "c")), VALUES)
    np.testing.assert_allclose(prepared.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(prepared.std(axis=0), [1, 1, 0, 1])
    assert (apply(fit(VALUES, "abc"), VALUES + 5)[:, 2] == 0).all()


def test_it_is_scikit_learns_imputer_and_scaler() -> None:
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    stream = np.random.default_rng(0)
    values = stream.normal(3, 2, (200, 5))
    values[stream.random(values.shape) < [0, 0.3, 0, 0.1, 0]] = NAN
    oracle = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
    oracle.fit(values[:150])
    mine = apply(fit(values[:150], "abcde"), values)
    np.testing.assert_allclose(mine, oracle.transform(values), atol=1e-12)


def test_test_rows_teach_nothing() -> None:
    wild = VALUES.copy()
    wild[3] = [1e9, NAN, -1e9]
    first, second = fit(VALUES[:3], "abc"), fit(wild[:3], "abc")
    for field in ("medians", "gaps", "means", "spreads"):
        np.testing.assert_array_equal(getattr(first, field), getattr(second, field))
    np.testing.assert_array_equal(apply(first, wild)[:3], apply(first, VALUES)[:3])


def test_a_gap_only_in_test_rows_is_filled_without_an_indicator() -> None:
    preparation = fit(VALUES[2:], "abc")
    assert preparation.names == ("a", "b", "c")
    assert apply(preparation, VALUES)[1, 1] == 0  # the median, 8, is the mean of 7 and 9


def test_a_column_without_any_training_value_becomes_0() -> None:
    values = np.array([[NAN, 1.0], [NAN, 2.0]])
    assert training_medians(values).tolist() == [0, 1.5]
    prepared = apply(fit(values, "ab"), values)
    assert (prepared[:, [0, 2]] == 0).all()


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (np.empty((0, 3)), "rows of 3 columns"),
        (np.zeros((2, 2)), "rows of 3 columns"),
        (np.array([[1, 2, np.inf]]), "infinite"),
    ],
)
def test_what_cannot_be_prepared_is_refused(values: np.ndarray, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        fit(values, "abc")
