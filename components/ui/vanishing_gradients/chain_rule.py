"""The view *Chain rule*: one path, factor by factor."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.charts import vanishing_gradients as charts
from components.concepts.activations import ACTIVATIONS
from components.concepts.chain_rule import Chain
from components.concepts.gradient_flow import rms
from components.text import Lesson
from components.ui import theme
from components.ui.cached import flow, path
from components.ui.vanishing_gradients.settings import Stack
from components.ui.vanishing_gradients.sizes import power, share

SHOWN = 5  # factors that are written out


def show(stack: Stack, lesson: Lesson) -> None:
    """Draw the staircase of one path, and say what the activation and what the weights contribute."""
    name = stack.activations[0]
    one_stack = (name, stack.initializer, stack.depth, stack.width, stack.seed)
    one, measured = path(*one_stack), flow(*one_stack)
    theme.show(
        charts.chain_rule(one, measured, theme.current()),
        alt=lesson["alt_chain_rule"].format(
            name=ACTIVATIONS[name].label,
            path=share(abs(float(np.prod(one.factors)))),
            paths=share(measured.kept),
        ),
        key="vanishing_gradients.chain_rule",
    )
    st.latex(_product(one))
    if stack.depth > 1:
        _parts(one, measured.factor, ACTIVATIONS[name].label)
        paths = power(float(stack.width) ** (stack.depth - 1))
        st.caption(lesson["chain_rule_source"].format(paths=paths))
    if len(stack.activations) > 1:
        st.caption(f"One path, one activation: the first chosen, {ACTIVATIONS[name].label}.")


def _product(one: Chain) -> str:
    """The first factors of the path, slope by weight, and the whole product, as LaTeX."""
    factors = [
        (rf"\underbrace{{{_number(value)}}}_{{{_name(k, one.depth)}}}")
        for k, value in enumerate(one.factors[:SHOWN])
    ]
    rest = r" \times \cdots" if len(one.factors) > SHOWN else ""
    return r" \times ".join(factors) + rest + r"\;\rightarrow\;" + _number(np.prod(one.factors))


def _name(k: int, depth: int) -> str:
    layer = depth - k // 2
    return f"f'(z_{{{layer}}})" if k % 2 == 0 else f"w_{{{layer}}}"


def _number(value: float) -> str:
    if not np.isfinite(value):
        return r"\infty"
    if value == 0 or 1e-3 <= abs(value) < 1e4:
        return f"{value:.2g}"
    digits, exponent = f"{value:.1e}".split("e")
    return rf"{digits} \cdot 10^{{{int(exponent)}}}"


def _parts(one: Chain, factor: float, label: str) -> None:
    """All paths together: RMS slope times gain is the factor of a layer."""
    slope, gain = float(rms(one.rms_slopes)), float(one.gains.mean())
    parts = (
        (f"{label}: RMS slope", f"{slope:.3f}"),
        ("× gain √n·std(w)", f"× {gain:.2f}"),
        ("= factor a layer", f"= {slope * gain:.3f}"),
        ("measured factor", f"{factor:.3f}"),
    )
    for column, (name, value) in zip(st.columns(len(parts)), parts, strict=True):
        column.metric(name, value)
