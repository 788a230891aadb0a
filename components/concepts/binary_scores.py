"""Scores of a model that gives the probability of class 1.

Accuracy asks how often the answer at a threshold is right; AUC how often a row of class 1 gets more than one
of class 0, at no threshold; log loss how much probability went to what came true.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.confusion import confusion_matrix

CLIP = 1e-7  # Keras' epsilon: a probability of exactly 0 or 1 counts as this far from it


@dataclass(frozen=True)
class BinaryScores:
    """The three scores of one model on one set of rows."""

    accuracy: float
    auc: float
    log_loss: float


@dataclass(frozen=True, eq=False)
class RocCurve:
    """Of class 0 and of class 1, the share called 1, from the strictest threshold to the laxest.

    Attributes:
        false_positive_rate: (m,), from 0 to 1.
        true_positive_rate: (m,), from 0 to 1.
        thresholds: (m,), falling; the first is infinite, where nothing is called 1.
    """

    false_positive_rate: np.ndarray
    true_positive_rate: np.ndarray
    thresholds: np.ndarray


@dataclass(frozen=True, eq=False)
class Calibration:
    """What was said and what came true, in groups of rows with similar probabilities.

    Attributes:
        predicted: (m,) mean probability of each group, rising.
        observed: (m,) share of class 1 in it.
        counts: (m,) rows in it.
    """

    predicted: np.ndarray
    observed: np.ndarray
    counts: np.ndarray


def score(target: np.ndarray, probability: np.ndarray) -> BinaryScores:
    """All three scores.

    Args:
        target: (n,) 0 or 1, both present.
        probability: (n,) of class 1.

    Raises:
        ValueError: for arrays that do not fit, one class only, or a probability outside 0 to 1.
    """
    return BinaryScores(
        accuracy(target, probability), auc(target, probability), log_loss(target, probability)
    )


def guessing(target: np.ndarray) -> BinaryScores:
    """The scores of a model that gives every row the same probability: the share of class 1.

    So its answer is always the larger class.

    Args:
        target: (n,) 0 or 1, both present.
    """
    share = float(np.mean(target))
    entropy = -(share * np.log(share) + (1 - share) * np.log(1 - share))
    return BinaryScores(max(share, 1 - share), 0.5, float(entropy))


def accuracy(target: np.ndarray, probability: np.ndarray, threshold: float = 0.5) -> float:
    """Share of the rows that are right when a probability from the threshold up is called 1."""
    target, probability = _checked(target, probability)
    return float(((probability >= threshold) == target).mean())


def auc(target: np.ndarray, probability: np.ndarray) -> float:
    """How often a row of class 1 gets more than a row of class 0; a tie counts half.

    Computed from the sum of ranks (Mann-Whitney).

    Raises:
        ValueError: if only one class is present.
    """
    target, probability = _checked(target, probability, both_classes=True)
    _, group, counts = np.unique(probability, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[group]  # of equal ones: the mean of their ranks
    ones = int(target.sum())
    zeros = len(target) - ones
    return float((ranks[target == 1].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def log_loss(target: np.ndarray, probability: np.ndarray, clip: float = CLIP) -> float:
    """Mean of -log of the probability that the true class got: binary cross-entropy."""
    target, probability = _checked(target, probability)
    p = np.clip(probability, clip, 1 - clip)
    return float(-np.where(target == 1, np.log(p), np.log1p(-p)).mean())


def roc_curve(target: np.ndarray, probability: np.ndarray) -> RocCurve:
    """One point for each distinct probability, and the start at (0, 0).

    Raises:
        ValueError: if only one class is present.
    """
    target, probability = _checked(target, probability, both_classes=True)
    order = np.argsort(-probability, kind="stable")
    falling = probability[order]
    last_of_ties = np.append(np.flatnonzero(np.diff(falling)), len(falling) - 1)
    true = np.cumsum(target[order])[last_of_ties]
    false = last_of_ties + 1 - true
    return RocCurve(
        np.append(0.0, false / false[-1]),
        np.append(0.0, true / true[-1]),
        np.append(np.inf, falling[last_of_ties]),
    )


def calibration_curve(target: np.ndarray, probability: np.ndarray, bins: int = 10) -> Calibration:
    """Compare probabilities with what came true, in groups of about equally many rows (quantiles).

    Raises:
        ValueError: for no bins.
    """
    target, probability = _checked(target, probability)
    if bins < 1:
        raise ValueError(f"bins is {bins}; it has to be at least 1.")
    edges = np.quantile(probability, np.linspace(0, 1, bins + 1))
    group = np.searchsorted(edges[1:-1], probability)  # equal probabilities share a group; some may be empty
    counts = np.bincount(group, minlength=bins)
    used = counts > 0
    predicted = np.bincount(group, weights=probability, minlength=bins)[used] / counts[used]
    observed = np.bincount(group, weights=target, minlength=bins)[used] / counts[used]
    return Calibration(predicted, observed, counts[used])


def confusion_at(target: np.ndarray, probability: np.ndarray, threshold: float) -> np.ndarray:
    """(2, 2) counts when a probability from the threshold up is called 1; a row is a true class."""
    target, probability = _checked(target, probability)
    return confusion_matrix(target, (probability >= threshold).astype(np.int64), 2)


def _checked(
    target: np.ndarray, probability: np.ndarray, *, both_classes: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    target, probability = np.asarray(target), np.asarray(probability, dtype=np.float64)
    if target.ndim != 1 or target.shape != probability.shape or not len(target):
        raise ValueError(
            f"target and probability are {target.shape} and {probability.shape}; expected (n,) for both."
        )
    if not ((target == 0) | (target == 1)).all():
        raise ValueError("target has values other than 0 and 1.")
    if not ((probability >= 0) & (probability <= 1)).all():
        raise ValueError("probability has values outside 0 to 1, or that are not numbers.")
    if both_classes and target.min() == target.max():
        raise ValueError(f"all {len(target):,} rows are of class {int(target[0])}; expected both classes.")
    return target.astype(np.int64), probability
