"""A second network beside the one that is set: found among the recordings, or trained on a button."""

from __future__ import annotations

import streamlit as st

from components.training.connection import why_off
from components.training.request import TrainingRequest
from components.training.run import TrainingRun
from components.ui.cached import run_store
from components.ui.engine import engine
from components.ui.kit.watch import Watch, again_and_again, expected, say, where

POLL_SECONDS = 0.5


def found(request: TrainingRequest) -> TrainingRun | None:
    """The finished training that answers a request, no longer than asked for; None if there is none yet."""
    runs = [run_store().find(request.recipe)]
    if runs[0] is None:
        job = engine().view(request.key)
        runs = [engine().find(request), job.run if job is not None and job.ended else None]
    answers = (run for run in runs if run is not None and run.snapshots and request.answered_by(run))
    run = next(answers, None)
    return None if run is None else run.first_epochs(request.recipe.epochs)


def train_button(watch: Watch, request: TrainingRequest, label: str, *, key: str) -> None:
    """A button that has a network trained, or how far its training is; the page runs again at its end.

    Where nothing is trained, it says why instead.
    """
    if off := why_off():
        st.caption(off)
        return
    if watch.key != request.key:
        watch.join(request)
    if watch.key == request.key:
        again_and_again(_progress, seconds=POLL_SECONDS, busy=True)(watch, key)
        return
    ended = watch.ended
    if ended is not None and ended.key == request.key and ended.state == "failed":
        st.warning(f"{ended.problem} Press the button to try again.")
    st.button(label, key=key, on_click=watch.ask, args=(request,), icon=":material/model_training:")
    forecast = engine().forecast(request)
    st.caption(f"With Keras, on a worker: {expected(forecast.seconds, forecast.wait)}.")


def _progress(watch: Watch, key: str) -> None:
    view = watch.poll()
    if view is None:
        st.rerun()
    epochs = view.request.recipe.epochs
    say(where(view, f"**epoch {view.progress.epoch} of {epochs}**"), key=f"{key}_status")
    st.progress(min(1.0, view.progress.epoch / epochs))
