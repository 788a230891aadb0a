"""One unit, Silence and Maps draw every kind of network without an exception, and say what they must."""

import base64
import itertools
import json
import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.concepts.layers import Dense, Layers
from components.concepts.principal_components import principal_components
from components.datasets import mnist
from components.training.checkpoint import Checkpoint
from components.training.jobs import Reply
from components.training.recipe import Recipe
from components.ui.mnist_inside import maps
from components.ui.mnist_inside import network as networks
from components.ui.mnist_inside.settings import HOWS
from tests.addresses import views_of
from tests.ui.reading import said

VIEWS = [view for view in views_of("mnist_inside") if view != "draw"]
RECIPES = {
    "deep": Recipe(hidden_units=(24,) * 20, activation="tanh"),
    "one unit": Recipe(hidden_units=(1,), activation="sigmoid"),
    "shuffled": Recipe(hidden_units=(30, 12), preprocessing=("min_max", "shuffle_pixels")),
    "binary": Recipe(hidden_units=(30,), loss="binary_crossentropy", preprocessing=()),
    "softmax": Recipe(hidden_units=()),
}
HEAD = """
import streamlit as st
from components import text
from components.training.recipe import Recipe
from components.training.recordings import RECORDINGS
from components.ui.mnist_inside.network import network_at
from components.ui.mnist_inside.{module} import {module}
from tests.ui.mnist_inside.test_units_views import random_network
network = {network}
problem = {module}(text.load("mnist_inside"), network)
if problem:
    st.warning(problem)
"""
RECORDED = "network_at(RECORDINGS['mnist_12k'].recipe.digest, {epoch})"


def random_network(recipe: Recipe, epoch: int = 3) -> Checkpoint:
    """A network that nobody trained."""
    random = np.random.default_rng(epoch)
    layers = Layers(
        Dense(random.normal(size=(n_in, n_out)) / np.sqrt(n_in), np.zeros(n_out))
        for n_in, n_out in itertools.pairwise(recipe.layer_sizes)
    )
    return Checkpoint(recipe.digest, epoch, recipe, layers.as_type(np.float32))


def draw(view, network, **state):
    app = AppTest.from_string(HEAD.format(module=view, network=network), default_timeout=60)
    for name, value in state.items():
        app.session_state[f"mnist_inside.{name}"] = value
    app.run()
    assert not app.exception
    return app


class NoWorkers:
    def ask(self, key, function, *arguments):
        return Reply("pending")


@pytest.fixture
def without_store(monkeypatch):
    for module in (networks, maps):
        monkeypatch.setattr(module, "network_at", lambda digest, epoch: RANDOM_STARTS[digest])
    monkeypatch.setattr(maps, "engine", NoWorkers)


RANDOM_STARTS = {recipe.digest: random_network(recipe, 0) for recipe in RECIPES.values()}


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_kind_of_network(view, recipe, without_store):
    app = draw(view, f"random_network({recipe!r})")
    words = said(app)
    assert ("no hidden layer" in words) == (not recipe.hidden_units and view != "sure")


def test_the_question_comes_before_its_answer():
    app = draw("silence", RECORDED.format(epoch=12))
    assert "its test accuracy falls" in app.pills[0].label
    assert "64 units of H1 silenced: accuracy 0.9596 → **?**" in said(app)
    hidden = [json.loads(chart.proto.spec)["data"] for chart in app.get("plotly_chart")]
    assert len(hidden) == 2  # by class only before; by count only the whole network
    assert not any(value for value in hidden[0][2]["y"] if isinstance(value, float))
    assert [one["y"] for one in hidden[1]] == [[pytest.approx(0.9596)]]
    app.pills[0].select("a little, by less than 0.05").run()
    assert "a random quarter of H1 off **0.9" in said(app)
    assert "0.9596 → 0.9" in said(app)


@pytest.mark.parametrize("recipe", [r for r in RECIPES.values() if r.hidden_units])
@pytest.mark.parametrize("how", HOWS)
def test_every_way_to_change_a_layer(how, recipe, without_store):
    app = draw("silence", f"random_network({recipe!r})", how=how, listed="0")
    assert "on all 10,000 test images" in said(app)


def test_the_unit_that_counts_most_comes_first_and_another_can_be_chosen():
    app = draw("one_unit", RECORDED.format(epoch=30))
    assert "number 1 of 256" in said(app)
    assert "**2 dead** (0 for all 10,000 test images): 71, 122" in said(app)
    app.number_input(key="mnist_inside.unit").set_value(71).run()
    assert "a dead unit" in said(app)
    app.number_input(key="mnist_inside.unit").set_value(300).run()
    assert "H1 has no unit 300; its units are 0 to 255" in said(app)
    app.selectbox(key="mnist_inside.layer").set_value("H2").run()
    assert not app.exception
    assert "Unit 255 of H2" in said(app)


def test_silence_says_what_is_left():
    app = draw("silence", RECORDED.format(epoch=30), prediction="little")
    assert "64 of 256 units of H1 silenced" in said(app)
    assert "0.9649 → 0.9" in said(app)
    assert "softmax regression): **0.9156** after epoch 30" in said(app)
    app.slider(key="mnist_inside.share").set_value(0).run()
    assert "0.9649 → 0.9649" in said(app)
    app.slider(key="mnist_inside.share").set_value(100).run()
    assert "no other path" in said(app)
    app.selectbox(key="mnist_inside.how").set_value("random_start").run()
    assert "H1 put back to its random start" in said(app)
    assert "0.9649 → 0.4" in said(app)
    app.selectbox(key="mnist_inside.how").set_value("unbent").run()
    assert "0.9649 → 0.6" in said(app)


def test_how_sure_it_is_and_how_often_it_is_right():
    words = said(draw("sure", RECORDED.format(epoch=30)))
    assert "**96.5\xa0%** of the answers are right" in words
    assert "more sure than it should be" in words
    says = float(re.search(r"gives its answer \*\*(\d+\.\d)\xa0%", words).group(1))
    assert says > 98
    assert "less sure than it could be" in said(draw("sure", RECORDED.format(epoch=1)))


@pytest.mark.parametrize("listed", ["a", "0,-1", "256", "0;1", "٣", "9" * 40])
def test_a_list_that_is_none_gets_one_sentence(listed):
    app = draw("silence", RECORDED.format(epoch=12), how="listed_units", listed=listed)
    assert "expected units from 0 to 255" in app.warning[0].value
    assert "0 of 256 units of H1 silenced" in said(app)


def test_a_list_may_be_empty_or_say_a_unit_twice():
    state = {"how": "listed_units", "layer": "H2"}
    assert "2 of 256 units of H2" in said(
        draw("silence", RECORDED.format(epoch=12), listed="3, 3,17,", **state)
    )
    assert "0 of 256 units of H2" in said(draw("silence", RECORDED.format(epoch=12), listed="", **state))


@pytest.mark.parametrize(
    ("epoch", "words"), [(0, "Before training"), (30, "after epoch 30? Pixels **0.904**")]
)
def test_maps_have_the_recorded_probes_and_the_image(epoch, words):
    app = draw("maps", RECORDED.format(epoch=epoch), point=3)
    assert words in said(app)
    assert "Test image 15: **a 5**" in said(app)
    assert len(app.get("plotly_chart")) == 2
    (sent,) = [
        json.loads(c.proto.json) for c in app.get("bidi_component") if "maps" in c.proto.component_name
    ]
    assert [one["title"] for one in sent["maps"]] == ["784 pixels", "H1: 256 units", "H2: 256 units"]
    assert list(base64.b64decode(sent["labels"])) == mnist.load().y_test[::5].tolist()
    drawn = np.frombuffer(base64.b64decode(sent["maps"][0]["points"]), "<u2").reshape(-1, 2)
    flat = principal_components(mnist.prepare(mnist.load().x_test[::5], ("min_max",))).points
    low, high = flat.min(axis=0), flat.max(axis=0)
    np.testing.assert_allclose(drawn / 65535, (flat - low) / (high - low), atol=1e-5)


def test_maps_wait_for_a_worker_where_nothing_is_recorded(monkeypatch):
    monkeypatch.setattr(maps, "engine", NoWorkers)
    assert "being fitted on a worker" in said(draw("maps", RECORDED.format(epoch=4)))
    monkeypatch.setattr(NoWorkers, "ask", lambda *_: Reply("failed", problem="it broke"))
    assert "could not be fitted: it broke" in said(draw("maps", RECORDED.format(epoch=4)))
    monkeypatch.setattr(NoWorkers, "ask", lambda *_: Reply("ready", (0.91, 0.92)))
    assert "H1 **0.910**, H2 **0.920**" in said(draw("maps", RECORDED.format(epoch=4)))
