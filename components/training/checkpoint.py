"""A checkpoint: the network of a run after one of its kept epochs."""

from __future__ import annotations

from dataclasses import dataclass, field

from components.concepts.layers import Layers
from components.training.recipe import Recipe
from components.training.run import TrainingRun


@dataclass(frozen=True)
class Checkpoint:
    """The weights of one run after one epoch. Two are equal if digest and epoch are."""

    digest: str
    epoch: int  # 0 is before training
    recipe: Recipe = field(compare=False)
    weights: Layers = field(compare=False, repr=False)  # float32, read-only

    @property
    def key(self) -> tuple[str, int]:
        """What the weights are identified by."""
        return self.digest, self.epoch


def checkpoint(run: TrainingRun, epoch: int) -> Checkpoint:
    """The network of a run after a kept epoch; its weights cannot be written to.

    Raises:
        KeyError: if the epoch was not kept.
    """
    weights = run.weights(epoch)
    for array in weights.to_arrays():
        array.flags.writeable = False
    return Checkpoint(run.digest, epoch, run.recipe, weights)
