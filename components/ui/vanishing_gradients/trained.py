"""The view *Trained*: whether training error grows with depth, from recorded trainings."""

from __future__ import annotations

import streamlit as st

from components.charts import depth_study as charts
from components.concepts.activations import ACTIVATIONS
from components.concepts.initializers import INITIALIZERS
from components.concepts.optimizers import OPTIMIZERS
from components.text import Lesson
from components.training.depth_study import DEPTHS, LEARNING_RATES, STARTS, STUDIED
from components.ui import theme
from components.ui.cached import study
from components.ui.vanishing_gradients.settings import Stack


def show(stack: Stack, lesson: Lesson) -> dict[str, str]:
    """Draw loss against epoch and final accuracy against depth, for what was recorded.

    Returns:
        The final accuracies that the words beside it quote, such as "relu_sgd_he_20": ".91".
    """
    recorded = [name for name in stack.activations if name in STUDIED]
    missing = [ACTIVATIONS[name].label for name in stack.activations if name not in STUDIED]
    if missing:
        known = ", ".join(ACTIVATIONS[name].label for name in STUDIED)
        st.caption(f"Not recorded: {', '.join(missing)}. Recorded are {known}.")
    depth = min(DEPTHS, key=lambda known: abs(known - stack.depth))
    start = "he_uniform" if stack.initializer.startswith("he_") else "glorot_uniform"
    chart = charts.trained(study(), recorded or list(STUDIED), depth, start, theme.current())
    reached = [
        f"{ACTIVATIONS[name].label} with {OPTIMIZERS[optimizer].label} "
        f"{_final(name, optimizer, start, depth):.2f}"
        for name in recorded or STUDIED
        for optimizer in LEARNING_RATES
    ]
    alt = lesson["alt_trained"].format(depth=depth, reached=", ".join(reached))
    theme.show(chart, alt=alt, key="vanishing_gradients.trained")
    minutes = round(study().seconds / 60)
    shown = INITIALIZERS[start].label
    st.caption(lesson["trained_source"].format(start=shown, depth=depth, minutes=minutes))
    return {
        f"{name}_{optimizer}_{rule.partition('_')[0]}_{deep}": f"{mean:.2f}".removeprefix("0")
        for name in STUDIED
        for optimizer in LEARNING_RATES
        for rule in STARTS
        for deep, mean in zip(
            DEPTHS, study().final_accuracies(name, optimizer, rule).mean(axis=1), strict=True
        )
    }


def _final(name: str, optimizer: str, start: str, depth: int) -> float:
    """Training accuracy after the last epoch, mean of the seeds."""
    return float(study().final_accuracies(name, optimizer, start).mean(axis=1)[DEPTHS.index(depth)])
