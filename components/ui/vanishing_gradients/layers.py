"""The view *Layers*: a tile for each layer, which fades as the error walks back.

The browser's part is static/vanishing_gradients/: tiles.js draws, walk.js computes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from components.charts.theme import activation_line
from components.concepts.activations import ACTIVATIONS
from components.concepts.gradient_flow import GradientFlow, rms
from components.concepts.number_text import json_number
from components.text import Lesson
from components.ui import theme
from components.ui.cached import flow, flows
from components.ui.kit.component import component
from components.ui.kit.setting import explain
from components.ui.vanishing_gradients.settings import SETTINGS, Stack
from components.ui.vanishing_gradients.sizes import factor, share, short

KEY = "vanishing_gradients.layers"
_ANSWERED = f"_{KEY}.answered"
_tiles = component(
    "vanishing_gradients/tiles", "vanishing_gradients/walk", room={"vanishing_gradients.layers": 402}
)


def show(stack: Stack, lesson: Lesson) -> dict[str, str]:
    """Draw the tiles, with the error at the layer that it has reached.

    Returns:
        What the words beside it quote: the RMS slope of sigmoid in the stack that the page opens with.
    """
    shared = (stack.initializer, stack.depth, stack.width, stack.seed)
    measured = flows(stack.activations, *shared)
    _tiles(
        key=KEY,
        data={
            "depth": stack.depth,
            "layer": stack.reached,
            "rows": [row(each) for each in measured],
            "words": _words(stack.depth),
            "title": "Error on its way back",
            "alt": lesson["alt"],
            "answered": st.session_state.get(_ANSWERED),
        },
        on_walk_change=_take,
    )
    st.caption(lesson["layers_source"], help=explain("RMS"))
    start = {name: setting.default for name, setting in SETTINGS.all.items()}
    first = flow("sigmoid", start["initializer"], start["depth"], int(start["width"]), start["seed"])
    return {"sigmoid_slope": f"{rms(first.slope_rms):.2f}".removeprefix("0")}


def row(flow: GradientFlow) -> dict[str, Any]:
    """What the browser gets of a flow: for each layer the share of the error, and what is said of it."""
    last, shares = flow.depth, flow.shares
    steps = [factor(step) for step in flow.steps]
    left = [share(float(value)) for value in shares]
    told = [f"{left[i]} of the error at layer {last}; {steps[i]} from layer {i + 2}" for i in range(last - 1)]
    return {
        "name": flow.activation,
        "label": ACTIVATIONS[flow.activation].label,
        "color": activation_line(flow.activation, theme.current())["color"],
        "shares": [json_number(float(value)) for value in shares],
        "short": [short(float(value)) for value in shares],
        "steps": steps,
        "said": [_said(flow, layer) for layer in range(1, last)],
        "told": [*told, "the error comes in here"],
    }


def _said(flow: GradientFlow, layer: int) -> str:
    """How the walk stands at a layer: the factor of a layer so far, and what is left."""
    kept = float(flow.shares[layer - 1])
    with np.errstate(over="ignore"):
        mean = kept ** (1 / (flow.depth - layer))
    if not kept > 0 or not np.isfinite(kept):
        return f"{share(kept)} left"
    so_far = f"grown to {share(kept)}" if kept > 1.005 else f"{share(kept)} left"
    return f"{factor(mean, digits=3)} a layer, {so_far}"


def _words(depth: int) -> dict[str, str]:
    one = depth == 1
    return {
        "play": "Send the error back",
        "pause": "Pause",
        "layer": "layer",
        "ahead": "the error has not arrived yet",
        "handle": "layer that the error has reached",
        "inputs": "next to the inputs",
        "arrives": "the error comes in",
        "start": "One layer only: nothing multiplies yet."
        if one
        else f"The error at layer {depth} counts as 1 in each row.",
        "under_way": "The fainter a tile, the less of the error is left.",
        "end": "What is left when it arrives at layer 1.",
    }


def _take() -> None:
    """Take over the layer that the browser reports, if it is one."""
    sent: Any = st.session_state[KEY].walk
    try:
        layer, at = int(sent["layer"]), int(sent["at"])
    except (TypeError, KeyError, ValueError, OverflowError):
        return
    depth = SETTINGS.value("depth")
    st.session_state[_ANSWERED] = at
    SETTINGS.put(layer=layer if 1 <= layer < depth else None)
