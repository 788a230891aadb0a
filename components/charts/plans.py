"""A plan for a class as a picture: its scenes as a row of bars, as wide as they take minutes."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.theme import Theme


def thumbnail(lessons: Sequence[Sequence[int]], theme: Theme) -> go.Figure:
    """Lessons, one above the other, each scene a bar of its minutes; every second one is lighter.

    Args:
        lessons: the minutes of their scenes.
        theme: its colours.
    """
    chart = looks.bare(theme)
    most = max(map(len, lessons))
    for place in range(most):
        chart.add_bar(
            x=[minutes[place] if place < len(minutes) else 0 for minutes in lessons],
            y=list(range(len(lessons))),
            orientation="h",
            marker={
                "color": theme.primary if place % 2 == 0 else looks.veil(theme.primary, 0.45),
                "line": {"color": theme.background, "width": 1.5},
            },
            hoverinfo="skip",
        )
    return chart.update_layout(barmode="stack", bargap=0.45)
