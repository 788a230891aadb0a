"""The view *Signal and error*: the signal on its way forward, the error on its way back, their product."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import streamlit as st

from components.charts import vanishing_gradients as charts
from components.concepts.activations import ACTIVATIONS
from components.concepts.gradient_flow import BATCH, GradientFlow
from components.text import Lesson
from components.ui import theme
from components.ui.cached import flows
from components.ui.kit.setting import explain
from components.ui.vanishing_gradients.settings import Stack
from components.ui.vanishing_gradients.sizes import share


def show(stack: Stack, lesson: Lesson) -> None:
    """Draw the three panels, and say what is left of signal and error."""
    shared = (stack.initializer, stack.depth, stack.width, stack.seed)
    measured = flows(stack.activations, *shared)
    sentences = [_sentence(f) for f in measured]
    theme.show(
        charts.signal_and_error(measured, theme.current()),
        alt=" ".join([*lesson["alt_signal"].split(), *sentences]),
        key="vanishing_gradients.signal",
    )
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))
    st.caption(lesson["signal_source"].format(within=within(measured)), help=explain("RMS"))


def within(flows: Sequence[GradientFlow]) -> str:
    """How far the product of panels 1 and 2 is from panel 3, at most: ", here within a factor of 1.5"."""
    with np.errstate(all="ignore"):
        pairs = [(f.input_rms * f.gradient_rms * math.sqrt(BATCH), f.weight_gradient_rms) for f in flows]
        apart = np.concatenate([np.abs(np.log(product / got)) for product, got in pairs])
    known = apart[np.isfinite(apart)]
    return f", here within a factor of {math.exp(known.max()):.1f}" if len(known) else ""


def _sentence(flow: GradientFlow) -> str:
    name = f"**{ACTIVATIONS[flow.activation].label}**"
    if flow.depth == 1:
        return f"{name}: one layer only, so nothing multiplies yet."
    if not math.isfinite(flow.kept):
        return f"{name}: it explodes; the error or the signal is more than a number can hold."
    return (
        f"{name}: of the signal after layer 1, {share(flow.signal_kept)} is left after layer {flow.depth}; "
        f"of the error at layer {flow.depth}, **{share(flow.kept)}** is left at layer 1."
    )
