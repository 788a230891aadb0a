"""A small true picture of every page, for the contents."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go

from components.charts import activations as activations_charts
from components.charts import mnist as mnist_charts
from components.charts import parameters as parameters_charts
from components.charts import vanishing_gradients as flow_charts
from components.charts.theme import Theme
from components.concepts.parameters import Network, summarize
from components.training.recordings import RECORDINGS
from components.ui.cached import flow, recorded_run


def _mnist(theme: Theme) -> go.Figure:
    return mnist_charts.thumbnail(recorded_run(RECORDINGS["mnist_12k"].recipe), theme)


def _parameters(theme: Theme) -> go.Figure:
    return parameters_charts.thumbnail(summarize(Network(hidden_units=(32, 32))), theme)


def _vanishing_gradients(theme: Theme) -> go.Figure:
    names = ("sigmoid", "tanh", "relu")
    return flow_charts.thumbnail([flow(name, "glorot_uniform", 20, 128, 0) for name in names], theme)


# Page stem -> its picture. A page without one is named by tests/test_architecture.py.
THUMBNAILS: dict[str, Callable[[Theme], go.Figure]] = {
    "parameters": _parameters,
    "activations": activations_charts.thumbnail,
    "vanishing_gradients": _vanishing_gradients,
    "mnist": _mnist,
}
