"""Charts of the depth study: real trainings of shallow and deep networks, recorded."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.figure import axis_name
from components.charts.theme import Theme, activation_line
from components.charts.vanishing_gradients import heading, label, panel
from components.training.depth_study import DEPTHS, LEARNING_RATES, DepthStudy

GUESSING = 0.1  # accuracy of one of ten digits for every image
GUESSING_LOSS = math.log(10)  # loss of a tenth for every digit


def trained(
    study: DepthStudy, activations: Sequence[str], depth: int, initializer: str, theme: Theme
) -> go.Figure:
    """Above: training loss against epoch at one depth. Below: final training accuracy against depth.

    One column for each optimizer; the line is the mean of the seeds, the band reaches from the lowest to
    the highest.
    """
    chart = looks.figure("", theme, height=520)
    for column, (optimizer, rate) in enumerate(LEARNING_RATES.items(), start=1):
        for name in activations:
            losses = study.losses(depth, name, optimizer, initializer)
            epochs = np.arange(1, losses.shape[1] + 1)
            _spread(chart, theme, column, (name, epochs, losses, "epoch %{x}: loss %{y:.3f}"))
            finals = study.final_accuracies(name, optimizer, initializer).T
            _spread(chart, theme, column + 2, (name, DEPTHS, finals, "%{x} layers: accuracy %{y:.3f}"))
        domain = (0.0, 0.47) if column == 1 else (0.53, 1.0)
        title = "Adam" if optimizer == "adam" else optimizer.upper()
        panel(
            chart,
            theme,
            column,
            domain,
            {"title_text": f"epoch, {depth} hidden layers", "dtick": 1, "anchor": axis_name("y", column)},
        )
        panel(
            chart,
            theme,
            column + 2,
            domain,
            {
                "title_text": "hidden layers",
                "title_standoff": 2,
                "tickvals": DEPTHS,
                "anchor": axis_name("y", column + 2),
            },
        )
        for height in (1.0, 0.4):
            heading(chart, theme, domain[0], f"<b>{title}</b> ({rate:g})", y=height)
    loss, accuracy = (
        {"range": [0, 2.5], "domain": [0.62, 1.0]},
        {"range": [0, 1.02], "domain": [0.0, 0.4], "tickformat": ".0%"},
    )
    for place, at in ((1, GUESSING_LOSS), (2, GUESSING_LOSS), (3, GUESSING), (4, GUESSING)):
        x, y = axis_name("x", place), axis_name("y", place)
        line = {"color": theme.muted, "dash": "dot", "width": 1.5}
        chart.add_shape(x0=0, x1=1, y0=at, y1=at, xref=f"{x} domain", yref=y, line=line, layer="below")
        chart.add_annotation(
            text="guessing", x=0, y=at, xref=f"{x} domain", yref=y, xanchor="left",
            yanchor="bottom", showarrow=False, font={"size": 12, "color": theme.muted},
        )  # fmt: skip
    look = {"gridcolor": theme.grid, "zerolinecolor": theme.grid, "automargin": True, "title_font_size": 13}
    return chart.update_layout(
        yaxis={**look, **loss, "anchor": "x", "title_text": "training loss"},
        yaxis2={**look, **loss, "anchor": "x2"},
        yaxis3={**look, **accuracy, "anchor": "x3", "title_text": "training accuracy, at the end"},
        yaxis4={**look, **accuracy, "anchor": "x4"},
        margin={"t": 30, "b": 60},
        legend={"y": -0.12, "yanchor": "top", "x": 0, "xanchor": "left"},
    )


def _spread(chart: go.Figure, theme: Theme, number: int, series: tuple[str, Any, np.ndarray, str]) -> None:
    """Mean over the seeds as a line, lowest to highest as a band. `series`: name, x, (seeds, n), hover."""
    name, x, values, hover = series
    line = activation_line(name, theme)
    axes = {"xaxis": axis_name("x", number), "yaxis": axis_name("y", number), "legendgroup": name}
    chart.add_scatter(
        x=[*x, *reversed(x)],
        y=[*values.max(axis=0), *reversed(values.min(axis=0))],
        fill="toself",
        mode="none",
        fillcolor=line["color"],
        opacity=0.2,
        showlegend=False,
        hoverinfo="skip",
        **axes,
    )
    chart.add_scatter(
        x=list(x),
        y=values.mean(axis=0),
        mode="lines+markers",
        name=label(name),
        showlegend=number == 1,
        line={**line, "width": 2.5},
        marker={"size": 5},
        customdata=np.column_stack([values.min(axis=0), values.max(axis=0)]),
        hovertemplate=f"{hover} (%{{customdata[0]:.3f}} to %{{customdata[1]:.3f}})",
        **axes,
    )
