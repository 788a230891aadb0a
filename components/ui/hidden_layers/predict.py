"""The prediction of /hidden_layers: after the answer the picture moves to three units."""

from __future__ import annotations

import streamlit as st

from components.text import Lesson
from components.ui.hidden_layers.settings import DEFAULTS, LAYERS, STEM
from components.ui.page import Answer, predict

TRUTH, SEED = 3, 8  # this many units fence the ring in, from this start
# Question and answers on one line where there is room, so that the picture stands higher.
_ON_ONE_LINE = f"""
.st-key-{STEM}-prediction > .stButtonGroup {{
  display: flex; flex-wrap: wrap; align-items: center; column-gap: 0.75rem;
}}
.st-key-{STEM}-prediction [data-testid=stWidgetLabel] {{ margin: 0; width: auto; }}
"""
_MOVED = f"_{STEM}.moved"


def prediction(lesson: Lesson) -> None:
    """Ask for it; the first answer moves the picture to the truth."""
    st.html(f"<style>{_ON_ONE_LINE}</style>")
    answers = [
        Answer(str(count), right=count == TRUTH, response=lesson[f"predict.{count}"]) for count in range(1, 5)
    ]
    if predict(STEM, lesson["predict.question"], answers) is None:
        st.session_state.pop(_MOVED, None)
    elif _MOVED not in st.session_state:
        st.session_state[_MOVED] = True
        _show_truth()


def _show_truth() -> None:
    """Set one hidden layer of three ReLU units on circles; before the controls are drawn."""
    truth = {f"layer_{i}": i == 1 for i in LAYERS} | {"units_1": TRUTH, "seed": SEED}
    for name, value in {**DEFAULTS, **truth}.items():
        st.session_state[f"{STEM}.{name}"] = value
