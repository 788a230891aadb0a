"""Which appearance the viewer has, and the one way to put a Plotly figure on a page."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from components.charts.theme import LIGHT, THEMES, Theme, enlarged
from components.concepts.plain_text import spoken
from components.ui.kit.projector import type_size, window_height
from components.ui.kit.scene import presented

PROJECTED = 0.68  # share of the projector's height that a figure takes
# The menu Save makes images of pictures, and writes into them what they are.
# No mode bar: on a phone it lies over the titles, and for who uses the keyboard it is seven stops a chart.
_CONFIG = {"displayModeBar": False}


def current() -> Theme:
    """The viewer's appearance; light until the browser has said otherwise."""
    return THEMES.get(st.context.theme.type or "light", LIGHT)


def show(chart: go.Figure, *, alt: str, key: str | None = None, still: bool = False, about: str = "") -> None:
    """Draw a figure of ours.

    Args:
        chart: the figure.
        alt: what it shows, for who cannot see it; may be Markdown.
        key: of the chart.
        still: leaves out zooming and what the pointer shows.
        about: what was trained for it, which a file that is saved of it says besides the page's settings.
    """
    if about:
        chart = chart.update_layout(meta={"about": about})
    chart = fitted(chart)
    config = {"staticPlot": True} if still else _CONFIG
    st.plotly_chart(chart, theme=None, config=config, alt=spoken(alt), key=key)


def fitted(chart: go.Figure) -> go.Figure:
    """The figure as it is, or as a projector needs it."""
    return enlarged(chart, type_size() / 16, PROJECTED * window_height()) if presented() else chart
