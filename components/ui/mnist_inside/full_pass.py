"""What a network computes for all test images, kept for the last few networks, not to be written to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from components.concepts.silencing import (
    Score,
    accuracy_by_count,
    affordable_rows,
    loss_without_each,
    score,
)
from components.concepts.unit_features import Activity, activity
from components.datasets import mnist
from components.ui.mnist_inside.network import Network

MAP_ROWS = 2_000
MAP_STEP = 5  # of every fifth test image; the first half of the test set is the easier one
CURVE_ROWS = 2_500  # 20 draws of them in about a second
PIECE = 2_500  # images at a time, to need little memory
DRAWS = 20
_BY_KEY = {Network: lambda network: network.key}


@dataclass(frozen=True)
class FullPass:
    """Read-only arrays: what every hidden layer puts out, (10_000, n_units), and the logits (10_000, 10)."""

    hidden: tuple[np.ndarray, ...]
    logits: np.ndarray
    score: Score


@dataclass(frozen=True)
class LayerStudy:
    """A hidden layer, unit by unit.

    Attributes:
        order: (n_units,) units, the one that counts most first.
        loss_change: (n_units,) of the mean cross-entropy when the unit alone is silenced.
        rows: test images that it was measured on.
        activity: over all test images.
    """

    order: np.ndarray
    loss_change: np.ndarray
    rows: int
    activity: Activity


@dataclass(frozen=True)
class SilencedCurve:
    """Test accuracy against the number of random units that are silenced: (20 draws, counts)."""

    counts: np.ndarray
    accuracies: np.ndarray
    units: int  # of the layer
    rows: int


@st.cache_resource(max_entries=3, show_spinner=False, hash_funcs=_BY_KEY)
def full_pass(network: Network) -> FullPass:
    """The pass of all test images through a network."""
    images = mnist.load().x_test
    layers: list[list[np.ndarray]] = [[] for _ in network.weights]
    with np.errstate(all="ignore"):  # a diverged network
        for start in range(0, len(images), PIECE):
            rows = mnist.prepare(images[start : start + PIECE], network.recipe.preprocessing)
            passed = network.weights.forward(rows, network.recipe.activation)
            kept = (*passed.outputs[:-1], passed.pre_activations[-1])
            for pieces, piece in zip(layers, kept, strict=True):
                pieces.append(piece)
    arrays = [np.concatenate(pieces) for pieces in layers]
    for array in arrays:
        array.flags.writeable = False
    judged = score(arrays[-1], mnist.load().y_test, network.recipe.loss)
    return FullPass(tuple(arrays[:-1]), arrays[-1], judged)


@st.cache_data(max_entries=12, show_spinner="Silencing every unit in turn ...", hash_funcs=_BY_KEY)
def layer_study(network: Network, layer: int) -> LayerStudy:
    """Silence every unit of a layer, one at a time, and measure the loss on some of the test images."""
    hidden = full_pass(network).hidden[layer]
    rows = _spread(affordable_rows(network.weights, layer, hidden.shape[1], MAP_ROWS))
    activation = network.recipe.activation
    with np.errstate(all="ignore"):
        changes = loss_without_each(
            hidden[rows], layer, network.weights, activation, mnist.load().y_test[rows]
        )
    order = np.argsort(-changes, kind="stable")
    return LayerStudy(order, changes, len(rows), activity(hidden, activation))


@st.cache_data(max_entries=12, show_spinner="Silencing at random, 20 draws ...", hash_funcs=_BY_KEY)
def silenced_curve(network: Network, layer: int) -> SilencedCurve:
    """Silence more and more random units of a layer, in 20 draws."""
    hidden = full_pass(network).hidden[layer]
    units = hidden.shape[1]
    eighths = [0, 1, 2, 3, 4, 5, 6, 7, 7.5, 8]  # 240 of 256 among them
    counts = np.unique([round(units * eighth / 8) for eighth in eighths])
    rows = _spread(affordable_rows(network.weights, layer, DRAWS * len(counts), CURVE_ROWS))
    with np.errstate(all="ignore"):
        accuracies = accuracy_by_count(
            hidden[rows],
            layer,
            network.weights,
            network.recipe.activation,
            mnist.load().y_test[rows],
            counts=counts,
            draws=DRAWS,
        )
    return SilencedCurve(counts, accuracies, units, len(rows))


def _spread(count: int) -> np.ndarray:
    """So many rows or a few more, spread evenly over the test set."""
    total = len(mnist.load().y_test)
    return np.arange(0, total, total // count)[:count]
