"""The film of a training under way: what was seen of it so far, one snapshot for each look."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.training.jobs import JobView
from components.ui.hidden_layers.film import METRICS, Film
from components.ui.hidden_layers.settings import STEM, Task

_SEEN = f"_{STEM}.seen"
MOST_LOOKS = 120  # every second one is forgotten beyond that


def film_so_far(view: JobView, task: Task) -> Film | None:
    """The film up to the latest weights; None before there are any that can be drawn.

    Args:
        view: of the job, looked at just now.
        task: what is trained.
    """
    weights, epoch = view.progress.weights, view.progress.epoch
    if weights is None or not all(np.isfinite(array).all() for array in weights):
        return None
    name = (view.key, view.started_again)
    seen = st.session_state.get(_SEEN)
    if seen is None or seen["name"] != name:
        seen = {"name": name, "looks": {}}
    seen["looks"][epoch] = weights
    if len(seen["looks"]) > MOST_LOOKS:
        seen["looks"] = dict(list(seen["looks"].items())[::2]) | {epoch: weights}
    st.session_state[_SEEN] = seen
    looks = dict(sorted(seen["looks"].items()))
    return Film(
        name=task.recipe.digest,
        points=task.points,
        activation=task.recipe.activation,
        hidden_units=task.recipe.hidden_units,
        snapshot_epochs=list(looks),
        snapshots=tuple(np.stack(stack) for stack in zip(*looks.values(), strict=True)),
        history={metric: view.progress.history.get(metric, []) for metric in METRICS},
        epochs=task.recipe.epochs,
        live=True,
    )
