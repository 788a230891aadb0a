"""What one hidden unit looks for: its weights as a picture, what excites it, how often it acts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.activations import ACTIVATIONS
from components.concepts.layers import Layers


@dataclass(frozen=True)
class Activity:
    """How much the units of a layer have to say over many inputs.

    Attributes:
        active: (n_units,) share of the inputs for which z is above 0.
        dead: the units that put out 0 for every input; none if the activation passes something below 0.
    """

    active: np.ndarray
    dead: tuple[int, ...]


def is_silent_below_zero(activation: str) -> bool:
    """Tell whether units put out exactly 0 wherever z is below 0, as ReLU does."""
    return not ACTIVATIONS[activation].function(np.array([-5.0, -1.0, -0.1])).any()


def activity(outputs: np.ndarray, activation: str) -> Activity:
    """Count over (n, n_units) outputs of a layer; above what the activation makes of z = 0 is z above 0."""
    at_zero = ACTIVATIONS[activation].function(np.zeros(1, dtype=outputs.dtype))[0]
    active = (outputs > at_zero).mean(axis=0)
    dead = np.flatnonzero(~outputs.any(axis=0)) if is_silent_below_zero(activation) else np.zeros(0, int)
    return Activity(active, tuple(dead.tolist()))


def pictures(layers: Layers, layer: int) -> np.ndarray:
    """For each unit of a layer the weights with which it looks at the inputs.

    In the first layer these are its incoming weights. Further on they are the pictures of the layer before,
    weighted by the unit's weights, as if no activation stood between: a summary, not what it computes.

    Args:
        layers: of the network.
        layer: 0 is the first.

    Returns:
        (n_units, n_inputs).
    """
    looked = layers[0].kernel
    for dense in layers[1 : layer + 1]:
        looked = looked @ dense.kernel
    return looked.T


def strongest(outputs: np.ndarray, count: int = 9) -> np.ndarray:
    """The rows in which one unit, (n,), puts out most, the strongest first; equal ones in their order."""
    return np.argsort(-outputs, kind="stable")[:count]


def class_means(outputs: np.ndarray, labels: np.ndarray, classes: int) -> np.ndarray:
    """Mean output of one unit, (n,), for the rows of each class: (classes,)."""
    totals = np.bincount(labels, weights=outputs, minlength=classes)
    return totals / np.maximum(np.bincount(labels, minlength=classes), 1)
