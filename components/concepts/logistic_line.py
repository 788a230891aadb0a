"""Logistic regression of two inputs as a line that a hand can set: z = w1 x1 + w2 x2 + b = 0."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np

from components.concepts.layers import Dense
from components.concepts.silencing import Score, score

REACH = 10.0  # largest size of w1, w2 and b


@dataclass(frozen=True)
class LogisticLine:
    """The three numbers of logistic regression of two inputs.

    Raises:
        ValueError: for anything but finite numbers of at most `REACH`.
    """

    w1: float
    w2: float
    b: float

    def __post_init__(self) -> None:
        for name in (field.name for field in fields(self)):
            value = getattr(self, name)
            if type(value) not in (int, float) or not math.isfinite(value) or abs(value) > REACH:
                raise ValueError(f"{name} is {value!r}; expected a number from {-REACH:g} to {REACH:g}.")

    def logits(self, x: np.ndarray) -> np.ndarray:
        """The sums z (n, 1) of points (n, 2)."""
        return x.astype(np.float64) @ np.array([[self.w1], [self.w2]]) + self.b

    def score(self, x: np.ndarray, labels: np.ndarray) -> Score:
        """Loss and accuracy on points (n, 2) of the classes (n,)."""
        return score(self.logits(x), labels, "binary_crossentropy")


def line_of(output: Dense) -> LogisticLine | None:
    """The line of a unit with two inputs; None for weights that are no numbers.

    Where a weight is larger than `REACH`, all are made smaller by one factor: the boundary stays.
    """
    numbers = np.array([*output.kernel[:, 0], output.bias[0]], dtype=np.float64)
    if not np.isfinite(numbers).all():
        return None
    numbers /= max(1.0, np.abs(numbers).max() / REACH)
    return LogisticLine(*numbers.round(3).tolist())
