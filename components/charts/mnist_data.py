"""Charts of the first two steps of /mnist: what the images are, and how they are prepared."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.digits import SIDE, digits, montage, written
from components.charts.theme import Theme
from components.concepts.class_summary import ClassSummary
from components.training.run import TrainingRun


def pixel_values(image: np.ndarray, title: str, theme: Theme) -> go.Figure:
    """One image with the number of every pixel written into it.

    Args:
        image: (28, 28) uint8.
        title: of the picture.
        theme: the appearance.
    """
    chart = looks.figure(title, theme, height=540)
    hover = "row %{y}, column %{x}<br>value %{z} of 255<extra></extra>"
    chart.add_trace(digits(image, theme, hoverinfo=None, hovertemplate=hover, xgap=1, ygap=1))
    values = image.ravel()
    colors = np.select([values > 120, values > 0], [theme.background, theme.text], theme.muted)
    chart.add_trace(written([str(value) for value in values], colors.tolist(), SIDE, 8.5))
    chart.update_xaxes(visible=False, range=[-0.5, SIDE - 0.5], fixedrange=True)
    return chart.update_yaxes(visible=False, range=[SIDE - 0.5, -0.5], fixedrange=True)


def class_gallery(summary: ClassSummary, examples: np.ndarray, theme: Theme) -> go.Figure:
    """A row for each class: its mean image, examples, and how many images it has.

    Args:
        summary: of the images.
        examples: (classes, n, 28, 28) uint8, the images that the summary names.
        theme: the appearance.
    """
    classes, shown = summary.examples.shape
    centers = (np.arange(classes) + 0.5) * SIDE - 0.5
    chart = looks.figure("Mean image, examples, how many", theme, height=470)
    means = np.rint(summary.means).astype(np.uint8)[:, None]
    chart.add_trace(digits(montage(means), theme, xaxis="x2"))
    chart.add_trace(digits(montage(examples), theme))
    chart.add_bar(
        x=summary.counts,
        y=centers,
        orientation="h",
        width=SIDE * 0.6,
        marker_color=theme.train,
        text=[f"{count:,}" for count in summary.counts],
        textposition="inside",
        textangle=0,
        insidetextanchor="end",
        textfont={"color": theme.background, "size": 12},
        hovertemplate="%{x:,} training images<extra></extra>",
        showlegend=False,
        xaxis="x3",
    )
    hidden = {"visible": False, "fixedrange": True, "anchor": "y"}
    width = 0.78 / (shown + 1.4)  # of one digit, as a share of the picture
    chart.update_layout(
        xaxis2={**hidden, "domain": [0, width]},
        xaxis={**hidden, "domain": [width * 1.4, 0.78]},
        xaxis3={**hidden, "domain": [0.81, 1], "range": [0, int(summary.counts.max())]},
    )
    return chart.update_yaxes(
        anchor="x2",
        range=[classes * SIDE - 0.5, -0.5],
        tickvals=centers,
        ticktext=[str(c) for c in range(classes)],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickfont_size=14,
        ticks="",
    )


def reshaping(image: np.ndarray, row: int, theme: Theme) -> go.Figure:
    """An image above, its 28 rows laid end to end below; one row is marked in both.

    Args:
        image: (28, 28) uint8.
        row: the one to mark.
        theme: the appearance.
    """
    chart = looks.figure("", theme, height=230)
    chart.add_trace(digits(image, theme))
    chart.add_trace(digits(image.reshape(1, -1), theme, xaxis="x2", yaxis="y2"))
    mark = {"type": "rect", "line": {"color": theme.stop, "width": 2}}
    chart.add_shape(**mark, x0=-0.5, x1=SIDE - 0.5, y0=row - 0.5, y1=row + 0.5)
    start = row * SIDE - 0.5
    chart.add_shape(**mark, x0=start, x1=start + SIDE, y0=-0.5, y1=0.5, xref="x2", yref="y2")
    hidden = {"visible": False, "fixedrange": True}
    last = SIDE * SIDE - 1
    ticks = {"tickvals": [0, int(start + SIDE / 2 + 0.5), last], "tickangle": 0}
    ticks["ticktext"] = ["0", f"row {row}", str(last)]
    return chart.update_layout(
        margin={"t": 4, "b": 30, "r": 18},
        xaxis={**hidden, "domain": [0.2, 0.8]},
        yaxis={**hidden, "domain": [0.3, 1], "range": [SIDE - 0.5, -0.5]},
        xaxis2={"anchor": "y2", "range": [-0.5, last + 0.5], "fixedrange": True, "showgrid": False, **ticks},
        yaxis2={**hidden, "domain": [0, 0.18], "anchor": "x2"},
    )


def scaling(before: np.ndarray, after: np.ndarray, theme: Theme) -> go.Figure:
    """The pixels of one row of an image before and after scaling, each on its own axis.

    Args:
        before: (28,) as they come.
        after: (28,) as the network reads them.
        theme: the appearance.
    """
    chart = looks.figure("", theme, height=230)
    columns = np.arange(len(before))
    for values, axis, color in ((before, "y", theme.muted), (after, "y2", theme.train)):
        hover = "column %{x}<br>value %{y:.4~f}<extra></extra>"
        chart.add_bar(x=columns, y=values, yaxis=axis, marker_color=color, hovertemplate=hover)
    for values, axis, place, word in (
        (before, "yaxis", [0.58, 1], "before"),
        (after, "yaxis2", [0, 0.42], "after"),
    ):
        top = 255 if values.max() > 1 else 1
        look = {
            "domain": place,
            "range": [0, top * 1.05],
            "tickvals": [0, top],
            "title": {"text": word, "font": {"size": 13}},
            "gridcolor": theme.grid,
            "zerolinecolor": theme.muted,
            "automargin": True,
            "fixedrange": True,
        }
        chart.update_layout({axis: look})
    return chart.update_layout(
        margin={"t": 4},
        showlegend=False,
        bargap=0.15,
        xaxis={"visible": False, "fixedrange": True},
    )


def one_hot(labels: np.ndarray, classes: int, theme: Theme) -> go.Figure:
    """Labels at the left, the one-hot row of each beside it.

    Args:
        labels: (n,) the first few.
        classes: how many columns.
        theme: the appearance.
    """
    rows = np.eye(classes, dtype=np.uint8)[labels]
    chart = looks.figure("", theme, height=230)
    chart.add_heatmap(
        z=rows,
        colorscale=[(0.0, theme.surface), (1.0, theme.train)],
        showscale=False,
        hoverinfo="skip",
        xgap=2,
        ygap=2,
    )
    cells = rows.ravel()
    colors = np.where(cells == 1, theme.background, theme.muted)
    chart.add_trace(written([str(cell) for cell in cells], colors.tolist(), classes, 12))
    chart.update_layout(margin={"t": 22, "l": 10})
    chart.update_xaxes(
        tickvals=list(range(classes)), side="top", showgrid=False, zeroline=False, fixedrange=True
    )
    return chart.update_yaxes(
        range=[len(labels) - 0.5, -0.5],
        tickvals=list(range(len(labels))),
        ticktext=[f"{label} → " for label in labels],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )


def shuffled(image: np.ndarray, order: np.ndarray, theme: Theme) -> go.Figure:
    """An image beside itself with its pixels in another order.

    Args:
        image: (28, 28) uint8.
        order: (784,) permutation.
        theme: the appearance.
    """
    pair = np.stack([image, image.ravel()[order].reshape(SIDE, SIDE)])
    chart = looks.bare(theme, height=130)
    chart.add_trace(digits(montage(pair[None], gap=6), theme))
    chart.update_xaxes(range=[-0.5, 2 * SIDE + 5.5], constrain="domain")
    return chart.update_yaxes(range=[SIDE - 0.5, -0.5], scaleanchor="x", constrain="domain")


def skipped_step(plain: TrainingRun, run: TrainingRun, floor: float, theme: Theme) -> go.Figure:
    """Validation accuracy over the epochs of a run that skips a step, and of one that does not.

    Args:
        plain: the run with every step.
        run: the run that skips one.
        floor: where the axis begins.
        theme: the appearance.
    """
    chart = looks.figure("", theme, x="epoch", y="validation accuracy", height=210)
    lines = (
        ("every step", plain, {"color": theme.muted, "width": 1.5, "dash": "dot"}),
        ("this one", run, {"color": theme.validation, "width": 2, "dash": "dash"}),
    )
    for name, one, line in lines:
        accuracy = one.history["val_accuracy"]
        epochs = np.arange(1, len(accuracy) + 1)
        hover = f"epoch %{{x}}: %{{y:.4f}}<extra>{name}</extra>"
        chart.add_scatter(x=epochs, y=accuracy, name=name, line=line, hovertemplate=hover)
    chart.update_layout(margin={"t": 24}, legend={"y": 1.0, "font": {"size": 12}})
    chart.update_xaxes(fixedrange=True)
    return chart.update_yaxes(range=[floor, 1], tickformat=".2f", fixedrange=True)


def split(training_rows: int, validation_rows: int, theme: Theme) -> go.Figure:
    """A bar of all rows: the first ones train, the last ones validate."""
    total = training_rows + validation_rows
    chart = looks.figure("", theme, height=110)
    stripes = {"fgcolor": theme.background, "solidity": 0.15, "fillmode": "overlay"}
    parts = (
        ("training", 0, training_rows, theme.train, "", {"x": 0, "y": 0.55, "yanchor": "bottom"}),
        (
            "validation",
            training_rows,
            total,
            theme.validation,
            "/",
            {"x": total, "y": -0.55, "yanchor": "top"},
        ),
    )
    for name, start, end, color, shape, place in parts:
        text = f"{name}: rows {start:,} to {end - 1:,}"
        chart.add_bar(
            x=[end - start],
            y=[0],
            base=[start],
            orientation="h",
            marker={"color": color, "pattern": {"shape": shape, **stripes}},
            name=name,
            hovertemplate=f"{text}<extra></extra>",
        )
        side = "left" if place["x"] == 0 else "right"
        font = {"color": color, "size": 14}
        label = f"{text} ({end - start:,})"
        chart.add_annotation(**place, xanchor=side, text=label, showarrow=False, font=font)
    chart.update_layout(barmode="overlay", showlegend=False, margin={"t": 4, "b": 4}, bargap=0)
    chart.update_xaxes(range=[0, total], visible=False, fixedrange=True)
    return chart.update_yaxes(visible=False, range=[-1.3, 1.3], fixedrange=True)
