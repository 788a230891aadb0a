"""Fits softmax probes on the pixels and on every hidden layer of a network, for /mnist_inside.

Plain numpy, no Keras; on a worker because it takes seconds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from components.concepts.activations import ACTIVATIONS
from components.concepts.layers import Layers
from components.concepts.softmax_probe import probe_accuracy
from components.datasets import mnist

ROWS = 10_000  # of the training data, the first ones


def probe_layers(
    weights: Sequence[np.ndarray], activation: str, preprocessing: tuple[str, ...]
) -> tuple[float, ...]:
    """Test accuracy of a probe of what each hidden layer puts out, first layer first.

    Args:
        weights: of the network as a flat list, w1, b1, w2, b2, ....
        activation: of the hidden layers.
        preprocessing: of the images.
    """
    data = mnist.load()
    function = ACTIVATIONS[activation].function
    rows = mnist.prepare(data.x_train[:ROWS], preprocessing)
    test_rows = mnist.prepare(data.x_test, preprocessing)
    found = []
    with np.errstate(all="ignore"):  # a diverged network
        for layer in Layers.from_arrays(weights).hidden:
            rows, test_rows = function(layer.sums(rows)), function(layer.sums(test_rows))
            found.append(probe_accuracy(rows, data.y_train[:ROWS], test_rows, data.y_test))
    return tuple(found)


def probe_pixels() -> float:
    """Test accuracy of a probe of the pixels themselves, scaled to 0 to 1; the same for every network."""
    data = mnist.load()
    rows, test_rows = (mnist.prepare(images, ("min_max",)) for images in (data.x_train[:ROWS], data.x_test))
    return probe_accuracy(rows, data.y_train[:ROWS], test_rows, data.y_test)
