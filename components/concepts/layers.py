"""A network as its Dense layers in numpy: what Keras' `predict` computes, with every step in the open.

Layers count from 0, and the last one is the output. On disk, in messages between processes and in Keras'
`get_weights` a network is a flat list of arrays, w1, b1, w2, b2, ...; `from_arrays` and `to_arrays` convert.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.concepts.activation_functions import sigmoid
from components.concepts.activations import ACTIVATIONS


@dataclass(frozen=True, eq=False)
class Dense:
    """One layer's weights: `kernel` is (n_inputs, n_units), `bias` (n_units,)."""

    kernel: np.ndarray
    bias: np.ndarray

    @property
    def units(self) -> int:
        """How many units the layer has."""
        return len(self.bias)

    def sums(self, inputs: np.ndarray) -> np.ndarray:
        """The weighted sums z, (n_rows, n_units), of (n_rows, n_inputs)."""
        return inputs @ self.kernel + self.bias


@dataclass(frozen=True)
class Pass:
    """What every layer computed on the way through, first layer first.

    Attributes:
        pre_activations: the weighted sums z of each layer, (n_rows, n_units); the last are the logits.
        outputs: what each layer puts out, H1, H2, ...; the last are the probabilities.
    """

    pre_activations: tuple[np.ndarray, ...]
    outputs: tuple[np.ndarray, ...]


class Layers(tuple[Dense, ...]):
    """The layers of a network, first layer first; `activation` is always that of the hidden layers."""

    __slots__ = ()

    @classmethod
    def from_arrays(cls, arrays: Sequence[np.ndarray]) -> Layers:
        """Pair a flat list of kernels and biases, w1, b1, w2, b2, ....

        Raises:
            ValueError: if a bias is missing.
        """
        return cls(Dense(*pair) for pair in zip(arrays[::2], arrays[1::2], strict=True))

    def to_arrays(self) -> list[np.ndarray]:
        """The flat list w1, b1, w2, b2, ...."""
        return [array for layer in self for array in (layer.kernel, layer.bias)]

    def as_type(self, dtype: type) -> Layers:
        """The same network in numbers of another type; a copy."""
        return Layers(Dense(layer.kernel.astype(dtype), layer.bias.astype(dtype)) for layer in self)

    @property
    def hidden(self) -> Layers:
        """All layers but the last."""
        return Layers(self[:-1])

    @property
    def output(self) -> Dense:
        """The last layer."""
        return self[-1]

    @property
    def hidden_units(self) -> tuple[int, ...]:
        """How many units each hidden layer has; () without hidden layers."""
        return tuple(layer.units for layer in self.hidden)

    def after(self, place: int) -> Layers:
        """The rest of the network behind a layer: it takes what that layer puts out."""
        return Layers(self[place + 1 :])

    def replaced(self, place: int, layer: Dense) -> Layers:
        """The network with another layer in one place."""
        return Layers((*self[:place], layer, *self[place + 1 :]))

    def forward(self, inputs: np.ndarray, activation: str) -> Pass:
        """Send rows, (n_rows, n_inputs), through the network and keep what every layer computed."""
        function = ACTIVATIONS[activation].function
        sums, outputs, signal = [], [], inputs
        for layer in self.hidden:
            sums.append(layer.sums(signal))
            signal = function(sums[-1])
            outputs.append(signal)
        z = self.output.sums(signal)
        return Pass((*sums, z), (*outputs, probabilities(z)))

    def stages(self, inputs: np.ndarray, activation: str) -> list[np.ndarray]:
        """The rows themselves, (n_rows, n_inputs), then what each hidden layer puts out: [x, H1, H2, ...]."""
        function = ACTIVATIONS[activation].function
        stages = [inputs]
        for layer in self.hidden:
            stages.append(function(layer.sums(stages[-1])))
        return stages

    def logits(self, inputs: np.ndarray, activation: str) -> np.ndarray:
        """The weighted sums z of the last layer, (n_rows, n_outputs), before softmax or sigmoid."""
        function = ACTIVATIONS[activation].function
        signal = inputs
        for layer in self.hidden:
            signal = function(layer.sums(signal))
        return self.output.sums(signal)


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
