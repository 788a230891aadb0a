"""What a visit to /tabular has trained, and is training. A comparison is one job of the engine.

A trial that ships or that this visit has trained is shown at once. What is missing waits for Run, except the
row of made features: it is small, and starts implicitly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from components.training import trial_store
from components.training.comparison import ComparisonRequest
from components.training.contest import Contest
from components.training.jobs import JobView
from components.training.trial import Trial, TrialResult
from components.ui.engine import engine
from components.ui.kit.watch import Watch

RESULTS_KEPT = 30
COMPARISON = Watch("tabular.comparison")
_ASKED, _RESULTS, _DECLINED, _OPENED = (
    f"_tabular.{name}" for name in ("asked", "results", "declined", "opened")
)


@dataclass(frozen=True)
class _Asked:
    """What the comparison under way was asked for.

    Attributes:
        implicit: it started because a feature was picked; nobody pressed Run.
    """

    request: ComparisonRequest
    implicit: bool

    @property
    def digests(self) -> set[str]:
        return {trial.digest for trial in self.request.trials}


def follow(contest: Contest) -> None:
    """Start an implicit comparison if the contest needs one; leave one that it no longer needs."""
    poll()
    if _OPENED not in st.session_state:  # the visitor may be back by the link
        st.session_state[_OPENED] = True
        if missing(contest) and engine().under_way(request(contest)):
            run(contest)
    made, asked = contest.trials.get("made"), _asked()
    if asked is not None and asked.implicit and (made is None or made.digest not in asked.digests):
        _leave()
    if made is None or COMPARISON.busy or made.digest in st.session_state.get(_DECLINED, ()):
        return
    if not known(made).complete and known(contest.trials["logistic"]).complete:
        _start(ComparisonRequest((made,), contest.own_table), implicit=True)


def request(contest: Contest) -> ComparisonRequest:
    """What Run asks for: what is missing, or everything anew."""
    trials = missing(contest) or tuple(contest.trials.values())
    return ComparisonRequest(trials, contest.own_table)


def missing(contest: Contest) -> tuple[Trial, ...]:
    """The trials that have no complete result."""
    return tuple(trial for trial in contest.trials.values() if not known(trial).complete)


def run(contest: Contest) -> None:
    """Start the comparison that `request` describes; one that is under way is left."""
    _leave()
    _start(request(contest), implicit=False)


def stop() -> None:
    """Leave the comparison with the folds that are done; it does not start again implicitly."""
    if (asked := _asked()) is not None:
        _decline(asked)
    _leave()


def poll() -> JobView | None:
    """Look at the comparison under way; the folds of one that has just ended are kept."""
    return COMPARISON.poll(_ended)


def with_results(contest: Contest) -> Contest:
    """The contest with what is known of each trial: recorded, trained in this visit, or coming in."""
    view = engine().view(COMPARISON.key) if COMPARISON.busy else None
    return replace(contest, results={name: _result(trial, view) for name, trial in contest.trials.items()})


def recorded(result: TrialResult) -> bool:
    """Whether a result ships with the app, and was not trained here."""
    return result.complete and result.trial.digest not in _trained_here()


def _result(trial: Trial, view: JobView | None) -> TrialResult:
    found = known(trial)
    if view is None or trial not in view.request.trials:
        return found
    before = () if found.complete else found.folds  # what is trained anew starts from nothing
    return TrialResult.gather(trial, (*before, *view.results))


def known(trial: Trial) -> TrialResult:
    """What there is of a trial: trained in this visit, or recorded; perhaps no fold."""
    here = _trained_here().get(trial.digest)
    if here is not None and here.complete:
        return here
    return trial_store.find(trial) or here or TrialResult(trial, ())


def _trained_here() -> Mapping[str, TrialResult]:
    return st.session_state.get(_RESULTS, {})


def _asked() -> _Asked | None:
    """What was asked for, while it is under way."""
    return st.session_state[_ASKED] if COMPARISON.busy else None


def _start(asked: ComparisonRequest, *, implicit: bool) -> None:
    if not implicit:
        st.session_state.pop(_DECLINED, None)
    st.session_state[_ASKED] = _Asked(asked, implicit)
    COMPARISON.ask(asked)


def _leave() -> None:
    """Leave the comparison, if there is one, with the folds that are done."""
    if (view := COMPARISON.drop()) is not None:
        _keep(view)


def _ended(view: JobView | None) -> None:
    if view is not None:
        _keep(view)
    if view is None or view.state != "finished":
        _decline(st.session_state[_ASKED])


def _keep(view: JobView) -> None:
    """Keep the folds that are done for this visit."""
    kept: dict[str, TrialResult] = st.session_state.setdefault(_RESULTS, {})
    for trial in view.request.trials:
        before = known(trial)
        if before.complete and not TrialResult.gather(trial, view.results).complete:
            continue
        found = TrialResult.gather(trial, (*before.folds, *view.results))
        if found.folds:
            kept.pop(trial.digest, None)
            kept[trial.digest] = found
    while len(kept) > RESULTS_KEPT:
        del kept[next(iter(kept))]


def _decline(asked: _Asked) -> None:
    """Do not start it implicitly again: it was stopped, or it failed."""
    st.session_state[_DECLINED] = {*st.session_state.get(_DECLINED, ()), *asked.digests}
