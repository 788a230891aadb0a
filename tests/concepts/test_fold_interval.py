"""The interval of folds, against a calculation by hand, and what may be said of a difference."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from components.concepts.fold_interval import (
    fold_interval,
    paired_comparison,
    paired_interval,
    share_of_gap_closed,
)

FIVE = [0.74, 0.76, 0.78, 0.80, 0.82]


def test_the_interval_is_nadeau_and_bengios() -> None:
    found = fold_interval(FIVE, n_train=80, n_test=20)
    # s^2 = (.04^2 + .02^2 + 0 + .02^2 + .04^2) / 4 = .001; variance of the mean = .001 (1/5 + 20/80) = .00045
    assert found.mean == pytest.approx(0.78)
    assert found.standard_error == pytest.approx(sqrt(0.00045))
    assert found.high - found.mean == pytest.approx(2.776445 * 0.0212132, abs=1e-6)
    assert found.mean - found.low == pytest.approx(0.0588975, abs=1e-6)
    assert found.count == 5


def test_it_is_wider_than_that_of_independent_scores() -> None:
    from scipy import stats

    low, high = stats.t.interval(0.95, 4, np.mean(FIVE), stats.sem(FIVE))
    found = fold_interval(FIVE, 80, 20)
    assert (found.high - found.low) / (high - low) == pytest.approx(sqrt((1 / 5 + 1 / 4) / (1 / 5)))


def test_repeats_do_not_narrow_it_without_end() -> None:
    many = fold_interval(FIVE * 2_000, 80, 20)
    assert many.standard_error == pytest.approx(np.std(FIVE) * sqrt(0.25), rel=1e-3)


def test_a_difference_is_taken_fold_by_fold() -> None:
    other = [score - gain for score, gain in zip(FIVE, (0.01, 0.02, 0.015, 0.02, 0.01), strict=True)]
    found = paired_interval(FIVE, other, 80, 20)
    assert found.mean == pytest.approx(0.015)
    assert not found.holds_zero  # though the folds themselves differ by more
    assert paired_comparison(FIVE, other, 80, 20).better == "first"
    assert paired_comparison(other, FIVE, 80, 20).better == "second"
    assert paired_comparison(FIVE, other, 80, 20, lower_is_better=True).better == "second"
    assert paired_comparison(FIVE, other, 80, 20).wins == (5, 0)
    assert paired_comparison(FIVE, other, 80, 20, lower_is_better=True).wins == (0, 5)


def test_no_difference_that_the_folds_can_show() -> None:
    other = [0.76, 0.74, 0.80, 0.78, 0.81]
    found = paired_comparison(FIVE, other, 80, 20)
    assert found.better is None
    assert found.difference.holds_zero
    assert found.wins == (3, 2)
    assert paired_comparison(FIVE, FIVE, 80, 20).better is None
    assert paired_comparison(FIVE, FIVE, 80, 20).wins == (0, 0)


def test_the_share_of_the_gap() -> None:
    network = [score + gain for score, gain in zip(FIVE, (0.10, 0.09, 0.11, 0.10, 0.10), strict=True)]
    features = [score + 0.069 for score in FIVE]
    assert share_of_gap_closed(FIVE, features, network, 80, 20) == pytest.approx(0.69)
    assert share_of_gap_closed(FIVE, [s - 0.05 for s in FIVE], network, 80, 20) == pytest.approx(-0.5)
    assert share_of_gap_closed(FIVE, [s + 0.2 for s in FIVE], network, 80, 20) == pytest.approx(2)


def test_there_is_no_share_of_a_gap_that_is_not_there() -> None:
    worse = [score - 0.05 for score in FIVE]
    within_chance = [0.76, 0.74, 0.80, 0.78, 0.86]
    for network in (worse, within_chance, FIVE):
        assert share_of_gap_closed(FIVE, FIVE, network, 80, 20) is None


@pytest.mark.parametrize("scores", [[], [0.7], [0.7, float("nan")], [0.7, float("inf")]])
def test_too_few_or_broken_scores_are_refused(scores: list[float]) -> None:
    with pytest.raises(ValueError, match="at least 2 finite"):
        fold_interval(scores, 80, 20)


def test_what_does_not_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="5 and 4 scores"):
        paired_interval(FIVE, FIVE[:4], 80, 20)
    with pytest.raises(ValueError, match="both have to be above 0"):
        fold_interval(FIVE, 0, 20)
