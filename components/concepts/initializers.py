"""Initializers: how large the random weights of a new layer are.

To add one, add an `Initializer` below; names are Keras' identifiers. Biases start at 0. Beside the registry,
"normal:1.5" names a plain normal distribution whose gain, sqrt(n_inputs) times the deviation, is 1.5.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np

Shape = tuple[int, int]
Draw = Callable[[np.random.Generator, float, Shape], np.ndarray]

GAINS = (0.1, 10.0)  # the least and the most that "normal:..." may ask for
_CUT = 0.87962566103423978  # the deviation of a standard normal that is cut off at -2 and 2


def _uniform(rng: np.random.Generator, deviation: float, shape: Shape) -> np.ndarray:
    limit = sqrt(3.0) * deviation
    return rng.uniform(-limit, limit, shape)


def _normal(rng: np.random.Generator, deviation: float, shape: Shape) -> np.ndarray:
    return deviation * rng.standard_normal(shape)


def _truncated_normal(rng: np.random.Generator, deviation: float, shape: Shape) -> np.ndarray:
    """Draw as Keras does: what lies beyond two deviations is drawn again, the spread put right."""
    values = rng.standard_normal(shape)
    while len(beyond := np.flatnonzero(np.abs(values) > 2)):
        values.ravel()[beyond] = rng.standard_normal(len(beyond))
    return values * (deviation / _CUT)


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
    draw: Draw

    def sample(self, rng: np.random.Generator, n_inputs: int, n_units: int) -> np.ndarray:
        """Draw the first weights of a layer: (n_inputs, n_units)."""
        return self.draw(rng, self.deviation(n_inputs, n_units), (n_inputs, n_units))

    def gain(self, width: int) -> float:
        """The gain sqrt(n) std(w) in a stack of equal layers of this width: 1 for Glorot, sqrt(2) for He."""
        return sqrt(width) * self.deviation(width, width)


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
        _uniform,
    ),
    Initializer(
        "glorot_normal", "Glorot normal", _GLOROT, _glorot, "Glorot and Bengio, 2010.", _truncated_normal
    ),
    Initializer(
        "he_uniform",
        "He uniform",
        _HE,
        _he,
        "Made for ReLU, which lets half of the signal through.",
        _uniform,
    ),
    Initializer("he_normal", "He normal", _HE, _he, "He and others, 2015.", _truncated_normal),
    Initializer(
        "lecun_normal",
        "LeCun normal",
        r"\frac{1}{n_{in}}",
        _lecun,
        "Keeps the spread of the inputs through one layer of sums; most activations then shrink it.",
        _truncated_normal,
    ),
)
INITIALIZERS: dict[str, Initializer] = {entry.name: entry for entry in _ENTRIES}


def named(name: str) -> Initializer:
    """Return the initializer of this name: one of `INITIALIZERS`, or "normal:" and a gain.

    Raises:
        ValueError: for another name, or a gain out of bounds.
    """
    if isinstance(name, str) and name in INITIALIZERS:
        return INITIALIZERS[name]
    known = f"it has to be one of {', '.join(INITIALIZERS)}, or normal: and a gain, such as normal:1.5"
    kind, _, text = str(name).partition(":")
    try:
        gain = float(text)
    except ValueError:
        gain = float("nan")
    if kind != "normal" or not isfinite(gain):
        raise ValueError(f"initializer is {str(name)[:40]!r}; {known}.")
    least, most = GAINS
    if not least <= gain <= most:
        raise ValueError(
            f"the gain in {str(name)[:40]!r} is {gain:g}; it has to be between {least:g} and {most:g}."
        )
    return Initializer(
        f"normal:{gain:g}",
        f"normal, gain {gain:g}",
        rf"\frac{{{gain:g}^2}}{{n_{{in}}}}",
        lambda n_inputs, n_units: gain / sqrt(n_inputs),
        "A gain of your own.",
        _normal,
    )
