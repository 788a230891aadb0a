"""Charts of the view Verdict of /tabular: scores of folds, ROC, calibration, confusion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.confusion import confusion as confusion_matrix
from components.charts.theme import Theme
from components.concepts.binary_scores import Calibration, RocCurve
from components.concepts.fold_interval import FoldInterval

ROW = 62  # pixels
POINTS = 200  # of a ROC curve that are drawn


@dataclass(frozen=True, eq=False)
class ScoreRow:
    """One contestant in a chart of scores.

    Attributes:
        contestant: in `Theme.contestants`.
        label: what stands above its dots, safe as text.
        values: (k,), one a fold, NaN for one that is not done.
        interval: of the mean, if there is one.
    """

    contestant: str
    label: str
    values: np.ndarray
    interval: FoldInterval | None


@dataclass(frozen=True)
class Guess:
    """What always answering the larger class scores, and what stands at its line, safe as text."""

    value: float
    label: str


def ranking(title: str, rows: Sequence[ScoreRow], guess: Guess, theme: Theme) -> go.Figure:
    """Mean and interval of each contestant, in the order given from the top, and a line for guessing.

    Args:
        title: which score.
        rows: contestants; the label of each stands above its mark.
        guess: is within the axis, however far away.
        theme: the appearance.
    """
    chart = looks.figure(title, theme, height=112 + ROW * len(rows))
    ends = [guess.value]
    heights = np.arange(len(rows))[::-1].astype(float)
    for row, height in zip(rows, heights, strict=True):
        marker = looks.contestant_marker(row.contestant, theme)
        mean = float(np.nanmean(row.values)) if row.interval is None else row.interval.mean
        ends += [mean] if row.interval is None else [row.interval.low, row.interval.high]
        if row.interval is not None:
            _interval(chart, row.interval, height, marker["color"])
        chart.add_scatter(
            x=[mean],
            y=[height],
            mode="markers",
            marker={**marker, "size": 13},
            hovertemplate=f"{row.label}<extra></extra>",
        )
    chart.add_vline(x=guess.value, line={"color": theme.text, "width": 1.5, "dash": "dot"})
    low, high = min(ends), max(ends)
    room = 0.04 * (high - low)
    left = guess.value < (low + high) / 2
    for row, height in zip(rows, heights, strict=True):  # at the other edge: no name is struck through
        _label(chart, row.label, height + 0.37, theme, edge="right" if left else "left")
    chart.add_annotation(
        text=f"{guess.label} ",
        x=guess.value,
        y=-0.75,
        showarrow=False,
        xanchor="left" if left else "right",
        xshift=4 if left else -4,
        font={"size": 12, "color": theme.text},
    )
    chart.update_layout(showlegend=False, margin={"l": 12, "r": 12})
    chart.update_xaxes(range=[low - room, high + room], fixedrange=True, nticks=8, zeroline=False)
    return chart.update_yaxes(range=[-1, len(rows) - 0.4], visible=False, fixedrange=True)


def score_dots(
    title: str, rows: Sequence[ScoreRow], theme: Theme, *, reference: float | None = None
) -> go.Figure:
    """One dot a fold and, below the dots, mean and interval; the same fold is joined by a thin line.

    Args:
        title: which score.
        rows: contestants, from the top.
        theme: the appearance.
        reference: a value that is marked, such as 0 for differences.
    """
    chart = looks.figure(title, theme, height=70 + ROW * len(rows))
    heights = np.arange(len(rows))[::-1].astype(float)
    _join_folds(chart, rows, heights, theme)
    for row, height in zip(rows, heights, strict=True):
        marker = looks.contestant_marker(row.contestant, theme)
        chart.add_scatter(
            x=row.values,
            y=np.full(len(row.values), height),
            mode="markers",
            marker={**marker, "size": 9, "opacity": 0.75},
            customdata=np.arange(1, len(row.values) + 1),
            hovertemplate=f"{row.label}<br>fold %{{customdata}}: %{{x:.3f}}<extra></extra>",
        )
        if row.interval is not None:
            _interval(chart, row.interval, height - 0.24, marker["color"])
        _label(chart, row.label, height + 0.37, theme)
    if reference is not None:
        chart.add_vline(x=reference, line={"color": theme.muted, "width": 1.5, "dash": "dot"})
    chart.update_layout(showlegend=False, margin={"l": 12, "r": 12})
    chart.update_xaxes(fixedrange=True, nticks=6, zeroline=False)
    return chart.update_yaxes(range=[-0.5, len(rows) - 0.4], visible=False, fixedrange=True)


def _label(chart: go.Figure, text: str, height: float, theme: Theme, *, edge: str = "left") -> None:
    """What a row is, above its marks, at an edge of the picture."""
    chart.add_annotation(
        text=text,
        xref="paper",
        x=1 if edge == "right" else 0,
        y=height,
        showarrow=False,
        xanchor=edge,
        font={"size": 12, "color": theme.text},
        bgcolor=theme.background,
        borderpad=1,
    )


def _join_folds(chart: go.Figure, rows: Sequence[ScoreRow], heights: np.ndarray, theme: Theme) -> None:
    values = np.stack([row.values for row in rows])
    gap = np.full((1, values.shape[1]), np.nan)
    chart.add_scatter(
        x=np.concatenate([values, gap]).T.ravel(),
        y=np.tile([*heights, np.nan], values.shape[1]),
        mode="lines",
        line={"color": theme.muted, "width": 0.8},
        opacity=0.5,
        hoverinfo="skip",
    )


def _interval(chart: go.Figure, interval: FoldInterval, height: float, color: str) -> None:
    chart.add_scatter(
        x=[interval.low, interval.mean, interval.high],
        y=[height] * 3,
        mode="lines+markers",
        line={"color": color, "width": 3},
        marker={"symbol": "line-ns", "size": [7, 13, 7], "line": {"color": color, "width": 2.5}},
        hovertemplate=f"mean {interval.mean:.3f}<br>95 % interval {interval.low:.3f} to {interval.high:.3f}"
        "<extra></extra>",
    )


def roc(
    curves: Mapping[str, RocCurve],
    labels: Mapping[str, str],
    marked: tuple[float, float] | None,
    theme: Theme,
) -> go.Figure:
    """ROC curves of all contestants, the diagonal of guessing, and the point of the threshold that is set.

    Args:
        curves: contestant -> its curve.
        labels: contestant -> what the legend says.
        marked: false and true positive rate at the threshold.
        theme: the appearance.
    """
    chart = looks.figure("ROC", theme, x="of class 0, called 1", y="of class 1, called 1", height=400)
    _diagonal(chart, theme)
    for name, curve in curves.items():
        kept = _spread(curve.false_positive_rate + curve.true_positive_rate)
        chart.add_scatter(
            x=curve.false_positive_rate[kept],
            y=curve.true_positive_rate[kept],
            customdata=curve.thresholds[kept],
            name=labels[name],
            mode="lines",
            line={**looks.contestant_line(name, theme), "width": 2.2},
            hovertemplate=f"{labels[name]}<br>threshold %{{customdata:.2f}}: %{{y:.0%}} of class 1, "
            "%{x:.0%} of class 0<extra></extra>",
        )
    if marked is not None:
        chart.add_scatter(
            x=marked[:1],
            y=marked[1:],
            mode="markers",
            marker={"symbol": "circle-open", "size": 14, "color": theme.stop, "line": {"width": 3}},
            hovertemplate="the threshold that is set<extra></extra>",
            showlegend=False,
        )
    return _unit_square(chart)


def calibration(curves: Mapping[str, Calibration], labels: Mapping[str, str], theme: Theme) -> go.Figure:
    """What was said against what came true, in groups of equally many rows; on the diagonal both agree.

    Args:
        curves: contestant -> its groups.
        labels: contestant -> what the legend says.
        theme: the appearance.
    """
    chart = looks.figure("Calibration", theme, x="probability said", y="share that was class 1", height=400)
    _diagonal(chart, theme)
    for name, curve in curves.items():
        chart.add_scatter(
            x=curve.predicted,
            y=curve.observed,
            customdata=curve.counts,
            name=labels[name],
            mode="lines+markers",
            line={**looks.contestant_line(name, theme), "width": 1.6},
            marker={**looks.contestant_marker(name, theme), "size": 7},
            hovertemplate=f"{labels[name]}<br>said %{{x:.0%}}, came true %{{y:.0%}} (%{{customdata:,}} rows)"
            "<extra></extra>",
        )
    return _unit_square(chart)


def confusion(matrix: np.ndarray, theme: Theme) -> go.Figure:
    """Counts of true class against answer, each with its share of the true class.

    Args:
        matrix: (2, 2); a row is a true class.
        theme: the appearance.
    """
    shares = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    words = np.where(np.eye(2, dtype=bool), "right", "wrong")
    cells = zip(matrix.ravel(), shares.ravel(), words.ravel(), strict=True)
    texts = [f"<b>{count:,}</b><br>{share:.1%} {word}" for count, share, word in cells]
    chart = confusion_matrix(matrix, texts, theme, title="Confusion", height=210, letters=14)
    chart.update_traces(hoverinfo="skip", hovertemplate=None)
    chart.update_layout(margin={"t": 34})
    chart.update_xaxes(tickangle=0, ticktext=["called 0", "called 1"])
    return chart.update_yaxes(tickangle=0, ticktext=["class 0 ", "class 1 "])


def _diagonal(chart: go.Figure, theme: Theme) -> None:
    chart.add_scatter(
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        line={"color": theme.muted, "width": 1, "dash": "dot"},
        hoverinfo="skip",
        showlegend=False,
    )


def _unit_square(chart: go.Figure) -> go.Figure:
    below = {"y": 0, "yref": "container", "yanchor": "bottom", "x": 0, "xanchor": "left"}
    chart.update_layout(legend=below, margin={"t": 34, "b": 128})
    chart.update_xaxes(range=[-0.02, 1.02], tickformat=".1f", fixedrange=True)
    return chart.update_yaxes(range=[-0.02, 1.02], tickformat=".1f", fixedrange=True)


def _spread(rising: np.ndarray) -> np.ndarray:
    """Places of at most `POINTS` points, evenly along a rising (m,) array, both ends among them."""
    if len(rising) <= POINTS:
        return np.arange(len(rising))
    found = np.searchsorted(rising, np.linspace(rising[0], rising[-1], POINTS))
    return np.unique(np.append(found, len(rising) - 1))
