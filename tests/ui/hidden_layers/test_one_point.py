"""One point: every number of its way is true."""

from __future__ import annotations

import pytest

from components.concepts.one_sum import pass_of
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
