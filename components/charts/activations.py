"""Charts of /activations: what functions do to a bell, and layers of ReLU units; figures out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.theme import Theme, activation_line
from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import SPREADS, rms_slopes
from components.concepts.dying_relu import ReluUnits

_SPREADS = np.geomspace(*SPREADS, 60)


def rms_against_spread(names: Sequence[str], center: float, theme: Theme) -> go.Figure:
    """RMS slope under the bell against its spread, one line for each function."""
    chart = looks.figure(
        f"Share of the error passed back, for a bell of z around {center:g}",
        theme,
        x="spread of z",
        y="share passed back (RMS slope)",
        height=300,
    )
    for name in names:
        chart.add_scatter(
            x=_SPREADS,
            y=rms_slopes(ACTIVATIONS[name], _SPREADS, center),
            name=ACTIVATIONS[name].label,
            mode="lines",
            line={**activation_line(name, theme), "width": 2.5},
            hovertemplate="spread %{x:.2f}: %{y:.3f} passed back",
        )
    beside = {"orientation": "v", "x": 1.02, "xanchor": "left", "y": 1, "yanchor": "top"}
    chart.update_layout(hovermode="x", showlegend=True, legend=beside)
    return chart.update_yaxes(rangemode="tozero")


def units_by_inputs(layer: ReluUnits, theme: Theme) -> go.Figure:
    """Rows are units, columns are inputs: on where z > 0, off where not; dead rows in the colour of text."""
    colors = (theme.text, theme.grid, theme.families["relu"])  # dead, off, on
    state = np.where(layer.dead[:, None], 0, 1 + layer.lit)
    chart = looks.figure(
        "On: ReLU lets z through",
        theme,
        x="input",
        y="unit, busiest first",
        height=400,
    )
    chart.add_heatmap(
        x=np.arange(1, state.shape[1] + 1),
        y=np.arange(1, state.shape[0] + 1),
        z=state,
        customdata=layer.pre_activations,
        zmin=0,
        zmax=2,
        colorscale=[(edge / 3, color) for i, color in enumerate(colors) for edge in (i, i + 1)],
        showscale=False,
        hovertemplate="unit %{y}, input %{x}: z = %{customdata:.2f}<extra></extra>",
    )
    for name, color in zip(("dead unit", "off", "on"), colors, strict=True):
        mark = {"symbol": "square", "size": 12, "color": color, "line": {"color": theme.muted, "width": 1}}
        chart.add_scatter(x=[None], y=[None], mode="markers", marker=mark, name=name)
    if (dead := int(layer.dead.sum())) > 2:
        middle = {"x": (state.shape[1] + 1) / 2, "y": len(state) - dead / 2 + 0.5}
        chart.add_annotation(
            **middle, text=f"{dead} dead units", showarrow=False, font={"color": theme.background}
        )
    below = {
        "x": 0,
        "xanchor": "left",
        "y": -0.2,
        "yanchor": "top",
    }  # above, it covers the title on a phone
    chart.update_layout(showlegend=True, legend=below, margin={"t": 40, "b": 92})
    chart.update_xaxes(showgrid=False, range=[0.5, state.shape[1] + 0.5])
    return chart.update_yaxes(showgrid=False, range=[len(state) + 0.5, 0.5])


def thumbnail(theme: Theme) -> go.Figure:
    """The slopes of ReLU, tanh and sigmoid, without axes."""
    chart = looks.bare(theme)
    z = np.linspace(-5, 5, 401)
    for name in ("relu", "tanh", "sigmoid"):
        line = {**activation_line(name, theme), "width": 2.5}
        chart.add_scatter(x=z, y=ACTIVATIONS[name].derivative(z), mode="lines", line=line)
    return chart
