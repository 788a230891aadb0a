"""From a table to what a network reads: gaps filled, every column on one scale.

Everything is learned from the training rows alone and then applied to all: medians for the gaps, means and
standard deviations for the scale. Learned from all rows, the test rows would have a say in how they are
tested. A column with gaps gets a second one, 1 where the value was missing: that it was not measured may say
something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Preparation:
    """What the training rows taught.

    Attributes:
        columns: (d,) names of the table's columns.
        medians: (d,) of the values that are there; 0 for a column without any.
        gaps: (g,) positions of the columns in which training rows miss values.
        means: (d + g,) of the columns and the indicators.
        spreads: (d + g,) their standard deviations; infinite where all rows are equal: they become 0.
    """

    columns: tuple[str, ...]
    medians: np.ndarray
    gaps: np.ndarray
    means: np.ndarray
    spreads: np.ndarray

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the d + g columns that come out."""
        return (*self.columns, *(f"{self.columns[position]} missing" for position in self.gaps))


def fit(values: np.ndarray, columns: Sequence[str]) -> Preparation:
    """Learn how to prepare a table from its training rows.

    Args:
        values: (n, d), NaN where a value is missing; training rows only.
        columns: (d,) names.

    Raises:
        ValueError: for no rows, values that do not fit the names, or an infinite one.
    """
    values = np.asarray(values, dtype=np.float64)
    if values.ndim != 2 or not len(values) or values.shape[1] != len(columns):
        raise ValueError(f"values are {values.shape}; expected rows of {len(columns)} columns.")
    if np.isinf(values).any():
        raise ValueError("values has an infinite one; expected finite numbers, and NaN for missing ones.")
    medians = training_medians(values)
    gaps = np.flatnonzero(np.isnan(values).any(axis=0))
    full = _with_indicators(values, medians, gaps)
    varies = full.min(axis=0) < full.max(axis=0)
    spreads = np.where(varies, full.std(axis=0), np.inf)
    return Preparation(
        tuple(columns), medians, gaps, full.mean(axis=0), np.where(spreads > 0, spreads, np.inf)
    )


def apply(preparation: Preparation, values: np.ndarray) -> np.ndarray:
    """Prepare rows, training and test alike.

    Args:
        preparation: what the training rows taught.
        values: (n, d), NaN where a value is missing.

    Returns:
        (n, d + g) float64, without gaps; over the training rows each column has mean 0 and spread 1, or is 0.
    """
    full = _with_indicators(np.asarray(values, dtype=np.float64), preparation.medians, preparation.gaps)
    return (full - preparation.means) / preparation.spreads


def training_medians(values: np.ndarray) -> np.ndarray:
    """(d,) medians of (n, d) values, leaving out what is missing; 0 where all of a column is."""
    missing = np.isnan(values)
    if not missing.any():
        return np.median(values, axis=0)  # the same, several times as fast
    return np.nanmedian(np.where(missing.all(axis=0), 0.0, values), axis=0)


def filled(values: np.ndarray, medians: np.ndarray) -> np.ndarray:
    """(n, d) values with the medians in their gaps."""
    return np.where(np.isnan(values), medians, values)


def _with_indicators(values: np.ndarray, medians: np.ndarray, gaps: np.ndarray) -> np.ndarray:
    return np.column_stack([filled(values, medians), np.isnan(values[:, gaps])])
