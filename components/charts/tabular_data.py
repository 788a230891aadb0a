"""Charts of the view Data of /tabular: a column by class, and accuracy against the number of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.tabular_verdict import Guess
from components.charts.theme import Theme
from components.concepts.column_by_class import ColumnByClass
from components.training.learning_curve import LearningCurve

PATTERNS = ("", "/")  # of class 0 and class 1: no meaning hangs on colour alone


def balance(counts: Sequence[int], class_names: Sequence[str], theme: Theme) -> go.Figure:
    """One bar, parted into the classes.

    Args:
        counts: rows of class 0 and of class 1.
        class_names: two, safe as text.
        theme: the appearance.
    """
    chart = looks.bare(theme, height=64)
    for label, (count, name) in enumerate(zip(counts, class_names, strict=True)):
        chart.add_bar(
            x=[count],
            y=[0],
            orientation="h",
            marker=_class_marker(label, theme),
            hovertemplate=f"class {label}, {name}: {count:,} rows<extra></extra>",
        )
        edge = {"xanchor": "left", "x": 0} if label == 0 else {"xanchor": "right", "x": sum(counts)}
        chart.add_annotation(
            **edge,
            y=0,
            yshift=24,
            text=f"class {label}: {100 * count / max(sum(counts), 1):.0f} %",
            showarrow=False,
            font={"size": 12, "color": theme.text},
        )
    chart.update_layout(barmode="stack", margin={"t": 22, "b": 2})
    return chart.update_xaxes(range=[0, sum(counts)])


def distribution(title: str, column: ColumnByClass, class_names: Sequence[str], theme: Theme) -> go.Figure:
    """Both classes' shares in the same bins, one over the other.

    Args:
        title: which column, safe as text.
        column: its values by class.
        class_names: two, safe as text.
        theme: the appearance.
    """
    chart = looks.figure(title, theme, y="share of the class", height=330)
    edges = column.edges
    for label, name in enumerate(class_names):
        chart.add_bar(
            x=(edges[:-1] + edges[1:]) / 2,
            width=np.diff(edges),
            y=column.shares[label],
            name=f"class {label}: {name}",
            marker={**_class_marker(label, theme), "opacity": 0.6},
            customdata=np.stack([edges[:-1], edges[1:]], axis=1),
            hovertemplate=f"class {label}<br>%{{customdata[0]:.4~g}} to %{{customdata[1]:.4~g}}: %{{y:.1%}}"
            "<extra></extra>",
        )
    below = {"y": -0.16, "yanchor": "top", "x": 0, "xanchor": "left"}
    chart.update_layout(barmode="overlay", bargap=0, legend=below)
    chart.update_xaxes(fixedrange=True, showgrid=False)
    return chart.update_yaxes(tickformat=".0%", fixedrange=True, rangemode="tozero")


def learning_curves(
    curve: LearningCurve, labels: Mapping[str, str], theme: Theme, *, guess: Guess | None = None
) -> go.Figure:
    """Accuracy against the number of training rows, on a log axis: the folds' mean, and a band for the folds.

    Args:
        curve: as much of it as there is.
        labels: contestant -> what the legend says.
        theme: the appearance.
        guess: what always answering the larger class scores; a dotted line.
    """
    title = "Accuracy against training rows"
    chart = looks.figure(title, theme, x="training rows (log scale)", y="accuracy", height=380)
    for name, found in curve.accuracies.items():
        done = ~np.isnan(found).all(axis=1)
        rows, part = np.array(curve.rows)[done], found[done]
        if not len(rows):
            continue
        line = looks.contestant_line(name, theme)
        low, high = np.nanmin(part, axis=1), np.nanmax(part, axis=1)
        chart.add_scatter(
            x=[*rows, *rows[::-1]],
            y=[*high, *low[::-1]],
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=looks.veil(line["color"], 0.15),
            hoverinfo="skip",
            showlegend=False,
        )
        chart.add_scatter(
            x=rows,
            y=np.nanmean(part, axis=1),
            name=labels[name],
            mode="lines+markers",
            line={**line, "width": 2.2},
            marker={**looks.contestant_marker(name, theme), "size": 8},
            customdata=np.stack([low, high], axis=1),
            hovertemplate=f"{labels[name]}<br>%{{x:,}} rows: %{{y:.3f}} "
            "(folds %{customdata[0]:.3f} to %{customdata[1]:.3f})<extra></extra>",
        )
    if guess is not None:
        chart.add_hline(y=guess.value, line={"color": theme.text, "width": 1.5, "dash": "dot"})
        chart.add_annotation(
            text=guess.label, x=1, xref="x domain", xanchor="right", y=guess.value, yanchor="bottom",
            showarrow=False, font={"size": 12, "color": theme.text},
        )  # fmt: skip
    ends = np.log10([curve.rows[0] / 1.15, curve.rows[-1] * 1.15])
    ticks = [f"{rows:,}" for rows in curve.rows]
    chart.update_xaxes(type="log", tickvals=curve.rows, ticktext=ticks, range=ends, fixedrange=True)
    below = {"y": -0.2, "yanchor": "top", "x": 0, "xanchor": "left"}
    return chart.update_layout(legend=below).update_yaxes(fixedrange=True)


def _class_marker(label: int, theme: Theme) -> dict:
    color = (theme.class_0, theme.class_1)[label]
    shape = {"shape": PATTERNS[label], "size": 6, "solidity": 0.35, "fgcolor": theme.background}
    return {"color": color, "line": {"width": 0}, "pattern": {**shape, "bgcolor": color}}
