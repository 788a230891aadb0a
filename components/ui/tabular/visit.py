"""What one visit to /tabular has under way and has found. A comparison is one job of the engine.

A trial that ships or that this visit has trained is shown at once. What is missing waits for Run, but for the
row of made features: it is small, and starts by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from components.training import trial_store
from components.training.comparison import ComparisonRequest
from components.training.jobs import JobView
from components.training.trial import Trial, TrialResult
from components.ui.engine import engine, viewer
from components.ui.tabular.settings import Setting

RESULTS_KEPT = 30
_JOB, _RESULTS, _ENDED, _DECLINED, _OPENED = (
    f"_tabular.{name}" for name in ("job", "results", "ended", "declined", "opened")
)


@dataclass(frozen=True)
class _Job:
    """A comparison that this visit watches."""

    key: str
    request: ComparisonRequest
    by_itself: bool  # a feature was picked; nobody pressed Run

    @property
    def digests(self) -> set[str]:
        return {trial.digest for trial in self.request.trials}


def follow(setting: Setting) -> None:
    """See to it that what needs no Run is under way, and that nothing is that nobody waits for."""
    job()  # takes in what has ended
    if _OPENED not in st.session_state:  # one comes back by the link: join what is under way
        st.session_state[_OPENED] = True
        if missing(setting) and engine().under_way(request(setting)):
            run(setting)
    made = setting.trials.get("made")
    current = _current()
    if current is not None and current.by_itself and (made is None or made.digest not in current.digests):
        _leave()
        current = _current()
    if made is None or current is not None or made.digest in st.session_state.get(_DECLINED, ()):
        return
    if not _complete(made) and _complete(setting.trials["logistic"]):
        _start(ComparisonRequest((made,), setting.own_table), by_itself=True)


def request(setting: Setting) -> ComparisonRequest:
    """What Run asks for: what is missing, or everything anew."""
    trials = missing(setting) or tuple(setting.trials.values())
    return ComparisonRequest(trials, setting.own_table)


def missing(setting: Setting) -> tuple[Trial, ...]:
    """The contestants that have no complete result."""
    return tuple(trial for trial in setting.trials.values() if not _complete(trial))


def run(setting: Setting) -> None:
    """Start the comparison that `request` describes; one that is under way is left."""
    if _current() is not None:
        _leave()
    _start(request(setting), by_itself=False)


def stop() -> None:
    """Leave the comparison with the folds that are done; it does not start again by itself."""
    if (current := _current()) is not None:
        _decline(current)
    _leave()


def job() -> JobView | None:
    """The comparison under way; takes in one that has just ended."""
    current = _current()
    if current is None:
        return None
    view = engine().view(current.key)
    if view is not None and not view.ended:
        return view
    st.session_state.pop(_JOB)
    st.session_state[_ENDED] = view
    if view is not None:
        _take_in(current, view)
    if view is None or view.state != "finished":
        _decline(current)
    return None


def busy() -> bool:
    """Whether a comparison is under way."""
    return _current() is not None


def ended() -> JobView | None:
    """How the last comparison of this visit ended; None if there was none."""
    return st.session_state.get(_ENDED)


def results(trials: Mapping[str, Trial]) -> dict[str, TrialResult]:
    """What is known of each contestant: recorded, trained in this visit, or coming in."""
    current = _current()
    view = engine().view(current.key) if current is not None else None
    return {name: _result(trial, current, view) for name, trial in trials.items()}


def recorded(result: TrialResult) -> bool:
    """Whether a result ships with the app, and was not trained here."""
    return result.complete and result.trial.digest not in st.session_state.get(_RESULTS, {})


def _result(trial: Trial, current: _Job | None, view: JobView | None) -> TrialResult:
    known = _known(trial)
    if current is None or view is None or trial.digest not in current.digests:
        return known
    before = () if known.complete else known.folds  # what is trained anew starts from nothing
    return TrialResult.gather(trial, (*before, *view.results))


def _known(trial: Trial) -> TrialResult:
    kept: dict[str, TrialResult] = st.session_state.get(_RESULTS, {})
    here = kept.get(trial.digest)
    if here is not None and here.complete:
        return here
    return trial_store.find(trial) or here or TrialResult(trial, ())


def _complete(trial: Trial) -> bool:
    return _known(trial).complete


def _current() -> _Job | None:
    return st.session_state.get(_JOB)


def _start(asked: ComparisonRequest, *, by_itself: bool) -> None:
    st.session_state.pop(_ENDED, None)
    if not by_itself:
        st.session_state.pop(_DECLINED, None)
    st.session_state[_JOB] = _Job(engine().train(asked, viewer()), asked, by_itself)


def _leave() -> None:
    """Leave the job with the folds that are done; it ends when its last viewer has left."""
    current: _Job | None = st.session_state.pop(_JOB, None)
    if current is None:
        return
    view = engine().view(current.key)
    engine().leave(current.key, viewer())
    st.session_state[_ENDED] = None
    if view is not None:
        _take_in(current, view)


def _take_in(current: _Job, view: JobView) -> None:
    kept: dict[str, TrialResult] = st.session_state.setdefault(_RESULTS, {})
    for trial in current.request.trials:
        before = _known(trial)
        found = TrialResult.gather(trial, view.results)
        if before.complete and not found.complete:
            continue
        found = TrialResult.gather(trial, (*before.folds, *view.results))
        if found.folds:
            kept.pop(trial.digest, None)
            kept[trial.digest] = found
    while len(kept) > RESULTS_KEPT:
        del kept[next(iter(kept))]


def _decline(current: _Job) -> None:
    """What was stopped or failed does not start again by itself."""
    st.session_state[_DECLINED] = {*st.session_state.get(_DECLINED, ()), *current.digests}
