"""XOR solved by hand with two ReLU units: no training, six numbers that one can check in the head.

h1 = relu(x1 + x2) counts the ones, h2 = relu(x1 + x2 - 1) is 1 only if both are; z = h1 - 2 h2 - 0.5 is then
above 0 exactly where one of the two is 1. In the plane of h1 and h2 a straight line does what none does in
the plane of x1 and x2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.feature_travel import Extent
from components.concepts.layers import Dense, Layers

ACTIVATION = "relu"
EXTENT: Extent = (-0.25, 1.25, -0.25, 1.25)
POINTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
LABELS = np.array([0, 1, 1, 0])
NETWORK = Layers(
    (
        Dense(np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0])),
        Dense(np.array([[1.0], [-2.0]]), np.array([-0.5])),
    )
)


@dataclass(frozen=True)
class Row:
    """One of the four points on its way: inputs, hidden features, log-odds, probability, and the truth."""

    x1: float
    x2: float
    h1: float
    h2: float
    z: float
    y: float
    label: int

    @property
    def name(self) -> str:
        """The point as it is written: "(0, 1)"."""
        return f"({self.x1:g}, {self.x2:g})"


def table() -> tuple[Row, ...]:
    """The four points with everything that is computed for them."""
    passed = NETWORK.forward(POINTS, ACTIVATION)
    columns = np.column_stack([POINTS, passed.outputs[0], passed.pre_activations[1], passed.outputs[1]])
    return tuple(Row(*row, label) for row, label in zip(columns.tolist(), LABELS.tolist(), strict=True))
