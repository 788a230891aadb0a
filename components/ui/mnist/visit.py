"""What one visit to /mnist has under way and has finished. The engine has the progress, not the session."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import streamlit as st

from components.concepts.early_stopping import replay
from components.training.jobs import JobView
from components.training.recordings import RECORDINGS
from components.training.request import TrainingRequest
from components.training.run import TrainingRun
from components.ui import mnist_runs
from components.ui.cached import recorded_run
from components.ui.engine import engine, viewer

EPOCHS_A_SECOND = 4.0  # of a recording that is played
_JOB, _PLAY, _ENDED = (f"_mnist.{name}" for name in ("job", "play", "ended"))


@dataclass(frozen=True)
class Play:
    """A recording that is being played instead of trained anew."""

    request: TrainingRequest
    run: TrainingRun
    epochs: int  # to the rule's stop, or all that were asked for
    started: float

    @property
    def epoch(self) -> int:
        """Epochs shown so far."""
        return min(self.epochs, 1 + int((time.monotonic() - self.started) * EPOCHS_A_SECOND))

    @property
    def over(self) -> bool:
        """Whether the last epoch has been seen."""
        return time.monotonic() - self.started >= self.epochs / EPOCHS_A_SECOND


def open_visit(request: TrainingRequest) -> None:
    """On the first run of the page: show what the address describes, else the recorded example.

    A training of just this recipe and rule that is under way is joined: one comes back by the link.
    """
    if mnist_runs.runs():
        return
    example = RECORDINGS["mnist_12k"].recipe
    found = engine().store.find(request.recipe)
    run = found if found is not None else recorded_run(example)
    mnist_runs.add(run, "recorded")
    if engine().under_way(request):
        st.session_state[_JOB] = engine().train(request, viewer())


def start(request: TrainingRequest, *, anew: bool = False) -> None:
    """Play the recording that answers the request, or have it trained."""
    st.session_state.pop(_PLAY, None)
    st.session_state.pop(_ENDED, None)
    found = None if anew else engine().find(request)
    if found is None:
        st.session_state[_JOB] = engine().train(request, viewer())
        return
    rule = request.rule_in_fit
    stop = replay(found.lists, rule).stopped_epoch if rule is not None else None
    epochs = min(request.recipe.epochs, found.epochs) if stop is None else stop + 1
    st.session_state[_PLAY] = Play(request, found.without_weights(), epochs, time.monotonic())


def stop() -> None:
    """Leave the training with what there is, or end the playing."""
    if playing() is not None:
        finish_playing()
    elif key := st.session_state.get(_JOB):
        left_with = engine().leave(key, viewer())
        if left_with is not None:  # others go on watching
            st.session_state.pop(_JOB)
            view = engine().view(key)
            st.session_state[_ENDED] = view
            if left_with.epochs:
                mnist_runs.add(left_with, "trained here")


def playing() -> Play | None:
    """The recording under way."""
    return st.session_state.get(_PLAY)


def finish_playing() -> None:
    """Show the whole recording that was played."""
    play: Play | None = st.session_state.pop(_PLAY, None)
    if play is not None:
        mnist_runs.add(play.run.first_epochs(play.request.recipe.epochs), "recorded")


def job() -> JobView | None:
    """The training of this visit that has not ended; takes in one that just has."""
    key = st.session_state.get(_JOB)
    if key is None:
        return None
    view = engine().view(key)
    if view is not None and not view.ended:
        return view
    st.session_state.pop(_JOB)
    st.session_state[_ENDED] = view
    if view is not None and view.run is not None and view.run.epochs:
        mnist_runs.add(view.run, "trained here")
    return None


def ended() -> JobView | None:
    """How the last training of this visit ended; None if there was none."""
    return st.session_state.get(_ENDED)


def busy() -> bool:
    """Whether a training or a playing is under way."""
    return playing() is not None or st.session_state.get(_JOB) is not None


def shown_with_weights() -> TrainingRun:
    """The run on the screen with its snapshots, if they are in the store."""
    run = mnist_runs.shown().run
    full = engine().store.find(run.recipe)
    if full is None or full.epochs < run.epochs:
        return run
    beginning = full.first_epochs(run.epochs)
    return replace(beginning, recipe=run.recipe, ending=run.ending, rule=run.rule)
