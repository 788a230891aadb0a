"""The view *Gain map*: how large the weights must be for the error to survive."""

from __future__ import annotations

import streamlit as st

from components.charts import vanishing_gradients as charts
from components.concepts import initializers
from components.concepts.activations import ACTIVATIONS
from components.concepts.gain_map import WIDTH
from components.text import Lesson
from components.ui import theme
from components.ui.cached import flow, gains
from components.ui.kit.setting import explain
from components.ui.vanishing_gradients.settings import Stack
from components.ui.vanishing_gradients.sizes import share

QUOTED = ("relu", "tanh", "sigmoid")  # in the words beside the map


def show(stack: Stack, lesson: Lesson) -> dict[str, str]:
    """Draw one curve for each activation; the depth moves in the browser.

    Returns:
        What the words beside it say of these curves: the gains with which the error survives, such as
        "relu_50": "1.4".
    """
    maps = [gains(name, stack.seed) for name in stack.activations]
    gain = initializers.named(stack.initializer).gain(stack.width)
    chart = charts.gain_map(maps, stack.depth, gain, theme.current())
    depth = min(maps[0].depths, key=lambda known: abs(known - stack.depth))
    kept = [f"{ACTIVATIONS[name].label} {_survivors(name, depth, stack.seed)}" for name in stack.activations]
    alt = lesson["alt_gain_map"].format(depth=depth, kept="; ".join(kept))
    theme.show(chart, alt=alt, key="vanishing_gradients.gain_map")
    st.caption(lesson["gain_map_source"], help=explain("gain"))
    told = {f"{name}_{depth}": _survivors(name, depth, stack.seed) for name in QUOTED for depth in (20, 50)}
    beyond = flow("sigmoid", "normal:10", 20, WIDTH, stack.seed)
    return {**told, "sigmoid_gain_10": share(beyond.kept)}


def _survivors(activation: str, depth: int, seed: int) -> str:
    found = gains(activation, seed).survivors(depth)
    if found is None:
        return "no gain"
    least, most = (f"{gain:.2g}" for gain in found)
    return f"the gain {least} alone" if least == most else f"the gains from {least} to {most}"
