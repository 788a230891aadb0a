"""Activation functions: what a unit does to its weighted sum z.

To add one, add an `Activation` below. Selectors, charts, tables and tests all read `ACTIVATIONS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Activation:
    """An activation function and everything the app shows of it.

    `function` and `derivative` take z of any shape and return the same shape.
    """

    name: str  # Keras' identifier, and the key in ACTIVATIONS
    label: str
    family: str  # gives the colour: charts/theme.py
    formula: str  # LaTeX, of z
    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array]


def _sigmoid(z: Array) -> Array:
    half = 0.5 * np.asarray(z)
    return 0.5 * (np.tanh(half) + 1.0)  # tanh does not overflow, exp does


def _sigmoid_slope(z: Array) -> Array:
    y = _sigmoid(z)
    return y * (1.0 - y)


def _silu_slope(z: Array) -> Array:
    y = _sigmoid(z)
    return y + z * y * (1.0 - y)


def _step(z: Array, below: float) -> Array:
    """1 where z > 0, `below` elsewhere: TensorFlow takes the left slope at 0."""
    z = np.asarray(z)
    return np.where(z > 0, 1.0, below).astype(np.result_type(z, np.float32))


_ENTRIES = (
    Activation("linear", "linear", "linear", r"z", lambda z: 1.0 * z, np.ones_like),
    Activation(
        "relu",
        "ReLU",
        "relu",
        r"\max(0, z)",
        lambda z: np.maximum(z, 0),
        lambda z: _step(z, 0.0),
    ),
    Activation(
        "leaky_relu",
        "leaky ReLU",
        "relu",
        r"\max(0.2\,z, z)",
        lambda z: np.maximum(0.2 * z, z),
        lambda z: _step(z, 0.2),
    ),
    Activation(
        "elu",
        "ELU",
        "relu",
        r"z \text{ for } z > 0,\ e^z - 1 \text{ else}",
        lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
        lambda z: np.where(z > 0, 1.0, np.exp(np.minimum(z, 0))),
    ),
    Activation("sigmoid", "sigmoid", "sigmoid", r"\frac{1}{1 + e^{-z}}", _sigmoid, _sigmoid_slope),
    Activation("tanh", "tanh", "tanh", r"\tanh z", np.tanh, lambda z: 1.0 - np.tanh(z) ** 2),
    Activation("silu", "swish (SiLU)", "swish", r"z\,\sigma(z)", lambda z: z * _sigmoid(z), _silu_slope),
)
ACTIVATIONS: dict[str, Activation] = {entry.name: entry for entry in _ENTRIES}
