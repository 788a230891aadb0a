"""Charts of the early-stopping rule on /mnist."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.theme import Theme
from components.concepts.early_stopping import StoppingMap


def stop_epochs(answer: StoppingMap, current: tuple[int, float], theme: Theme) -> go.Figure:
    """Map of patience x min_delta, coloured by the epoch at which the rule stops.

    Args:
        answer: the map; epochs count from 0, -1 is "not reached".
        current: patience and min_delta that are set, marked if they are on the map.
        theme: the viewer's appearance.
    """
    reached = answer.stopped_epoch >= 0
    shown = np.where(reached, answer.stopped_epoch + 1.0, np.nan)
    words = np.where(reached, (answer.stopped_epoch + 1).astype(str), "not reached")
    chart = _map("Stop epoch for every patience and min_delta", answer, (shown, words), theme)
    return _mark(chart, answer, current, theme)


def kept_values(
    answer: StoppingMap, values: list[float], current: tuple[int, float], theme: Theme
) -> go.Figure:
    """Map of patience x min_delta, coloured by the monitored value of the epoch that is kept."""
    kept = np.array(values, dtype=float)[answer.weights_epoch]
    words = np.array(
        [
            [f"{value:.4f}, epoch {epoch + 1}" for value, epoch in zip(*row, strict=True)]
            for row in zip(kept, answer.weights_epoch, strict=True)
        ]
    )
    chart = _map("Monitored value of the weights that are kept", answer, (kept, words), theme)
    return _mark(chart, answer, current, theme)


def _map(title: str, answer: StoppingMap, cells: tuple[np.ndarray, np.ndarray], theme: Theme) -> go.Figure:
    shown, words = cells
    labels = [f"{value:g}" for value in answer.min_deltas]
    chart = looks.figure(title, theme, x="patience", y="min_delta", height=340)
    chart.add_heatmap(
        x=list(answer.patiences),
        y=labels,
        z=shown,
        customdata=words,
        colorscale=theme.sequential,
        xgap=1,
        ygap=1,
        hovertemplate="patience %{x}, min_delta %{y}: %{customdata}<extra></extra>",
        colorbar={"thickness": 10, "outlinewidth": 0},
    )
    chart.update_yaxes(type="category", showgrid=False)
    chart.update_xaxes(showgrid=False, dtick=2)
    return chart


def _mark(chart: go.Figure, answer: StoppingMap, current: tuple[int, float], theme: Theme) -> go.Figure:
    patience, min_delta = current
    if patience in answer.patiences and min_delta in answer.min_deltas:
        chart.add_scatter(
            x=[patience],
            y=[f"{min_delta:g}"],
            mode="markers",
            marker={"symbol": "square-open", "size": 16, "color": theme.stop, "line": {"width": 3}},
            hoverinfo="skip",
            showlegend=False,
        )
    return chart
