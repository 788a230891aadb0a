"""One column of a table, by class: how its values lie, and how well it alone tells the classes apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.binary_scores import auc

BINS = 24
WHOLE_NUMBERS = 30  # up to so many whole numbers in a row get a bin each


@dataclass(frozen=True, eq=False)
class ColumnByClass:
    """The values of a column in the two classes.

    Attributes:
        edges: (bins + 1,), rising; the last bin includes its upper edge.
        shares: (2, bins) of the class's values that are there; each row has the sum 1, or 0 without values.
        missing: (2,) share of the class's rows without a value.
        auc: how often a row of class 1 has the larger value of two; 0.5 where that cannot be said.
    """

    edges: np.ndarray
    shares: np.ndarray
    missing: np.ndarray
    auc: float


def column_by_class(values: np.ndarray, target: np.ndarray, bins: int = BINS) -> ColumnByClass:
    """Count a column's values in the same bins for both classes.

    Args:
        values: (n,), NaN where a value is missing.
        target: (n,) 0 or 1.
        bins: how many, unless the column has few whole numbers.
    """
    there = ~np.isnan(values)
    edges = _edges(values[there], bins)
    counts = np.stack([np.histogram(values[there & (target == c)], edges)[0] for c in (0, 1)])
    missing = np.array([1 - there[target == c].mean() if (target == c).any() else 0.0 for c in (0, 1)])
    return ColumnByClass(
        edges, counts / np.maximum(counts.sum(axis=1, keepdims=True), 1), missing, _auc(values, target)
    )


def most_telling(values: np.ndarray, target: np.ndarray) -> int:
    """Which column of (n, d) values tells the classes apart best: the one whose AUC is farthest from 0.5."""
    return int(np.argmax([abs(_auc(column, target) - 0.5) for column in values.T]))


def _edges(values: np.ndarray, bins: int) -> np.ndarray:
    if not len(values):
        return np.array([0.0, 1.0])
    different = np.unique(values)
    whole = np.array_equal(different, np.rint(different))
    if whole and different[-1] - different[0] < WHOLE_NUMBERS:
        return np.arange(different[0] - 0.5, different[-1] + 1)
    return np.histogram_bin_edges(values, bins)


def _auc(values: np.ndarray, target: np.ndarray) -> float:
    """AUC of the values themselves, by way of their ranks, which are the probabilities that `auc` expects."""
    there = ~np.isnan(values)
    labels = target[there]
    if not len(labels) or labels.min() == labels.max():
        return 0.5
    _, ranks = np.unique(values[there], return_inverse=True)
    return auc(labels, ranks / max(ranks.max(), 1))
