"""What stands under the picture: what to notice, the formula, the Keras lines, and what it all means."""

from __future__ import annotations

import streamlit as st

from components.text import Lesson
from components.ui.tabular.settings import Setting


def below(lesson: Lesson, setting: Setting) -> None:
    """Draw it all."""
    notice, formula = st.columns([5, 6], gap="large")
    notice.markdown(lesson["notice"])
    with formula:
        st.markdown(lesson["formula"])
        st.code(code(lesson, setting), language="python")
    for name in ("whose", "fair", "images"):
        with st.expander(lesson[f"{name}.title"]):
            st.markdown(lesson[name])


def code(lesson: Lesson, setting: Setting) -> str:
    """The contest in Keras lines, with the network that is set."""
    trial = setting.trials["network"]
    lines = ""
    for units in trial.hidden_units:
        lines += f'    layers.Dense({units}, activation="{trial.activation}", kernel_regularizer=penalty),\n'
        if trial.dropout:
            lines += f"    layers.Dropout({trial.dropout:g}),\n"
    filled = {"inputs": len(setting.table.columns), "layers": lines, "epochs": trial.epochs}
    found = lesson["code"]
    for name, text in filled.items():
        found = found.replace(f"{{{name}}}", str(text))
    return found
