"""Charts of /tabular that are not of one view: its small picture for the contents."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.theme import Theme


def thumbnail(scores: Mapping[str, np.ndarray], theme: Theme) -> go.Figure:
    """Rows of dots, the same folds joined by thin lines.

    Args:
        scores: contestant -> (folds,) scores, from the top row down.
        theme: the appearance.
    """
    chart = looks.bare(theme)
    heights = [-float(i) for i in range(len(scores))]
    for of_fold in zip(*scores.values(), strict=True):
        chart.add_scatter(x=of_fold, y=heights, mode="lines", line={"color": theme.grid, "width": 1.5})
    for (name, values), height in zip(scores.items(), heights, strict=True):
        marker = {**looks.contestant_marker(name, theme), "size": 9, "opacity": 0.85}
        chart.add_scatter(x=values, y=np.full(len(values), height), mode="markers", marker=marker)
    return chart.update_yaxes(range=[-len(scores) + 0.4, 0.6])
