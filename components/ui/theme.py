"""Which appearance the viewer has, and the one way to put a Plotly figure on a page."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from components.charts.theme import LIGHT, THEMES, Theme

_CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"]}


def current() -> Theme:
    """The viewer's appearance; light until the browser has said otherwise."""
    return THEMES.get(st.context.theme.type or "light", LIGHT)


def show(chart: go.Figure, *, alt: str, key: str | None = None, still: bool = False) -> None:
    """Draw a figure of ours; `still` leaves out zooming and the mode bar."""
    config = {"staticPlot": True} if still else _CONFIG
    st.plotly_chart(chart, theme=None, config=config, alt=alt, key=key)
