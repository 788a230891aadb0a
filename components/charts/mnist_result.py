"""Charts of the last step of /mnist: what the kept weights get right and wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.digits import SIDE, digits, montage, written
from components.charts.theme import Theme
from components.concepts.paired import Paired

CAPTION = 14  # pixels of a digit's own size, under each digit


def only_one_right(pairs: Mapping[str, Paired], first: str, theme: Theme) -> go.Figure:
    """Images that only the first weights get right to the left, only the others to the right.

    Args:
        pairs: name of the other weights -> the first weights against them.
        first: name of the first weights.
        theme: the appearance.
    """
    chart = looks.figure("Images that only one gets right", theme, height=76 + 36 * len(pairs))
    names = list(pairs)
    only_first = [pair.only_first for pair in pairs.values()]
    only_second = [pair.only_second for pair in pairs.values()]
    for counts, sign, color in ((only_first, -1, theme.kept), (only_second, 1, theme.muted)):
        chart.add_bar(
            x=[sign * count for count in counts],
            y=names,
            orientation="h",
            marker_color=color,
            text=[f"{count:,}" for count in counts],
            textposition="auto",
            insidetextanchor="middle",
            insidetextfont={"color": theme.background},
            textangle=0,
            hovertemplate="%{text} images<extra></extra>",
        )
    chart.add_vline(x=0, line={"color": theme.text, "width": 1})
    label = {"xref": "paper", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -2, "showarrow": False}
    font = {"color": theme.muted, "size": 12}
    chart.add_annotation(**label, x=0, xanchor="left", text=f"← only {first}", font=font)
    chart.add_annotation(**label, x=1, xanchor="right", text="only the other →", font=font)
    most = max([1, *only_first, *only_second]) * 1.15
    chart.update_layout(barmode="relative", showlegend=False, bargap=0.3, margin={"t": 34, "b": 26})
    chart.update_xaxes(visible=False, range=[-most, most], fixedrange=True)
    return chart.update_yaxes(autorange="reversed", showgrid=False, zeroline=False, fixedrange=True)


def confusion(matrix: np.ndarray, theme: Theme) -> go.Figure:
    """Counts of true class by answer; mistakes are coloured, right answers muted.

    Args:
        matrix: (classes, classes), a row a true class.
        theme: the appearance.
    """
    classes = len(matrix)
    errors = matrix - np.diag(matrix.diagonal())
    chart = looks.figure(
        "Mistakes coloured, right answers muted", theme, x="answer", y="true class", height=352
    )
    chart.add_heatmap(
        z=errors,
        zmin=0,
        zmax=max(1, int(errors.max())),
        colorscale=[(0.0, theme.surface), (1.0, theme.mistake)],
        showscale=False,
        customdata=matrix,
        hovertemplate="true %{y}, answered %{x}: %{customdata:,} images<extra></extra>",
        xgap=1,
        ygap=1,
    )
    strong = errors.ravel() > 0.55 * max(1, errors.max())
    right = np.eye(classes, dtype=bool).ravel()
    colors = np.select([right, strong], [theme.muted, theme.background], theme.text)
    texts = [f"{count:,}" if count else "" for count in matrix.ravel()]
    chart.add_trace(written(texts, colors.tolist(), classes, 11))
    ticks = {"tickvals": list(range(classes)), "showgrid": False, "zeroline": False, "fixedrange": True}
    chart.update_xaxes(range=[-0.5, classes - 0.5], **ticks)
    return chart.update_yaxes(range=[classes - 0.5, -0.5], **ticks)


def mistakes(images: np.ndarray, captions: Sequence[str], columns: int, theme: Theme) -> go.Figure:
    """Images that were taken for something else, with what was said of each under it.

    Args:
        images: (n, 28, 28) uint8.
        captions: n texts; "<br>" breaks a line.
        columns: how many stand in a row.
        theme: the appearance.
    """
    rows = -(-len(images) // columns)
    grid = np.zeros((rows * columns, SIDE, SIDE), dtype=np.float32)
    grid[: len(images)] = images
    grid[len(images) :] = np.nan
    canvas = montage(grid.reshape(rows, columns, SIDE, SIDE), gap=3, below=CAPTION)
    chart = looks.bare(theme, height=4 + 108 * rows)
    chart.add_trace(digits(canvas, theme))
    for i, caption in enumerate(captions):
        chart.add_annotation(
            x=(i % columns) * (SIDE + 3) + SIDE / 2,
            y=(i // columns) * (SIDE + CAPTION) + SIDE,
            text=caption,
            showarrow=False,
            yanchor="top",
            font={"size": 12},
        )
    chart.update_xaxes(range=[-0.5, canvas.shape[1] - 3.5])
    return chart.update_yaxes(range=[canvas.shape[0] - 0.5, -0.5])
