"""The confusion matrix as a picture: mistakes are coloured, right answers muted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.digits import written
from components.charts.theme import Theme


def confusion(
    matrix: np.ndarray, texts: Sequence[str], theme: Theme, *, title: str, height: int, letters: int = 12
) -> go.Figure:
    """Counts of true class by answer.

    Args:
        matrix: (classes, classes), a row a true class.
        texts: what stands in each cell, row by row.
        theme: the appearance.
        title: of the chart.
        height: in pixels.
        letters: their size in pixels.
    """
    classes = len(matrix)
    errors = matrix - np.diag(matrix.diagonal())
    chart = looks.figure(title, theme, height=height)
    chart.add_heatmap(
        z=errors,
        zmin=0,
        zmax=max(1, int(errors.max())),
        colorscale=[(0.0, theme.surface), (1.0, theme.mistake)],
        showscale=False,
        customdata=matrix,
        hovertemplate="true %{y}, answered %{x}: %{customdata:,}<extra></extra>",
        xgap=1,
        ygap=1,
    )
    strong = errors.ravel() > 0.55 * max(1, errors.max())
    right = np.eye(classes, dtype=bool).ravel()
    colors = np.select([right, strong], [theme.muted, theme.background], theme.text)
    chart.add_trace(written(texts, colors.tolist(), classes, letters))
    ticks = {"tickvals": list(range(classes)), "showgrid": False, "zeroline": False, "fixedrange": True}
    chart.update_xaxes(range=[-0.5, classes - 0.5], **ticks)
    return chart.update_yaxes(range=[classes - 0.5, -0.5], **ticks)
