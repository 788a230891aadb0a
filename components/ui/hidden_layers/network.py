"""The trained network that every view of /hidden_layers looks at."""

from __future__ import annotations

from dataclasses import dataclass

from components.concepts.layers import Layers
from components.datasets.toys import OwnPoints, Points
from components.training.run import TrainingRun


@dataclass(frozen=True)
class Network:
    """A run on points in the plane, with those points.

    Attributes:
        run: with snapshots, epoch 0 (before training) first, the last epoch last.
        points: what it was trained on, and what it is tested on.
        own_points: the visitor's, if these are they; None: points of the app.
    """

    run: TrainingRun
    points: Points
    own_points: OwnPoints | None = None

    @property
    def activation(self) -> str:
        """Name in `ACTIVATIONS`, of the hidden layers."""
        return self.run.recipe.activation

    @property
    def hidden_units(self) -> tuple[int, ...]:
        """Units of each hidden layer; () is logistic regression."""
        return self.run.recipe.hidden_units

    @property
    def weights(self) -> Layers:
        """The layers as trained, in float32."""
        return self.run.weights(int(self.run.snapshot_epochs[-1]))

    @property
    def start(self) -> Layers:
        """The same before training."""
        return self.run.weights(0)
