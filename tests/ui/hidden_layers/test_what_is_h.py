"""What is H: XOR by hand, and the line by hand against Keras."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from components import text
from components.concepts import xor_by_hand
from components.concepts.logistic_line import LogisticLine
from components.concepts.plane import plane_around
from components.training.toy_recipes import toy_recipe
from components.ui.hidden_layers import what_is_h
from components.ui.hidden_layers.pictures import by_hand
from tests.addresses import value_of
from tests.training.made import made_run
from tests.ui.hidden_layers.views import (
    NETWORKS,
    OWN,
    NoWorkers,
    Store,
    draw,
)
from tests.ui.reading import said

pytestmark = pytest.mark.usefixtures("nobody_trains")


def test_the_table_of_xor_has_the_right_numbers():
    lines = text.load("hidden_layers")["what_is_h.xor"].replace("−", "-").splitlines()
    rows = [
        [float(cell) for cell in line.strip("|").split("|")] for line in lines if line[:3] in ("| 0", "| 1")
    ]
    assert len(rows) == 4
    for x1, x2, h1, h2, z, says, truth in rows:
        passed = xor_by_hand.NETWORK.forward(np.array([[x1, x2]]), "relu")
        assert passed.outputs[0][0].tolist() == [h1, h2]
        assert passed.pre_activations[1][0, 0] == z
        assert says == truth == (z > 0) == (x1 != x2)


def test_keras_answer_comes_from_the_recording():
    network = NETWORKS["4 x 8"]
    training = (network.points.x_train, network.points.y_train)
    request = what_is_h.logistic_request(network)
    assert request.recipe == toy_recipe("spirals", (), "relu")
    Store.runs[request.recipe.digest] = run = made_run(request.recipe, 3)
    app = draw("what_is_h", "4 x 8", w1=2.0)
    assert "Keras: loss" not in said(app)
    before = LogisticLine(2.0, 0.0, 0.0).score(*training)
    app.button(key="hidden_layers.keras").click().run()
    assert "Keras: loss 0.250, accuracy 0.250" in said(app)
    assert f"By hand: loss {before.loss:.3f}" in said(app)
    assert value_of(app, "hidden_layers.w1") == pytest.approx(
        float(run.weights(run.epochs).output.kernel[0, 0]), abs=1e-3
    )
    app.session_state["hidden_layers.w1"] = 0.5  # as the picture does
    app.run()
    hand = [value_of(app, f"hidden_layers.{name}") for name in by_hand.NAMES]
    now = LogisticLine(*map(float, hand)).score(*training)
    assert f"By hand: loss {now.loss:.3f}" in said(app)


def test_keras_answer_is_trained_where_nothing_is_recorded():
    app = draw("what_is_h", "own")
    app.button(key="hidden_layers.keras").click().run()
    assert "place 1" in said(app)
    assert [request.own_points for request in NoWorkers.asked] == [OWN]
    recipe = NoWorkers.asked[0].recipe
    Store.runs[recipe.digest] = made_run(recipe)
    NoWorkers.asked.clear()
    app.run()
    assert "Keras: loss" in said(app)


@pytest.mark.parametrize(
    "payload",
    [None, 3, {}, {"w1": 1, "w2": 2}, *({"w1": w1, "w2": 0, "b": 0} for w1 in ("1", math.nan, 11, True))],
)
def test_nonsense_from_the_browser_is_no_line(payload):
    assert by_hand.read_moved(payload) is None


def test_the_browser_gets_plain_values():
    points = NETWORKS["logistic"].points
    both, line = (points.x_train, points.y_train), LogisticLine(1, 0, 0)
    data = by_hand.picture_data(both, plane_around(points.x_train), line)
    sent = json.loads(json.dumps(data, allow_nan=False))
    assert len(sent["points"]) == 200
    assert sent["weights"] == {"w1": 1.0, "w2": 0.0, "b": 0.0}
    assert max(abs(x) for row in sent["points"] for x in row[:2]) < sent["reach"]
