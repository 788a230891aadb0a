"""What a visit has under way on /mnist: a training, or a recording that is played instead."""

from __future__ import annotations

import time
from dataclasses import dataclass

import streamlit as st

from components.concepts.early_stopping import History, replay
from components.rooms import wall
from components.training.jobs import JobView
from components.training.recordings import RECORDINGS
from components.training.request import TrainingRequest
from components.training.run import TrainingRun
from components.ui import mnist_runs
from components.ui.cached import recorded_run
from components.ui.engine import engine
from components.ui.kit.scene import just_opened
from components.ui.kit.watch import Watch
from components.ui.mnist import stop_now
from components.ui.mnist.settings import address_of
from components.ui.mnist_runs import VisitRun
from components.ui.room.hang import hang

WATCH = Watch("mnist.training")
EPOCHS_A_SECOND = 4.0  # of a recording that is played
_PLAYBACK = "_mnist.playback"


@dataclass(frozen=True)
class Playback:
    """A recording that is played epoch by epoch, because it answers what Train asked for."""

    request: TrainingRequest
    run: TrainingRun  # no longer than was asked for
    whole: TrainingRun  # all that was recorded
    epochs: int  # to the rule's stop, or all of them
    started: float

    @property
    def epoch(self) -> int:
        """Epochs shown so far."""
        return min(self.epochs, 1 + int((time.monotonic() - self.started) * EPOCHS_A_SECOND))

    @property
    def history(self) -> History:
        """The recorded values of these epochs."""
        return {name: values[: self.epoch] for name, values in self.run.lists.items()}

    @property
    def over(self) -> bool:
        """Whether the last epoch has been seen."""
        return time.monotonic() - self.started >= self.epochs / EPOCHS_A_SECOND


def open_visit(request: TrainingRequest) -> None:
    """On the first run of the page: show what the address describes, else the recorded example.

    A scene, or a link within the app, shows what it describes if that is recorded. A training of just this
    recipe and rule that is under way is joined: one comes back by the link.
    """
    if mnist_runs.runs():
        if just_opened() and (scene := engine().store.find(request.recipe)):
            mnist_runs.add(scene, "recorded")
        return
    found = engine().store.find(request.recipe)
    mnist_runs.add(found or recorded_run(RECORDINGS["mnist_12k"].recipe), "recorded")
    WATCH.join(request)
    if WATCH.busy:
        stop_now.watch(request.recipe.digest)


def on_screen(limit: int) -> VisitRun:
    """The run on the screen, never past the limit of epochs that is set."""
    return mnist_runs.shown().within(limit)


def start(request: TrainingRequest, *, anew: bool = False) -> None:
    """Play the recording that answers the request, or have it trained."""
    stop_now.watch(request.recipe.digest)
    st.session_state.pop(_PLAYBACK, None)
    WATCH.forget()
    found = None if anew else engine().find(request)
    if found is None:
        WATCH.ask(request)
        return
    run, rule = found.within(request.recipe.epochs).without_weights(), request.rule_in_fit
    stop = replay(run.lists, rule).stopped_epoch if rule is not None else None
    epochs = run.epochs if stop is None else stop + 1
    st.session_state[_PLAYBACK] = Playback(request, run, found.without_weights(), epochs, time.monotonic())


def stop() -> None:
    """End the playback, or leave the training with what there is of it."""
    if playback() is not None:
        finish_playback()
        return
    left_with = WATCH.leave()
    if left_with is not None and left_with.epochs:
        mnist_runs.add(left_with, "trained here")


def playback() -> Playback | None:
    """The recording that is being played."""
    return st.session_state.get(_PLAYBACK)


def finish_playback() -> None:
    """Put the recording that was played on the screen."""
    played: Playback | None = st.session_state.pop(_PLAYBACK, None)
    if played is not None:
        mnist_runs.add(played.whole, "recorded")
        _show_class(played.run, played.request)


def poll() -> JobView | None:
    """The training that has not ended; the run of one that just has goes on the list."""
    return WATCH.poll(_take)


def busy() -> bool:
    """Whether a training or a playback is under way."""
    return playback() is not None or WATCH.busy


def _take(view: JobView | None) -> None:
    if view is not None and view.run is not None and view.run.epochs:
        mnist_runs.add(view.run, "trained here")
        _show_class(view.run, view.request)


def _show_class(run: TrainingRun, request: TrainingRequest) -> None:
    """Hang what a pupil has trained on the wall of the room."""
    hang(lambda pupil: wall.training(run, request.rule, pupil, address_of(request)))
