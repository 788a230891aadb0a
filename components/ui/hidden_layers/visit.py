"""What one visit to /hidden_layers has on the screen and under way. The engine has the progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from components.training.jobs import JobView
from components.training.plane_network import PlaneNetwork
from components.training.run import TrainingRun
from components.ui.engine import engine, viewer
from components.ui.hidden_layers import silence
from components.ui.hidden_layers.settings import STEM, Task, example

_JOB, _TASK, _SHOWN, _ENDED, _MINE = (f"_{STEM}.{name}" for name in ("job", "task", "shown", "ended", "mine"))
_LEFT = f"_{STEM}.left"


@dataclass(frozen=True)
class Shown:
    """The network on the screen."""

    network: PlaneNetwork
    source: str  # "recorded" or "trained here"


def follow(task: Task) -> None:
    """Show the run of what is set, or have it trained at once and leave what was under way.

    What was stopped, or failed, is not trained again until it is asked for.
    """
    if _SHOWN not in st.session_state:
        _show(example())
    asked: Task | None = st.session_state.get(_TASK)
    if asked is not None and asked.request.key == task.request.key:
        return
    stop()
    if asked is not None:
        silence.write(())  # units of another network
    st.session_state[_TASK] = task
    for name in (_JOB, _ENDED, _LEFT):
        st.session_state.pop(name, None)
    if not _show(task):
        start()


def start() -> None:
    """Have what is set trained."""
    task: Task = st.session_state[_TASK]
    for name in (_ENDED, _LEFT):
        st.session_state.pop(name, None)
    st.session_state[_JOB] = engine().train(task.request, viewer())


def stop() -> None:
    """Leave the training under way; what was trained so far is kept."""
    if (key := st.session_state.get(_JOB)) and engine().leave(key, viewer()) is not None:
        st.session_state.pop(_JOB)  # others go on watching: it ends without this visit
        st.session_state[_LEFT] = True


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
    if view is not None and view.run is not None and is_usable(view.run):
        task: Task = st.session_state[_TASK]
        st.session_state.setdefault(_MINE, set()).add(view.run.digest)
        _put(view.run, task)
    return None


def busy() -> bool:
    """Whether a training is under way."""
    return _JOB in st.session_state


def ended() -> JobView | None:
    """How the last training of what is set ended; None if there was none."""
    return st.session_state.get(_ENDED)


def left() -> bool:
    """Whether this visit left a training that goes on for others."""
    return st.session_state.get(_LEFT, False)


def task() -> Task:
    """What is set, or was set last."""
    return st.session_state[_TASK]


def shown() -> Shown:
    """The last good network."""
    return st.session_state[_SHOWN]


def is_current() -> bool:
    """Whether the network on the screen is the one that is set."""
    return shown().network.run.digest == task().recipe.digest


def is_usable(run: TrainingRun) -> bool:
    """Whether a run has weights that can be drawn: those from its start to its last epoch, all finite."""
    if not len(run.snapshot_epochs) or run.ending == "diverged":
        return False
    return bool(run.epochs) and all_finite([stack[-1] for stack in run.snapshots])


def all_finite(weights: Sequence[np.ndarray]) -> bool:
    """Whether there is no infinity, and nothing that is not a number, in any array."""
    return all(bool(np.isfinite(array).all()) for array in weights)


def _show(task: Task) -> bool:
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
        st.session_state[_ENDED] = JobView(task.request, task.request.key, "finished", run=run)
    return True


def _put(run: TrainingRun, task: Task) -> None:
    mine = run.digest in st.session_state.get(_MINE, set())
    st.session_state[_SHOWN] = Shown(
        PlaneNetwork(run, task.points, task.request.own_points), "trained here" if mine else "recorded"
    )
