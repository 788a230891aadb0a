"""Folds: every row is tested once, classes are spread evenly, and the seed decides."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.folds import stratified_folds, stratified_split

SORTED = np.repeat([0, 1], [103, 48])  # a file that is sorted by class


@pytest.mark.parametrize("folds", [2, 3, 5, 10])
def test_every_row_is_tested_once_by_a_model_that_did_not_see_it(folds: int) -> None:
    parts = stratified_folds(SORTED, folds, 0)
    assert len(parts) == folds
    np.testing.assert_array_equal(np.sort(np.concatenate([test for _, test in parts])), np.arange(151))
    for train, test in parts:
        assert not set(train.tolist()) & set(test.tolist())
        assert len(train) + len(test) == 151


@pytest.mark.parametrize("folds", [2, 3, 5, 10])
def test_sizes_and_classes_differ_by_at_most_one(folds: int) -> None:
    tests = [test for _, test in stratified_folds(SORTED, folds, 3)]
    sizes = [len(test) for test in tests]
    ones = [SORTED[test].sum() for test in tests]
    assert max(sizes) - min(sizes) <= 1
    assert max(ones) - min(ones) <= 1


def test_the_last_training_rows_are_of_both_classes() -> None:
    for train, _ in stratified_folds(SORTED, 5, 0):
        assert set(SORTED[train[-12:]].tolist()) == {0, 1}  # what Keras' validation_split=.1 would take


def test_the_seed_decides() -> None:
    first, again, other = (stratified_folds(SORTED, 5, seed) for seed in (1, 1, 2))
    for (a, b), (c, d) in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, c)
        np.testing.assert_array_equal(b, d)
    assert any((b != d).any() for (_, b), (_, d) in zip(first, other, strict=True) if len(b) == len(d))


def test_what_cannot_be_dealt_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        stratified_folds(SORTED, 1, 0)
    with pytest.raises(ValueError, match="smallest class has 3 rows"):
        stratified_folds(np.array([0] * 20 + [1] * 3), 5, 0)
    with pytest.raises(ValueError, match="smallest class has 0 rows"):
        stratified_folds(np.array([]), 5, 0)


def test_a_split_keeps_the_proportion_of_the_classes() -> None:
    first, second = stratified_split(SORTED, 0.25, 0)
    assert sorted([*first, *second]) == list(range(151))
    assert SORTED[second].sum() == 12
    assert len(second) == 26 + 12
    tiny = stratified_split(np.array([0, 0, 1, 1]), 0.01, 0)
    assert [len(part) for part in tiny] == [2, 2]
    with pytest.raises(ValueError, match="share is 1"):
        stratified_split(SORTED, 1, 0)
    with pytest.raises(ValueError, match="Class 1 has one row"):
        stratified_split(np.array([0, 0, 1]), 0.5, 0)
