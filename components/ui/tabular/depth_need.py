"""How much data does depth need? Learning curves, recorded or trained on request, in the view Data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from components.charts import tabular_data as charts
from components.datasets.table_entries import TABLE_ENTRIES
from components.datasets.tables import Table, load
from components.text import Lesson
from components.training.comparison import ComparisonRequest
from components.training.contest import ROWS, Contest
from components.training.jobs import JobView
from components.training.learning_curve import LearningCurve, learning_curve, recorded
from components.training.recipe import RecipeError
from components.training.table_trials import CURVE_KINDS, curve_trials, first_trial
from components.training.trial import OWN_TABLE, Trial, TrialResult
from components.training.trial_summary import ahead_from
from components.ui import theme
from components.ui.engine import engine, viewer
from components.ui.tabular import views_settings as settings

STEM = settings.STEM
POLL_SECONDS = 1.0
_JOB = f"_{STEM}.curve_job"  # the request under way; the engine has the progress
_FOUND = f"_{STEM}.curves"  # request's key -> what came of it, for this visit
_PROBLEM = f"_{STEM}.curve_problem"


def is_shipped(table: Table) -> bool:
    """Whether the app ships the table."""
    return table.name in TABLE_ENTRIES and load(table.name) is table


def depth_need(lesson: Lesson, contest: Contest) -> None:
    """Draw the curves of the table: recorded ones, those of this visit, or the button that trains them."""
    st.markdown(lesson["data.depth"])
    found = recorded(contest.table.name) if is_shipped(contest.table) else None
    if found is not None:
        _curves(lesson, contest, found)
        st.caption(lesson["data.depth.recorded"].format(folds=_folds(found)))
        return
    try:
        request = curve_request(contest)
    except RecipeError as error:
        st.markdown(str(error))
        return
    if request is None:
        st.markdown(lesson["data.depth.too_few"].format(rows=f"{contest.table.rows:,}"))
    elif _under_way(request):
        st.button("Stop", key=f"{STEM}.curve_stop", on_click=_stop, args=(contest.table,))
        st.fragment(_live, run_every=POLL_SECONDS)(lesson, contest, request)
    else:
        _at_rest(lesson, contest, request)


def curve_request(contest: Contest) -> ComparisonRequest | None:
    """What has to be trained: the contestants as they are set, with ever more rows. None for too few rows."""
    table = contest.table
    trials = tuple(_trial(contest, kind) for kind in CURVE_KINDS)
    training_rows = table.rows - -(-table.rows // trials[0].folds)
    wanted = curve_trials(trials, training_rows)
    if len(wanted) == len(trials):
        return None
    return ComparisonRequest(wanted, None if is_shipped(table) else table)


def _trial(contest: Contest, kind: str) -> Trial:
    if kind in contest.results:
        return replace(contest.results[kind].trial, seeds=1, rows=0)
    table = contest.table
    if is_shipped(table):
        return first_trial(kind, table.name)
    return first_trial(kind, OWN_TABLE, brought=table.digest)


def _at_rest(lesson: Lesson, contest: Contest, request: ComparisonRequest) -> None:
    """What this visit has measured, and the button."""
    found = st.session_state.get(_FOUND, {}).get(request.key)
    problem = st.session_state.pop(_PROBLEM, "")
    if problem:
        st.error(problem)
    if found is None or _missing(found):
        seconds = engine().forecast(request).seconds
        words = lesson["data.depth.ask"].format(trainings=request.parts, minutes=_minutes(seconds))
        st.button("Measure it", key=f"{STEM}.curve", on_click=_start, args=(request,), help=words)
        st.caption(words)
    if found is not None:
        _curves(lesson, contest, found)
        note = "data.depth.stopped" if _missing(found) else "data.depth.measured"
        st.caption(lesson[note].format(folds=_folds(found)))


def _live(lesson: Lesson, contest: Contest, request: ComparisonRequest) -> None:
    """One look at the job; the fragment runs it again and again."""
    view = engine().view(request.key)
    if view is None or view.ended:
        _keep(view, contest.table)
        st.rerun()
    with st.container(key=f"{STEM}.curve_status", gap="xxsmall"):
        st.markdown(_status(view))
        st.progress(view.share)
    curve = _of(view, contest.table)
    if any(np.isfinite(found).any() for found in curve.accuracies.values()):
        _curves(lesson, contest, curve)


def _status(view: JobView) -> str:
    if engine().problem:
        return f"**queued**: {engine().problem}"
    if not engine().ready:
        return "**starting**: the workers are loading Keras, which takes about ten seconds."
    if view.stopping:
        return "**stopping**: what is trained so far is kept."
    if view.state == "queued":
        return f"**queued**: place {view.place}, starts in about {view.wait:.0f} s."
    return f"**{len(view.results)} of {view.request.parts} trainings**: {view.seconds:.0f} s so far."


def _curves(lesson: Lesson, contest: Contest, curve: LearningCurve) -> None:
    told = _told(lesson, curve)
    alt = lesson["data.depth.alt"].format(told=told)
    theme.show(charts.learning_curves(curve, ROWS, theme.current()), alt=alt, key=f"{STEM}.curves")
    with st.container(key=f"{STEM}.depth"):
        st.markdown(told)


def _told(lesson: Lesson, curve: LearningCurve) -> str:
    """The ends of the curves, and from where on one model is ahead in every fold."""
    ends = []
    for place in (0, -1):
        numbers = ", ".join(
            f"{ROWS[kind]} {np.nanmean(found[place]):.3f}"
            for kind, found in curve.accuracies.items()
            if np.isfinite(found[place]).any()
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


def _under_way(request: ComparisonRequest) -> bool:
    return st.session_state.get(_JOB) == request.key


def _start(request: ComparisonRequest) -> None:
    st.session_state[_JOB] = engine().train(request, viewer())


def _stop(table: Table) -> None:
    key = st.session_state.get(_JOB, "")
    engine().leave(key, viewer())
    view = engine().view(key)
    if view is not None and not (view.stopping or view.ended):  # others go on watching
        _keep(view, table)


def _keep(view: JobView | None, table: Table) -> None:
    """The job is over: what came of it stays for this visit."""
    st.session_state.pop(_JOB, None)
    if view is None or view.problem:
        st.session_state[_PROBLEM] = view.problem if view else "The workers were lost; nothing came back."
    if view is not None and view.results:
        kept = st.session_state.setdefault(_FOUND, {})
        kept[view.key] = _of(view, table)


def _of(view: JobView, table: Table) -> LearningCurve:
    trials = view.request.trials
    return learning_curve([TrialResult.gather(trial, view.results) for trial in trials], table)


def _missing(curve: LearningCurve) -> bool:
    return any(np.isnan(found).any() for found in curve.accuracies.values())


def _folds(curve: LearningCurve) -> int:
    return max(found.shape[1] for found in curve.accuracies.values())


def _minutes(seconds: float) -> str:
    return f"{max(seconds, 1):.0f} s" if seconds < 90 else f"{seconds / 60:.0f} minutes"
