"""The plane of two inputs, as a square grid of points around 0: what a network is asked about to draw it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SIDE = 60  # points along each axis


@dataclass(frozen=True)
class Plane:
    """A square grid of points.

    Attributes:
        axis: (side,) coordinates, the same on both axes.
        points: (side * side, 2) float32; x2 is constant along a row of the picture, the lowest row first.
    """

    axis: np.ndarray
    points: np.ndarray

    def picture(self, values: np.ndarray) -> np.ndarray:
        """One value for each point, (side * side,) or (side * side, 1), as a picture (side, side)."""
        return values.reshape(len(self.axis), len(self.axis))


def plane_around(*clouds: np.ndarray, side: int = SIDE) -> Plane:
    """The square that holds all points of some clouds (n, 2), a little room around them."""
    reach = max(float(np.abs(cloud).max(initial=0.0)) for cloud in clouds)
    axis = np.linspace(-1, 1, side) * max(1.0, 1.08 * reach)
    x1, x2 = np.meshgrid(axis, axis)
    return Plane(axis, np.column_stack([x1.ravel(), x2.ravel()]).astype(np.float32))
