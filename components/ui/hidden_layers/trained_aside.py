"""A second network beside the one that is set: found among the recordings, or trained on a button."""

from __future__ import annotations

import streamlit as st

from components.training.jobs import JobView
from components.training.request import TrainingRequest
from components.training.run import TrainingRun
from components.ui.cached import run_store
from components.ui.engine import engine, viewer

POLL_SECONDS = 0.5


def found(request: TrainingRequest) -> TrainingRun | None:
    """The finished training that answers a request, no longer than asked for; None: nobody trained it yet."""
    runs = [run_store().find(request.recipe)]
    if runs[0] is None:
        job = engine().view(request.key)
        runs = [engine().find(request), job.run if job is not None and job.ended else None]
    answers = (run for run in runs if run is not None and run.snapshots and request.answered_by(run))
    run = next(answers, None)
    return None if run is None else run.first_epochs(request.recipe.epochs)


def is_under_way(request: TrainingRequest) -> bool:
    """Tell whether it is queued or being trained."""
    return engine().under_way(request) is not None


def start(request: TrainingRequest) -> None:
    """Have it trained; for a button's callback."""
    engine().train(request, viewer())


def train_button(request: TrainingRequest, label: str, *, key: str) -> None:
    """A button that has a network trained, or how far its training is; the page runs again at its end."""
    if is_under_way(request):
        st.fragment(_watch, run_every=POLL_SECONDS)(request.key)
        return
    job = engine().view(request.key)
    if job is not None and job.state == "failed":
        st.warning(f"{job.problem} Press the button to try again.")
    st.button(label, key=key, on_click=start, args=(request,), icon=":material/model_training:")
    forecast = engine().forecast(request)
    wait = f"starts in about {forecast.wait:.0f} s, " if forecast.wait >= 1 else ""
    st.caption(f"With Keras, on a worker: {wait}takes about {forecast.seconds:.0f} s.")


def _watch(key: str) -> None:
    job = engine().view(key)
    if job is None or job.ended:
        st.rerun()
    st.markdown(_where(job))
    st.progress(min(1.0, job.progress.epoch / job.request.recipe.epochs))


def _where(job: JobView) -> str:
    """Where a training stands, in one line."""
    if job.state == "queued" and engine().problem:
        return f"**queued**: {engine().problem}"
    if job.state == "queued" and not engine().ready:
        return "**starting**: the workers are loading Keras, which takes about ten seconds."
    if job.state == "queued":
        return f"**queued**: place {job.place}, starts in about {job.wait:.0f} s."
    if job.state == "starting":
        return "**starting**: the network is being built."
    return f"**epoch {job.progress.epoch} of {job.request.recipe.epochs}**"
