"""The arithmetic behind made features. What depends on the data is learned from training rows alone.

Each function takes `Inputs` and a number (of a threshold, or of bins; else it is not used) and gives (n, m).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.concepts.table_preparation import filled, training_medians

SMALLEST_DIVISOR = 0.01  # of the divisor's median size: nearer to 0 it counts as this much


@dataclass(frozen=True, eq=False)
class Inputs:
    """The columns that a feature is made from.

    Attributes:
        columns: k arrays of (n,), gaps filled with the training median.
        observed: k arrays of the training values that are there; a single 0 if none is.
        centres: k means of the training rows, gaps filled.
    """

    columns: tuple[np.ndarray, ...]
    observed: tuple[np.ndarray, ...]
    centres: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Learned:
    """What the training rows taught about d columns: (d,) medians, and the parts of `Inputs` that stay."""

    medians: np.ndarray
    observed: tuple[np.ndarray, ...]
    centres: tuple[float, ...]

    def inputs(self, full: np.ndarray, positions: Sequence[int]) -> Inputs:
        """The chosen columns of (n, d) values without gaps."""
        return Inputs(
            tuple(full[:, i] for i in positions),
            tuple(self.observed[i] for i in positions),
            tuple(self.centres[i] for i in positions),
        )


def learn(training: np.ndarray) -> Learned:
    """Learn from (m, d) training rows, NaN where a value is missing."""
    medians = training_medians(training)
    observed = [column[~np.isnan(column)] for column in training.T]
    return Learned(
        medians,
        tuple(column if len(column) else np.zeros(1) for column in observed),
        tuple(filled(training, medians).mean(axis=0).tolist()),
    )


def product(of: Inputs, number: float | None) -> np.ndarray:
    """(a - mean of a) (b - mean of b).

    Beside a and b themselves this can express what a b can, and no more; but a b would be nearly a copy of
    them wherever their means are far from 0, and learning would be slow.
    """
    (a, b), (at, bt) = of.columns, of.centres
    return ((a - at) * (b - bt))[:, None]


def square(of: Inputs, number: float | None) -> np.ndarray:
    """(a - mean of a)^2, for the same reason."""
    return ((of.columns[0] - of.centres[0]) ** 2)[:, None]


def logarithm(of: Inputs, number: float | None) -> np.ndarray:
    """Log a where all training values are above 0; otherwise sign(a) log(1 + |a| / its usual size).

    A test value below all training values counts as half of the smallest.
    """
    a, observed = of.columns[0], of.observed[0]
    if observed.min() > 0:
        return np.log(np.maximum(a, observed.min() / 2))[:, None]
    return (np.sign(a) * np.log1p(np.abs(a) / _usual_size(observed)))[:, None]


def ratio(of: Inputs, number: float | None) -> np.ndarray:
    """Divide a by b, with b kept away from 0 on its own side of it."""
    a, b = of.columns
    least = SMALLEST_DIVISOR * _usual_size(of.observed[1])
    return (a / np.where(np.abs(b) < least, np.where(b < 0, -least, least), b))[:, None]


def threshold(of: Inputs, number: float | None) -> np.ndarray:
    """1 where a is at least the number, else 0."""
    return (of.columns[0] >= number).astype(np.float64)[:, None]


def bins(of: Inputs, number: float | None) -> np.ndarray:
    """(n, number - 1): 1 in the column of a's bin, for the second bin up; the first has zeros only.

    The bins part the training values into about equally many.
    """
    count = int(number or 0)
    edges = np.quantile(of.observed[0], np.arange(1, count) / count)
    bin_of = np.searchsorted(edges, of.columns[0], side="right")
    return (bin_of[:, None] == np.arange(1, count)).astype(np.float64)


def _usual_size(observed: np.ndarray) -> float:
    sizes = np.abs(observed[observed != 0])
    return float(np.median(sizes)) if len(sizes) else 1.0
