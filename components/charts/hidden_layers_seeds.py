"""The strip of seeds on /hidden_layers: the same setting from twenty random starts."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts.theme import Theme, figure


def seed_strip(accuracies: Sequence[float | None], enough: float, theme: Theme) -> go.Figure:
    """One mark a seed at its train accuracy: full where it is enough, open below; None is still to come."""
    done = [(seed, value) for seed, value in enumerate(accuracies) if value is not None]
    chart = figure("", theme, x="seed of the weights", y="train accuracy", height=190)
    for name, symbol, color, reached in (
        (f"{enough:g} or more", "circle", theme.kept, True),
        ("less", "circle-open", theme.stop, False),
    ):
        of_this = [(seed, value) for seed, value in done if (value >= enough) == reached]
        chart.add_scatter(
            x=[seed for seed, _ in of_this],
            y=[value for _, value in of_this],
            mode="markers",
            name=name,
            marker={"symbol": symbol, "size": 11, "color": color, "line": {"width": 2}},
            hovertemplate="seed %{x}: %{y:.3f}<extra></extra>",
        )
    chart.add_hline(y=enough, line={"color": theme.muted, "dash": "dot", "width": 1})
    chart.update_xaxes(range=[-0.7, len(accuracies) - 0.3], dtick=1, showgrid=False, fixedrange=True)
    chart.update_yaxes(range=[0.38, 1.04], dtick=0.2, fixedrange=True)
    return chart.update_layout(margin={"l": 10, "r": 10, "t": 28, "b": 10})
