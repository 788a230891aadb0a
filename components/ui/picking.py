"""A chart whose points can be clicked: a click puts a number into a setting, and so into the address."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from components.concepts.plain_text import spoken
from components.ui import theme


def pick(chart: go.Figure, *, key: str, setting: str, numbers: Sequence[int], alt: str) -> None:
    """Draw a figure; a click on its point i sets `setting` to `numbers[i]`.

    Args:
        chart: whose last trace has one point for each number.
        key: of the chart.
        setting: full key of a widget, in session state.
        numbers: what each point stands for.
        alt: the chart in words; may be Markdown.
    """

    def chosen() -> None:
        points = st.session_state[key].selection.points
        if points and points[0]["point_index"] < len(numbers):
            st.session_state[setting] = int(numbers[points[0]["point_index"]])

    st.plotly_chart(
        theme.fitted(chart),
        theme=None,
        config={"displayModeBar": False},
        alt=spoken(alt),
        key=key,
        on_select=chosen,
        selection_mode="points",
    )
