"""One point: every number of its way is true."""

from __future__ import annotations

import json

import numpy as np
import pytest

from components.concepts.layers import Layers
from components.concepts.one_step import gradients, loss_of, stepped
from components.concepts.one_sum import pass_of
from components.concepts.silenced_units import without_units
from components.training.plane_network import PlaneNetwork, point_scores
from components.training.store import RECORDED, RunStore
from components.training.toy_recipes import points_of, toy_recipe
from components.ui.hidden_layers.one_point import hardest_point, leading_unit
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


def test_the_sum_that_is_written_out_is_of_a_unit_on_the_path_of_the_picture():
    network = NETWORKS["unequal"]
    for number in range(5):
        point = (network.points.x_train[number], int(network.points.y_train[number]))
        path = picture_data(network.weights, network.activation, point, None, 0.5)["path"]
        assert path[1] == leading_unit(network, number)


def test_a_larger_step_on_one_point_lowers_its_loss_and_raises_that_of_all():
    """What the text says of the network that the page opens with."""
    recipe = toy_recipe("circles", (4,), "relu")
    network = PlaneNetwork(RunStore(RECORDED).find(recipe), points_of(recipe))
    layers, number = network.weights.as_type(np.float64), hardest_point(network)
    x, y = network.points.x_train[number].astype(np.float64), int(network.points.y_train[number])
    found = gradients(x, y, layers, "relu")
    of_all = point_scores(layers, "relu", network.points)[0].loss
    for rate in (0.1, 0.5, 2.0, 10.0):
        after = stepped(layers, found, rate)
        assert loss_of(x, y, after, "relu") < found.loss
        assert point_scores(after, "relu", network.points)[0].loss > 2 * of_all


def test_each_of_four_units_carries_a_side_and_of_eight_one_hardly_does():
    lost = {}
    for units in (4, 8):
        recipe = toy_recipe("circles", (units,), "relu")
        network = PlaneNetwork(RunStore(RECORDED).find(recipe), points_of(recipe))
        silenced = [
            without_units(network.weights, "relu", [(0, unit)], fill="zero", reference=network.points.x_train)
            for unit in range(units)
        ]
        lost[units] = [1 - point_scores(each, "relu", network.points)[0].accuracy for each in silenced]
    assert min(lost[4]) > 0.1
    assert min(lost[8]) < 0.02
