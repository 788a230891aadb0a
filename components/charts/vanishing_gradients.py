"""Charts of /vanishing_gradients: measured flows, maps, paths and trainings in, figures out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.figure import axis_name
from components.charts.theme import Theme, activation_line
from components.concepts import initializers
from components.concepts.activations import ACTIVATIONS
from components.concepts.chain_rule import Chain
from components.concepts.gain_map import SURVIVES, GainMap
from components.concepts.gradient_flow import GradientFlow
from components.concepts.number_text import short_number

_POWERS = {"type": "log", "exponentformat": "power", "showexponent": "all", "tickfont": {"size": 14}}
MARKED = {"glorot_uniform": "Glorot", "he_uniform": "He"}  # on the gain map
_PANELS = ((0.0, 0.31), (0.345, 0.655), (0.69, 1.0))
_FLOW_TITLES = (  # each fits a third of a phone
    ("signal →", "over the inputs"),
    ("error ←", "dL/dz"),
    ("for the weights", "dL/dW, 64 rows"),
)


def signal_and_error(flows: Sequence[GradientFlow], theme: Theme) -> go.Figure:
    """Three panels over the layers, one log axis: the signal, the error, and what the weights get of both.

    Beside the signal a thin line: the RMS of what comes into a layer, the part of it that is equal for all
    inputs included. That, times the error, times the root of the number of rows, is the third panel.
    """
    chart = looks.figure("", theme, y="size (RMS)", height=370)
    drawn: list[np.ndarray] = []
    for flow in flows:
        shown = (
            (1, flow.signal, 2.5, "spread over the inputs"),
            (1, flow.input_rms, 1.2, "RMS of what comes in"),
            (2, flow.gradient_rms, 2.5, "error dL/dz"),
            (3, flow.weight_gradient_rms, 2.5, "dL/dW"),
        )
        for number, values, width, what in shown:
            drawn.append(_drawable(values))
            chart.add_scatter(
                x=np.arange(1, flow.depth + 1),
                y=drawn[-1],
                xaxis=axis_name("x", number),
                mode="lines+markers" if width > 2 else "lines",
                name=label(flow.activation),
                legendgroup=flow.activation,
                showlegend=number == 1 and width > 2,
                line={**activation_line(flow.activation, theme), "width": width},
                marker={"size": 4},
                customdata=[short_number(value) for value in values],
                hovertemplate=f"{what}, layer %{{x}}: %{{customdata}}",
            )
    depth = max(flow.depth for flow in flows)
    for number, ((name, unit), domain) in enumerate(zip(_FLOW_TITLES, _PANELS, strict=True), start=1):
        panel(chart, theme, number, domain, {"range": [0.5, depth + 0.5], "title_text": "layer"})
        heading(chart, theme, domain[0], f"<b>{name}</b><br>{unit}")
    known = np.concatenate([values[np.isfinite(values)] for values in drawn])
    lowest, highest = (
        (min(-2.0, np.log10(known.min())), max(1.0, np.log10(known.max()))) if len(known) else (-2.0, 1.0)
    )
    span = highest - lowest
    powers = {**_POWERS, "dtick": max(1, round(span / 8)), "range": [lowest - 0.04 * span, highest]}
    return chart.update_layout(
        yaxis=powers,
        margin={"t": 50, "b": 58},
        legend={"y": -0.15, "yanchor": "top", "x": 0, "xanchor": "left"},
    )


def gain_map(maps: Sequence[GainMap], depth: int, gain: float, theme: Theme) -> go.Figure:
    """Gain of the weights against what is left of the error; a slider moves the depth, in the browser.

    Args:
        maps: one for each activation.
        depth: which depth shows first, the nearest that was measured.
        gain: of the initializer that the page has chosen.
        theme: the viewer's appearance.
    """
    chart = looks.figure("", theme, x="gain of the weights: √n · std(w)", height=430)
    depths = maps[0].depths
    first = min(depths, key=lambda measured: abs(measured - depth))
    chart.add_hrect(*SURVIVES, fillcolor=theme.kept, opacity=0.13, line_width=0, layer="below")
    for place, (name, shown) in enumerate(MARKED.items()):
        _mark(chart, theme, initializers.named(name).gain(64), shown, line=place)
    if not any(abs(gain - initializers.named(name).gain(64)) < 1e-9 for name in MARKED):
        _mark(chart, theme, gain, "yours", line=len(MARKED))
    chart.add_traces([_gain_curve(result, first, theme) for result in maps])
    chart.add_frames(
        {
            "name": str(d),
            "data": [_gain_curve(result, d, theme) for result in maps],
            "traces": list(range(len(maps))),
        }
        for d in depths
    )
    ticks = [0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.7, 8]
    return chart.update_layout(
        xaxis={"type": "log", "tickvals": ticks, "ticktext": [f"{t:g}" for t in ticks]},
        yaxis={**_POWERS, "dtick": 4, "range": [-16, 8], "title_text": "dL/dz, first layer over last"},
        margin={"t": 46, "b": 120},
        legend={
            "y": 1.04,
            "x": 0,
            "xanchor": "left",
            "title": {"text": "survives at gain  ", "font_size": 13},
        },
        sliders=[_depth_slider(depths, depths.index(first), theme)],
    )


def chain_rule(path: Chain, measured: GradientFlow, theme: Theme) -> go.Figure:
    """The running product along one path as a staircase, and what all paths together bring."""
    chart = looks.figure(
        "", theme, x="layer (the error walks from right to left)", y="size of the running product", height=370
    )
    places = np.arange(path.depth, 0.75, -0.5)  # a slope at each layer, a weight between two
    line = activation_line(path.activation, theme)
    products = _drawable(path.products)
    steps = (
        ("× weight", theme.muted, "2px,2px", slice(0, None), slice(1, None)),
        (f"× slope of {label(path.activation)}", line["color"], "solid", slice(1, None), slice(2, None)),
    )
    for name, color, dash, before, after in steps:
        starts, ends = products[before][::2], products[after][::2]
        count = min(len(starts), len(ends))
        x = np.column_stack([places[before][::2][:count], places[after][::2][:count], np.full(count, np.nan)])
        y = np.column_stack([starts[:count], ends[:count], np.full(count, np.nan)])
        chart.add_scatter(
            x=x.ravel(),
            y=y.ravel(),
            name=name,
            mode="lines",
            line={"color": color, "width": 4, "dash": dash},
            hoverinfo="skip",
        )
    names = ["slope" if k % 2 == 0 else "weight" for k in range(len(places))]
    chart.add_scatter(
        x=places,
        y=products,
        mode="markers",
        marker={"size": 5, "color": theme.text},
        showlegend=False,
        customdata=[
            [name, short_number(factor, 3), short_number(so_far)]
            for name, factor, so_far in zip(names, path.factors, path.products, strict=True)
        ],
        hovertemplate="× %{customdata[0]} %{customdata[1]}<br>so far %{customdata[2]}<extra></extra>",
    )
    together = _to_last(measured.gradient_rms)
    chart.add_scatter(
        x=np.arange(1, measured.depth + 1),
        y=_drawable(together),
        name="all paths together, measured",
        mode="lines",
        line={"color": theme.kept, "width": 2.5, "dash": "dash"},
        customdata=[short_number(value) for value in together],
        hovertemplate="layer %{x}: %{customdata}<extra>all paths</extra>",
    )
    finite = products[np.isfinite(products)]
    span = 1.0 - np.log10(finite.min()) if len(finite) else 2.0
    return chart.update_layout(
        yaxis={**_POWERS, "dtick": max(1, round(span / 8))},
        xaxis={"range": [0.5, path.depth + 0.5], "title_text": "layer (the error walks from right to left)"},
        legend={"y": 1.02, "x": 0, "xanchor": "left"},
    )


def thumbnail(flows: Sequence[GradientFlow], theme: Theme) -> go.Figure:
    """The error on its way back, one line for each activation, without axes."""
    chart = looks.bare(theme)
    for flow in flows:
        chart.add_scatter(
            x=np.arange(1, flow.depth + 1),
            y=_drawable(_to_last(flow.gradient_rms)),
            mode="lines",
            line={**activation_line(flow.activation, theme), "width": 2},
        )
    return chart.update_layout(yaxis={"type": "log"})


def _gain_curve(result: GainMap, depth: int, theme: Theme) -> dict[str, Any]:
    """One curve; its name says with which of the measured gains the error survives at this depth."""
    left = result.at(depth)
    survivors = dict.fromkeys(f"{gain:.2g}" for gain in result.survivors(depth) or ())
    name = f"{label(result.activation)}: {' to '.join(survivors) or 'none'}"
    return {
        "type": "scatter",
        "x": result.gains,
        "y": _drawable(left),
        "name": name,
        "mode": "lines",
        "line": {**activation_line(result.activation, theme), "width": 2.5},
        "customdata": [short_number(value) for value in left],
        "hovertemplate": f"{label(result.activation)}, gain %{{x:.2f}}: %{{customdata}}<extra></extra>",
    }


def _depth_slider(depths: Sequence[int], active: int, theme: Theme) -> dict[str, Any]:
    at_once = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}
    return {
        "active": active,
        "currentvalue": {"prefix": "Depth: ", "suffix": " layers"},
        "pad": {"t": 52},
        "font": {"color": theme.text},
        "bgcolor": theme.surface,
        "activebgcolor": theme.primary,
        "bordercolor": theme.muted,
        "steps": [{"label": str(d), "method": "animate", "args": [[str(d)], at_once]} for d in depths],
    }


def _mark(chart: go.Figure, theme: Theme, gain: float, text: str, *, line: int) -> None:
    """A line at a gain; each name stands in a line of its own: on a phone the marks are close together."""
    chart.add_vline(gain, line={"color": theme.muted, "dash": "dot", "width": 1.5})
    chart.add_annotation(
        text=text, x=np.log10(gain), y=1, yref="paper", yanchor="top", xanchor="left", showarrow=False,
        yshift=-14 * line, font={"color": theme.muted, "size": 12},
    )  # fmt: skip


def panel(chart: go.Figure, theme: Theme, number: int, domain: tuple[float, float], more: dict) -> None:
    """Give panel `number` an x axis of its own."""
    look = {
        "gridcolor": theme.grid,
        "zeroline": False,
        "linecolor": theme.grid,
        "title_font_size": 13,
        "title_standoff": 3,
    }
    chart.update_layout({axis_name("xaxis", number): {**look, "domain": domain, **more}})


def heading(chart: go.Figure, theme: Theme, x: float, text: str, y: float = 1.0) -> None:
    """Put a bold heading at (x, y) of the paper."""
    chart.add_annotation(
        text=text, x=x, y=y, xref="paper", yref="paper", xanchor="left", yanchor="bottom", align="left",
        yshift=6, showarrow=False, font={"size": 13, "color": theme.text},
    )  # fmt: skip


def _to_last(values: np.ndarray) -> np.ndarray:
    """Values relative to the last layer's; nothing where the last layer has nothing."""
    return values / values[-1] if 0 < values[-1] < np.inf else np.full(len(values), np.nan)


def _drawable(values: np.ndarray) -> np.ndarray:
    """Values for a log axis: what is 0 or no number leaves a gap."""
    return np.where(np.isfinite(values) & (values > 0), values, np.nan)


def label(activation: str) -> str:
    """How the activation is called in legends."""
    return ACTIVATIONS[activation].label
