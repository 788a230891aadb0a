"""Gradient flow: how much of an error reaches the early layers of a deep stack, before any training.

A stack of equal Dense layers, a_l = f(z_l) with z_l = a_(l-1) W_l and zero bias, reads standard normal
inputs. A standard normal gradient arrives at the last layer's output and walks back by the chain rule,

    dL/dz_l = f'(z_l) * (dL/dz_(l+1) W_(l+1)^T)        the error that arrives at layer l
    dL/dW_l = a_(l-1)^T dL/dz_l                        what the weights of layer l get

so two things multiply in every layer, the slope and the weights; and what the weights get is the product of
the error with the outputs that came in.

The same slopes and weights carry the signal forward. The signal is what differs between inputs: outputs that
are the same for every row may be large, and still say nothing about the row. All of it is measured, none of
it estimated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts import initializers
from components.concepts.activations import ACTIVATIONS, Activation

BATCH = 64  # rows of inputs
DEPTHS = (1, 50)  # the least and the most layers
WIDTHS = (8, 256)  # the fewest and the most units of a layer
SEEDS = (0, 2**31 - 1)


@dataclass(frozen=True)
class GradientFlow:
    """What one pass forward and back through a stack measured; arrays have the first layer first."""

    activation: str
    initializer: str
    gradient_rms: np.ndarray  # (depth,) RMS of dL/dz: the error that arrives
    weight_gradient_rms: np.ndarray  # (depth,) RMS of dL/dW, summed over the batch: what the weights get
    signal: np.ndarray  # (depth,) spread of a unit's output over the rows, RMS over units
    input_rms: np.ndarray  # (depth,) RMS of the outputs that come into a layer, their mean included
    slope_rms: np.ndarray  # (depth,) RMS of f'(z)
    activation_std: np.ndarray  # (depth,) spread over rows and units together: constants count, too

    @property
    def depth(self) -> int:
        """The number of layers."""
        return len(self.gradient_rms)

    @property
    def kept(self) -> float:
        """The share of the last layer's error that arrives at the first: dL/dz, first over last."""
        return _ratio(self.gradient_rms)

    @property
    def signal_kept(self) -> float:
        """The share of the first layer's signal that is left after the last: last over first."""
        return _ratio(self.signal[::-1])

    @property
    def weights_kept(self) -> float:
        """The same for dL/dW, first over last."""
        return _ratio(self.weight_gradient_rms)

    @property
    def shares(self) -> np.ndarray:
        """(depth,) the error at each layer over that at the last; nan where numbers do not hold it."""
        last = self.gradient_rms[-1]
        with np.errstate(invalid="ignore"):
            return self.gradient_rms / last if last != 0 else np.zeros(self.depth)

    @property
    def steps(self) -> np.ndarray:
        """(depth - 1,) by how much the error is multiplied from layer l + 1 back to layer l."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.gradient_rms[:-1] / self.gradient_rms[1:]

    @property
    def factor(self) -> float:
        """By how much each layer multiplies the error on its way back; 1 for a single layer."""
        return self.kept ** (1.0 / max(1, self.depth - 1))


@dataclass(frozen=True)
class Stack:
    """One draw of everything random: equal for every activation, so that they can be compared."""

    inputs: np.ndarray  # (batch, width)
    arriving: np.ndarray  # (batch, width): the gradient at the last layer's output
    kernels: tuple[np.ndarray, ...]  # depth of them, each (width, width)


def draw(initializer: str, depth: int, width: int, seed: int) -> Stack:
    """Draw inputs, the arriving gradient and the weights; a deeper stack begins with the same layers.

    Raises:
        ValueError: for a value out of bounds, with what was given and what is expected.
    """
    rule = initializers.named(initializer)
    _check("depth", depth, DEPTHS)
    _check("width", width, WIDTHS)
    _check("seed", seed, SEEDS)
    rng = np.random.default_rng(seed)
    inputs, arriving = rng.standard_normal((2, BATCH, width))
    return Stack(inputs, arriving, tuple(rule.sample(rng, width, width) for _ in range(depth)))


def entry(activation: str) -> Activation:
    """The activation of this name.

    Raises:
        ValueError: for one that is not in `ACTIVATIONS`.
    """
    if activation not in ACTIVATIONS:
        raise ValueError(f"activation is {activation!r}; it has to be one of {', '.join(ACTIVATIONS)}.")
    return ACTIVATIONS[activation]


def forward(stack: Stack, activation: str) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Pass the inputs through the stack.

    Returns:
        The outputs of every layer, the inputs before them (depth + 1 arrays), and the slopes f'(z) of every
        layer (depth arrays), each (batch, width).

    Raises:
        ValueError: for an activation that is not in `ACTIVATIONS`.
    """
    chosen = entry(activation)
    outputs, slopes = [stack.inputs], []
    for kernel in stack.kernels:
        z = outputs[-1] @ kernel
        outputs.append(chosen.function(z))
        slopes.append(chosen.derivative(z))
    return outputs, slopes


def gradient_flow(
    activation: str, initializer: str, depth: int, width: int, seed: int, *, drawn: Stack | None = None
) -> GradientFlow:
    """Measure one pass forward and back: 64 rows of N(0, 1), zero bias, N(0, 1) gradient at the last output.

    Args:
        activation: name in `ACTIVATIONS`.
        initializer: name in `INITIALIZERS`, or "normal:" and a gain, such as "normal:1.5".
        depth: 1 to 50 layers.
        width: 8 to 256 units in each.
        seed: of everything random.
        drawn: what `draw` gave for these four, if it is at hand.

    Raises:
        ValueError: for a value out of bounds, with what was given and what is expected.
    """
    stack = draw(initializer, depth, width, seed) if drawn is None else drawn
    with np.errstate(over="ignore", invalid="ignore"):  # what explodes may leave the range of numbers
        outputs, slopes = forward(stack, activation)
        gradients, weight_gradients = np.empty(depth), np.empty(depth)
        error = stack.arriving
        for layer in reversed(range(depth)):
            error = error * slopes[layer]  # dL/dz
            gradients[layer] = rms(error)
            weight_gradients[layer] = rms(outputs[layer].T @ error)
            error = error @ stack.kernels[layer].T
        return GradientFlow(
            activation,
            initializer,
            gradients,
            weight_gradients,
            signal=np.array([rms(output.std(axis=0)) for output in outputs[1:]]),
            input_rms=np.array([rms(output) for output in outputs[:-1]]),
            slope_rms=np.array([rms(slope) for slope in slopes]),
            activation_std=np.array([output.std() for output in outputs[1:]]),
        )


def rms(values: np.ndarray, axis: tuple[int, ...] | None = None) -> np.ndarray:
    """The root of the mean square, over all axes unless told."""
    return np.sqrt(np.mean(np.square(values), axis=axis))


def _ratio(values: np.ndarray) -> float:
    """First over last; 0 if nothing arrives at all, nan if numbers do not hold it."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        return float(values[0] / values[-1]) if values[-1] != 0 else 0.0


def _check(name: str, value: int, bounds: tuple[int, int]) -> None:
    least, most = bounds
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not (whole and least <= value <= most):
        raise ValueError(f"{name} is {value!r}; it has to be a whole number from {least} to {most:,}.")
