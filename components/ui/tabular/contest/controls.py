"""The controls of a contest: its table, its features and models, and Run or Stop."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.text import Lesson
from components.training.contest import Contest
from components.ui.kit.view import View
from components.ui.tabular.contest import comparison, features, game
from components.ui.tabular.contest.sentences import expectation
from components.ui.tabular.settings import SETTINGS, SHORTCUTS, STEM, Setup


def choose_table() -> None:
    """Choose the table that the contest is about."""
    SETTINGS.draw("dataset", on_change=forget_columns)


def draw(view: View, contest: Contest, lesson: Lesson) -> None:
    """Draw all that is set beside the picture, the rare settings in expanders."""
    game.draw(contest, lesson)
    SETTINGS.draw("folds_shown")
    with st.expander("Make a feature", key=f"{STEM}.make"):
        features.build()
        SETTINGS.draw("features")
    with st.expander("Models: MLP, L2", key=f"{STEM}.models"):
        units, *penalties = view.settings
        SETTINGS.draw(units)
        _side_by_side(penalties)
    with st.expander("Folds, score, early stopping, dropout", key=f"{STEM}.more"):
        score, folds, seeds, *others = view.more
        SETTINGS.draw(score)
        _side_by_side((folds, seeds))
        for name in others:
            unused = name == "patience" and not SETTINGS.value("early_stopping")
            SETTINGS.draw(name, disabled=unused)


def run_and_stop(setup: Setup) -> None:
    """Draw Run or Stop; on hover Run says what it will do and how long that takes."""
    if comparison.COMPARISON.busy:
        st.button(
            "Stop", key=f"{STEM}.stop", on_click=comparison.stop, help="The folds that are done are kept."
        )
        return
    st.button(
        "Run",
        key=f"{STEM}.run",
        type="primary" if comparison.missing(setup.contest) else "secondary",
        disabled=bool(setup.problem),
        on_click=comparison.run,
        args=(setup.contest,),
        help=None if setup.problem else expectation(setup.contest),
    )


def forget_file() -> None:
    """Another file has come: what is trained for the former one is of no use."""
    if comparison.COMPARISON.busy:
        comparison.stop()
    forget_columns()


def forget_columns() -> None:
    """Another table has other columns: only the features that every table can have stay."""
    kept = [part for part in SETTINGS.value("features").split(";") if part in SHORTCUTS]
    SETTINGS.put(features=";".join(kept), column=None)


def _side_by_side(names: Sequence[str]) -> None:
    for place, name in zip(st.columns(len(names), gap="small"), names, strict=True):
        with place:
            SETTINGS.draw(name)
