"""A small true picture of every page, for the contents."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from components import text
from components.charts import activations as activations_charts
from components.charts import classroom as classroom_charts
from components.charts import hidden_layers_boundary as boundary_charts
from components.charts import mnist as mnist_charts
from components.charts import mnist_inside as inside_charts
from components.charts import parameters as parameters_charts
from components.charts import plans as plans_charts
from components.charts import tabular as tabular_charts
from components.charts import vanishing_gradients as flow_charts
from components.charts.theme import THEMES, Theme
from components.concepts.layers import probabilities
from components.concepts.parameters import Network, summarize
from components.concepts.plane import plane_around
from components.concepts.template import template
from components.datasets import mnist, tables
from components.text.plans import plans
from components.training import trial_store
from components.training.recordings import RECORDINGS
from components.training.table_trials import first_trial
from components.training.toy_recipes import points_of, toy_recipe
from components.training.trial_summary import fold_scores
from components.ui import theme
from components.ui.cached import flows, recorded_run


def _mnist(theme: Theme) -> go.Figure:
    return mnist_charts.thumbnail(recorded_run(RECORDINGS["mnist_12k"].recipe), theme)


def _hidden_layers(theme: Theme) -> go.Figure:
    recipe = toy_recipe("circles", (4,), "relu")
    run, points = recorded_run(recipe), points_of(recipe)
    plane = plane_around(points.x_train)
    z = run.weights(run.epochs).logits(plane.points, recipe.activation)
    shown = slice(90)
    few = (points.x_train[shown], points.y_train[shown])
    return boundary_charts.thumbnail(probabilities(z), plane, few, theme)


def _parameters(theme: Theme) -> go.Figure:
    return parameters_charts.thumbnail(summarize(Network(hidden_units=(32, 32))), theme)


def _vanishing_gradients(theme: Theme) -> go.Figure:
    names = ("sigmoid", "tanh", "relu")
    return flow_charts.thumbnail(flows(names, "glorot_uniform", 20, 128, 0), theme)


def _mnist_inside(theme: Theme) -> go.Figure:
    recipe = RECORDINGS["mnist_12k"].recipe
    image = mnist.load().x_test[4]  # a 4
    inputs = mnist.prepare(image[None], recipe.preprocessing)[0]
    weights = recorded_run(recipe).weights(8)
    return inside_charts.thumbnail(image, template(inputs, weights, recipe.activation, (4, 9)).pixels, theme)


def _plans(theme: Theme) -> go.Figure:
    lessons = [[scene.minutes for scene in plan.scenes] for plan in plans().values()]
    return plans_charts.thumbnail(lessons, theme)


def _classroom(theme: Theme) -> go.Figure:
    return classroom_charts.thumbnail(recorded_run(RECORDINGS["mnist_12k"].recipe), theme)


def _tabular(theme: Theme) -> go.Figure:
    trials = {name: first_trial(name, "magic") for name in ("logistic", "network", "trees")}
    made = {"made": first_trial("logistic", "magic", features=("squares", "products"))}
    trials = {"logistic": trials["logistic"], **made, **trials}
    found = {name: trial_store.find(trial) for name, trial in trials.items()}
    table = tables.load("magic")
    scores = {name: fold_scores(result, table).values["accuracy"] for name, result in found.items() if result}
    return tabular_charts.thumbnail(scores, theme)


# Page stem -> its picture. A page without one is named by tests/test_architecture.py.
THUMBNAILS: dict[str, Callable[[Theme], go.Figure]] = {
    "hidden_layers": _hidden_layers,
    "parameters": _parameters,
    "activations": activations_charts.thumbnail,
    "vanishing_gradients": _vanishing_gradients,
    "tabular": _tabular,
    "mnist": _mnist,
    "mnist_inside": _mnist_inside,
    "plans": _plans,
    "classroom": _classroom,
}


@st.cache_data(max_entries=2 * len(THUMBNAILS), show_spinner=False)
def thumbnail(stem: str, appearance: str) -> None:
    """Draw the picture of a page; thirty visitors are sent the same one, which is made once.

    Args:
        stem: of the page.
        appearance: name in `THEMES`.
    """
    chart = THUMBNAILS[stem](THEMES[appearance])
    theme.show(chart, alt=text.load("home")[f"{stem}.alt"], key=f"home.{stem}.picture", still=True)
