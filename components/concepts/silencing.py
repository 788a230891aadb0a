"""Silencing units of one hidden layer, and what is left of the answers.

Silenced units put out 0, or their own mean. All of it looks at the *trained* network. Layers count from 0:
layer 0 puts out H1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.concepts import losses
from components.concepts.activations import ACTIVATIONS
from components.concepts.layers import Layers, answers

FILLS = ("zero", "mean")  # what a silenced unit puts out


@dataclass(frozen=True)
class Score:
    """How good answers are: a share, a mean loss, and the share of each class that is right."""

    accuracy: float
    loss: float
    per_class: np.ndarray  # (k,), NaN for a class without rows


def score(z: np.ndarray, labels: np.ndarray, loss: str) -> Score:
    """Judge (n, k) logits by (n,) labels; `loss` is a name in `LOSSES`. One column is two classes."""
    labels = labels.astype(np.int64)
    right = answers(z) == labels
    classes = max(2, z.shape[1])
    with np.errstate(all="ignore"):  # a class without rows; the overflow of a diverged network
        totals = np.bincount(labels, minlength=classes)
        per_class = np.bincount(labels, weights=right, minlength=classes) / totals
        return Score(float(right.mean()), losses.from_logits(loss, z, labels), per_class)


def silenced(
    outputs: np.ndarray, units: Sequence[int], fill: str = "zero", reference: np.ndarray | None = None
) -> np.ndarray:
    """A copy of a layer's outputs in which some units say the same for every row.

    Args:
        outputs: (n, n_units).
        units: which ones.
        fill: "zero", or "mean": the unit's own mean.
        reference: (m, n_units) outputs over which the mean is taken; None: over the rows themselves.

    Raises:
        ValueError: for another fill.
    """
    if fill not in FILLS:
        raise ValueError(f"fill is {fill!r}; it has to be one of {', '.join(FILLS)}.")
    changed = outputs.copy()
    chosen = list(units)
    rows = outputs if reference is None else reference
    changed[:, chosen] = rows[:, chosen].mean(axis=0) if fill == "mean" else 0
    return changed


def random_units(n_units: int, count: int, seed: int) -> tuple[int, ...]:
    """Draw `count` of a layer's units at random, without repetition; return their numbers, ascending."""
    order = np.random.default_rng(seed).permutation(n_units)
    return tuple(sorted(order[:count].tolist()))


def loss_without_each(
    outputs: np.ndarray, layer: int, layers: Layers, activation: str, labels: np.ndarray
) -> np.ndarray:
    """How much the mean cross-entropy grows when each unit alone is silenced to 0.

    The next layer's sums lose just one term, h_i w_i, and only in the rows where h_i is not 0; nothing
    else is computed again.

    Args:
        outputs: (n, n_units) of the layer.
        layer: which one.
        layers: of the network.
        activation: of the hidden layers.
        labels: (n,).

    Returns:
        (n_units,), above 0 where the unit helps.
    """
    following = layers[layer + 1]
    sums = following.sums(outputs)
    before = _finish(sums, layer + 1, layers, activation)
    changes = np.zeros(outputs.shape[1])
    for unit in range(outputs.shape[1]):
        rows = np.flatnonzero(outputs[:, unit])
        if len(rows):
            less = sums[rows] - outputs[rows, unit, None] * following.kernel[unit]
            without = _finish(less, layer + 1, layers, activation)
            name = "sparse_categorical_crossentropy"
            grown = losses.from_logits(name, without, labels[rows])
            grown -= losses.from_logits(name, before[rows], labels[rows])
            changes[unit] = grown * len(rows) / len(labels)
    return changes


def accuracy_by_count(
    outputs: np.ndarray,
    layer: int,
    layers: Layers,
    activation: str,
    labels: np.ndarray,
    *,
    counts: Sequence[int],
    draws: int = 20,
) -> np.ndarray:
    """Accuracy with a number of random units silenced to 0, in several draws.

    In each draw the units go silent in one random order, so that each step only takes terms away from the
    next layer's sums.

    Args:
        outputs: (n, n_units) of the layer.
        layer: which one.
        layers: of the network.
        activation: of the hidden layers.
        labels: (n,).
        counts: how many units, ascending.
        draws: how many random orders; the seed of each is its number.

    Returns:
        (draws, counts).
    """
    following = layers[layer + 1]
    all_on = following.sums(outputs)
    found = np.empty((draws, len(counts)))
    for draw in range(draws):
        order = np.random.default_rng(draw).permutation(outputs.shape[1])
        sums, silent = all_on.copy(), 0
        for place, count in enumerate(counts):
            going = order[silent:count]
            sums -= outputs[:, going] @ following.kernel[going]
            silent = count
            z = _finish(sums, layer + 1, layers, activation)
            found[draw, place] = (answers(z) == labels).mean()
    return found


def affordable_rows(layers: Layers, layer: int, times: int, most: int) -> int:
    """How many rows a measurement may use that passes the rest of the network so many times.

    A tenth of `most` at least, all of them where the rest is small; about a second of work.
    """
    rest = sum(dense.kernel.size for dense in layers[layer + 2 :]) + 8 * layers[layer + 1].units
    return int(np.clip(3e10 / (times * rest), most // 10, most))


def _finish(sums: np.ndarray, layer: int, layers: Layers, activation: str) -> np.ndarray:
    """The logits that follow from the sums z of a layer, which may be the last."""
    rest = layers.after(layer)
    return rest.logits(ACTIVATIONS[activation].function(sums), activation) if rest else sums
