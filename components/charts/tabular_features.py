"""Charts of the view "Whose features?" of /tabular: weights that people give meaning to, and learned ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.theme import Theme
from components.concepts.number_text import number

MOST_BARS = 14  # inputs that are drawn as bars, the heaviest
MOST_INPUTS = 30  # that the picture of a layer has: each cell is a point to click


def weights(title: str, names: Sequence[str], folds: np.ndarray, theme: Theme) -> go.Figure:
    """Bars of the mean weight of each input in the signed colours, the heaviest on top; a dot for each fold.

    Args:
        title: whose weights.
        names: of the inputs, safe as text.
        folds: (k, inputs), NaN where a fold lacks an input.
        theme: the appearance.
    """
    means = _means(folds)
    shown = np.argsort(-np.abs(means), kind="stable")[:MOST_BARS]
    chart = looks.figure(title, theme, x="weight, for standardized inputs", height=104 + 23 * len(shown))
    places = np.arange(len(shown))
    chart.add_bar(
        x=means[shown],
        y=places,
        orientation="h",
        marker={
            "color": [theme.positive if mean > 0 else theme.negative for mean in means[shown]],
            "opacity": 0.75,
        },
        customdata=[names[i] for i in shown],
        hovertemplate="%{customdata}: %{x:+.3f}<extra></extra>",
    )
    chart.add_scatter(
        x=folds[:, shown].ravel(),
        y=np.tile(places, len(folds)),
        mode="markers",
        marker={"size": 5, "color": theme.text, "opacity": 0.7},
        customdata=np.repeat(np.arange(1, len(folds) + 1), len(shown)),
        hovertemplate="fold %{customdata}: %{x:+.3f}<extra></extra>",
    )
    chart.update_layout(showlegend=False, bargap=0.35)
    chart.update_xaxes(zerolinecolor=theme.muted, fixedrange=True, nticks=6)
    return _named(chart, [names[i] for i in shown])


def reads(title: str, names: Sequence[str], used: Sequence[str], theme: Theme) -> go.Figure:
    """Which of the inputs a made feature reads, as bars: all the others are empty.

    Args:
        title: the feature, safe as text.
        names: of the inputs from the top, safe as text.
        used: those that it reads.
        theme: the appearance.
    """
    chart = looks.figure(title, theme, x="read", height=104 + 26 * len(names))
    chart.add_bar(
        x=[1.0 if name in used else 0.0 for name in names],
        y=np.arange(len(names)),
        orientation="h",
        marker={"color": theme.contestants["made"], "opacity": 0.75},
        customdata=["read" if name in used else "not read" for name in names],
        hovertext=list(names),
        hovertemplate="%{hovertext}: %{customdata}<extra></extra>",
    )
    chart.update_layout(showlegend=False, bargap=0.35)
    chart.update_xaxes(range=[0, 1.1], tickvals=[0, 1], ticktext=["no", "yes"], fixedrange=True)
    return _named(chart, names)


def unit_sum(title: str, names: Sequence[str], unit: np.ndarray, theme: Theme) -> go.Figure:
    """A hidden unit as a sum: a bar in the signed colours for each weight, with its term of the sum.

    Args:
        title: which unit, safe as text.
        names: of the inputs from the top, safe as text.
        unit: (inputs,) weights, in the same order.
        theme: the appearance.
    """
    most = float(np.abs(unit).max()) or 1.0
    chart = looks.figure(title, theme, x="weight, for standardized inputs", height=104 + 26 * len(names))
    chart.add_bar(
        x=unit,
        y=np.arange(len(names)),
        orientation="h",
        marker={"color": [theme.positive if w > 0 else theme.negative for w in unit], "opacity": 0.75},
        text=[f"{number(w, '+.2f')} × {name}" for w, name in zip(unit, names, strict=True)],
        textposition="outside",
        textfont={"size": 12, "color": theme.text},
        cliponaxis=False,
        hoverinfo="skip",
    )
    chart.update_layout(showlegend=False, bargap=0.35)
    chart.update_xaxes(range=[-2.1 * most, 2.1 * most], zerolinecolor=theme.muted, fixedrange=True, nticks=6)
    return _named(chart, ["" for _ in names])


def importance(
    names: Sequence[str], lost: Mapping[str, np.ndarray], labels: Mapping[str, str], theme: Theme
) -> go.Figure:
    """For each column and contestant a dot: accuracy lost when the column is shuffled; a line for the folds.

    Args:
        names: of the table's columns, safe as text.
        lost: contestant -> (folds, columns).
        labels: contestant -> what the legend says.
        theme: the appearance.
    """
    means = {name: found.mean(axis=0) for name, found in lost.items()}
    most = np.max(list(means.values()), axis=0)
    shown = np.argsort(-most, kind="stable")[:MOST_BARS]
    title = "Accuracy lost when one column is shuffled"
    chart = looks.figure(title, theme, x="accuracy lost", height=150 + 26 * len(shown))
    steps = np.linspace(-0.27, 0.27, len(lost)) if len(lost) > 1 else [0.0]
    for step, (name, found) in zip(steps, lost.items(), strict=True):
        mean, part = means[name][shown], found[:, shown]
        marker = looks.contestant_marker(name, theme)
        chart.add_scatter(
            x=mean,
            y=np.arange(len(shown)) + step,
            name=labels[name],
            mode="markers",
            marker={**marker, "size": 8},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": part.max(axis=0) - mean,
                "arrayminus": mean - part.min(axis=0),
                "thickness": 1.3,
                "width": 0,
                "color": looks.veil(marker["color"], 0.55),
            },
            customdata=[names[i] for i in shown],
            hovertemplate=f"{labels[name]}<br>%{{customdata}} shuffled: %{{x:.3f}} lost<extra></extra>",
        )
    below = {"y": 0, "yref": "container", "yanchor": "bottom", "x": 0, "xanchor": "left"}
    chart.update_layout(legend=below, margin={"b": 74})
    chart.update_xaxes(zerolinecolor=theme.muted, fixedrange=True, nticks=7)
    return _named(chart, [names[i] for i in shown])


def first_layer(
    kernel: np.ndarray, names: Sequence[str], units: Sequence[int], marked: int, theme: Theme
) -> go.Figure:
    """Weights of the first layer, inputs down, units across, in the signed colours; any unit can be clicked.

    Args:
        kernel: (inputs, units), units in the order in which they stand.
        names: of the inputs, safe as text.
        units: their numbers, in the same order.
        marked: place of the unit that is framed.
        theme: the appearance.
    """
    inputs, count = kernel.shape
    limit = float(np.abs(kernel).max()) or 1.0
    kernel = np.round(kernel, 3)
    title = f"First layer of the MLP: {inputs} inputs × {count} units"
    chart = looks.figure(title, theme, x="hidden units, the heaviest first", height=110 + 23 * inputs)
    chart.add_heatmap(
        z=kernel,
        zmin=-limit,
        zmax=limit,
        colorscale=theme.diverging,
        colorbar={"thickness": 8, "nticks": 5, "xpad": 4, "tickformat": ".1~f"},
        hoverinfo="skip",
    )
    edge = {"type": "rect", "line": {"color": theme.text, "width": 1.5}}
    chart.add_shape(**edge, x0=marked - 0.5, x1=marked + 0.5, y0=-0.5, y1=inputs - 0.5)
    chart.add_scatter(
        x=[marked],
        y=[-0.85],
        mode="markers",
        marker={"symbol": "triangle-down", "size": 12, "color": theme.text},
        hoverinfo="skip",
    )
    places = np.arange(count)
    # What can be clicked; small, since of points that overlap under the pointer Plotly takes the last one.
    chart.add_scatter(
        x=np.tile(places, inputs),
        y=np.repeat(np.arange(inputs), count),
        mode="markers",
        marker={"size": 6, "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        customdata=[
            [unit, names[i], kernel[i, place]] for i in range(inputs) for place, unit in enumerate(units)
        ],
        hovertemplate="unit %{customdata[0]}<br>%{customdata[1]}: %{customdata[2]:+.2f}<extra></extra>",
    )
    chart.update_layout(showlegend=False, clickmode="event+select", dragmode=False, hovermode="closest")
    chart.update_layout(hoverdistance=-1)  # anywhere in a cell, however wide it is
    chart.update_xaxes(range=[-0.5, count - 0.5], showticklabels=False, showgrid=False, zeroline=False)
    chart.update_xaxes(ticks="", fixedrange=True)
    return _named(chart, names, grid=False).update_yaxes(range=[inputs - 0.5, -1.3], ticks="")


def _named(chart: go.Figure, names: Sequence[str], *, grid: bool = True) -> go.Figure:
    """Write names beside the rows, the first on top; two rows may have the same name.

    The title starts at the left edge: beside long names it would not fit on a phone.
    """
    chart.update_layout(title={"x": 0.01, "xref": "container"})
    return chart.update_yaxes(
        tickvals=np.arange(len(names)),
        ticktext=[f"{name} " for name in names],
        range=[len(names) - 0.5, -0.5],
        zeroline=False,
        showgrid=grid,
        fixedrange=True,
        tickfont={"size": 12},
    )


def _means(folds: np.ndarray) -> np.ndarray:
    there = ~np.isnan(folds)
    return np.where(there, folds, 0.0).sum(axis=0) / np.maximum(there.sum(axis=0), 1)
