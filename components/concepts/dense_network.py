"""A stack of Dense layers in numpy: what Keras' `predict` computes, with every step in the open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.concepts.activation_functions import sigmoid
from components.concepts.activations import ACTIVATIONS

Weights = Sequence[np.ndarray]  # w1, b1, w2, b2, ...: (n_inputs, n_units) and (n_units,) in turn


@dataclass(frozen=True)
class Pass:
    """What every layer computed on the way through, first layer first.

    Attributes:
        pre_activations: the weighted sums z of each layer, (n_rows, n_units); the last are the logits.
        outputs: what each layer puts out, H1, H2, ...; the last are the probabilities.
    """

    pre_activations: tuple[np.ndarray, ...]
    outputs: tuple[np.ndarray, ...]


def forward(inputs: np.ndarray, weights: Weights, activation: str) -> Pass:
    """Send rows through the network and keep what every layer computed.

    Args:
        inputs: (n_rows, n_inputs).
        weights: kernel and bias of each layer, the last layer's among them.
        activation: name in `ACTIVATIONS`, of the hidden layers.
    """
    function = ACTIVATIONS[activation].function
    layers = list(zip(weights[::2], weights[1::2], strict=True))
    sums: list[np.ndarray] = []
    outputs: list[np.ndarray] = []
    signal = inputs
    for number, (kernel, bias) in enumerate(layers, start=1):
        sums.append(signal @ kernel + bias)
        signal = probabilities(sums[-1]) if number == len(layers) else function(sums[-1])
        outputs.append(signal)
    return Pass(tuple(sums), tuple(outputs))


def plane(reach: float, side: int) -> np.ndarray:
    """Points of a square grid over the plane, as a picture is drawn: the first row has the largest x2.

    Args:
        reach: both axes go from -reach to reach, ends included.
        side: how many points on each axis, at least 2.

    Returns:
        (side, side, 2) float32: x1 and x2.
    """
    axis = np.linspace(-reach, reach, side, dtype=np.float32)
    return np.stack(np.meshgrid(axis, axis[::-1]), axis=-1)


def unit_maps(weights: Weights, activation: str, grid: np.ndarray) -> tuple[np.ndarray, ...]:
    """What every unit puts out at every point of a grid: the picture of the feature it computes.

    Args:
        weights: kernel and bias of each layer, the last layer's among them.
        activation: name in `ACTIVATIONS`, of the hidden layers.
        grid: (height, width, n_inputs), as `plane` makes it for two inputs.

    Returns:
        (n_units, height, width) for each layer; the last are the probabilities.
    """
    height, width, n_inputs = grid.shape
    through = forward(grid.reshape(-1, n_inputs), weights, activation)
    return tuple(outputs.T.reshape(-1, height, width) for outputs in through.outputs)


def logits(inputs: np.ndarray, weights: Weights, activation: str) -> np.ndarray:
    """The weighted sums z of the last layer.

    Args:
        inputs: (n_rows, n_inputs).
        weights: kernel and bias of each layer, the last layer's among them.
        activation: name in `ACTIVATIONS`, of the hidden layers.

    Returns:
        (n_rows, n_outputs), before softmax or sigmoid.
    """
    function = ACTIVATIONS[activation].function
    signal = inputs
    *hidden, last = zip(weights[::2], weights[1::2], strict=True)
    for kernel, bias in hidden:
        signal = function(signal @ kernel + bias)
    kernel, bias = last
    return signal @ kernel + bias


def probabilities(z: np.ndarray) -> np.ndarray:
    """What the last layer makes of its sums: softmax over the classes, or the sigmoid of a single unit.

    Args:
        z: (n, k); with k = 1 the log-odds of class 1.

    Returns:
        (n, k): with k = 1 the probability of class 1.
    """
    return sigmoid(z) if z.shape[1] == 1 else softmax(z)


def answers(z: np.ndarray) -> np.ndarray:
    """The class that each row of logits (n, k) stands for: (n,) integers; with k = 1 whether z is above 0."""
    return (z[:, 0] > 0).astype(np.int64) if z.shape[1] == 1 else z.argmax(axis=1)


def softmax(z: np.ndarray) -> np.ndarray:
    """Probabilities of the classes: (n_rows, k), each row sums to 1."""
    shifted = np.exp(z - z.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)
