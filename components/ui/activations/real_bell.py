"""A real bell: the z of a hidden layer of a recorded MNIST network, after every epoch that was kept."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import CELLS, CENTERS, SPREADS
from components.concepts.layer_sums import LayerSums, layer_sums
from components.datasets import mnist
from components.text import Lesson
from components.training.recordings import RECORDINGS
from components.ui.activations.settings import SETTINGS, Selection
from components.ui.cached import recorded_run

RECORDING = RECORDINGS["mnist_12k"]
LAYERS = {"H1": 0, "H2": 1}
EVERY = 5  # of every fifth test image: 2,000 are enough for a bell
BINS = np.linspace(-10.0, 10.0, 161)


@st.cache_data(max_entries=32, show_spinner=False)
def recorded_sums(layer: str, epoch: int) -> LayerSums:
    """The z of a layer of the recording after an epoch that it has kept, over 2,000 test images."""
    run = recorded_run(RECORDING.recipe)
    images = mnist.prepare(mnist.load().x_test[::EVERY], run.recipe.preprocessing)
    network = run.weights(epoch)
    z = network.forward(images, run.recipe.activation).pre_activations[LAYERS[layer]]
    return layer_sums(z, ACTIVATIONS[run.recipe.activation])


def real_bell(selection: Selection) -> dict[str, Any] | None:
    """What the picture gets of the recorded layer, if one is chosen: its density over z."""
    if selection.recorded == "none":
        return None
    found = recorded_sums(selection.recorded, selection.epoch)
    density = np.histogram(CELLS, BINS, weights=found.shares)[0] / np.diff(BINS)
    return {
        "label": f"{selection.recorded} of MNIST, epoch {selection.epoch}",
        "from": float(BINS[0]),
        "step": float(BINS[1] - BINS[0]),
        "density": [float(f"{value:.4g}") for value in density],
    }


def say_real(selection: Selection, lesson: Lesson) -> None:
    """Say what is flat and dead in the recorded layer, and offer to lay the bell over it."""
    if selection.recorded == "none":
        return
    found = recorded_sums(selection.recorded, selection.epoch)
    label = ACTIVATIONS[RECORDING.recipe.activation].label
    st.markdown(
        lesson["real"].format(
            **{"layer": selection.recorded, "epoch": selection.epoch, "recording": RECORDING.label},
            **{"seed": RECORDING.recipe.seed, "activation": label, "share": f"{found.rms_slope:.2f}"},
            **{"flat": f"{100 * found.flat_share:.0f} %", "dead": found.dead, "units": found.units},
            **{"center": f"{found.mean:.2f}".replace("-", "−"), "spread": f"{found.deviation:.2f}"},
        )
    )


def lay_over(layer: str, epoch: int) -> None:
    """Move the bell to the mean and the spread of the recorded z; in a callback."""
    found = recorded_sums(layer, epoch)
    SETTINGS.put(
        center=float(np.clip(round(found.mean, 2), *CENTERS)),
        spread=float(np.clip(round(found.deviation, 2), *SPREADS)),
    )
