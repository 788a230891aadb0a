"""Charts of the views One unit, Silence and Maps of /mnist_inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.digits import SIDE, digits, montage
from components.charts.theme import Theme
from components.concepts.confidence import ConfidenceGroup

GAP = 2  # pixels between the images of a gallery


def gallery(pictures: np.ndarray, hovers: Sequence[str], marked: int, theme: Theme) -> go.Figure:
    """All units of a layer as one picture, in the order given, row by row; each can be clicked.

    Args:
        pictures: (n, 28, 28) weights.
        hovers: what is said of each.
        marked: place of the one that is framed.
        theme: the appearance.
    """
    columns = int(np.clip(np.ceil(np.sqrt(len(pictures))), 4, 24))
    rows = -(-len(pictures) // columns)
    limit = float(np.quantile(np.abs(pictures), 0.995)) or 1.0
    small = np.rint(np.clip(pictures / limit, -1, 1) * 100).astype(np.int8)  # little to send
    padded = np.zeros((rows * columns, SIDE, SIDE), np.int8)
    padded[: len(small)] = small
    grid = np.pad(padded.reshape(rows, columns, SIDE, SIDE), ((0, 0), (0, 0), (0, GAP), (0, GAP)))
    cell = SIDE + GAP
    chart = looks.bare(theme, height=int(24 + 370 * rows / columns))
    chart.add_heatmap(
        z=montage(grid), zmin=-100, zmax=100, colorscale=theme.diverging, showscale=False, hoverinfo="skip"
    )
    row, column = np.divmod(np.arange(len(pictures)), columns)
    x, y = column * cell + SIDE / 2 - 0.5, row * cell + SIDE / 2 - 0.5
    frame = {"type": "rect", "line": {"color": theme.stop, "width": 3}}
    corner = np.array([x[marked], y[marked]]) - (cell - 1) / 2
    far = corner + cell - 1
    chart.add_shape(**frame, x0=corner[0], y0=corner[1], x1=far[0], y1=far[1])
    chart.add_scatter(
        x=x,
        y=y,
        mode="markers",
        marker={"symbol": "square", "size": 26, "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        text=list(hovers),
        hovertemplate="%{text}<extra></extra>",
    )
    chart.update_layout(clickmode="event+select", dragmode=False, hovermode="closest")
    chart.update_xaxes(range=[-GAP, columns * cell - 0.5], constrain="domain")
    square = {"scaleanchor": "x", "constrain": "domain", "constraintoward": "top"}
    return chart.update_yaxes(range=[rows * cell - 0.5, -GAP], **square)


def picture(weights: np.ndarray, title: str, theme: Theme) -> go.Figure:
    """The weights of one unit as an image in the signed colours; zero is neutral.

    Args:
        weights: (28, 28).
        title: of the picture.
        theme: the appearance.
    """
    limit = float(np.abs(weights).max()) or 1.0
    chart = looks.figure(title, theme, height=250)
    chart.add_heatmap(
        z=weights,
        zmin=-limit,
        zmax=limit,
        colorscale=theme.diverging,
        colorbar={"thickness": 8, "tickformat": ".1~g", "nticks": 4, "xpad": 4},
        hovertemplate="row %{y}, column %{x}<br>weight %{z:.3f}<extra></extra>",
    )
    chart.update_layout(margin={"t": 34})
    chart.update_xaxes(visible=False, fixedrange=True, constrain="domain")
    return chart.update_yaxes(
        visible=False, fixedrange=True, autorange="reversed", scaleanchor="x", constrain="domain"
    )


def examples(images: np.ndarray, captions: Sequence[str], theme: Theme, *, columns: int = 9) -> go.Figure:
    """Test images side by side, a few words under each.

    Args:
        images: (n, 28, 28) uint8.
        captions: one for each.
        theme: the appearance.
        columns: in a row.
    """
    rows = -(-len(images) // columns)
    padded = np.zeros((rows * columns, SIDE, SIDE), np.uint8)
    padded[: len(images)] = images
    below, gap = 12, 4
    chart = looks.bare(theme, height=max(96, 96 * rows))
    grid = padded.reshape(rows, columns, SIDE, SIDE)
    chart.add_trace(digits(montage(grid, gap=gap, below=below), theme))
    row, column = np.divmod(np.arange(len(images)), columns)
    chart.add_scatter(
        x=column * (SIDE + gap) + SIDE / 2,
        y=row * (SIDE + below) + SIDE + 6,
        mode="text",
        text=list(captions),
        textfont={"size": 12, "color": theme.text},
        hoverinfo="skip",
    )
    chart.update_xaxes(range=[-0.5, columns * (SIDE + gap) - gap], constrain="domain")
    return chart.update_yaxes(range=[rows * (SIDE + below), -0.5], scaleanchor="x", constrain="domain")


def class_means(means: np.ndarray, theme: Theme) -> go.Figure:
    """Mean output of one unit for the images of each class: (10,)."""
    chart = looks.figure("Mean output by class", theme, x="class", height=250)
    chart.add_bar(
        x=np.arange(len(means)),
        y=means,
        marker_color=theme.train,
        hovertemplate="class %{x}: %{y:.3f}<extra></extra>",
    )
    chart.update_layout(margin={"t": 34})
    chart.update_xaxes(dtick=1, fixedrange=True, showgrid=False)
    return chart.update_yaxes(fixedrange=True)


def per_class(before: np.ndarray, after: np.ndarray | None, theme: Theme) -> go.Figure:
    """Share of each class that is right, before (a circle) and after (a full dot), joined by a line.

    Args:
        before: (10,).
        after: (10,); None where it is not to be seen yet.
        theme: the appearance.
    """
    chart = looks.figure("By class", theme, x="class", y="right answers", height=290)
    classes = np.arange(len(before))
    gaps = np.full(len(before), np.nan)
    after = gaps if after is None else after
    chart.add_scatter(
        x=np.repeat(classes, 3),
        y=np.stack([before, after, gaps], axis=1).ravel(),
        mode="lines",
        line={"color": theme.muted, "width": 2},
        hoverinfo="skip",
        showlegend=False,
    )
    for name, values, symbol in (("before", before, "circle-open"), ("after", after, "circle")):
        chart.add_scatter(
            x=classes,
            y=values,
            name=name,
            mode="markers",
            marker={"symbol": symbol, "size": 11, "color": theme.test, "line": {"width": 2}},
            hovertemplate=f"class %{{x}}, {name}: %{{y:.3f}}<extra></extra>",
        )
    chart.update_xaxes(dtick=1, fixedrange=True, showgrid=False)
    return chart.update_yaxes(range=[-0.03, 1.03], tickformat=".1f", fixedrange=True)


def asked_count(units: int, count: int, whole: float, theme: Theme) -> go.Figure:
    """The axes of `by_count` before the answer: the whole network, and a question mark at the asked count.

    Args:
        units: of the layer.
        count: of units, at which the answer will stand.
        whole: accuracy with all units.
        theme: the appearance.
    """
    chart = looks.figure("Random units silenced", theme, x="units silenced", y="test accuracy", height=290)
    chart.add_scatter(
        x=[0],
        y=[whole],
        mode="markers",
        marker={"size": 8, "color": theme.test},
        hovertemplate="all units: %{y:.3f}<extra></extra>",
        showlegend=False,
    )
    chart.add_vline(count, line={"color": theme.muted, "dash": "dot", "width": 1.5})
    question = {"size": 30, "color": theme.text}
    chart.add_annotation(x=count, y=0.5, text="?", showarrow=False, font=question, bgcolor=theme.background)
    chart.update_xaxes(range=[-0.02 * units, 1.02 * units], fixedrange=True)
    return chart.update_yaxes(range=[0, 1.03], tickformat=".1f", fixedrange=True)


def by_count(
    counts: np.ndarray, accuracies: np.ndarray, now: tuple[float, float] | None, theme: Theme
) -> go.Figure:
    """Test accuracy against how many random units are silenced: the mean, and a band from least to most.

    Args:
        counts: (k,) of units.
        accuracies: (draws, k).
        now: the number of units that is set and its accuracy, if it is one of random units.
        theme: the appearance.
    """
    title = f"Random units silenced, {len(accuracies)} draws"
    chart = looks.figure(title, theme, x="units silenced", y="test accuracy", height=290)
    edges = ((accuracies.max(axis=0), "none"), (accuracies.min(axis=0), "tonexty"))
    for values, fill in edges:
        chart.add_scatter(
            x=counts,
            y=values,
            mode="lines",
            line={"width": 0},
            fill=fill,
            fillcolor=looks.veil(theme.test),
            hoverinfo="skip",
            showlegend=False,
        )
    chart.add_scatter(
        x=counts,
        y=accuracies.mean(axis=0),
        mode="lines+markers",
        line={"color": theme.test, "width": 2},
        customdata=np.stack([accuracies.min(axis=0), accuracies.max(axis=0)], axis=1),
        hovertemplate="%{x} units: %{y:.3f}<br>from %{customdata[0]:.3f} to %{customdata[1]:.3f}"
        "<extra></extra>",
        showlegend=False,
    )
    if now is not None:
        chart.add_scatter(
            x=[now[0]],
            y=[now[1]],
            mode="markers",
            marker={"symbol": "diamond", "size": 13, "color": theme.stop},
            hovertemplate="this draw: %{y:.3f}<extra></extra>",
            showlegend=False,
        )
    chart.update_xaxes(fixedrange=True)
    return chart.update_yaxes(range=[0, 1.03], tickformat=".1f", fixedrange=True)


def probes(accuracies: Mapping[str, Mapping[str, float]], theme: Theme) -> go.Figure:
    """Accuracy of a softmax probe of each representation, one line for each state of the network.

    Args:
        accuracies: "epoch 30" -> "pixels", "H1", ... -> accuracy.
        theme: the appearance.
    """
    chart = looks.figure("Softmax probe", theme, y="test accuracy", height=290)
    styles = (("dot", theme.muted, "circle-open"), ("solid", theme.test, "circle"))
    few = max((len(row) for row in accuracies.values()), default=0) <= 6
    written = set()  # the pixels are the same in both lines: once is enough
    for (name, row), (dash, color, symbol) in zip(accuracies.items(), styles, strict=False):
        texts = ["" if part in written else f"{value:.3f}" for part, value in row.items()]
        written.add("pixels")
        chart.add_scatter(
            x=list(row),
            y=list(row.values()),
            name=name,
            mode="lines+markers+text" if few else "lines+markers",
            line={"dash": dash, "color": color, "width": 2},
            marker={"symbol": symbol, "size": 9},
            text=texts,
            textposition="bottom center" if dash == "dot" else "top center",
            cliponaxis=False,
            hovertemplate=f"%{{x}}, {name}: %{{y:.4f}}<extra></extra>",
        )
    values = [value for row in accuracies.values() for value in row.values()]
    low = min(0.84, min(values, default=1.0) - 0.03)
    chart.update_layout(margin={"t": 60}, showlegend=True)
    chart.update_xaxes(fixedrange=True)
    return chart.update_yaxes(range=[low, 1.012], tickformat=".2f", fixedrange=True)


def group_name(group: ConfidenceGroup) -> str:
    """The bounds of a group of answers, such as "50 to 70 %"."""
    low, high = (f"{100 * bound:.3g}" for bound in (group.low, group.high))
    return f"below {high} %" if group.low == 0 else f"{low} to {high} %"


def confidence_groups(groups: Sequence[ConfidenceGroup], theme: Theme) -> go.Figure:
    """What the softmax says (a circle) and what is right (a dot), for answers from unsure to sure."""
    title = "Answers by how sure the network is"
    chart = looks.figure(title, theme, x="top share of the softmax", y="share", height=330)
    names = [f"{group_name(group)}<br>{group.count:,} images" for group in groups]
    chart.add_scatter(
        x=names,
        y=[group.says for group in groups],
        name="what it says",
        mode="markers",
        marker={"symbol": "circle-open", "size": 14, "color": theme.muted, "line": {"width": 3}},
        hovertemplate="it says %{y:.1%}<extra></extra>",
    )
    chart.add_scatter(
        x=names,
        y=[group.right for group in groups],
        name="right, ± 2 standard errors",
        mode="markers",
        marker={"size": 11, "color": theme.test},
        error_y={"array": [2 * group.standard_error for group in groups], "color": theme.test},
        hovertemplate="right: %{y:.1%}<extra></extra>",
    )
    chart.update_layout(showlegend=True)
    chart.update_xaxes(fixedrange=True, showgrid=False)
    return chart.update_yaxes(range=[0, 1.05], tickformat=".0%", fixedrange=True)
