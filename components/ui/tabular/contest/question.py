"""The prediction of /tabular, about the table that is open: how much of the gap, or who is better at all."""

from __future__ import annotations

from functools import cache

import streamlit as st

from components.text.questions import page_question
from components.training.contest import standing
from components.training.table_recordings import recorded_contest
from components.training.table_trials import TABLES
from components.ui.kit.predict import Prediction, answered, predict, take_back
from components.ui.tabular.settings import SETTINGS, SHORTCUTS, STEM

_ASKED_OF = "_tabular.predicted_on"


def ask() -> None:
    """Ask about the shipped table that is open; of a visitor's own nobody knows the answer yet."""
    table = SETTINGS.value("dataset")
    if st.session_state.setdefault(_ASKED_OF, table) != table:
        take_back(SETTINGS)
        st.session_state[_ASKED_OF] = table
    if table in TABLES:
        predict(SETTINGS, prediction(table))


def is_open() -> bool:
    """Whether the page asks who is better, and has not been answered: the picture does not say it either."""
    table = SETTINGS.value("dataset")
    return table in TABLES and not answered(SETTINGS) and not _has_gap(table)


def prediction(table: str) -> Prediction:
    """The question of a shipped table."""
    question = page_question(f"{STEM}.{table}")
    return Prediction(question, SETTINGS.named(question.reveal))


@cache
def _has_gap(table: str) -> bool:
    return standing(recorded_contest(table, SHORTCUTS), "accuracy").share_closed is not None
