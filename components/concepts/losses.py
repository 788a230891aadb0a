"""Losses for classification: what training makes small.

To add one, add a `Loss` below; names are Keras' identifiers. Its mathematics stands here as well: what Keras
logs of it, what one gets from probabilities, and what guessing costs.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

RowLosses = Callable[[np.ndarray, np.ndarray], np.ndarray]  # (n, k) values, (n, k) bool one-hot -> (n,)


@dataclass(frozen=True)
class Loss:
    """A loss, its mathematics, and what the pages say of it.

    Attributes:
        name: Keras' identifier, and the key in LOSSES.
        label: for people.
        one_hot: whether the targets are one-hot rows, or integers.
        formula: LaTeX.
        note: a sentence or two.
        of_logits: loss of each row as Keras on TensorFlow logs it, from logits.
        of_probabilities: loss of each row as the formula says it, from probabilities.
        guessing: what the best answer that never changes costs, with k equally frequent classes.
        warning: what a student has to know who picks it.
    """

    name: str
    label: str
    one_hot: bool
    formula: str
    note: str
    of_logits: RowLosses
    of_probabilities: RowLosses
    guessing: Callable[[int], float]
    warning: str = ""


def _softmax_crossentropy(logits: np.ndarray, true: np.ndarray) -> np.ndarray:
    peak = logits.max(axis=1)
    return peak + np.log(np.exp(logits - peak[:, None]).sum(axis=1)) - logits[true]


def _sigmoid_crossentropy(logits: np.ndarray, true: np.ndarray) -> np.ndarray:
    """softplus(z) - z of the true class, mean over classes."""
    softplus = np.logaddexp(0.0, logits).sum(axis=1)
    return (softplus - logits[true]) / logits.shape[1]


def _of_the_true_class(probabilities: np.ndarray, true: np.ndarray) -> np.ndarray:
    return -np.log(probabilities[true])


def _of_every_class(probabilities: np.ndarray, true: np.ndarray) -> np.ndarray:
    return -np.log(np.where(true, probabilities, 1.0 - probabilities)).mean(axis=1)


def _entropy_of_one_class(classes: int) -> float:
    """Each class is asked on its own whether it is the one: a probability of 1/k costs the entropy of 1/k."""
    share = 1 / classes
    return -share * math.log(share) - (1 - share) * math.log(1 - share)


_ENTRIES = (
    Loss(
        "categorical_crossentropy",
        "categorical cross-entropy",
        True,
        r"-\sum_k y_k \ln p_k",
        "One-hot targets. Only the probability of the true class counts.",
        _softmax_crossentropy,
        _of_the_true_class,
        math.log,
    ),
    Loss(
        "sparse_categorical_crossentropy",
        "sparse categorical cross-entropy",
        False,
        r"-\ln p_{y}",
        "Integer targets. The same value as the categorical one, without the one-hot step.",
        _softmax_crossentropy,
        _of_the_true_class,
        math.log,
    ),
    Loss(
        "binary_crossentropy",
        "binary cross-entropy",
        True,
        r"-\frac{1}{K} \sum_k y_k \ln s_k + (1 - y_k) \ln (1 - s_k)",
        "Ten yes-or-no questions instead of one choice among ten.",
        _sigmoid_crossentropy,
        _of_every_class,
        _entropy_of_one_class,
        "A common slip behind a softmax: Keras on TensorFlow takes the logits behind the softmax and "
        "computes sigmoid cross-entropy from them. It trains, but this loss cannot be compared with "
        "the categorical one, and the same loss computed from `predict` disagrees with the log.",
    ),
)
LOSSES: dict[str, Loss] = {entry.name: entry for entry in _ENTRIES}


def from_logits(name: str, logits: np.ndarray, labels: np.ndarray) -> float:
    """Mean loss of (n, k) logits for (n,) integer labels, as Keras on TensorFlow logs it.

    A single column (k = 1) is the log-odds of class 1, as a sigmoid unit has it.

    Raises:
        KeyError: for a loss that is not in `LOSSES`.
    """
    loss = LOSSES[name]
    logits = np.asarray(logits, dtype=np.float64)
    if logits.shape[1] == 1:
        return float((np.logaddexp(0.0, logits[:, 0]) - logits[:, 0] * labels).mean())
    return float(loss.of_logits(logits, _one_hot(labels, logits.shape[1])).mean())


def from_probabilities(name: str, probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Mean loss of (n, k) probabilities for (n,) integer labels, as its formula says.

    This is what one gets who computes the loss again from `predict`. It equals `from_logits` of the same
    rows for the categorical losses, not for binary cross-entropy behind a softmax.

    Raises:
        KeyError: for a loss that is not in `LOSSES`.
    """
    true = _one_hot(labels, probabilities.shape[1])
    return float(LOSSES[name].of_probabilities(probabilities, true).mean())


def _one_hot(labels: np.ndarray, classes: int) -> np.ndarray:
    return np.asarray(labels)[:, None] == np.arange(classes)
