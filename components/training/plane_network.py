"""A trained network of points in the plane, and what it answers: as trained, or with one layer changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.changed_layer import Change, changed_logits
from components.concepts.layers import Layers, probabilities
from components.concepts.plane import Plane
from components.concepts.silencing import Score, score
from components.datasets.toys import OwnPoints, Points
from components.training.run import TrainingRun

LOSS = "binary_crossentropy"  # of every network of points in the plane


@dataclass(frozen=True)
class PlaneNetwork:
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


@dataclass(frozen=True)
class PlaneAnswers:
    """What a network answers: how good that is on the points, and what it is all over the plane."""

    train: Score
    test: Score
    over_plane: np.ndarray  # (n_points of the plane, 1) probabilities of class 1


def plane_answers(network: PlaneNetwork, plane: Plane, change: Change | None = None) -> PlaneAnswers:
    """Ask a network, as it was trained or with one hidden layer changed, about its points and a plane.

    The mean of a silenced unit is taken over the training points.
    """
    points, layers, activation = network.points, network.weights, network.activation
    with np.errstate(all="ignore"):  # a diverged network
        stages = [layers.stages(x, activation) for x in (points.x_train, points.x_test, plane.points)]
        if change is None:
            train, test, over_plane = (layers.output.sums(stage[-1]) for stage in stages)
        else:
            train, test, over_plane = (
                changed_logits(stage, layers, network.start, activation, change, reference=stages[0])
                for stage in stages
            )
        return PlaneAnswers(
            score(train, points.y_train, LOSS), score(test, points.y_test, LOSS), probabilities(over_plane)
        )


def point_scores(layers: Layers, activation: str, points: Points) -> tuple[Score, Score]:
    """How good the answers of a network are, for the training points and for the test points."""
    return (
        score(layers.logits(points.x_train, activation), points.y_train, LOSS),
        score(layers.logits(points.x_test, activation), points.y_test, LOSS),
    )
