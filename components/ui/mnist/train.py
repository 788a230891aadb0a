"""The step Train of /mnist: live curves with the rule drawn on them, the buttons, and where it stands."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from components.concepts.early_stopping import EarlyStoppingRule, History
from components.text import Lesson
from components.training.recipe import Recipe
from components.training.request import TrainingRequest
from components.training.run import TrainingRun
from components.ui import mnist_runs
from components.ui.engine import engine
from components.ui.kit.save import show_table
from components.ui.kit.take_home import Wanted, take_home
from components.ui.kit.watch import again_and_again
from components.ui.mnist import status, training
from components.ui.mnist.settings import SETTINGS, STEM, Experiment
from components.ui.mnist.stopping_picture import PictureOptions, stopping_picture

POLL_SECONDS = 0.9
_STEADY = f"<style>.st-key-{STEM}-status {{ min-height: 5.75rem; }}</style>"  # the picture does not jump
_DRAGGED = "_mnist.dragged"


def show(experiment: Experiment, lesson: Lesson) -> None:
    """Draw the picture and the status; polls only while something is under way."""
    recipe, rule = experiment.recipe, experiment.rule
    st.html(_STEADY)
    again_and_again(_live, seconds=POLL_SECONDS, busy=training.busy())(lesson, rule)
    shown = mnist_runs.shown().run
    if not training.busy() and shown.digest != recipe.digest:
        st.caption("The run on the screen is not the one that is set: press Train for yours.")
    _runs_of_this_visit()
    _downloads(lesson, shown, recipe, rule)


def under_way() -> None:
    """On the other steps: one line about the training under way, which is gone when it ends."""
    if training.busy():
        again_and_again(_one_line, seconds=POLL_SECONDS, busy=True)()


def _one_line() -> None:
    view = training.poll()
    if not training.busy():
        st.rerun()
    epoch = view.progress.epoch if view is not None else training.playback().epoch
    asked = (view or training.playback()).request.recipe.epochs
    st.caption(
        f":material/autorenew: A training is under way: {epoch} of {asked} epochs done. See step Train."
    )


def buttons(request: TrainingRequest | None) -> None:
    """Draw Train and Stop, with the expected time; Train is off for settings that cannot be trained."""
    if training.busy():
        played = training.playback()
        st.button(
            "Stop" if played is None else "Skip",
            key=f"{STEM}.stop",
            on_click=training.stop,
            width="stretch",
            help="What was trained so far is kept." if played is None else "To the end of the recording.",
        )
        if played is not None:
            _anew(played.request)
        return
    st.button(
        "Train",
        key=f"{STEM}.train",
        type="primary",
        width="stretch",
        disabled=request is None,
        on_click=training.start,
        args=(request,),
    )
    if request is not None:
        if recorded := engine().find(request) is not None:
            _anew(request)
        st.caption(_expected(request, recorded=recorded))


def set_rule(patience: int, min_delta: float) -> None:
    """Write what was dragged in the picture into the controls."""
    SETTINGS.put(patience=patience, min_delta=min_delta)
    st.session_state[_DRAGGED] = True


def _anew(request: TrainingRequest) -> None:
    st.button(
        "Train it anew",
        key=f"{STEM}.anew",
        type="tertiary",
        on_click=training.start,
        args=(request,),
        kwargs={"anew": True},
        help="The same numbers will come out; it is trained before your eyes.",
    )


def _expected(request: TrainingRequest, *, recorded: bool) -> str:
    if recorded:
        return "Trained before: Train plays the recorded epochs."
    if engine().under_way(request):
        return "Under way already: Train joins it."
    forecast = engine().forecast(request)
    most = "at most " if request.rule_in_fit else ""
    time = f"takes {most}about {forecast.seconds:.0f} s"
    if forecast.wait >= 1:
        return f"Place {forecast.place} in the queue: starts in about {forecast.wait:.0f} s and {time}."
    return f"Training {time}."


def _live(lesson: Lesson, rule: EarlyStoppingRule | None) -> None:
    """One look at what is under way; the fragment runs it again and again."""
    if st.session_state.pop(_DRAGGED, False):
        st.rerun()  # the picture is in a fragment, the controls that it moved are not
    was_busy = training.busy()
    view, played = training.poll(), training.playback()
    if played is not None and played.over:
        training.finish_playback()
    if was_busy and not training.busy():
        st.rerun()
    with st.container(key=f"{STEM}.status", gap="xxsmall"):
        if view is not None:
            status.of_job(view)
        elif played is not None:
            status.of_playback(played)
        else:
            status.of_rest(mnist_runs.shown(), rule, training.WATCH.ended)
    if view is not None:
        progress = view.progress.epoch + view.progress.share
        _picture(lesson, view.progress.history, view.request.rule, view.request.recipe, progress)
    elif played is not None:
        _picture(lesson, played.history, played.request.rule, played.request.recipe, float(played.epoch))
    else:
        run = mnist_runs.shown().run
        shown = run.recipe.with_epochs(run.epochs)
        _picture(lesson, run.lists, None if run.ending == "diverged" else rule, shown, None)


def _picture(
    lesson: Lesson,
    history: History,
    rule: EarlyStoppingRule | None,
    recipe: Recipe,
    progress: float | None,
) -> None:
    compared = st.session_state.get(f"{STEM}.compare")
    other = next((run for run in mnist_runs.runs() if run.label == compared), None)
    stopping_picture(
        history,
        rule,
        key=f"{STEM}.picture",
        options=PictureOptions(
            epochs=recipe.epochs,
            progress=progress,
            compare=None if other is None else (other.label, other.run.lists),
            alt=lesson["alt"],
            about=mnist_runs.about(recipe),
        ),
        on_drag=set_rule if progress is None else None,
    )


def _runs_of_this_visit() -> None:
    """A table of the finished runs; one can be shown, another overlaid, also while one is trained."""
    runs = mnist_runs.runs()
    if len(runs) < 2:
        return
    with st.expander(f"Runs of this visit ({len(runs)})", key=f"{STEM}.runs"):
        labels = {run.label: run for run in runs}
        show_table(
            pd.DataFrame([_row(run) for run in runs]),
            "Runs of this visit",
            key=f"{STEM}.table",
            hide_index=True,
        )
        left, right = st.columns(2)
        current = mnist_runs.shown().label
        chosen = left.selectbox(
            "On the screen", list(labels), index=list(labels).index(current), disabled=training.busy()
        )
        right.selectbox("Overlaid", list(labels), index=None, key=f"{STEM}.compare", persist_state="session")
        if chosen != current and not training.busy():
            mnist_runs.show(labels[chosen].key)
            st.rerun()


def _row(entry: mnist_runs.VisitRun) -> dict[str, object]:
    history = entry.run.lists
    best = int(np.argmin(np.nan_to_num(history["val_loss"], nan=np.inf)))
    return {
        "run": entry.label,
        "epochs": entry.run.epochs,
        "lowest val_loss": round(history["val_loss"][best], 4),
        "at epoch": best + 1,
        "val_accuracy there": round(history["val_accuracy"][best], 4),
        "seconds": round(entry.run.seconds, 1),
        "source": entry.source,
    }


def _downloads(lesson: Lesson, run: TrainingRun, recipe: Recipe, rule: EarlyStoppingRule | None) -> None:
    in_fit = None if SETTINGS.value("past_stop") else rule
    take_home(lesson, Wanted(recipe, in_fit), mnist_runs.with_weights(run), rule)
