"""Initializers: how large the random weights of a new layer are.

To add one, add an `Initializer` below; names are Keras' identifiers. Biases start at 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True)
class Initializer:
    """A rule for the spread of the first weights of a Dense layer.

    `deviation(n_inputs, n_units)` is the standard deviation of a weight.
    """

    name: str  # Keras' identifier, and the key in INITIALIZERS
    label: str
    formula: str  # LaTeX of the variance
    deviation: Callable[[int, int], float]
    note: str


def _glorot(n_inputs: int, n_units: int) -> float:
    return sqrt(2.0 / (n_inputs + n_units))


def _he(n_inputs: int, n_units: int) -> float:
    return sqrt(2.0 / n_inputs)


def _lecun(n_inputs: int, n_units: int) -> float:
    return sqrt(1.0 / n_inputs)


_GLOROT = r"\frac{2}{n_{in} + n_{out}}"
_HE = r"\frac{2}{n_{in}}"
_ENTRIES = (
    Initializer(
        "glorot_uniform",
        "Glorot uniform",
        _GLOROT,
        _glorot,
        "Keras' default for every Dense layer, whatever its activation.",
    ),
    Initializer("glorot_normal", "Glorot normal", _GLOROT, _glorot, "Glorot and Bengio, 2010."),
    Initializer(
        "he_uniform",
        "He uniform",
        _HE,
        _he,
        "Made for ReLU, which lets half of the signal through.",
    ),
    Initializer("he_normal", "He normal", _HE, _he, "He and others, 2015."),
    Initializer(
        "lecun_normal",
        "LeCun normal",
        r"\frac{1}{n_{in}}",
        _lecun,
        "Keeps the spread of the inputs.",
    ),
)
INITIALIZERS: dict[str, Initializer] = {entry.name: entry for entry in _ENTRIES}
