"""The template: what a network multiplies one image with when it prefers one class to another.

In the neighbourhood of one input a ReLU network is exactly linear: units that are on pass their sum, units
that are off pass nothing, and a small change of the image switches none of them. So the difference of two
logits is v . x + rest, with v = W1 (m1 * (W2 (m2 * (w_a - w_b)))) and m the masks of the active units. v has
a weight for each pixel: it can be shown as an image. Without hidden layers v is w_a - w_b, the same for every
image. For activations that bend, v is the gradient: right to first order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from components.concepts.activations import ACTIVATIONS
from components.concepts.layers import Layers


@dataclass(frozen=True)
class Template:
    """The linear form that stands for the network near one input.

    `on_image + from_biases + from_bends` is the difference of the two logits.

    Attributes:
        pixels: (n_inputs,), the weight of each input; positive speaks for the first class.
        on_image: template x image, summed over the inputs.
        from_biases: what the biases add along the active units.
        from_bends: what is left because the activation is not a straight line through 0 at each z;
            0 for ReLU.
        exact: whether the network is exactly linear near this input.
    """

    pixels: np.ndarray
    on_image: float
    from_biases: float
    from_bends: float
    exact: bool

    @property
    def rest(self) -> float:
        """What does not depend on the image while the same units are active."""
        return self.from_biases + self.from_bends

    @property
    def difference(self) -> float:
        """Logit of the first class minus logit of the second."""
        return self.on_image + self.rest


def template(inputs: np.ndarray, layers: Layers, activation: str, pair: tuple[int, int]) -> Template:
    """Linearize the difference of two logits at one input, from the last layer back.

    Args:
        inputs: (n_inputs,).
        layers: of the network.
        activation: name in `ACTIVATIONS`, of the hidden layers.
        pair: the class that positive weights speak for, and its rival.
    """
    entry = ACTIVATIONS[activation]
    layers, inputs = layers.as_type(np.float64), inputs.astype(np.float64)
    sums = layers.forward(inputs[None], activation).pre_activations
    kernel, bias = layers.output.kernel, layers.output.bias
    first, second = pair
    back = kernel[:, first] - kernel[:, second]  # what one more of each unit of the layer below adds
    biases = float(bias[first] - bias[second])
    bends = 0.0
    for layer, (z,) in zip(reversed(layers.hidden), reversed(sums[:-1]), strict=True):
        slope = entry.derivative(z)
        bends += float(back @ (entry.function(z) - slope * z))
        back = slope * back
        biases += float(back @ layer.bias)
        back = layer.kernel @ back
    on_image = float(back @ inputs)
    return Template(back, on_image, biases, bends, exact=not layers.hidden or made_of_lines(activation))


@cache
def made_of_lines(activation: str) -> bool:
    """Whether a function consists of a few straight lines, as ReLU does: its slope has few values."""
    slopes = ACTIVATIONS[activation].derivative(np.linspace(-8, 8, 1601))
    return len(np.unique(np.round(slopes, 6))) <= 3


def contributions(last_hidden: np.ndarray, kernel: np.ndarray, pair: tuple[int, int | None]) -> np.ndarray:
    """What each unit adds to a logit, or to the difference of two: activation x weight.

    Args:
        last_hidden: (n_units,), outputs of the last hidden layer.
        kernel: (n_units, n_classes), of the last layer.
        pair: the class, and its rival or None.
    """
    first, second = pair
    column = kernel[:, first] if second is None else kernel[:, first] - kernel[:, second]
    return last_hidden * column
