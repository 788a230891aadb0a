"""Dying ReLU: a unit whose z is below 0 for every input puts out 0, and no error passes back through it.

Its weights then get no gradient of the loss from any of these inputs: the unit is dead. (A penalty on the
weights still moves them, Adam's running mean does for a few more steps, and behind other layers the inputs
change.)
A zero for *some* inputs is something else, ordinary sparsity, and useful.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.bell import Bell

UNITS, INPUTS, FEATURES = 60, 200, 8
BIAS = -2.0  # low enough that some units are dead


@dataclass(frozen=True)
class ReluUnits:
    """Weighted sums of a layer: `pre_activations` is (n_units, n_inputs), the busiest unit first."""

    pre_activations: np.ndarray

    @property
    def lit(self) -> np.ndarray:
        """(n_units, n_inputs) whether ReLU lets the unit's z through."""
        return self.pre_activations > 0

    @property
    def dead(self) -> np.ndarray:
        """(n_units,) whether the unit is dark for every input."""
        return ~self.lit.any(axis=1)

    @property
    def sparsity(self) -> float:
        """The share of dark cells."""
        return float(1 - self.lit.mean())


def relu_units(bell: Bell, seed: int = 0) -> ReluUnits:
    """Send normally distributed inputs through a layer of random weights.

    Args:
        bell: its centre is the bias of all units; the weights are scaled so that its spread is the RMS
            over units of the spread of z over inputs. Units differ: some have larger weights.
        seed: of the weights and the inputs.
    """
    random = np.random.default_rng(seed)
    inputs = random.normal(size=(INPUTS, FEATURES))
    weights = random.normal(size=(FEATURES, UNITS)) * bell.spread / np.sqrt(FEATURES)
    z = (inputs @ weights + bell.center).T
    busiest_first = np.argsort(-(z > 0).mean(axis=1), kind="stable")
    return ReluUnits(z[busiest_first])
