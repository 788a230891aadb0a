"""One point forward and back: its loss, the gradient of every weight, one step down, the loss after it.

The way back is the chain rule, layer by layer: from the loss to y, to the sum z before it, to the weights of
that sum and to what the layer read; there the same begins again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.activation_functions import sigmoid
from components.concepts.activations import ACTIVATIONS
from components.concepts.layers import Dense, Layers
from components.concepts.one_sum import pass_of


@dataclass(frozen=True)
class Gradients:
    """What a change of each number of a network would do to the loss of one point, the first layer first.

    Attributes:
        loss: binary cross-entropy of the point.
        outputs: dL/dh of each layer, (n_units,); the last is dL/dy.
        sums: dL/dz of each layer, (n_units,).
        layers: dL/dW and dL/db of each layer.
    """

    loss: float
    outputs: tuple[np.ndarray, ...]
    sums: tuple[np.ndarray, ...]
    layers: Layers


def loss_of(point: np.ndarray, label: int, layers: Layers, activation: str) -> float:
    """Binary cross-entropy of one point (n_inputs,) of class 0 or 1: -ln of the probability of its class."""
    z = float(layers.logits(point[None], activation)[0, 0])
    return float(np.logaddexp(0.0, z) - z * label)


def gradients(point: np.ndarray, label: int, layers: Layers, activation: str) -> Gradients:
    """Carry the error of one point back through all layers.

    Args:
        point: (n_inputs,).
        label: its class, 0 or 1.
        layers: of the network, with a single sigmoid unit at the end.
        activation: name in `ACTIVATIONS`, of the hidden layers.
    """
    point, layers = np.asarray(point, np.float64), layers.as_type(np.float64)
    with np.errstate(all="ignore"):  # a diverged network; and a sum so far out that 1 - y is 0
        passed = pass_of(point, layers, activation)
        inputs = [point, *(output[0] for output in passed.outputs[:-1])]
        z = passed.pre_activations[-1][0]
        right = sigmoid(z if label else -z)  # the probability of the point's class
        outputs = [(-1.0 if label else 1.0) / right]
        sums = [sigmoid(z) - label]
        slope = ACTIVATIONS[activation].derivative
        for place in range(len(layers) - 2, -1, -1):
            outputs.insert(0, layers[place + 1].kernel @ sums[0])
            sums.insert(0, outputs[0] * slope(passed.pre_activations[place][0]))
        found = Layers(
            Dense(np.outer(signal, error), error) for signal, error in zip(inputs, sums, strict=True)
        )
        return Gradients(loss_of(point, label, layers, activation), tuple(outputs), tuple(sums), found)


def stepped(layers: Layers, found: Gradients, learning_rate: float) -> Layers:
    """The network after one step of plain gradient descent: w - learning rate x dL/dw."""
    return Layers(
        Dense(layer.kernel - learning_rate * of.kernel, layer.bias - learning_rate * of.bias)
        for layer, of in zip(layers.as_type(np.float64), found.layers, strict=True)
    )
