"""The prediction's truth: the picture moves to a bell four times as wide."""

from __future__ import annotations

import streamlit as st

from components.ui.activations.controls import DEFAULTS
from components.ui.page import Answer

_TOLD = "_activations.told"


def show_truth(answer: Answer | None) -> None:
    """After the first answer, set the picture to what was asked about; once, and again after a reset.

    Call it before the widgets it sets.
    """
    if answer is None:
        st.session_state.pop(_TOLD, None)
    elif _TOLD not in st.session_state:
        st.session_state[_TOLD] = True
        chosen = st.session_state.get("activations.chosen") or []
        st.session_state["activations.chosen"] = list(dict.fromkeys([*DEFAULTS["chosen"], *chosen]))
        st.session_state["activations.center"] = DEFAULTS["center"]
        st.session_state["activations.spread"] = 4 * DEFAULTS["spread"]
        st.session_state["activations.view"] = DEFAULTS["view"]
