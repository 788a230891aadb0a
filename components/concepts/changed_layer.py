"""A trained network with one hidden layer changed, as a function of any inputs: for pictures of it.

`silencing` looks at rows that it was given; here the change is made once, from the points that were trained
on, and the changed network can then be asked about any point of the plane. Layers count from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.concepts.dense_network import Weights, forward
from components.concepts.silencing import FILLS, onward, put_back, unbent

HOWS = ("silenced", "unbent", "random start")


@dataclass(frozen=True)
class Change:
    """What is done to one hidden layer.

    Raises:
        ValueError: for another `how` or `put_to`.
    """

    layer: int
    how: str = HOWS[0]
    units: Sequence[int] = ()  # that are silenced
    put_to: str = FILLS[0]  # what they say: "zero", or "mean": their own mean over the reference points

    def __post_init__(self) -> None:
        for name, known in (("how", HOWS), ("put_to", FILLS)):
            if (value := getattr(self, name)) not in known:
                raise ValueError(f"{name} is {value!r}; it has to be one of {', '.join(known)}.")


def changed_logits(
    inputs: np.ndarray, network: tuple[Weights, Weights, str], change: Change, reference: np.ndarray
) -> np.ndarray:
    """The logits of a network in which one hidden layer is changed.

    Args:
        inputs: (n, n_inputs).
        network: its weights, those before training, and the activation of its hidden layers.
        change: what is done.
        reference: (m, n_inputs) points over which a silenced unit's own mean is taken.

    Returns:
        (n, k).
    """
    weights, start, activation = network
    layer = change.layer
    outputs = forward(inputs, weights, activation).outputs
    before = outputs[layer - 1] if layer else inputs
    if change.how == "unbent":
        return unbent(before, layer, weights, activation)
    if change.how == "random start":
        return put_back(before, layer, weights, start, activation)
    kept, chosen = outputs[layer].copy(), list(change.units)
    means = forward(reference, weights, activation).outputs[layer].mean(axis=0)
    kept[:, chosen] = means[chosen] if change.put_to == "mean" else 0
    return onward(kept, layer, weights, activation)
