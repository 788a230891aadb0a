"""The step Train of /mnist: live curves with the rule drawn on them, the buttons, and where it stands."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from components.concepts.early_stopping import History
from components.text import Lesson
from components.training.connection import why_off
from components.training.request import TrainingRequest
from components.training.run import TrainingRun
from components.ui import mnist_runs
from components.ui.engine import engine
from components.ui.kit.save import show_table
from components.ui.kit.take_home import Wanted, take_home
from components.ui.kit.watch import again_and_again, say
from components.ui.mnist import status, stop_now, stop_words, training
from components.ui.mnist.settings import SETTINGS, STEM, Experiment
from components.ui.mnist.stop_now import Game
from components.ui.mnist.stopping_picture import PictureOptions, stopping_picture

POLL_SECONDS = 0.9
_STEADY = f"<style>.st-key-{STEM}-status {{ min-height: 3.2rem; }}</style>"  # the picture does not jump
_CHANGED = "_mnist.changed"  # in the picture, which is in a fragment; the rest of the page is not


def show(experiment: Experiment, lesson: Lesson) -> None:
    """Draw the picture and the status; polls only while something is under way."""
    recipe = experiment.recipe
    st.html(_STEADY)
    again_and_again(_live, seconds=POLL_SECONDS, busy=training.busy())(lesson, experiment)
    shown = training.on_screen(recipe.epochs)
    if not training.busy():
        told = status.provenance(shown, lesson, hidden=hidden(experiment))
        if shown.run.digest != recipe.digest:
            told += " **It is not the run that is set:** press Train for yours."
        st.caption(told)
    _runs_of_this_visit(recipe.epochs)
    _downloads(lesson, shown.run, experiment)


def hidden(experiment: Experiment) -> bool:
    """Whether the visitor is still being asked when to stop."""
    if training.busy():
        return False
    return stop_now.current(training.on_screen(experiment.recipe.epochs).run, experiment.rule).hidden


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


def buttons(experiment: Experiment) -> None:
    """Draw Train and Stop, with the expected time; Train is off for settings that cannot be trained."""
    request = experiment.request
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
    recorded = request is not None and engine().find(request) is not None
    off = "" if recorded else why_off()
    st.button(
        "Train",
        key=f"{STEM}.train",
        type="secondary" if hidden(experiment) else "primary",  # the picture's own buttons come first
        width="stretch",
        disabled=request is None or bool(off),
        on_click=training.start,
        args=(request,),
    )
    if request is not None:
        if recorded and not why_off():
            _anew(request)
        st.caption(off or _expected(request, recorded=recorded))


def set_rule(patience: int, min_delta: float) -> None:
    """Write what was dragged in the picture into the controls."""
    SETTINGS.put(patience=patience, min_delta=min_delta)
    st.session_state[_CHANGED] = True


def _stopped(number: int, epoch: int) -> None:
    stop_now.stop(number, epoch)
    st.session_state[_CHANGED] = True


def _again(number: int) -> None:
    stop_now.again(number)
    st.session_state[_CHANGED] = True


def _anew(request: TrainingRequest) -> None:
    st.button(
        "Train it again, for real",
        key=f"{STEM}.anew",
        type="tertiary",
        on_click=training.start,
        args=(request,),
        kwargs={"anew": True},
        help="The same numbers will come out; it is trained before your eyes.",
    )


def _expected(request: TrainingRequest, *, recorded: bool) -> str:
    if recorded:
        return "Trained before: Train plays the saved epochs."
    if engine().under_way(request):
        return "Under way already: Train joins it."
    forecast = engine().forecast(request)
    most = "at most " if request.rule_in_fit else ""
    time = f"takes {most}about {forecast.seconds:.0f} s"
    if forecast.wait >= 1:
        return f"Place {forecast.place} in the queue: starts in about {forecast.wait:.0f} s and {time}."
    return f"Training {time}."


def _live(lesson: Lesson, experiment: Experiment) -> None:
    """One look at what is under way; the fragment runs it again and again."""
    if st.session_state.pop(_CHANGED, False):
        st.rerun()
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
        elif hidden(experiment):
            say(lesson["stop.question"], key=f"{STEM}.status_line")
        else:
            shown = training.on_screen(experiment.recipe.epochs)
            status.of_rest(shown, experiment.rule, training.WATCH.ended, lesson)
    if view is not None:
        _watched(lesson, view.request, view.progress.history, view.progress.epoch + view.progress.share)
        status.bars_of_job(view)
    elif played is not None:
        _watched(lesson, played.request, played.history, float(played.epoch))
        status.patience_meter(played.history, played.request.rule)
    else:
        _at_rest(lesson, experiment)


def _watched(lesson: Lesson, request: TrainingRequest, history: History, progress: float) -> None:
    """The picture of what is under way; one can say where one would stop, and it goes on."""
    recipe = request.recipe
    options = PictureOptions(
        epochs=recipe.epochs,
        progress=progress,
        compare=_compared(recipe.epochs),
        alt=lesson["alt"],
        about=mnist_runs.about(recipe),
        guessing=stop_words.guessing_of(recipe),
        game=Game(stop_now.live(), [], [], stop_now.stop, _again),
    )
    stopping_picture(history, request.rule, key=f"{STEM}.picture", options=options)


def _at_rest(lesson: Lesson, experiment: Experiment) -> None:
    """The picture of the run on the screen, with the rule that is set."""
    run, rule = training.on_screen(experiment.recipe.epochs).run, experiment.rule
    rule = None if run.ending == "diverged" else rule
    test = run.lists.get("test_accuracy", []) if run.test_predictions.shape[1] else []
    options = PictureOptions(
        epochs=run.epochs,
        progress=None,
        compare=_compared(experiment.recipe.epochs),
        alt=lesson["alt"],
        about=mnist_runs.about(run.recipe.with_epochs(run.epochs)),
        guessing=stop_words.guessing_of(run.recipe),
        game=Game(stop_now.current(run, rule), test, stop_now.words(lesson, run, rule), _stopped, _again),
        still=mnist_runs.describe(run) if status.left_nothing(training.WATCH.ended) else "",
    )
    stopping_picture(run.lists, rule, key=f"{STEM}.picture", options=options, on_drag=set_rule)


def _compared(limit: int) -> tuple[str, History] | None:
    label = st.session_state.get(f"{STEM}.compare")
    other = next((run for run in mnist_runs.runs() if run.label == label), None)
    return None if other is None else (other.label, other.within(limit).run.lists)


def _runs_of_this_visit(limit: int) -> None:
    """A table of the finished runs; one can be shown, another overlaid, also while one is trained."""
    runs = mnist_runs.runs()
    if len(runs) < 2:
        return
    with st.expander(f"Runs of this visit ({len(runs)})", key=f"{STEM}.runs"):
        labels = {run.label: run for run in runs}
        show_table(
            pd.DataFrame([_row(run.within(limit)) for run in runs]),
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


def _downloads(lesson: Lesson, run: TrainingRun, experiment: Experiment) -> None:
    recipe, rule = experiment.recipe, experiment.rule
    in_fit = None if SETTINGS.value("past_stop") else rule
    named = None if hidden(experiment) else rule  # the answer is not given away
    run = mnist_runs.with_weights(run)
    take_home(lesson, Wanted(recipe, in_fit), run, named, disabled=training.busy())
