"""Charts of /mnist_inside; the picture that re-forms while one draws is drawn in the browser."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.digits import SIDE, digits
from components.charts.theme import Theme


def quarter_silenced(accuracies: np.ndarray, whole: float, theme: Theme) -> go.Figure:
    """Test accuracy with a random quarter of a layer switched off: a dot a draw, beside the whole network.

    Args:
        accuracies: (n_draws,).
        whole: test accuracy with all units.
        theme: the appearance.
    """
    chart = looks.figure(
        "A random quarter of H1 switched off, draw by draw", theme, x="test accuracy", height=190
    )
    chart.add_scatter(
        x=accuracies,
        y=np.zeros(len(accuracies)),
        mode="markers",
        marker={"size": 12, "color": theme.test, "opacity": 0.55},
        hovertemplate="a quarter off: %{x:.4f}<extra></extra>",
        showlegend=False,
    )
    mean = float(accuracies.mean())
    labels = (
        (whole, f"all units {whole:.3f}", "left", "solid", theme.muted),
        (mean, f"mean {mean:.3f}", "right", "dot", theme.muted),
        (0.75 * whole, "three quarters of it", "left", "solid", theme.grid),
    )
    for place, words, side, dash, color in labels:
        chart.add_vline(x=place, line={"color": color, "dash": dash})
        chart.add_annotation(
            x=place, y=1.3, text=words, showarrow=False, xanchor=side, xshift=5 if side == "left" else -5
        )
    chart.update_layout(margin_r=90)
    chart.update_xaxes(range=[0.65, 1.0], tickformat=".2f")
    return chart.update_yaxes(visible=False, range=[-1, 1.4])


def thumbnail(image: np.ndarray, template: np.ndarray, theme: Theme) -> go.Figure:
    """An image and, beside it, the template that a network multiplies it with.

    Args:
        image: (28, 28) uint8.
        template: (784,).
        theme: the appearance.
    """
    chart = looks.bare(theme)
    most = float(np.percentile(np.abs(template), 99))
    chart.add_trace(digits(image, theme))
    chart.add_heatmap(
        z=template.reshape(SIDE, SIDE),
        x=np.arange(SIDE) + SIDE + 4,
        colorscale=theme.diverging,
        zmin=-most,
        zmax=most,
        showscale=False,
        hoverinfo="skip",
    )
    return chart.update_yaxes(autorange="reversed", scaleanchor="x")
