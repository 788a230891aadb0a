"""One point: every number of its way is true."""

from __future__ import annotations

import json

import numpy as np
import pytest

from components.concepts.layers import Layers
from components.concepts.one_step import loss_of
from components.concepts.one_sum import pass_of
from components.ui.hidden_layers.one_point import hardest_point
from components.ui.hidden_layers.pictures.one_point_picture import picture_data
from tests.ui.hidden_layers.views import (
    NETWORKS,
    draw,
)
from tests.ui.reading import said

pytestmark = pytest.mark.usefixtures("nobody_trains")


def test_a_point_is_told_right_or_wrong():
    network = NETWORKS["one unit"]
    right = []
    for number in range(12):
        words = said(draw("one_point", "one unit", point=number)) if number < 2 else ""
        passed = pass_of(network.points.x_train[number], network.weights, network.activation)
        truth = int(network.points.y_train[number])
        right.append(int(passed.outputs[-1][0, 0] > 0.5) == truth)
        if words:
            assert f"It is of class {truth}:\n{'**right**' if right[-1] else '**wrong**'}" in words


def test_points_and_units_that_are_not_there():
    app = draw("one_point", "own", point=900)
    assert "There is no point 900; the points are 0 to" in app.warning[0].value
    app = draw("one_point", "unequal", unit="H2.8")
    assert "Unit 8 of H2" in said(app)
    assert app.selectbox(key="hidden_layers.unit").options[-2:] == ["H3.1", "y"]
    assert "The output y" in said(draw("one_point", "logistic"))
    assert "The output y" in said(draw("one_point", "one unit", unit="y"))
    assert "Unit 1 of H1" in said(draw("one_point", "one unit", unit="H4.7"))


def test_the_picture_gets_plain_numbers_even_where_there_are_none():
    layers = Layers.from_arrays([np.array([[900.0], [0.0]]), np.zeros(1)])
    data = picture_data(layers, "relu", (np.array([1.0, 0.0]), 0), None, 0.5)
    assert json.loads(json.dumps(data, allow_nan=False))["dOutputs"] == [[None]]  # 1 / (1 - y) is infinite
    assert data["dSums"] == [[1.0]]
    assert data["kernels"] == [[[900.0], [0.0]]]
    network = NETWORKS["unequal"]
    point = (network.points.x_train[0], 1)
    path = picture_data(network.weights, network.activation, point, (1, 4), 0.5)["path"]
    assert path[2] == 4  # through the unit that was chosen
    assert len(path) == len(network.weights) + 1


def test_the_point_with_the_largest_loss():
    network = NETWORKS["unequal"]
    points = zip(network.points.x_train, network.points.y_train, strict=True)
    losses = [loss_of(x, int(y), network.weights, network.activation) for x, y in points]
    assert losses[hardest_point(network)] == pytest.approx(max(losses))
