"""The view *Gain map*: how large the weights must be for the error to survive."""

from __future__ import annotations

import streamlit as st

from components.charts import vanishing_gradients as charts
from components.concepts import initializers
from components.text import Lesson
from components.ui import theme
from components.ui.cached import gains
from components.ui.vanishing_gradients.settings import Stack


def show(stack: Stack, lesson: Lesson) -> None:
    """Draw one curve for each activation; the depth moves in the browser."""
    maps = [gains(name, stack.seed) for name in stack.activations]
    gain = initializers.named(stack.initializer).gain(stack.width)
    chart = charts.gain_map(maps, stack.depth, gain, theme.current())
    theme.show(chart, alt=lesson["alt_gain_map"], key="vanishing_gradients.gain_map")
    st.caption(lesson["gain_map_source"])
