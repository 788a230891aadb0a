"""What a checkpoint computes for all test images of MNIST, and what becomes of it when units are silenced."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.activations import ACTIVATIONS
from components.concepts.changed_layer import Change, changed_logits
from components.concepts.layers import Dense, Layers
from components.concepts.silencing import (
    Score,
    accuracy_by_count,
    affordable_rows,
    loss_without_each,
    score,
)
from components.concepts.unit_features import Activity, activity
from components.datasets import mnist
from components.training.checkpoint import Checkpoint

MAP_ROWS = 2_000
MAP_STEP = 5  # of every fifth test image; the first half of the test set is the easier one
CURVE_ROWS = 2_500  # 20 draws of them in about a second
PIECE = 2_500  # images at a time, to need little memory
DRAWS = 20
QUARTER_DRAWS = 12


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


def full_pass(network: Checkpoint) -> FullPass:
    """The pass of all test images through a network."""
    images = mnist.load().x_test
    arrays = [np.empty((len(images), layer.units), np.float32) for layer in network.weights]
    with np.errstate(all="ignore"):  # a diverged network
        for start in range(0, len(images), PIECE):
            piece = slice(start, start + PIECE)
            rows = mnist.prepare(images[piece], network.recipe.preprocessing)
            _, *hidden = network.weights.stages(rows, network.recipe.activation)
            last = hidden[-1] if hidden else rows
            for array, values in zip(arrays, (*hidden, network.weights.output.sums(last)), strict=True):
                array[piece] = values
    for array in arrays:
        array.flags.writeable = False
    judged = score(arrays[-1], mnist.load().y_test, network.recipe.loss)
    return FullPass(tuple(arrays[:-1]), arrays[-1], judged)


def layer_study(network: Checkpoint, passed: FullPass, layer: int) -> LayerStudy:
    """Silence every unit of a layer, one at a time, and measure the loss on some of the test images."""
    hidden = passed.hidden[layer]
    rows = _spread(affordable_rows(network.weights, layer, hidden.shape[1], MAP_ROWS))
    activation = network.recipe.activation
    with np.errstate(all="ignore"):
        changes = loss_without_each(
            hidden[rows], layer, network.weights, activation, mnist.load().y_test[rows]
        )
    return LayerStudy(by_loss(changes), changes, len(rows), activity(hidden, activation))


def by_loss(changes: np.ndarray) -> np.ndarray:
    """Units by how much the loss grows without them, (n_units,): the one that counts most first."""
    return np.argsort(-changes, kind="stable")


def silenced_curve(network: Checkpoint, passed: FullPass, layer: int) -> SilencedCurve:
    """Silence more and more random units of a layer, in 20 draws."""
    hidden = passed.hidden[layer]
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


def changed(network: Checkpoint, start: Layers, passed: FullPass, change: Change) -> tuple[Score, np.ndarray]:
    """Score and logits, (10_000, 10), of all test images after a change of one hidden layer.

    Args:
        network: the trained one.
        start: the same before training.
        passed: its full pass.
        change: what is done.
    """
    data, activation = mnist.load(), network.recipe.activation
    z = np.empty_like(passed.logits)
    from_images = change.layer == 0 and change.how != "silenced"  # otherwise what H1 puts out is enough
    with np.errstate(all="ignore"):  # a diverged network
        for first in range(0, len(z), PIECE):
            piece = slice(first, first + PIECE)
            images = data.x_test[piece]
            if from_images:
                images = mnist.prepare(images, network.recipe.preprocessing)
            stages = (images, *(hidden[piece] for hidden in passed.hidden))
            everywhere = (images, *passed.hidden)  # a unit's mean is that over all images
            z[piece] = changed_logits(
                stages, network.weights, start, activation, change, reference=everywhere
            )
        return score(z, data.y_test, network.recipe.loss), z


def without_a_quarter(network: Checkpoint) -> tuple[np.ndarray, float]:
    """Test accuracy with a random quarter of H1 silenced, (draws,), and with all its units."""
    data = mnist.load()
    activation = network.recipe.activation
    starts = range(0, len(data.x_test), PIECE)
    pieces = [mnist.prepare(data.x_test[i : i + PIECE], network.recipe.preprocessing) for i in starts]
    pieces = [ACTIVATIONS[activation].function(network.weights[0].sums(piece)) for piece in pieces]
    above = network.weights.after(0)

    def accuracy(layers: Layers) -> float:
        found = [layers.logits(features, activation).argmax(axis=1) for features in pieces]
        return float((np.concatenate(found) == data.y_test).mean())

    rng = np.random.default_rng(0)
    units = above[0].kernel.shape[0]
    accuracies = []
    for _ in range(QUARTER_DRAWS):
        kernel = above[0].kernel.copy()
        kernel[rng.permutation(units)[: units // 4]] = 0  # a unit that nobody listens to is silent
        accuracies.append(accuracy(above.replaced(0, Dense(kernel, above[0].bias))))
    return np.array(accuracies), accuracy(above)


def _spread(count: int) -> np.ndarray:
    """So many rows or a few more, spread evenly over the test set."""
    total = len(mnist.load().y_test)
    return np.arange(0, total, total // count)[:count]
