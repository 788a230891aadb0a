"""The trainings that a visit has seen, of all pages, for one table to take home."""

from __future__ import annotations

import streamlit as st

from components.training.run import TrainingRun

MOST = 60
_RUNS = "_visit.runs"


def remember(label: str, run: TrainingRun) -> None:
    """Note a run that was on the screen; the same training, run longer, replaces it."""
    seen: dict[str, tuple[str, TrainingRun]] = st.session_state.setdefault(_RUNS, {})
    known = seen.get(run.digest)
    if known is None or known[1].epochs < run.epochs:
        seen[run.digest] = (label, run.without_weights())
    while len(seen) > MOST:
        del seen[next(iter(seen))]


def seen() -> dict[str, TrainingRun]:
    """What was noted, the first one first: label -> run."""
    listed = st.session_state.get(_RUNS, {}).values()
    return {f"{number}: {label}": run for number, (label, run) in enumerate(listed, start=1)}
