"""Results that several pages and reruns share; each is computed once a process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import streamlit as st

from components.concepts.chain_rule import Chain, chain
from components.concepts.gain_map import GainMap, gain_map
from components.concepts.gradient_flow import GradientFlow, Stack, draw, gradient_flow
from components.training import depth_study, gain_maps
from components.training.depth_study import DepthStudy
from components.training.recipe import Recipe
from components.training.run import TrainingRun
from components.training.store import RunStore
from components.ui.kit.start import at_start


@st.cache_resource
def run_store() -> RunStore:
    """The one store of this process."""
    return RunStore()


def recorded_run(recipe: Recipe) -> TrainingRun:
    """A run that ships with the app.

    Raises:
        LookupError: if it was not recorded (`make recordings`).
    """
    run = run_store().find(recipe)
    if run is None:
        raise LookupError(f"no recording of {recipe.digest[:12]}: run `make recordings`")
    return run


def flow(activation: str, initializer: str, depth: int, width: int, seed: int) -> GradientFlow:
    """One measured pass forward and back."""
    return flows((activation,), initializer, depth, width, seed)[0]


def flows(
    activations: Sequence[str], initializer: str, depth: int, width: int, seed: int
) -> list[GradientFlow]:
    """A measured pass for each activation, all through the same stack; it is drawn at most once."""

    @cache
    def drawn() -> Stack:
        return draw(initializer, depth, width, seed)

    return [_flow(name, initializer, depth, width, seed, drawn) for name in activations]


@st.cache_data(max_entries=256, show_spinner=False)
def _flow(
    activation: str, initializer: str, depth: int, width: int, seed: int, _drawn: Callable[[], Stack]
) -> GradientFlow:
    return gradient_flow(activation, initializer, depth, width, seed, drawn=_drawn())


def gains(activation: str, seed: int) -> GainMap:
    """One curve of the gain map for every depth."""
    return gain_maps.find(activation, seed) or _measured_gains(activation, seed)


@st.cache_data(max_entries=64, show_spinner=False)
def _measured_gains(activation: str, seed: int) -> GainMap:
    return gain_map(activation, seed)


@st.cache_data(max_entries=64, show_spinner=False)
def path(activation: str, initializer: str, depth: int, width: int, seed: int) -> Chain:
    """One path through a stack."""
    return chain(activation, initializer, depth, width, seed)


@at_start
@st.cache_resource(show_spinner=False)
def study() -> DepthStudy:
    """The recorded depth study.

    Raises:
        LookupError: if it was not recorded (`make recordings`).
    """
    return depth_study.load()
