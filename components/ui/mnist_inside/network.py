"""The network that is looked into: a kept run at one of its kept epochs."""

from __future__ import annotations

import streamlit as st

from components.training.checkpoint import Checkpoint, checkpoint
from components.training.run import TrainingRun
from components.ui.cached import run_store

DIGEST_LENGTH = 12  # characters of a digest that the address carries


@st.cache_resource(max_entries=3, ttl=120, show_spinner=False)  # a longer training may replace the run
def stored_run(digest: str) -> TrainingRun:
    """The run with weights whose digest begins so.

    Raises:
        LookupError: if the store has none; the sentence says so.
    """
    run = run_store().by_digest(digest)
    if run is not None and not run.snapshots:
        run = run_store().find(run.recipe)
    if run is None or not run.snapshots:
        raise LookupError(f"This server has no weights of a run {digest[:DIGEST_LENGTH]}.")
    if run.recipe.dataset != "mnist":
        raise LookupError(
            f"The run {digest[:DIGEST_LENGTH]} was trained on {run.recipe.dataset}, not on MNIST."
        )
    return run


@st.cache_resource(max_entries=8, show_spinner=False)
def network_at(digest: str, epoch: int) -> Checkpoint:
    """The network of a kept run after a kept epoch; its weights cannot be written to.

    Raises:
        LookupError: if there is no such run, or (KeyError) if the epoch was not kept.
    """
    return checkpoint(stored_run(digest), epoch)
