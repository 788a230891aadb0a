"""The engine of this process, and who is looking."""

from __future__ import annotations

import uuid

import streamlit as st

from components.training.engine import Engine
from components.ui.cached import run_store


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """The one engine of this process; its workers start in the background."""
    return Engine(run_store()).start()


def start_engine() -> None:
    """See to it that the engine runs; returns at once."""
    engine()


def viewer() -> str:
    """A name for this visit."""
    return st.session_state.setdefault("_viewer", uuid.uuid4().hex)
