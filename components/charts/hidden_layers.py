"""Charts of /hidden_layers; the network and the travel through its layers are drawn in the browser."""

from __future__ import annotations

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
        text=[f"{accuracy:.3f}" for accuracy in found.accuracies],
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
