"""Logistic regression with its three numbers set by hand: what training would do, done by a person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts import losses
from components.concepts.feature_travel import Extent

Place = tuple[float, float]


@dataclass(frozen=True)
class HandFit:
    """z = w1 x1 + w2 x2 + b, y = sigmoid(z).

    Raises:
        ValueError: for a value that is no finite number.
    """

    w1: float
    w2: float
    b: float

    def __post_init__(self) -> None:
        if not np.isfinite([self.w1, self.w2, self.b]).all():
            given = f"w1 = {self.w1}, w2 = {self.w2}, b = {self.b}"
            raise ValueError(f"The numbers are {given}; expected are three finite numbers.")

    @property
    def weights(self) -> list[np.ndarray]:
        """Kernel (2, 1) and bias (1,), as a network without hidden layers has them."""
        return [np.array([[self.w1], [self.w2]], np.float64), np.array([self.b], np.float64)]

    def z(self, points: np.ndarray) -> np.ndarray:
        """The log-odds of class 1 for (n, 2) points: (n,)."""
        return points @ np.array([self.w1, self.w2]) + self.b

    def loss(self, points: np.ndarray, labels: np.ndarray) -> float:
        """Mean binary cross-entropy, as Keras reports it."""
        return losses.from_logits("binary_crossentropy", self.z(points)[:, None], labels)

    def accuracy(self, points: np.ndarray, labels: np.ndarray) -> float:
        """Share of the points on the right side; z = 0 counts as class 0."""
        return float(((self.z(points) > 0) == (labels > 0.5)).mean())

    def boundary(self, extent: Extent) -> tuple[Place, Place] | None:
        """Where the line z = 0 enters and leaves the plane; None if it does not cross it."""
        ends: set[Place] = set()
        left, right, bottom, top = extent
        if self.w2:
            ends |= {(x1, -(self.w1 * x1 + self.b) / self.w2) for x1 in (left, right)}
        if self.w1:
            ends |= {(-(self.w2 * x2 + self.b) / self.w1, x2) for x2 in (bottom, top)}
        inside = sorted(p for p in ends if left <= p[0] <= right and bottom <= p[1] <= top)
        return (inside[0], inside[-1]) if len(inside) > 1 else None


def of_weights(kernel: np.ndarray, bias: np.ndarray) -> HandFit:
    """The three numbers that a trained logistic regression has: kernel (2, 1), bias (1,)."""
    return HandFit(float(kernel[0, 0]), float(kernel[1, 0]), float(bias[0]))
