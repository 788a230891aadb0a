"""Networks of every kind for the views What is H, One point, and With and without, and a way to draw them."""

from __future__ import annotations

import itertools
import math
from typing import ClassVar

import numpy as np
from streamlit.testing.v1 import AppTest

from components.datasets.toys import OWN_POINTS, OwnPoints
from components.training.jobs import Forecast, JobView
from components.training.plane_network import PlaneNetwork
from components.training.recipe import Recipe
from components.training.toy_recipes import own_recipe, points_of, toy_recipe
from tests.addresses import views_of
from tests.training.made import made_run

VIEWS = [view for view in views_of("hidden_layers") if view != "toggle"]
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
from components.ui.hidden_layers.{view} import view
from tests.ui.hidden_layers.views import NETWORKS
view(text.load("hidden_layers"), NETWORKS[{name!r}])
"""


def network_of(recipe: Recipe, **more) -> PlaneNetwork:
    own_points = OWN if recipe.dataset == OWN_POINTS else None
    return PlaneNetwork(made_run(recipe, **more), points_of(recipe, own_points), own_points)


NETWORKS = {name: network_of(recipe) for name, recipe in RECIPES.items()}
with np.errstate(all="ignore"):
    NETWORKS["diverged"] = network_of(toy_recipe("xor", (4, 4), "relu"), scale=math.nan)


class NoWorkers:
    """An engine that takes requests and never trains."""

    ready, problem = True, ""
    asked: ClassVar[list] = []  # emptied by the fixture

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

    runs: ClassVar[dict] = {}  # emptied by the fixture

    def find(self, recipe):
        return self.runs.get(recipe.digest)


def draw(view: str, name: str, **state) -> AppTest:
    script = SCRIPT.format(view=view, name=name)
    app = AppTest.from_string(script, default_timeout=60)
    for setting, value in state.items():
        app.session_state[f"hidden_layers.{setting}"] = value
    app.run()
    assert not app.exception
    return app
