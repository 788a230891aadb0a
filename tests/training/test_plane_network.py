"""What a network of points answers, as trained and with a layer changed."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.changed_layer import Change
from components.concepts.plane import plane_around
from components.concepts.silencing import score
from components.training.plane_network import LOSS, PlaneNetwork, plane_answers, point_scores
from components.training.store import RunStore
from components.training.toy_recipes import points_of, toy_recipe

RECIPE = toy_recipe("circles", (4,), "relu")
NETWORK = PlaneNetwork(RunStore().find(RECIPE), points_of(RECIPE))
PLANE = plane_around(NETWORK.points.x_train)


def test_its_scores_are_those_that_the_training_recorded() -> None:
    found, history = plane_answers(NETWORK, PLANE), NETWORK.run.history
    train, test = point_scores(NETWORK.weights, "relu", NETWORK.points)
    assert found.train.accuracy == train.accuracy == pytest.approx(history["accuracy"][-1])
    assert found.test.loss == test.loss
    assert test.loss == pytest.approx(history["test_loss"][-1], rel=1e-2)  # recorded weights are float16
    assert NETWORK.hidden_units == NETWORK.start.hidden_units == (4,)


def test_nothing_changed_changes_nothing() -> None:
    before, after = plane_answers(NETWORK, PLANE), plane_answers(NETWORK, PLANE, Change(0))
    assert after.test.loss == pytest.approx(before.test.loss)
    assert np.ptp(before.over_plane) > 0.5


def test_a_silent_layer_leaves_one_answer_for_the_whole_plane() -> None:
    found = plane_answers(NETWORK, PLANE, Change(0, units=range(4), put_to="mean"))
    assert np.ptp(found.over_plane) < 1e-6
    z = np.full((len(NETWORK.points.y_test), 1), 1.0 if found.over_plane[0, 0] > 0.5 else -1.0)
    assert found.test.accuracy == score(z, NETWORK.points.y_test, LOSS).accuracy
