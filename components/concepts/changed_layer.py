"""A trained network with one hidden layer changed; nothing is trained again.

Some units of the layer are silenced (they say 0, or their own mean), or the layer is unbent (its activation
left out), or it gets back the weights that it had before training. Whether the layer was needed is answered
only by training without it. Layers count from 0: layer 0 puts out H1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.concepts.layers import Layers
from components.concepts.silencing import FILLS, silenced

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
    put_to: str = FILLS[0]  # what they say: "zero", or "mean": their own mean over the reference rows

    def __post_init__(self) -> None:
        for name, known in (("how", HOWS), ("put_to", FILLS)):
            if (value := getattr(self, name)) not in known:
                raise ValueError(f"{name} is {value!r}; it has to be one of {', '.join(known)}.")


def unbent_distance(trained: Layers) -> float:
    """How far from the origin the line z = 0 lies once the only hidden layer is unbent; infinity for none.

    Without its activation the layer and the output are one linear map: z = (W1 w2) . x + b1 . w2 + b2.

    Raises:
        ValueError: for a network that does not have exactly one hidden layer.
    """
    hidden, output = trained
    slope = np.linalg.norm(hidden.kernel @ output.kernel[:, 0])
    offset = abs(float(hidden.bias @ output.kernel[:, 0] + output.bias[0]))
    return float(offset / slope) if slope > 0 else np.inf


def changed_logits(
    stages: Sequence[np.ndarray],
    trained: Layers,
    start: Layers,
    activation: str,
    change: Change,
    *,
    reference: Sequence[np.ndarray] | None = None,
) -> np.ndarray:
    """The logits, (n, k), of a network in which one hidden layer is changed.

    Args:
        stages: of the trained network for n rows, as `Layers.stages` gives them.
        trained: the network.
        start: the same before training.
        activation: of the hidden layers.
        change: what is done.
        reference: the stages of other rows, over which a silenced unit's mean is taken; None: of the same.
    """
    place = change.layer
    if change.how == "random start":
        return trained.replaced(place, start[place]).after(place - 1).logits(stages[place], activation)
    if change.how == "unbent":
        outputs = trained[place].sums(stages[place])
    else:
        mean_over = None if reference is None else reference[place + 1]
        outputs = silenced(stages[place + 1], change.units, change.put_to, mean_over)
    return trained.after(place).logits(outputs, activation)
