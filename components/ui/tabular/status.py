"""Where a comparison stands, in words and a bar, and what Run would do."""

from __future__ import annotations

import streamlit as st

from components.concepts.plain_text import plain
from components.training.contest import ROWS, Contest
from components.training.jobs import JobView
from components.training.trial import TrialResult
from components.ui.engine import engine
from components.ui.tabular import visit
from components.ui.tabular.settings import Setting


def of_job(view: JobView) -> None:
    """A comparison that is queued, starting or under way."""
    parts = view.request.parts
    again = "started again, since its worker was lost; " if view.started_again else ""
    if view.state == "queued" and engine().problem:
        st.markdown(f"**queued**: {engine().problem}")
    elif view.state == "queued" and not engine().ready:
        st.markdown("**starting**: the workers are loading Keras, which takes about ten seconds.")
    elif view.state == "queued":
        st.markdown(f"**queued**: place {view.place}, starts in about {view.wait:.0f} s. {again}")
    elif view.stopping:
        st.markdown("**stopping**: the folds that are done are kept.")
    else:
        left = f"about {view.left:.0f} s left" if view.left >= 1 else "nearly done"
        done = len(view.results)
        st.markdown(f"**{done} of {parts}** trainings done, one for each fold and model; {left}. {again}")
    st.progress(min(1.0, view.share))


def of_rest(setting: Setting, contest: Contest) -> None:
    """Nothing is under way: whose numbers these are, and what is missing."""
    ended = visit.ended()
    if ended is not None and ended.state == "failed":
        st.markdown(f"**failed**: {ended.problem} The settings are as they were; press Run to try again.")
    st.markdown(f"**{plain(setting.label)}**, {contest.table.rows:,} rows, {source(contest)}.")
    st.caption(expectation(setting))
    if engine().problem and visit.missing(setting):
        st.caption(f"{engine().problem} What is recorded can be looked at meanwhile.")


def source(contest: Contest) -> str:
    """Where the numbers come from: recorded, trained here in so many seconds, or not there yet."""
    results = contest.results.values()
    incomplete = [ROWS[name] for name, result in contest.results.items() if not result.complete]
    here = [result for result in results if result.folds and not visit.recorded(result)]
    parts = []
    if any(visit.recorded(result) for result in results):
        parts.append("recorded from real training" if not here else "the rest recorded")
    if here:
        parts.insert(0, f"{_names(contest, here)} trained here in {_seconds(here):.0f} s")
    if incomplete:
        parts.append(
            f"press Run for {' and '.join(incomplete) if len(incomplete) < 3 else 'what is missing'}"
        )
    return "; ".join(parts)


def expectation(setting: Setting) -> str:
    """What Run would do, and how long that takes."""
    request = visit.request(setting)
    missing = visit.missing(setting)
    forecast = engine().forecast(request)
    beginning = "" if missing else "Everything is here. Run trains it anew: "
    time = f"{request.parts} trainings, about {forecast.seconds:.0f} s"
    if forecast.wait >= 1:
        time += f", after {forecast.wait:.0f} s in the queue (place {forecast.place})"
    return f"{beginning}{time}."


def _names(contest: Contest, results: list[TrialResult]) -> str:
    digests = {result.trial.digest for result in results}
    names = [ROWS[name] for name, result in contest.results.items() if result.trial.digest in digests]
    return "all" if len(names) == len(contest.results) else ", ".join(names)


def _seconds(results: list[TrialResult]) -> float:
    return sum(fold.seconds for result in results for fold in result.folds)
