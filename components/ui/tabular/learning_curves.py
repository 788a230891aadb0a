"""How much data does depth need? Learning curves, recorded or trained on request, a view of its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from components.charts import tabular_data as charts
from components.charts.tabular_verdict import Guess
from components.concepts.binary_scores import guessing
from components.concepts.plain_text import plain
from components.datasets.tables import Table
from components.text import Lesson
from components.training.comparison import ComparisonRequest
from components.training.connection import why_off
from components.training.contest import ROWS, Contest
from components.training.jobs import JobView
from components.training.learning_curve import LearningCurve, learning_curve, recorded
from components.training.recipe import RecipeError
from components.training.table_trials import CURVE_KINDS, curve_trials, first_trial
from components.training.trial import OWN_TABLE, Trial, TrialResult
from components.training.trial_summary import ahead_from
from components.ui import theme
from components.ui.engine import engine
from components.ui.kit.page import Page
from components.ui.kit.watch import Watch, again_and_again, say, where
from components.ui.tabular.settings import STEM

POLL_SECONDS = 1.0
CURVES = Watch(f"{STEM}.curve")
_MEASURED = f"_{STEM}.curves"  # key of a request -> its curves, for this visit
_PROBLEM = f"_{STEM}.curve_problem"


def show(page: Page, contest: Contest) -> None:
    """Draw the curves of the table: recorded ones, those of this visit, or the button that trains them."""
    lesson = page.lesson
    st.markdown(lesson["data.depth"])
    _state(lesson, contest)
    st.markdown(lesson["depth"])


def _state(lesson: Lesson, contest: Contest) -> None:
    CURVES.poll(_keep)
    curve = recorded(contest.table.name) if contest.table.shipped else None
    if curve is not None:
        _curves(lesson, curve, contest.table)
        st.caption(lesson["data.depth.recorded"].format(folds=_folds(curve)))
        return
    try:
        request = curve_request(contest)
    except RecipeError as error:
        st.markdown(str(error))
        return
    if request is None:
        st.markdown(lesson["data.depth.too_few"].format(rows=f"{contest.table.rows:,}"))
    elif CURVES.key == request.key:
        st.button("Stop", key=f"{STEM}.curve_stop", on_click=_leave)
        again_and_again(_live, seconds=POLL_SECONDS, busy=True)(lesson, contest.table)
    else:
        _at_rest(lesson, request, contest.table)


def curve_request(contest: Contest) -> ComparisonRequest | None:
    """What has to be trained: the models as they are set, with ever more rows. None for too few rows."""
    table = contest.table
    trials = tuple(_trial(contest, kind) for kind in CURVE_KINDS)
    training_rows = table.rows - -(-table.rows // trials[0].folds)
    wanted = curve_trials(trials, training_rows)
    if len(wanted) == len(trials):
        return None
    return ComparisonRequest(wanted, contest.own_table)


def _trial(contest: Contest, kind: str) -> Trial:
    if kind in contest.results:
        return replace(contest.trials[kind], seeds=1, rows=0)
    table = contest.table
    if table.shipped:
        return first_trial(kind, table.name)
    return first_trial(kind, OWN_TABLE, brought=table.digest)


def _at_rest(lesson: Lesson, request: ComparisonRequest, table: Table) -> None:
    """What this visit has measured, and the button."""
    curve = st.session_state.get(_MEASURED, {}).get(request.key)
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(problem)
    if curve is None or _missing(curve):
        time = _minutes(engine().forecast(request).seconds)
        words = lesson["data.depth.ask"].format(trainings=request.parts, minutes=time)
        words, off = why_off() or words, bool(why_off())
        st.button(
            "Measure it", key=f"{STEM}.curve", on_click=_start, args=(request,), help=words, disabled=off
        )
        st.caption(words)
    if curve is not None:
        _curves(lesson, curve, table)
        note = "data.depth.stopped" if _missing(curve) else "data.depth.measured"
        st.caption(lesson[note].format(folds=_folds(curve)))


def _live(lesson: Lesson, table: Table) -> None:
    """One look at the job."""
    view = CURVES.poll(_keep)
    if view is None:
        st.rerun()
    done = f"**{len(view.results)} of {view.request.parts} trainings**: {view.seconds:.0f} s so far."
    with st.container(key=f"{STEM}.curve_status", gap="xxsmall"):
        say(where(view, done, kept="what is trained so far is kept"), key=f"{STEM}.curve_progress")
        st.progress(view.share)
    curve = _curve(view)
    if any(np.isfinite(accuracies).any() for accuracies in curve.accuracies.values()):
        _curves(lesson, curve, table)


def _curves(lesson: Lesson, curve: LearningCurve, table: Table) -> None:
    sentences = _in_words(lesson, curve)
    alt = lesson["data.depth.alt"].format(told=sentences)
    zeros, ones = table.counts
    score = guessing(table.target).accuracy
    guess = Guess(score, f"always “{plain(table.class_names[int(ones > zeros)])}” {score:.3f}")
    chart = charts.learning_curves(curve, ROWS, theme.current(), guess=guess)
    theme.show(chart, alt=f"{alt} Dotted: {guess.label}.", key=f"{STEM}.curves")
    with st.container(key=f"{STEM}.depth"):
        st.markdown(sentences)


def _in_words(lesson: Lesson, curve: LearningCurve) -> str:
    """The ends of the curves, and from where on one model is ahead in every fold."""
    ends = []
    for place in (0, -1):
        numbers = ", ".join(
            f"{ROWS[kind]} {np.nanmean(accuracies[place]):.3f}"
            for kind, accuracies in curve.accuracies.items()
            if np.isfinite(accuracies[place]).any()
        )
        if numbers:
            ends.append(f"{curve.rows[place]:,} rows: {numbers}")
    sentences = ["; ".join(ends) + "."] if ends else []
    if not _missing(curve):
        for first, second in (("network", "logistic"), ("trees", "network")):
            words = {"first": ROWS[first], "second": ROWS[second]}
            rows = ahead_from(curve, first, second)
            text = lesson["data.depth.never" if rows is None else "data.depth.ahead"]
            sentences.append(text.format(**words, rows=f"{rows or 0:,}"))
    return " ".join(sentences)


def _start(request: ComparisonRequest) -> None:
    _leave()  # curves at other settings may be under way
    CURVES.ask(request)


def _leave() -> None:
    """Stop waiting for the curves; what is trained so far is kept."""
    if (view := CURVES.drop()) is not None:
        _keep(view)


def _keep(view: JobView | None) -> None:
    """Keep the curves of a job for this visit, or the sentence that says why there are none."""
    if view is None or view.problem:
        st.session_state[_PROBLEM] = view.problem if view else "The workers were lost; nothing came back."
    if view is not None and view.results:
        st.session_state.setdefault(_MEASURED, {})[view.key] = _curve(view)


def _curve(view: JobView) -> LearningCurve:
    request = view.request
    results = [TrialResult.gather(trial, view.results) for trial in request.trials]
    return learning_curve(results, request.table)


def _missing(curve: LearningCurve) -> bool:
    return any(np.isnan(accuracies).any() for accuracies in curve.accuracies.values())


def _folds(curve: LearningCurve) -> int:
    return max(accuracies.shape[1] for accuracies in curve.accuracies.values())


def _minutes(seconds: float) -> str:
    return f"{max(seconds, 1):.0f} s" if seconds < 90 else f"{seconds / 60:.0f} minutes"
