"""What is H, One point, and With and without draw every kind of network and say what they must."""

from __future__ import annotations

import itertools
import json
import math

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components import text
from components.charts.theme import LIGHT
from components.concepts.dense_network import forward
from components.concepts.one_sum import pass_of, unit_sum
from components.concepts.plane import plane_around
from components.concepts.silencing import FILLS, score
from components.datasets.toys import TOYS, OwnPoints
from components.training.jobs import Forecast, JobView
from components.training.recipe import Recipe
from components.training.run import TrainingRun
from components.training.toy_recipes import own_recipe, points_of, toy_recipe
from components.ui.hidden_layers import by_hand, trained_aside, what_is_h, with_and_without
from components.ui.hidden_layers.network import Network
from components.ui.hidden_layers.one_point_flow import flow, output_in_latex, sum_in_latex
from components.ui.hidden_layers.views_settings import DEFAULTS, EXPECTED, HOWS, WITHOUT

VIEWS = {"What is H": "what_is_h", "One point": "one_point", "With and without": "with_and_without"}
OWN = OwnPoints(tuple((x / 10, y / 10, (x + y) % 2) for x, y in itertools.product(range(4), range(4))))
RECIPES = {
    "logistic": toy_recipe("blobs", (), "relu"),
    "one unit": toy_recipe("circles", (1,), "sigmoid"),
    "unequal": toy_recipe("moons", (3, 8, 1), "leaky_relu"),
    "4 x 8": toy_recipe("spirals", (8,) * 4, "tanh"),
    "own": own_recipe(OWN, (2,), "relu"),
}
SCRIPT = """
from components import text
from components.ui.hidden_layers import views_settings
from components.ui.hidden_layers.{module} import view
from tests.ui.test_hidden_layers_views import NETWORKS
network = NETWORKS[{name!r}]
view(text.load("hidden_layers"), network)
views_settings.draw_unseen({view!r}, network)
"""


def random_run(recipe: Recipe, seed: int = 0, *, scale: float = 1.0) -> TrainingRun:
    """A training that nobody did, of two snapshots."""
    random, sizes = np.random.default_rng(seed), list(itertools.pairwise(recipe.layer_sizes))
    shapes = [shape for pair in sizes for shape in (pair, pair[1:])]
    names = ("loss", "accuracy", "test_loss", "test_accuracy")
    return TrainingRun(
        recipe=recipe,
        history={name: np.full(recipe.epochs, 0.25) for name in names},
        test_predictions=np.zeros((recipe.epochs, 1), np.uint8),
        snapshot_epochs=np.array([0, recipe.epochs]),
        snapshots=tuple((scale * random.normal(size=(2, *shape))).astype(np.float32) for shape in shapes),
        ending="finished",
        rule=None,
        seconds=1.0,
        epoch_seconds=np.full(recipe.epochs, 0.01),
        machine={},
    )


def network_of(recipe: Recipe, **more) -> Network:
    brought = OWN if recipe.brought else None
    return Network(random_run(recipe, **more), points_of(recipe, brought), brought)


NETWORKS = {name: network_of(recipe) for name, recipe in RECIPES.items()}
with np.errstate(all="ignore"):
    NETWORKS["diverged"] = network_of(toy_recipe("xor", (4, 4), "relu"), scale=math.nan)
every_network = pytest.mark.parametrize("name", NETWORKS)


class NoWorkers:
    """An engine that takes requests and never trains."""

    ready, problem = True, ""
    asked: list = []  # noqa: RUF012 - emptied by the fixture

    def find(self, request):
        return None

    def view(self, key):
        asked = [request for request in self.asked if request.key == key]
        return JobView(asked[0], key, "queued", place=1, wait=2.0) if asked else None

    def under_way(self, request):
        return request.key if request in self.asked else None

    def forecast(self, request):
        return Forecast(1, 0.0, 3.0)

    def train(self, request, viewer):
        self.asked.append(request)
        return request.key


class Store:
    """A store that has what a test puts there."""

    runs: dict = {}  # noqa: RUF012 - emptied by the fixture

    def find(self, recipe):
        return self.runs.get(recipe.digest)


@pytest.fixture(autouse=True)
def _nobody_trains(monkeypatch):
    monkeypatch.setattr(trained_aside, "engine", NoWorkers)
    monkeypatch.setattr(trained_aside, "run_store", Store)
    NoWorkers.asked.clear()
    Store.runs.clear()


def draw(view: str, name: str, **state) -> AppTest:
    script = SCRIPT.format(module=VIEWS[view], view=view, name=name)
    app = AppTest.from_string(script, default_timeout=60)
    for setting, value in state.items():
        app.session_state[f"hidden_layers.{setting}"] = value
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    blocks = (app.markdown, app.caption, app.warning, app.error)
    return "\n".join(str(element.value) for block in blocks for element in block)


@every_network
@pytest.mark.parametrize("view", VIEWS)
def test_every_kind_of_network(view, name):
    app = draw(view, name)
    assert all(f"hidden_layers.{setting}" in app.session_state for setting in DEFAULTS)
    assert not app.error


def test_every_setting_says_what_is_expected():
    assert set(DEFAULTS) == set(EXPECTED)


# What is H


def test_the_table_of_xor_has_the_right_numbers():
    weights = [np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[1.0], [-2.0]]), np.array([-0.5])]
    lines = text.load("hidden_layers")["what_is_h.xor"].replace("−", "-").splitlines()
    rows = [
        [float(cell) for cell in line.strip("|").split("|")] for line in lines if line[:3] in ("| 0", "| 1")
    ]
    assert len(rows) == 4
    for x1, x2, h1, h2, z, says, truth in rows:
        passed = forward(np.array([[x1, x2]]), weights, "relu")
        assert passed.outputs[0][0].tolist() == [h1, h2]
        assert passed.pre_activations[1][0, 0] == z
        assert says == truth == (z > 0) == (x1 != x2)


def test_the_hand_is_judged_like_keras_would():
    line, network = by_hand.Line(1.5, -0.5, 0.25), NETWORKS["logistic"]
    x, y = network.points.x_train.astype(float), network.points.y_train
    p = 1 / (1 + np.exp(-(1.5 * x[:, 0] - 0.5 * x[:, 1] + 0.25)))
    found = what_is_h.judged(line, network)
    assert found.loss == pytest.approx(-np.log(np.where(y == 1, p, 1 - p)).mean())
    assert found.accuracy == ((p > 0.5) == (y == 1)).mean()


def test_keras_answer_comes_from_the_recording():
    network = NETWORKS["4 x 8"]
    request = what_is_h.logistic_request(network)
    assert request.recipe == toy_recipe("spirals", (), "relu")
    Store.runs[request.recipe.digest] = run = random_run(request.recipe, 3)
    app = draw("What is H", "4 x 8", w1=2.0)
    assert "Keras: loss" not in said(app)
    before = what_is_h.judged(by_hand.Line(2.0, 0.0, 0.0), network)
    app.button(key="hidden_layers.keras").click().run()
    assert "Keras: loss 0.250, accuracy 0.250" in said(app)
    assert f"By hand: loss {before.loss:.3f}" in said(app)
    assert app.session_state["hidden_layers.w1"] == pytest.approx(
        float(run.weights(run.epochs)[0][0, 0]), abs=1e-3
    )
    app.number_input(key="hidden_layers.w1").set_value(0.5).run()
    hand = [app.session_state[f"hidden_layers.{name}"] for name in by_hand.NAMES]
    now = what_is_h.judged(by_hand.Line(*map(float, hand)), network)
    assert f"By hand: loss {now.loss:.3f}" in said(app)


def test_keras_answer_is_trained_where_nothing_is_recorded():
    app = draw("What is H", "own")
    app.button(key="hidden_layers.keras").click().run()
    assert "place 1" in said(app)
    assert [request.brought for request in NoWorkers.asked] == [OWN]
    recipe = NoWorkers.asked[0].recipe
    Store.runs[recipe.digest] = random_run(recipe)
    NoWorkers.asked.clear()
    app.run()
    assert "Keras: loss" in said(app)


def test_weights_beyond_the_sliders_keep_their_boundary():
    run = random_run(RECIPES["logistic"], scale=40.0)
    kernel, bias = run.weights(run.epochs)
    line = what_is_h.line_of(run)
    assert max(map(abs, (line.w1, line.w2, line.b))) == by_hand.settings.REACH
    assert line.w1 / line.b == pytest.approx(kernel[0, 0] / bias[0], rel=1e-2)
    assert what_is_h.line_of(random_run(RECIPES["logistic"], scale=math.nan)) is None


@pytest.mark.parametrize(
    "payload",
    [None, 3, {}, {"w1": 1, "w2": 2}, *({"w1": w1, "w2": 0, "b": 0} for w1 in ("1", math.nan, 11, True))],
)
def test_nonsense_from_the_browser_is_no_line(payload):
    assert by_hand.read_moved(payload) is None


def test_the_browser_gets_plain_values():
    points = NETWORKS["logistic"].points
    both, line = (points.x_train, points.y_train), by_hand.Line(1, 0, 0)
    data = by_hand.picture_data(both, plane_around(points.x_train), line, LIGHT)
    sent = json.loads(json.dumps(data, allow_nan=False))
    assert len(sent["points"]) == 200
    assert sent["weights"] == {"w1": 1.0, "w2": 0.0, "b": 0.0}
    assert max(abs(x) for row in sent["points"] for x in row[:2]) < sent["reach"]


# One point


@pytest.mark.parametrize("name", RECIPES)
def test_every_unit_is_written_out_as_its_sum(name):
    network = NETWORKS[name]
    point = network.points.x_train[1]
    passed = pass_of(point, network.weights, network.activation)
    for layer, count in enumerate((*network.hidden_units, 1)):
        for unit in range(count):
            found = unit_sum(point, passed, network.weights, layer, unit)
            assert found.products.sum() + found.bias == pytest.approx(found.z, abs=1e-4)
            latex = sum_in_latex(found, [f"x_{i}" for i in range(len(found.inputs))])
            assert latex.count(r"\cdot") == len(found.inputs)
            assert f"{found.z:.3f}" in latex
            assert f"{found.output:.3f}" in output_in_latex(found, network.activation, "h")
        shown = flow(point, passed, (layer, 0), LIGHT)
        assert shown.count("outline") == 1
        assert shown.count("<table>") == len(network.hidden_units) + 2


def test_a_point_is_told_right_or_wrong():
    network = NETWORKS["one unit"]
    right = []
    for number in range(12):
        words = said(draw("One point", "one unit", point=number)) if number < 2 else ""
        passed = pass_of(network.points.x_train[number], network.weights, network.activation)
        truth = int(network.points.y_train[number])
        right.append(int(passed.outputs[-1][0, 0] > 0.5) == truth)
        if words:
            assert f"It is of class {truth}:\n{'**right**' if right[-1] else '**wrong**'}" in words


def test_points_and_units_that_are_not_there():
    app = draw("One point", "own", point=900)
    assert "There is no point 900; the points are 0 to" in app.warning[0].value
    app = draw("One point", "unequal", unit="H2.8")
    assert "Unit 8 of H2" in said(app)
    assert app.selectbox(key="hidden_layers.unit").options[-2:] == ["H3.1", "y"]
    assert "The output y" in said(draw("One point", "logistic"))
    assert "The output y" in said(draw("One point", "one unit", unit="y"))
    assert "Unit 1 of H1" in said(draw("One point", "one unit", unit="H4.7"))


# With and without


@pytest.mark.parametrize("name", [name for name in RECIPES if name != "logistic"])
@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("put_to", FILLS)
def test_every_way_to_change_a_layer(name, how, put_to):
    network = NETWORKS[name]
    layer = len(network.hidden_units)
    words = said(draw("With and without", name, how=how, put_to=put_to, layer=f"H{layer}"))
    assert f"H{layer}" in words
    assert "test accuracy" in words


def test_the_numbers_are_those_of_the_changed_network():
    network = NETWORKS["4 x 8"]
    plane = plane_around(network.points.x_train)
    before = with_and_without.as_trained(network, plane)
    nothing = with_and_without.Change(1, "silenced", ())
    assert with_and_without.changed(network, nothing, plane).test.loss == pytest.approx(before.test.loss)
    everything = with_and_without.changed(network, with_and_without.Change(1, units=range(8)), plane)
    assert everything.is_constant
    assert not before.is_constant
    z = np.full((400, 1), 1.0 if everything.over_plane[0, 0] > 0.5 else -1.0)
    assert everything.test.accuracy == score(z, network.points.y_test, "binary_crossentropy").accuracy


def test_units_that_another_layer_does_not_have_are_left_out():
    app = draw("With and without", "unequal", layer="H2", silent=["1", "7"])
    assert "H2: 2 of 8 silenced" in said(app)
    app.selectbox(key="hidden_layers.layer").set_value("H1").run()
    assert not app.exception
    assert "H1: 1 of 3 silenced" in said(app)


def test_silencing_a_whole_layer_is_explained():
    app = draw("With and without", "4 x 8", layer="H2")
    assert "Nothing passes H2" not in said(app)
    app.button(key="hidden_layers.silence_all").click().run()
    assert "H2: 8 of 8 silenced" in said(app)
    assert "Nothing passes H2" in said(app)
    app.button(key="hidden_layers.silence_all").click().run()
    assert "H2: 0 of 8 silenced" in said(app)


@pytest.mark.parametrize(("without", "left"), zip(WITHOUT, [(3, 1), (3, 7, 1)], strict=True))
def test_training_without_is_offered_and_then_shown(without, left):
    app = draw("With and without", "unequal", layer="H2", without=without)
    assert "Nobody has trained this one yet" in said(app)
    app.button(key="hidden_layers.train_without").click().run()
    recipe = NoWorkers.asked[0].recipe
    assert recipe == toy_recipe("moons", left, "leaky_relu")
    assert "place 1" in said(app)
    Store.runs[recipe.digest] = random_run(recipe, 5)
    NoWorkers.asked.clear()
    app.run()
    assert len(app.get("plotly_chart")) == 3


def test_without_its_only_unit_a_network_is_logistic_regression():
    for without in WITHOUT:
        request = with_and_without.without_request(NETWORKS["one unit"], 0, without)
        assert request.recipe == toy_recipe("circles", (), "relu")
    assert all(toy_recipe(name, (), "relu").hidden_units == () for name in TOYS)
