"""The view *Layers*: signal, error and their product, layer by layer."""

from __future__ import annotations

import math

import streamlit as st

from components.charts import vanishing_gradients as charts
from components.concepts.activations import ACTIVATIONS
from components.concepts.gradient_flow import GradientFlow
from components.text import Lesson
from components.ui import theme
from components.ui.cached import flow
from components.ui.vanishing_gradients.settings import Stack
from components.ui.vanishing_gradients.words import share


def show(stack: Stack, lesson: Lesson) -> None:
    """Draw the three panels, and say what the factor of a layer means."""
    shared = (stack.initializer, stack.depth, stack.width, stack.seed)
    flows = [flow(name, *shared) for name in stack.activations]
    theme.show(charts.layers(flows, theme.current()), alt=lesson["alt"], key="vanishing_gradients.layers")
    st.markdown("\n".join(_sentence(f) for f in flows))
    st.caption(lesson["layers_source"])


def _sentence(flow: GradientFlow) -> str:
    name = f"- **{ACTIVATIONS[flow.activation].label}**"
    if flow.depth == 1:
        return f"{name}: one layer only, so nothing multiplies yet."
    if not math.isfinite(flow.kept):
        return f"{name}: it explodes; the error or the signal is more than a number can hold."
    return (
        f"{name} × {flow.factor:.3g} a layer: after {flow.depth} layers **{share(flow.kept)}** "
        f"is left (weights: {share(flow.weights_kept)})."
    )
