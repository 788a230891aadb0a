"""The boundary of a network in the plane: small charts of one size, to be put side by side."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.theme import Theme
from components.concepts.plane import Plane


def boundary(
    probability: np.ndarray, plane: Plane, points: tuple[np.ndarray, np.ndarray], title: str, theme: Theme
) -> go.Figure:
    """The probability of class 1 over the plane, with points; a line where it is one half.

    Args:
        probability: (side * side,) or (side * side, 1), one for each point of the plane.
        plane: where they stand.
        points: (n, 2) and their classes (n,).
        title: what network this is.
        theme: the appearance.
    """
    chart = looks.figure(title, theme, height=230)
    _add_probability(chart, probability, plane, theme)
    add_points(chart, points, theme)
    chart.update_xaxes(showticklabels=False, ticks="")
    chart.update_yaxes(showticklabels=False, ticks="")
    return _square(chart, plane)


def thumbnail(
    probability: np.ndarray, plane: Plane, points: tuple[np.ndarray, np.ndarray], theme: Theme
) -> go.Figure:
    """The same without title and axes, for the contents."""
    chart = looks.bare(theme)
    _add_probability(chart, probability, plane, theme)
    add_points(chart, points, theme, size=4)
    chart.update_traces(hoverinfo="skip", hovertemplate=None)
    edges = [float(plane.axis[0]), float(plane.axis[-1])]
    chart.update_xaxes(range=edges, constrain="domain")
    return chart.update_yaxes(range=edges, scaleanchor="x", constrain="domain")


def pickable(
    plane: Plane, points: tuple[np.ndarray, np.ndarray], picked: int, title: str, theme: Theme
) -> go.Figure:
    """Points of both classes in one trace, so that each can be clicked; one is ringed.

    Args:
        plane: how far the axes reach.
        points: (n, 2) and their classes (n,).
        picked: the one that is ringed.
        title: of the chart.
        theme: the appearance.
    """
    x, labels = points[0], points[1].astype(int)
    chart = looks.figure(title, theme, height=310)
    ring, (x1, x2) = 0.06 * float(plane.axis[-1]), x[picked].tolist()
    corners = {"x0": x1 - ring, "x1": x1 + ring, "y0": x2 - ring, "y1": x2 + ring}
    chart.add_shape(type="circle", **corners, line={"color": theme.text, "width": 3})
    colors = np.array([theme.class_0, theme.class_1])[labels]
    chart.add_scatter(
        x=x[:, 0],
        y=x[:, 1],
        mode="markers",
        marker={"size": 9, "color": colors.tolist(), "symbol": np.array(looks.SYMBOLS)[labels].tolist()},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        customdata=np.stack([np.arange(len(labels)), labels], axis=1),
        hovertemplate="point %{customdata[0]}, class %{customdata[1]}<br>"
        "x1 %{x:.2f}, x2 %{y:.2f}<extra></extra>",
    )
    chart.update_layout(clickmode="event+select", dragmode=False, hovermode="closest", showlegend=False)
    return _square(chart, plane)


def add_points(
    chart: go.Figure, points: tuple[np.ndarray, np.ndarray], theme: Theme, *, size: float = 6
) -> None:
    """Add points of two classes, told apart by colour and by shape; their size is in pixels."""
    x, labels = points
    for label, color in enumerate((theme.class_0, theme.class_1)):
        chosen = x[labels == label]
        chart.add_scatter(
            x=chosen[:, 0],
            y=chosen[:, 1],
            name=f"class {label}",
            mode="markers",
            marker={
                "size": size,
                "color": color,
                "symbol": looks.SYMBOLS[label],
                "line": {"width": 0.8, "color": theme.background},
            },
            hoverinfo="skip",
        )


def fading(theme: Theme) -> list[tuple[float, str]]:
    """A scale for the probability of class 1: the colour of the likelier class, nothing at one half."""
    zero, one = theme.class_0, theme.class_1
    return [
        (0.0, looks.veil(zero, 0.5)),
        (0.5, looks.veil(zero, 0)),
        (0.5, looks.veil(one, 0)),
        (1.0, looks.veil(one, 0.5)),
    ]


def _add_probability(chart: go.Figure, probability: np.ndarray, plane: Plane, theme: Theme) -> None:
    """Add the probability of class 1 over the plane, and a line where it is one half."""
    values = np.nan_to_num(plane.picture(probability), nan=0.5).astype(np.float32)
    chart.add_heatmap(
        x=plane.axis,
        y=plane.axis,
        z=values,
        zmin=0,
        zmax=1,
        colorscale=fading(theme),
        showscale=False,
        hovertemplate="x1 %{x:.2f}, x2 %{y:.2f}<br>class 1: %{z:.2f}<extra></extra>",
    )
    if values.min() < 0.5 < values.max():
        chart.add_contour(
            x=plane.axis,
            y=plane.axis,
            z=_log_odds(values),  # a straight line between two places, where probabilities make a step
            contours={"start": 0, "end": 0, "size": 1, "coloring": "none"},
            line={"color": theme.text, "width": 2.5},
            showscale=False,
            hoverinfo="skip",
        )


def _log_odds(probability: np.ndarray) -> np.ndarray:
    clipped = np.clip(probability.astype(np.float64), 1e-30, 1 - 1e-16)
    return (np.log(clipped) - np.log1p(-clipped)).astype(np.float32)


def _square(chart: go.Figure, plane: Plane) -> go.Figure:
    edges = [float(plane.axis[0]), float(plane.axis[-1])]
    chart.update_layout(margin={"l": 4, "r": 4, "t": 30, "b": 4}, showlegend=False)
    same = {"range": edges, "fixedrange": True, "constrain": "domain", "zeroline": False, "dtick": 1}
    same["title"] = {"standoff": 4}
    chart.update_xaxes(title_text="x1", **same)
    return chart.update_yaxes(title_text="x2", scaleanchor="x", constraintoward="top", **same)
