"""What a few folds can show: the mean of their scores with an honest interval.

The scores of folds are not independent: any two folds train on mostly the same rows. Their spread divided by
the square root of their number is therefore too small. Nadeau and Bengio (Inference for the Generalization
Error, Machine Learning 52, 2003) correct it: the variance of the mean is s^2 (1/k + n_test / n_train), for k
scores in all, repeats included, with Student's t of k - 1 degrees of freedom. More repeats make the interval
narrower only down to n_test / n_train: the rows stay the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from components.concepts.student_t import quantile

LEVEL = 0.95
Scores = Sequence[float] | np.ndarray


@dataclass(frozen=True)
class FoldInterval:
    """A mean over folds, and the interval that covers the true one in 95 of 100 such studies."""

    mean: float
    low: float
    high: float
    standard_error: float  # corrected
    count: int  # scores that it rests on

    @property
    def holds_zero(self) -> bool:
        """Whether 0 is inside: for a difference, whether it may be none."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True)
class PairedComparison:
    """What the folds say of two models: which one is better, if they can tell.

    Attributes:
        difference: first minus second, on the same folds.
        better: "first" or "second"; None where 0 lies inside the interval.
        wins: folds in which the first is better, and in which the second is.
    """

    difference: FoldInterval
    better: Literal["first", "second"] | None
    wins: tuple[int, int]


def fold_interval(scores: Scores, n_train: float, n_test: float, level: float = LEVEL) -> FoldInterval:
    """The mean of the folds' scores with its corrected interval.

    Args:
        scores: (k,), one a fold, all repeats together.
        n_train: rows that a fold trains on.
        n_test: rows that a fold tests.
        level: how often the interval is to cover the true mean.

    Raises:
        ValueError: for fewer than 2 scores, one that is not a number, or no rows.
    """
    values = np.asarray(scores, dtype=np.float64)
    if values.ndim != 1 or len(values) < 2 or not np.isfinite(values).all():
        raise ValueError(f"scores are {values.tolist()}; expected at least 2 finite numbers.")
    if not (n_train > 0 and n_test > 0):
        raise ValueError(f"n_train and n_test are {n_train} and {n_test}; both have to be above 0.")
    count, mean = len(values), float(values.mean())
    error = float(values.std(ddof=1)) * sqrt(1 / count + n_test / n_train)
    reach = quantile((1 + level) / 2, count - 1) * error
    return FoldInterval(mean, mean - reach, mean + reach, error, count)


def paired_interval(first: Scores, second: Scores, n_train: float, n_test: float) -> FoldInterval:
    """The mean difference, first minus second, of two models on the same folds, with its interval.

    Raises:
        ValueError: if the two differ in length, and as `fold_interval`.
    """
    if len(first) != len(second):
        raise ValueError(f"first and second have {len(first)} and {len(second)} scores; expected one a fold.")
    return fold_interval(np.asarray(first, float) - np.asarray(second, float), n_train, n_test)


def paired_comparison(
    first: Scores, second: Scores, n_train: float, n_test: float, *, lower_is_better: bool = False
) -> PairedComparison:
    """Decide between two models on the same folds; lower is better for a loss.

    Raises:
        ValueError: as `paired_interval`.
    """
    difference = paired_interval(first, second, n_train, n_test)
    gains = np.asarray(first, float) - np.asarray(second, float)
    if lower_is_better:
        gains = -gains
    better = None
    if not difference.holds_zero:
        better = "first" if gains.mean() > 0 else "second"
    return PairedComparison(difference, better, (int((gains > 0).sum()), int((gains < 0).sum())))


def share_of_gap_closed(
    plain: Scores, with_features: Scores, network: Scores, n_train: float, n_test: float
) -> float | None:
    """How much of the way from the plain model to the network the made features went.

    Args:
        plain: (k,) scores of logistic regression, higher is better.
        with_features: (k,) of the same with made features, on the same folds.
        network: (k,) of the network.
        n_train: rows that a fold trains on.
        n_test: rows that a fold tests.

    Returns:
        1 for all of it, above 1 past the network, below 0 for features that hurt. None where there is no
        gap to close that these folds can show: the network is not better, or within chance.

    Raises:
        ValueError: if the three differ in length, or a score is not a number.
    """
    gain = paired_interval(with_features, plain, n_train, n_test).mean
    gap = paired_interval(network, plain, n_train, n_test)
    return gain / gap.mean if gap.low > 0 else None
