"""Charts of /hidden_layers; the network and the travel through its layers are drawn in the browser."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.theme import Theme
from components.concepts.linear_probe import Separability

GUESS = 0.5  # what a coin scores where both classes are as frequent


def separability_bars(found: Separability, theme: Theme) -> go.Figure:
    """One bar for each layer: how many points a straight cut through its features puts on the right side."""
    names = ["x, the inputs", *found.names[1:]]
    chart = looks.figure(
        "How far one straight cut gets, layer by layer", theme, y="accuracy of a linear probe", height=320
    )
    chart.add_bar(
        x=names,
        y=found.accuracies,
        text=[f"{accuracy:.2f}" for accuracy in found.accuracies],
        textposition="outside",
        textfont={"size": 15, "color": theme.text},
        marker={"color": [theme.muted, *[theme.primary] * (len(names) - 1)]},
        width=0.55,
        cliponaxis=False,
        hovertemplate=f"%{{x}}: %{{y:.3f}} of {found.scored} points<extra></extra>",
        showlegend=False,
    )
    chart.add_hline(y=GUESS, line={"color": theme.muted, "dash": "dot", "width": 1.5})
    chart.add_annotation(
        text="guessing", x=1, xref="paper", xanchor="right", y=GUESS, yanchor="bottom", showarrow=False,
        font={"size": 12, "color": theme.text},
    )  # fmt: skip
    chart.update_xaxes(
        title_text=f"fitted on {found.fitted} points, scored on {found.scored} others",
        range=[-0.5, len(names) * 1.2 - 0.5],  # a free strip on the right for "guessing"
        showgrid=False,
    )
    return chart.update_yaxes(range=[0, 1.12], tickvals=[0, 0.25, 0.5, 0.75, 1])


def thumbnail(
    probability: np.ndarray, reach: float, points: np.ndarray, labels: np.ndarray, theme: Theme
) -> go.Figure:
    """The boundary of a network with the points it parts.

    Args:
        probability: (n, n) of class 1 over -reach..reach on both axes; the first row is the lowest x2.
        reach: of the plane.
        points: (m, 2).
        labels: (m,) of 0 and 1.
        theme: the appearance.
    """
    chart = looks.bare(theme)
    axis = np.linspace(-reach, reach, len(probability))
    chart.add_heatmap(
        x=axis,
        y=axis,
        z=probability,
        zmin=0,
        zmax=1,
        colorscale=[(0, theme.class_0), (0.5, theme.background), (1, theme.class_1)],
        opacity=0.45,
        showscale=False,
        hoverinfo="skip",
    )
    chart.add_contour(
        x=axis,
        y=axis,
        z=probability,
        contours={"start": 0.5, "end": 0.5, "size": 1, "coloring": "none"},
        line={"color": theme.text, "width": 2},
        showscale=False,
        hoverinfo="skip",
    )
    for label, color in enumerate((theme.class_0, theme.class_1)):
        mine = points[labels.astype(int) == label]
        chart.add_scatter(
            x=mine[:, 0],
            y=mine[:, 1],
            mode="markers",
            marker={"color": color, "symbol": looks.SYMBOLS[label], "size": 4},
            hoverinfo="skip",
        )
    chart.update_xaxes(range=[-reach, reach], constrain="domain")
    return chart.update_yaxes(range=[-reach, reach], scaleanchor="x", constrain="domain")
