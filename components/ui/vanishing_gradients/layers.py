"""The view *Layers*: signal, error and their product, layer by layer."""

from __future__ import annotations

import streamlit as st

from components.charts import vanishing_gradients as charts
from components.concepts.activations import ACTIVATIONS
from components.text import Lesson
from components.ui import theme
from components.ui.cached import flow
from components.ui.vanishing_gradients.controls import Settings
from components.ui.vanishing_gradients.words import share


def show(settings: Settings, lesson: Lesson) -> None:
    """Draw the three panels, and say what the factor of a layer means."""
    stack = (settings.initializer, settings.depth, settings.width, settings.seed)
    flows = [flow(name, *stack) for name in settings.activations]
    theme.show(charts.layers(flows, theme.current()), alt=lesson["alt"], key="vanishing_gradients.layers")
    lines = [
        f"- **{ACTIVATIONS[f.activation].label}**: × {f.factor:.3g} a layer. After {_layers(f.depth)}, "
        f"{share(f.kept)} of the error; what the weights get: {share(f.weights_kept)}."
        for f in flows
    ]
    st.markdown("\n".join(lines).replace("is left of the error", "of the error is left"))
    st.caption(lesson["layers_source"])


def _layers(depth: int) -> str:
    return "1 layer" if depth == 1 else f"{depth} layers"
