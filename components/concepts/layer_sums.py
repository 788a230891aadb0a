"""The weighted sums z of a real layer over many inputs: no bell of ours, but the one that training made.

All units and inputs of the layer are thrown together, as the bell of `bell.py` stands for all of them; dead
units are counted apart, since no bell shows them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.activations import Array, Curve
from components.concepts.bell import EDGES, FLAT


@dataclass(frozen=True)
class LayerSums:
    """What the z of a layer look like, and what its activation makes of them."""

    shares: Array  # (n_cells,) share of z in each of `CELLS`; what lies beyond them counts at the ends
    mean: float
    deviation: float
    rms_slope: float  # the share of the error that the activation passes back
    flat_share: float  # of z with |f'(z)| < FLAT
    dead: int  # units with slope 0 for every input
    units: int


def layer_sums(pre_activations: Array, activation: Curve) -> LayerSums:
    """Count the z of a layer.

    Args:
        pre_activations: (n_inputs, n_units).
        activation: that of the layer.
    """
    z = np.asarray(pre_activations, dtype=np.float64)
    slopes = activation.derivative(z)
    inside = np.clip(z, EDGES[0], EDGES[-1])
    return LayerSums(
        shares=np.histogram(inside, EDGES)[0] / z.size,
        mean=float(z.mean()),
        deviation=float(z.std()),
        rms_slope=float(np.sqrt(np.mean(slopes**2))),
        flat_share=float(np.mean(np.abs(slopes) < FLAT)),
        dead=int((slopes == 0).all(axis=0).sum()),
        units=z.shape[1],
    )
