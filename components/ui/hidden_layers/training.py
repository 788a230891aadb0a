"""What a visit to /hidden_layers has on the screen and under way, and the line that says so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from components.training.jobs import JobView
from components.training.plane_network import PlaneNetwork
from components.training.run import TrainingRun
from components.ui.engine import engine
from components.ui.hidden_layers.settings import (
    SETTINGS,
    STEM,
    TrainingTask,
    describe,
    example,
    put_silenced,
)
from components.ui.kit import visit_runs
from components.ui.kit.watch import Watch, again_and_again, say, where

POLL_SECONDS = 0.4
GUESSING = math.log(2)  # the loss of "one half" for every point
SAME = 0.02  # below guessing by less than this, nothing was learned
WORSE = 0.1  # above guessing by this much, the steps were too large
WATCH = Watch(f"{STEM}.training")
_TASK, _SHOWN, _DIVERGED, _TRAINED_HERE, _SILENCED = (
    f"_{STEM}.{name}" for name in ("task", "shown", "diverged", "trained_here", "silenced")
)
_STAYS = "The picture still shows the last good network."
_STEADY = f"<style>.st-key-{STEM}-status {{ min-height: 2.5rem; }}</style>"  # the picture does not jump


@dataclass(frozen=True)
class Shown:
    """The network on the screen."""

    network: PlaneNetwork
    trained_here: bool  # in this visit; else it was recorded


def follow(task: TrainingTask) -> None:
    """Show the run of what is set, or have it trained at once and leave what was under way.

    What was stopped, or failed, is not trained again until it is asked for.
    """
    if _SHOWN not in st.session_state:
        _show(example())
    before: TrainingTask | None = st.session_state.get(_TASK)
    silenced = SETTINGS.value("silenced")
    if before is None or before.request.key != task.request.key:
        if before is not None and silenced == st.session_state.get(_SILENCED):
            put_silenced(())  # units of another network; those that came with the new one stay
        st.session_state[_TASK] = task
        WATCH.drop()
        WATCH.forget()
        st.session_state.pop(_DIVERGED, None)
        if not _show(task):
            start()
    st.session_state[_SILENCED] = SETTINGS.value("silenced")


def start() -> None:
    """Have what is set trained."""
    st.session_state.pop(_DIVERGED, None)
    WATCH.ask(task().request)


def poll() -> JobView | None:
    """The training of this visit while it is under way; one that has just ended is shown."""
    return WATCH.poll(_take)


def task() -> TrainingTask:
    """What is set, or was set last."""
    return st.session_state[_TASK]


def shown() -> Shown:
    """The last good network."""
    return st.session_state[_SHOWN]


def is_current() -> bool:
    """Whether the network on the screen is the one that is set."""
    return shown().network.run.digest == task().recipe.digest


def awaited() -> str:
    """What is said over the picture while it still shows the network before; "" if it does not."""
    return "" if is_current() else f"Still {describe(shown().network.run.recipe)}"


def is_usable(run: TrainingRun) -> bool:
    """Whether a run has weights that can be drawn: those from its start to its last epoch, all finite."""
    if not len(run.snapshot_epochs) or run.ending == "diverged":
        return False
    return bool(run.epochs) and all_finite([stack[-1] for stack in run.snapshots])


def all_finite(weights: Sequence[np.ndarray]) -> bool:
    """Whether there is no infinity, and nothing that is not a number, in any array."""
    return all(bool(np.isfinite(array).all()) for array in weights)


def status(view: JobView | None) -> None:
    """Draw one line about a training, or about the network on the screen, with a button to stop or start.

    Args:
        view: of the training under way; None if there is none.
    """
    st.html(_STEADY)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{STEM}.status", gap="small"):
        if view is not None:
            _say(_where(view))
            if view.state == "training" and not view.stopping:
                st.progress(min(1.0, view.progress.epoch / view.request.recipe.epochs), width="stretch")
            if not view.stopping:
                st.button("Stop", key=f"{STEM}.stop", on_click=WATCH.leave, type="tertiary")
            return
        _say(_how_it_ended())
        if not is_current():
            st.button("Train again", key=f"{STEM}.train", on_click=start, type="tertiary")
        elif shown().network.run.ending == "stopped":
            st.button("Train to the end", key=f"{STEM}.train", on_click=start, type="tertiary")


def under_way() -> None:
    """In the other views: one line about the training under way, which is gone when it ends."""
    if WATCH.busy:
        again_and_again(_one_line, seconds=POLL_SECONDS, busy=True)()


def _one_line() -> None:
    view = poll()
    if view is None:
        st.rerun()
    with st.container(key=f"{STEM}.status"):
        _say(f"{_where(view)} The view Build shows it; this one still shows the last network.")


def _say(sentence: str) -> None:
    say(sentence, key=f"{STEM}.status_line", width="content")


def _where(view: JobView) -> str:
    return where(view, f"**epoch {view.progress.epoch} of {view.request.recipe.epochs}**")


def _how_it_ended() -> str:
    """How the last training ended, if it is not shown; else where the network on the screen comes from."""
    ended = WATCH.ended
    if ended is not None and not ended.ended:
        return f"**left**: the training goes on for others who watch it. {_STAYS}"
    if ended is not None and ended.state == "failed":
        return f"**failed**: {ended.problem} {_STAYS}"
    if _DIVERGED in st.session_state:
        return (
            f"**diverged** in epoch {st.session_state[_DIVERGED]}: the loss became infinite or not a number. "
            f"A smaller learning rate helps. {_STAYS}"
        )
    if not is_current():
        return f"**stopped** before the first epoch was over. {_STAYS}"
    return f"{_source()} {_too_large(shown().network.run)}".strip()


def _source() -> str:
    """Where the numbers come from."""
    run = shown().network.run
    count = f"{run.epochs} {'epoch' if run.epochs == 1 else 'epochs'}"
    if run.ending == "stopped":
        return f"**stopped** after {count}; that much is shown."
    if shown().trained_here:
        return f"Trained here with Keras in {run.seconds:.1f} s: {describe(run.recipe)}, {count}."
    drawn = f"{run.recipe.rows} training points, seed {run.recipe.seed}"
    return f"Recorded: {describe(run.recipe, spelled=True)}, {count} with Keras, {drawn}."


def _too_large(run: TrainingRun) -> str:
    """A sentence, if the training made the loss no better than guessing, or worse."""
    loss, test_loss = (float(run.history[name][-1]) for name in ("loss", "test_loss"))
    if loss < GUESSING - SAME:
        return ""
    if loss < GUESSING + WORSE:
        return (
            f"**No better than guessing**: answering one half everywhere also gives a loss of {GUESSING:.3f}."
        )
    return (
        f"The training loss, {loss:.3f}, is worse than that of guessing, {GUESSING:.3f} "
        f"(test loss {test_loss:.3f}): the steps are too large. A smaller learning rate helps."
    )


def _take(view: JobView | None) -> None:
    """Show what came of a training that has just ended."""
    if view is None or view.run is None:
        return
    if is_usable(view.run):
        st.session_state.setdefault(_TRAINED_HERE, set()).add(view.run.digest)
        _put(view.run, task())
    elif view.run.ending == "diverged":
        st.session_state[_DIVERGED] = view.run.epochs


def _show(task: TrainingTask) -> bool:
    """Put the finished run of a task on the screen, if there is one."""
    found = engine().find(task.request)
    if found is None:
        return False
    run = found.first_epochs(task.recipe.epochs)
    if run.ending != "diverged" and run.snapshot_epochs[-1] != run.epochs:
        return False  # a longer training, of which the weights of just this epoch were not kept
    if is_usable(run):
        _put(run, task)
    else:
        st.session_state[_DIVERGED] = run.epochs
    return True


def _put(run: TrainingRun, task: TrainingTask) -> None:
    network = PlaneNetwork(run, task.points, task.request.own_points)
    trained_here = run.digest in st.session_state.get(_TRAINED_HERE, set())
    st.session_state[_SHOWN] = Shown(network, trained_here)
    visit_runs.remember(describe(run.recipe), run)
