"""Losses for classification: what training makes small.

To add one, add a `Loss` below; names are Keras' identifiers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Loss:
    """A loss and what the pages say of it."""

    name: str  # Keras' identifier, and the key in LOSSES
    label: str
    one_hot: bool  # whether the targets are one-hot rows, or integers
    formula: str  # LaTeX
    note: str
    warning: str = ""


_ENTRIES = (
    Loss(
        "categorical_crossentropy",
        "categorical cross-entropy",
        True,
        r"-\sum_k y_k \ln p_k",
        "One-hot targets. Only the probability of the true class counts.",
    ),
    Loss(
        "sparse_categorical_crossentropy",
        "sparse categorical cross-entropy",
        False,
        r"-\ln p_{y}",
        "Integer targets. The same value as the categorical one, without the one-hot step.",
    ),
    Loss(
        "binary_crossentropy",
        "binary cross-entropy",
        True,
        r"-\frac{1}{K} \sum_k y_k \ln s_k + (1 - y_k) \ln (1 - s_k)",
        "Ten yes-or-no questions instead of one choice among ten.",
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
    rows = np.arange(len(labels))
    if loss.name == "binary_crossentropy":  # softplus(z) - z of the true class, mean over classes
        softplus = np.logaddexp(0.0, logits).sum(axis=1)
        return float((softplus - logits[rows, labels]).mean() / logits.shape[1])
    peak = logits.max(axis=1)
    log_total = peak + np.log(np.exp(logits - peak[:, None]).sum(axis=1))
    return float((log_total - logits[rows, labels]).mean())


def from_probabilities(name: str, probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Mean loss of (n, k) probabilities for (n,) integer labels, as its formula says.

    This is what one gets who computes the loss again from `predict`. It equals `from_logits` of the same
    rows for the categorical losses, not for binary cross-entropy behind a softmax.

    Raises:
        KeyError: for a loss that is not in `LOSSES`.
    """
    loss = LOSSES[name]
    true = np.eye(probabilities.shape[1])[labels].astype(bool)
    if loss.name == "binary_crossentropy":
        return float(-np.log(np.where(true, probabilities, 1.0 - probabilities)).mean())
    return float(-np.log(probabilities[true]).mean())
