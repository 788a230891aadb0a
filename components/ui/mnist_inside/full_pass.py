"""What a checkpoint computes for all test images, kept for the last few, not to be written to."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.datasets import mnist
from components.training import full_pass as studies
from components.training.checkpoint import Checkpoint
from components.training.full_pass import FullPass, LayerStudy, SilencedCurve

_BY_KEY = {Checkpoint: lambda checkpoint: checkpoint.key}


@st.cache_resource(max_entries=3, show_spinner=False, hash_funcs=_BY_KEY)
def full_pass(network: Checkpoint) -> FullPass:
    """The pass of all test images through a network."""
    return studies.full_pass(network)


@st.cache_data(max_entries=12, show_spinner="Silencing every unit in turn ...", hash_funcs=_BY_KEY)
def layer_study(network: Checkpoint, layer: int) -> LayerStudy:
    """Silence every unit of a layer, one at a time, and measure the loss on some of the test images."""
    return studies.layer_study(network, full_pass(network), layer)


@st.cache_data(max_entries=12, show_spinner="Silencing at random, 20 draws ...", hash_funcs=_BY_KEY)
def silenced_curve(network: Checkpoint, layer: int) -> SilencedCurve:
    """Silence more and more random units of a layer, in 20 draws."""
    return studies.silenced_curve(network, full_pass(network), layer)


@st.cache_data(max_entries=2, show_spinner=False, hash_funcs=_BY_KEY)
def without_a_quarter(network: Checkpoint) -> tuple[np.ndarray, float]:
    """Test accuracy with a random quarter of H1 silenced, (draws,), and with all its units."""
    return studies.without_a_quarter(network)


@st.cache_resource(max_entries=1, show_spinner=False)
def test_rows(preprocessing: tuple[str, ...]) -> np.ndarray:
    """All test images as a network gets them: (10_000, 784)."""
    rows = mnist.prepare(mnist.load().x_test, preprocessing)
    rows.flags.writeable = False
    return rows
