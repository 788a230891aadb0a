"""Charts of /parameters: derived summaries in, figures out."""

from __future__ import annotations

import math

import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.theme import Theme
from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import Summary, optimizer_bytes, readable

_LAYERS = ("train", "kept", "test", "muted")


def layer_roles(layers: int) -> list[str]:
    """The colour of each Dense layer, by its name in the palette; neighbours differ, none is the biases'."""
    return [_LAYERS[i % len(_LAYERS)] for i in range(layers)]


def layer_colors(theme: Theme, layers: int) -> list[str]:
    """One colour for each Dense layer."""
    return [getattr(theme, role) for role in layer_roles(layers)]


def bias_color(theme: Theme) -> str:
    """The biases' own colour, the same in every layer."""
    return theme.bias


def memory(summary: Summary, theme: Theme) -> go.Figure:
    """Bars of what training needs with each optimizer: parameters, gradients, what it keeps."""
    chart = looks.figure("Memory while training (float32)", theme, x="bytes", height=290)
    names = sorted(OPTIMIZERS, key=lambda name: OPTIMIZERS[name].slots, reverse=True)
    labels = [OPTIMIZERS[name].label for name in names]
    own = summary.model_bytes
    parts = (
        ("parameters", theme.train, [own] * len(names)),
        ("gradients", theme.muted, [own] * len(names)),
        ("kept by the optimizer", theme.test, [optimizer_bytes(summary.parameters, n) for n in names]),
    )
    for name, color, sizes in parts:
        opacity = [0.45 if summary.network.optimizer not in (None, n) else 1.0 for n in names]
        chart.add_bar(
            y=labels,
            x=sizes,
            name=name,
            orientation="h",
            marker={"color": color, "opacity": opacity},
            customdata=[readable(size) for size in sizes],
            hovertemplate=f"%{{y}}, {name}: %{{customdata}}<extra></extra>",
        )
    chart.update_layout(barmode="stack", bargap=0.35)
    chart.update_layout(
        legend={"yref": "container", "y": 0, "x": 0, "xanchor": "left", "yanchor": "bottom"},
        legend_traceorder="normal",
        margin_b=80,
    )
    most = max(2 * own + optimizer_bytes(summary.parameters, name) for name in names)
    places = _byte_ticks(most)
    return chart.update_xaxes(
        tickvals=places, ticktext=[readable(place).replace(".00", "") for place in places]
    )


def _byte_ticks(most: float) -> list[float]:
    """About five round sizes from 0 to the most, with 1,024 bytes to the KB as in `readable`."""
    unit = 1024 ** min(3, int(math.log(most, 1024)))
    rough = most / unit / 5
    power = 10 ** math.floor(math.log10(rough))
    step = unit * power * next(nice for nice in (1, 2, 5, 10) if nice * power >= rough)
    return [step * k for k in range(int(most / step) + 1)]


def thumbnail(summary: Summary, theme: Theme) -> go.Figure:
    """The grids of all layers at one scale, the width of one turned into the height of the next."""
    chart = looks.bare(theme)
    left = bottom = 0.0
    for line, color in zip(summary.dense, layer_colors(theme, len(summary.dense)), strict=True):
        top = bottom + line.inputs + 1
        chart.add_shape(x0=left, x1=left + line.units, y0=bottom + 1, y1=top, fillcolor=color, line_width=0)
        chart.add_shape(
            x0=left,
            x1=left + line.units,
            y0=bottom,
            y1=bottom + 1,
            fillcolor=bias_color(theme),
            line_width=0,
        )
        left, bottom = left + line.units + 2, top + 1
    chart.add_scatter(x=[0, left], y=[0, bottom], mode="markers", marker_opacity=0)  # shapes set no range
    return chart.update_yaxes(scaleanchor="x")
