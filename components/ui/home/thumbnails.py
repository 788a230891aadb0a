"""A small true picture of every page, for the contents."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go

from components.charts import mnist as mnist_charts
from components.charts import parameters as parameters_charts
from components.charts.theme import Theme
from components.concepts.parameters import Network, summarize
from components.training.recordings import RECORDINGS
from components.ui.cached import recorded_run


def _mnist(theme: Theme) -> go.Figure:
    return mnist_charts.thumbnail(recorded_run(RECORDINGS["mnist_12k"].recipe), theme)


def _parameters(theme: Theme) -> go.Figure:
    return parameters_charts.thumbnail(summarize(Network(hidden_units=(32, 32))), theme)


# Page stem -> its picture. A page without one is named by tests/test_pages.py.
THUMBNAILS: dict[str, Callable[[Theme], go.Figure]] = {"mnist": _mnist, "parameters": _parameters}
