"""Where a training of a small network stands, in one line: the container `hidden_layers.status`."""

from __future__ import annotations

import math

import streamlit as st

from components.training.jobs import JobView
from components.training.run import TrainingRun
from components.ui.engine import engine
from components.ui.hidden_layers import visit
from components.ui.hidden_layers.settings import STEM, describe

GUESSING = math.log(2)  # the loss of "one half" for every point
_STEADY = f"<style>.st-key-{STEM}-status {{ min-height: 2.5rem; }}</style>"  # the picture does not jump
WORSE = 0.1  # above guessing by this much, the steps were too large


def status() -> None:
    """Draw the line, with the button that stops or starts; nothing if all is said by the picture."""
    view = visit.job()
    st.html(_STEADY)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{STEM}.status", gap="small"):
        if view is not None:
            st.markdown(of_job(view), width="content")
            if view.state == "training" and not view.stopping:
                st.progress(min(1.0, view.progress.epoch / view.request.recipe.epochs), width="stretch")
            if not view.stopping:
                st.button("Stop", key=f"{STEM}.stop", on_click=visit.stop, type="tertiary")
            return
        st.markdown(of_rest(), width="content")
        if not visit.is_current():
            st.button("Train again", key=f"{STEM}.train", on_click=visit.start, type="tertiary")
        elif visit.shown().network.run.ending == "stopped":
            st.button("Train to the end", key=f"{STEM}.train", on_click=visit.start, type="tertiary")


def of_job(view: JobView) -> str:
    """A training that is queued, starting or under way."""
    again = "started again, since its worker was lost; " if view.started_again else ""
    if view.state == "queued" and engine().problem:
        return f"**queued**: {engine().problem}"
    if view.state == "queued" and not engine().ready:
        return f"**starting**: {again}the workers are loading Keras, which takes about ten seconds."
    if view.state == "queued":
        return f"**queued**: place {view.place}, starts in about {view.wait:.0f} s. {again}"
    if view.stopping:
        return "**stopping**: the last whole epoch is kept."
    if view.state == "starting":
        return f"**starting**: {again}the network is being built and compiled."
    return f"**epoch {view.progress.epoch} of {view.request.recipe.epochs}** {again}"


def of_rest() -> str:
    """Nothing is under way: where the network on the screen comes from, or why it is not the one set."""
    ended = visit.ended()
    stays = "The picture still shows the last good network."
    if visit.left():
        return f"**left**: the training goes on for others who watch it. {stays}"
    if ended is not None and ended.state == "failed":
        return f"**failed**: {ended.problem} {stays}"
    if ended is not None and ended.run is not None and ended.run.ending == "diverged":
        epochs = ended.run.epochs
        return (
            f"**diverged** in epoch {epochs}: the loss became infinite or not a number. "
            f"A smaller learning rate helps. {stays}"
        )
    if not visit.is_current():
        return f"**stopped** before the first epoch was over. {stays}"
    return f"{_source()} {too_large(visit.shown().network.run)}"


def too_large(run: TrainingRun) -> str:
    """A sentence, if the training made the loss worse than guessing."""
    loss = float(run.history["test_loss"][-1])
    trained = float(run.history["loss"][-1])
    if trained < GUESSING + WORSE:
        return ""
    return (
        f"The training loss, {trained:.2f}, is worse than that of guessing, {GUESSING:.2f} "
        f"(test loss {loss:.2f}): the steps are too large. A smaller learning rate helps."
    )


def _source() -> str:
    """Where the numbers come from."""
    shown = visit.shown()
    run = shown.network.run
    count = f"{run.epochs} {'epoch' if run.epochs == 1 else 'epochs'}"
    if run.ending == "stopped":
        return f"**stopped** after {count}; that much is shown."
    if shown.source == "trained here":
        return f"Trained here with Keras in {run.seconds:.1f} s: {describe(run.recipe)}, {count}."
    drawn = f"{run.recipe.rows} points, seed {run.recipe.seed}"
    return f"Recorded: {describe(run.recipe)}, {count} with Keras, {drawn}."
