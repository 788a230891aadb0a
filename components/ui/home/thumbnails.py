"""A small true picture of every page, for the contents."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go

from components.charts import activations as activations_charts
from components.charts import mnist as mnist_charts
from components.charts.theme import Theme
from components.training.recordings import RECORDINGS
from components.ui.cached import recorded_run


def _mnist(theme: Theme) -> go.Figure:
    return mnist_charts.thumbnail(recorded_run(RECORDINGS["mnist_12k"].recipe), theme)


# Page stem -> its picture. A page without one is named by tests/test_pages.py.
THUMBNAILS: dict[str, Callable[[Theme], go.Figure]] = {
    "activations": activations_charts.thumbnail,
    "mnist": _mnist,
}
