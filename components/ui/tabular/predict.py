"""The prediction of /tabular: how much of a gap do all squares and products close?"""

from __future__ import annotations

import streamlit as st

from components.text import Lesson
from components.ui.page import Answer, predict
from components.ui.tabular.settings import STEM, move

_ANSWERS = {"10 %": "little", "50 %": "half", "85 %": "most", "more than 100 %": "past"}
_SHOWN = "_tabular.shown"
_TRUTH = ("magic", "squares;products")


def prediction(lesson: Lesson) -> None:
    """Ask for it, before the settings are drawn: the answer moves them to the truth, once."""
    answers = [
        Answer(label, right=name == "most", response=lesson[f"predict.{name}"])
        for label, name in _ANSWERS.items()
    ]
    if predict(STEM, lesson["predict.question"], answers) is None:
        st.session_state.pop(_SHOWN, None)
    elif _SHOWN not in st.session_state:
        st.session_state[_SHOWN] = True
        move(*_TRUTH)
