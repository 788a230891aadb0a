"""With and without: a layer changed, silenced, or trained without."""

from __future__ import annotations

import pytest

from components import text
from components.concepts.changed_layer import Change
from components.concepts.plane import plane_around
from components.concepts.silencing import FILLS
from components.datasets.toys import TOYS
from components.training.plane_network import PlaneNetwork, plane_answers
from components.training.store import RECORDED, RunStore
from components.training.toy_recipes import points_of, toy_recipe
from components.ui.hidden_layers import with_and_without
from components.ui.hidden_layers.settings import CHANGES, SETTINGS
from tests.training.made import made_run
from tests.ui.hidden_layers.views import (
    NETWORKS,
    RECIPES,
    NoWorkers,
    Store,
    draw,
)
from tests.ui.reading import said

pytestmark = pytest.mark.usefixtures("nobody_trains")


@pytest.mark.parametrize("name", [name for name in RECIPES if name != "logistic"])
@pytest.mark.parametrize("how", CHANGES)
@pytest.mark.parametrize("put_to", FILLS)
def test_every_way_to_change_a_layer(name, how, put_to):
    network = NETWORKS[name]
    layer = len(network.hidden_units)
    words = said(draw("with_and_without", name, how=how, put_to=put_to, layer=f"H{layer}"))
    assert f"H{layer}" in words
    assert "test accuracy" in words


def test_units_that_another_layer_does_not_have_are_left_out():
    app = draw("with_and_without", "unequal", layer="H2", silent=["1", "7"])
    assert "H2: 2 of 8 silenced" in said(app)
    app.selectbox(key="hidden_layers.layer").set_value("H1").run()
    assert not app.exception
    assert "H1: 1 of 3 silenced" in said(app)


def test_silencing_a_whole_layer_is_explained():
    app = draw("with_and_without", "4 x 8", layer="H2")
    assert "Nothing passes H2" not in said(app)
    app.button(key="hidden_layers.silence_all").click().run()
    assert "H2: 8 of 8 silenced" in said(app)
    assert "Nothing passes H2" in said(app)
    app.button(key="hidden_layers.silence_all").click().run()
    assert "H2: 0 of 8 silenced" in said(app)


@pytest.mark.parametrize(("without", "left"), [("layer", (3, 1)), ("unit", (3, 7, 1))])
def test_training_without_is_offered_and_then_shown(without, left):
    app = draw("with_and_without", "unequal", layer="H2", without=without)
    assert "This network has not been trained yet" in said(app)
    app.button(key="hidden_layers.train_without").click().run()
    recipe = NoWorkers.asked[0].recipe
    assert recipe == toy_recipe("moons", left, "leaky_relu")
    assert "place 1" in said(app)
    Store.runs[recipe.digest] = made_run(recipe, 5)
    NoWorkers.asked.clear()
    app.run()
    assert len(app.get("plotly_chart")) == 3


def test_without_its_only_unit_a_network_is_logistic_regression():
    for without in SETTINGS.all["without"].options:
        request = with_and_without.without_request(NETWORKS["one unit"], 0, without)
        assert request.recipe == toy_recipe("circles", (), "relu")
    assert all(toy_recipe(name, (), "relu").hidden_units == () for name in TOYS)


def test_a_line_that_left_the_picture_is_told_where_it_is():
    recipe = toy_recipe("circles", (4,), "relu")
    network = PlaneNetwork(RunStore(RECORDED).find(recipe), points_of(recipe))
    plane = plane_around(network.points.x_train, network.points.x_test)
    change = Change(0, "unbent")
    answers = (plane_answers(network, plane), plane_answers(network, plane, change))
    words = with_and_without._result(text.load("hidden_layers"), network, change, answers)
    assert "outside of this picture**, 8.6 from the middle, so everything here is class 1" in words
