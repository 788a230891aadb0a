"""The controls of /tabular. Each is drawn in every run, where its view shows it or else unseen."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.concepts.activations import ACTIVATIONS
from components.training.trial import BOUNDS, OWN_TABLE
from components.training.trial_summary import SCORES
from components.ui.page import explain
from components.ui.tabular import features, own, status, visit
from components.ui.tabular.settings import DEFAULTS, SETS, STEM, Reading, value


def choose_table() -> None:
    """Which table the contest is about."""
    st.selectbox(
        "Data set",
        SETS,
        index=SETS.index(DEFAULTS["dataset"]),
        key=f"{STEM}.dataset",
        bind="query-params",
        on_change=features.keep_for_another_table,
        label_visibility="collapsed",
        width=180,
        help=explain("dataset"),
    )


def draw(place: DeltaGenerator) -> None:
    """Draw every control of the contest in a place, the rare ones in expanders."""
    with place:
        if value("dataset") == OWN_TABLE:
            own.choose()
        picks = st.container()
        with st.expander("Make one, or see the reasons", key=f"{STEM}.make"):
            features.written()  # first: only then is known what the address has picked
            features.builder()
        with picks:
            features.picks()
        st.text_input(
            "MLP: hidden layers, units of each",
            DEFAULTS["hidden_units"],
            max_chars=200,
            placeholder="none: logistic regression",
            **_bound("hidden_units"),
        )
        left, right = st.columns(2, gap="small")
        with left:
            _number("L2, logistic", "l2_logistic", "l2", step=1.0)
        with right:
            _number("L2, MLP", "l2_network", "l2", step=1.0)
        with st.expander("Folds, score, early stopping, dropout", key=f"{STEM}.more"):
            _rare()


def choose_score() -> None:
    """Which score the rows show."""
    st.segmented_control(
        "Score",
        list(SCORES),
        default=DEFAULTS["score"],
        required=True,
        format_func=lambda name: SCORES[name].label,
        label_visibility="collapsed",
        **_bound("score"),
    )


def run_and_stop(reading: Reading) -> None:
    """Draw Run or Stop; on hover Run says what it will do and how long that takes."""
    setting = reading.setting
    if visit.busy():
        st.button(
            "Stop",
            key=f"{STEM}.stop",
            on_click=visit.stop,
            help="The folds that are done are kept.",
        )
        return
    missing = visit.missing(setting)
    good = not reading.problem
    st.button(
        "Run",
        key=f"{STEM}.run",
        type="primary" if missing else "secondary",
        disabled=not good,
        on_click=visit.run,
        args=(setting,),
        help=status.expectation(setting) if good else None,
    )


def _rare() -> None:
    choose_score()
    left, right = st.columns(2, gap="small")
    with left:
        _whole("Folds", "folds")
    with right:
        _whole("Seeds", "seeds")
    st.selectbox("Activation", tuple(ACTIVATIONS), index=1, **_bound("activation"))
    _whole("Epochs, at most", "epochs")
    st.toggle("EarlyStopping", DEFAULTS["early_stopping"], **_bound("early_stopping"))
    _whole("Patience", "patience", disabled=not value("early_stopping"))
    _number("Dropout", "dropout", "dropout", step=0.1)


def _bound(name: str, word: str = "") -> dict[str, Any]:
    return {"key": f"{STEM}.{name}", "bind": "query-params", "help": explain(word or name)}


def _whole(label: str, name: str, *, disabled: bool = False) -> None:
    least, most = BOUNDS[name]
    st.number_input(label, int(least), int(most), DEFAULTS[name], disabled=disabled, **_bound(name))


def _number(label: str, name: str, bound: str, *, step: float) -> None:
    least, most = BOUNDS[bound]
    st.number_input(
        label, least, most, float(DEFAULTS[name]), step, format="%g", **_bound(name, name.partition("_")[0])
    )
