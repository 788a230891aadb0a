"""Two classifiers on the same rows: is one better, or is it chance?

Both are right on most rows and wrong on a few of the same; those rows say nothing about which is better.
What counts are the rows that only one of them gets right. If neither is better, each of these rows is a
fair coin toss: the exact sign test (McNemar's test) asks how often coins would fall so far from even.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

CHANCE = 0.05  # a p value from here up is called "within chance"


@dataclass(frozen=True)
class Paired:
    """How many rows both classifiers get right, only one of them, or neither."""

    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def rows(self) -> int:
        """All rows."""
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def p_value(self) -> float:
        """How often coin tosses on the rows that only one gets right come out at least this uneven."""
        return sign_test(self.only_first, self.only_second)

    @property
    def within_chance(self) -> bool:
        """Whether the difference is of the size that coin tosses alone bring about."""
        return self.p_value >= CHANCE


def compare(labels: np.ndarray, first: np.ndarray, second: np.ndarray) -> Paired:
    """Count on which rows two classifiers are right.

    Args:
        labels: (n_rows,), the true classes.
        first: (n_rows,), what the first classifier says.
        second: (n_rows,), what the second one says.

    Raises:
        ValueError: if the three differ in length, or there is no row.
    """
    if not len(labels) or not len(labels) == len(first) == len(second):
        raise ValueError(
            f"labels, first and second have {len(labels)}, {len(first)} and {len(second)} rows; "
            "expected the same number, at least 1."
        )
    a, b = first == labels, second == labels
    counts = ((a & b), (a & ~b), (~a & b), ~(a | b))
    return Paired(*(int(count.sum()) for count in counts))


def sign_test(heads: int, tails: int) -> float:
    """The exact two-sided p value of a fair coin that fell so: 1 when there was no toss.

    Integers throughout, so that it is exact for any count.

    Raises:
        ValueError: for a negative count.
    """
    if heads < 0 or tails < 0:
        raise ValueError(f"heads and tails are {heads} and {tails}; expected counts from 0 up.")
    tosses = heads + tails
    term = total = 1  # C(tosses, 0), and the sum of C(tosses, k) so far
    for k in range(min(heads, tails)):
        term = term * (tosses - k) // (k + 1)
        total += term
    return min(1.0, 2 * total / 2**tosses)


def standard_error(accuracy: float, rows: int) -> float:
    """One standard error of an accuracy measured on so many rows: sqrt(a (1 - a) / n).

    Raises:
        ValueError: for an accuracy outside 0 to 1, or no rows.
    """
    if not 0 <= accuracy <= 1 or rows < 1:
        raise ValueError(f"accuracy {accuracy:g} of {rows} rows; expected 0 to 1 and at least 1 row.")
    return sqrt(accuracy * (1 - accuracy) / rows)
