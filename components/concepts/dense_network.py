"""A stack of Dense layers in numpy: what Keras' `predict` computes, with every step in the open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from components.concepts.activations import ACTIVATIONS

Weights = Sequence[np.ndarray]  # w1, b1, w2, b2, ...: (n_inputs, n_units) and (n_units,) in turn


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


def softmax(z: np.ndarray) -> np.ndarray:
    """Probabilities of the classes: (n_rows, k), each row sums to 1."""
    shifted = np.exp(z - z.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)
