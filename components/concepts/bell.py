"""The bell of a unit's weighted sums, and what an activation function makes of it.

Over many inputs a unit's z spreads like a bell around a centre. How much of the error passes back
through f depends on where the bell stands: each input's error is multiplied by f'(z), and the size of
many such factors is their root mean square (RMS), since variances multiply.

Everything is a sum over `CELLS`, one fixed division of the z axis, fine around 0. The browser sums over
the same cells while the bell is dragged, so both show the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np

from components.concepts.activations import ACTIVATIONS, Array, Curve

FLAT = 0.1  # where |f'| is smaller, a function is called flat
LAYERS = 20
CENTERS = (-5.0, 5.0)  # least and largest centre of a bell
SPREADS = (0.25, 5.0)


def _edges(count: int = 1200, end: float = 45.0) -> Array:
    """Edges of the cells: finer around 0, and one at every place where a slope jumps."""
    edges = np.sinh(np.linspace(-np.arcsinh(end), np.arcsinh(end), count + 1))
    for jump in {0.0, *(place for entry in ACTIVATIONS.values() for place in entry.jumps)}:
        edges[np.abs(edges - jump).argmin()] = jump
    return edges


EDGES = _edges()  # (n_cells + 1,)
CELLS = (EDGES[1:] + EDGES[:-1]) / 2  # (n_cells,), the middle of each


@dataclass(frozen=True)
class Bell:
    """Normally distributed weighted sums z.

    Raises:
        ValueError: for a centre or a spread that is out of bounds, with what is expected.
    """

    center: float = 0.0
    spread: float = 1.0

    def __post_init__(self) -> None:
        for name, value, (least, most) in (
            ("center", self.center, CENTERS),
            ("spread", self.spread, SPREADS),
        ):
            if not (isfinite(value) and least <= value <= most):
                raise ValueError(f"{name} is {value!r}; it has to be between {least:g} and {most:g}.")

    @property
    def shares(self) -> Array:
        """(n_cells,) the share of z in each of `CELLS`; together 1."""
        mass = np.exp(-0.5 * ((CELLS - self.center) / self.spread) ** 2) * np.diff(EDGES)
        return mass / mass.sum()


@dataclass(frozen=True)
class UnderBell:
    """What an activation function does to the z of a bell."""

    rms_slope: float  # root of the mean of f'(z)^2
    flat_share: float  # of z with |f'(z)| < FLAT
    mean: float  # of f(z)
    deviation: float  # of f(z)

    @property
    def after_layers(self) -> float:
        """The activation's part of the chain rule after `LAYERS` layers with this bell in each."""
        return self.rms_slope**LAYERS


def under_bell(activation: Curve, bell: Bell) -> UnderBell:
    """Sum slopes and values over the bell.

    Args:
        activation: the function and its slope.
        bell: of z.
    """
    shares = bell.shares
    slope, value = activation.derivative(CELLS), activation.function(CELLS)
    mean = float(shares @ value)
    return UnderBell(
        rms_slope=float(np.sqrt(shares @ slope**2)),
        flat_share=float(shares @ (np.abs(slope) < FLAT)),
        mean=mean,
        deviation=float(np.sqrt(shares @ (value - mean) ** 2)),
    )


def rms_slopes(activation: Curve, spreads: Array, center: float = 0.0) -> Array:
    """(n,) RMS slope for each of n spreads of z."""
    squares = activation.derivative(CELLS) ** 2
    return np.sqrt([Bell(center, float(spread)).shares @ squares for spread in spreads])
