"""Summarizes the folds of a trial: scores, intervals, rows pooled over the folds, and weights by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

import numpy as np

from components.concepts import binary_scores
from components.concepts.fold_interval import FoldInterval, PairedComparison, fold_interval, paired_comparison
from components.datasets.tables import Table
from components.training.learning_curve import LearningCurve
from components.training.trial import FoldResult, TrialResult


@dataclass(frozen=True)
class Metric:
    """A way to score probabilities."""

    name: str  # the key in SCORES, and the attribute of `BinaryScores`
    label: str
    lower_is_better: bool
    most: float  # that it can be; the least is 0


_ENTRIES = (
    Metric("accuracy", "accuracy", False, 1.0),
    Metric("auc", "AUC", False, 1.0),
    Metric("log_loss", "log loss", True, inf),
)
SCORES: dict[str, Metric] = {entry.name: entry for entry in _ENTRIES}


@dataclass(frozen=True, eq=False)
class FoldScores:
    """The scores of one contestant.

    Attributes:
        values: name in `SCORES` -> (seeds x folds,), NaN for a fold that is not done.
        n_train: rows that a fold trains on.
        n_test: rows that a fold tests.
    """

    values: dict[str, np.ndarray]
    n_train: float
    n_test: float

    def interval(self, name: str) -> FoldInterval | None:
        """The mean of a score with its corrected interval, cut off where no score can be.

        None for fewer than two folds.
        """
        there = self.values[name][~np.isnan(self.values[name])]
        if len(there) < 2:
            return None
        found = fold_interval(there, self.n_train, self.n_test)
        return replace(found, low=max(found.low, 0.0), high=min(found.high, SCORES[name].most))

    def against(self, other: FoldScores, name: str) -> PairedComparison | None:
        """Compare with another on the folds that both have done; None for fewer than two."""
        both = ~np.isnan(self.values[name] + other.values[name])
        if both.sum() < 2:
            return None
        first, second = self.values[name][both], other.values[name][both]
        lower = SCORES[name].lower_is_better
        return paired_comparison(first, second, self.n_train, self.n_test, lower_is_better=lower)


@lru_cache(maxsize=64)
def fold_scores(result: TrialResult, table: Table) -> FoldScores:
    """Score every fold that is done; the same result of the same table only once."""
    tasks = result.trial.tasks
    values = {name: np.full(len(tasks), np.nan) for name in SCORES}
    for fold in result.folds:
        found = binary_scores.score(table.target[fold.test_rows], fold.probabilities)
        for name in SCORES:
            values[name][tasks.index((fold.seed, fold.fold))] = getattr(found, name)
    n_test = table.rows / result.trial.folds
    return FoldScores(values, result.trial.rows or table.rows - n_test, n_test)


def pooled(result: TrialResult, table: Table) -> tuple[np.ndarray, np.ndarray]:
    """Target and probability of all rows that were tested so far, fold after fold."""
    rows = np.concatenate([fold.test_rows for fold in result.folds])
    return table.target[rows], np.concatenate([fold.probabilities for fold in result.folds])


def first_weights(result: TrialResult) -> tuple[tuple[str, ...], np.ndarray]:
    """The weights of a model with one unit, by input.

    Returns:
        Names of all inputs of any fold, and (folds done, inputs) weights: NaN where a fold lacks the input,
        as it does when none of its training rows misses a value.
    """
    names = tuple(dict.fromkeys(name for fold in result.folds for name in fold.inputs))
    weights = np.full((len(result.folds), len(names)), np.nan)
    for row, fold in enumerate(result.folds):
        weights[row, [names.index(name) for name in fold.inputs]] = fold.kernel[:, 0]
    return names, weights


def first_fold(result: TrialResult) -> FoldResult | None:
    """The first fold of the first seed, once it is done."""
    return next((fold for fold in result.folds if (fold.seed, fold.fold) == (0, 0)), None)


def ahead_from(curve: LearningCurve, first: str, second: str) -> int | None:
    """From how many training rows on one contestant beats another in every fold.

    Sizes that have no fold of both yet are left out.

    Returns:
        The smallest such number of rows, with all larger ones; None if the last size is not among them.
    """
    found = None
    for rows, a, b in zip(
        reversed(curve.rows),
        reversed(curve.accuracies[first]),
        reversed(curve.accuracies[second]),
        strict=True,
    ):
        gains = (a - b)[~np.isnan(a - b)]
        if len(gains) and not (gains > 0).all():
            break
        found = rows if len(gains) else found
    return found
