"""Units of several layers silenced at once in a trained network.

A silenced unit says 0 for every point, or its own mean. Zero is not neutral for a sigmoid unit, which says
one half at z = 0; its mean disturbs the next layer least. Layers and units count from 0.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from components.concepts.layers import Dense, Layers
from components.concepts.silencing import FILLS

Unit = tuple[int, int]  # layer, unit


def without_units(
    layers: Layers, activation: str, silenced: Collection[Unit], *, fill: str, reference: np.ndarray
) -> Layers:
    """The network in which these units are silenced; the plain forward pass does the rest.

    What a silenced unit says is the same for every point, so it moves into the next layer's bias, and its
    row of the next kernel becomes 0.

    Args:
        layers: of the network.
        activation: name in `ACTIVATIONS`, of the hidden layers.
        silenced: pairs of hidden layer and unit.
        fill: "zero" or "mean".
        reference: (n, n_inputs) points over which the mean is taken, of the network as it was trained.

    Raises:
        ValueError: for another fill, or a unit that the network does not have.
    """
    if fill not in FILLS:
        raise ValueError(f"fill is {fill!r}; it has to be one of {', '.join(FILLS)}.")
    stages = layers.stages(reference, activation) if fill == "mean" else []
    changed = [Dense(layer.kernel.copy(), layer.bias.copy()) for layer in layers]
    for layer, unit in sorted(silenced):
        if not (0 <= layer < len(layers) - 1 and 0 <= unit < layers[layer].units):
            raise ValueError(f"The network has no hidden layer {layer} with a unit {unit}, counted from 0.")
        following = changed[layer + 1]
        if fill == "mean":
            following.bias[:] += stages[layer + 1][:, unit].mean() * following.kernel[unit]
        following.kernel[unit] = 0
    return Layers(changed)


def cut_layers(hidden_units: tuple[int, ...], silenced: Collection[Unit]) -> tuple[int, ...]:
    """The hidden layers of which every unit is silenced: nothing of the input passes them."""
    return tuple(
        layer
        for layer, units in enumerate(hidden_units)
        if all((layer, unit) in silenced for unit in range(units))
    )
