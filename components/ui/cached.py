"""Results that several pages and reruns share; each is computed once a process."""

from __future__ import annotations

import streamlit as st

from components.training.recipe import Recipe
from components.training.run import TrainingRun
from components.training.store import RunStore


@st.cache_resource
def run_store() -> RunStore:
    """The one store of this process."""
    return RunStore()


@st.cache_resource(max_entries=8, show_spinner=False)
def recorded_run(recipe: Recipe) -> TrainingRun:
    """A run that ships with the app.

    Raises:
        LookupError: if it was not recorded (`make recordings`).
    """
    run = run_store().find(recipe)
    if run is None:
        raise LookupError(f"no recording of {recipe.digest[:12]}: run `make recordings`")
    return run
