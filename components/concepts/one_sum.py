"""One unit at work on one point: its inputs, its weights, their sum, and what it makes of the sum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.layers import Layers, Pass


@dataclass(frozen=True)
class UnitSum:
    """What one unit computes for one point: z = w . inputs + b, then its activation.

    Attributes:
        inputs: (n_inputs,) what the layer before puts out.
        weights: (n_inputs,).
        bias: of the unit.
        z: the sum.
        output: what the activation makes of it; of the last unit, the probability of class 1.
    """

    inputs: np.ndarray
    weights: np.ndarray
    bias: float
    z: float
    output: float

    @property
    def products(self) -> np.ndarray:
        """(n_inputs,) each input times its weight: the terms of the sum."""
        return self.inputs * self.weights


def pass_of(point: np.ndarray, layers: Layers, activation: str) -> Pass:
    """Send one point (n_inputs,) through the network; every array of the pass has one row."""
    with np.errstate(all="ignore"):  # a diverged network overflows, and the numbers show it
        return layers.forward(point[None], activation)


def unit_sum(point: np.ndarray, passed: Pass, layers: Layers, layer: int, unit: int) -> UnitSum:
    """One unit's part of a pass.

    Args:
        point: (n_inputs,) of the network.
        passed: of this point.
        layers: of the network.
        layer: from 0; the last one is the output.
        unit: from 0.
    """
    return UnitSum(
        inputs=passed.outputs[layer - 1][0] if layer else point,
        weights=layers[layer].kernel[:, unit],
        bias=float(layers[layer].bias[unit]),
        z=float(passed.pre_activations[layer][0, unit]),
        output=float(passed.outputs[layer][0, unit]),
    )
