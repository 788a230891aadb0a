"""A training in the plane as the network picture plays it: the weights of its epochs, and the points."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from components.concepts.layers import Layers
from components.datasets.toys import Points
from components.training.plane_network import PlaneNetwork

METRICS = ("loss", "test_loss", "accuracy", "test_accuracy")
LEAST_REACH = 2.0


@dataclass(frozen=True)
class Film:
    """What the network picture shows.

    Attributes:
        name: of the training, its recipe's digest; with another name the picture starts anew.
        points: what it is trained and tested on.
        activation: name in `ACTIVATIONS`, of the hidden layers.
        hidden_units: of each hidden layer; () is logistic regression.
        snapshot_epochs: after how many epochs each snapshot was taken, ascending; 0 is the random start.
        snapshots: kernel and bias of each layer in turn, each with a leading axis of snapshots.
        history: one value an epoch, from epoch 1, for each of `METRICS`.
        epochs: how many were asked for.
        live: more is to come under the same name.
    """

    name: str
    points: Points
    activation: str
    hidden_units: tuple[int, ...]
    snapshot_epochs: Sequence[int]
    snapshots: tuple[np.ndarray, ...] = field(repr=False)
    history: Mapping[str, Sequence[float]]
    epochs: int
    live: bool = False

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of all layers, inputs and output among them."""
        return (2, *self.hidden_units, 1)

    @property
    def latest(self) -> Layers:
        """The network of the last snapshot."""
        return Layers.from_arrays([stack[-1] for stack in self.snapshots])

    @property
    def reach(self) -> float:
        """How far the plane is drawn on both axes: so far that it holds every point."""
        parts = (self.points.x_train, self.points.x_test)
        farthest = max((float(np.abs(part).max()) for part in parts if part.size), default=0.0)
        return max(LEAST_REACH, math.ceil(farthest * 10.5) / 10)


def film_of(network: PlaneNetwork) -> Film:
    """The film of a finished training."""
    run = network.run
    return Film(
        name=run.digest,
        points=network.points,
        activation=network.activation,
        hidden_units=network.hidden_units,
        snapshot_epochs=[int(epoch) for epoch in run.snapshot_epochs],
        snapshots=run.snapshots,
        history={name: run.history[name] for name in METRICS if name in run.history},
        epochs=run.recipe.epochs,
    )
