"""Confidence: whether a softmax output is how often the answer is right.

A classifier is calibrated if, of all rows to which it gives an answer with 80 %, 80 % are right. Nothing in a
softmax makes it so: it turns any ten numbers into shares that sum to 1 (Guo and others, "On calibration of
modern neural networks", 2017). So it has to be measured, on rows that were not trained on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

EDGES = (0.0, 0.5, 0.7, 0.9, 0.99, 0.999)  # where a group of answers begins; the last one goes to 1


@dataclass(frozen=True)
class ConfidenceGroup:
    """The answers whose top share lies between two bounds.

    Attributes:
        low: least share.
        high: what the shares stay below; 1 in the last group.
        count: how many answers these are; 0 leaves the next two without a number.
        says: mean of their top shares.
        right: share of them that are right.
    """

    low: float
    high: float
    count: int
    says: float
    right: float

    @property
    def standard_error(self) -> float:
        """Of `right`; 0 where all or none are right."""
        return float(np.sqrt(self.right * (1 - self.right) / self.count)) if self.count else 0.0


@dataclass(frozen=True)
class Confidence:
    """How sure a classifier is, and how often it is right.

    Attributes:
        says: mean of the top shares.
        right: accuracy.
        wrong: number of wrong answers.
        surely_wrong: those of them with a share above .99.
        groups: by share, the least sure first; none is empty.
    """

    says: float
    right: float
    wrong: int
    surely_wrong: int
    groups: tuple[ConfidenceGroup, ...]


def confidence(probabilities: np.ndarray, labels: np.ndarray) -> Confidence:
    """Compare the top share of each answer with whether it is right.

    Args:
        probabilities: (n, k), each row sums to 1; a row of NaN counts as a wrong answer of share 0.
        labels: (n,).
    """
    top = np.nan_to_num(probabilities.max(axis=1))
    right = (probabilities.argmax(axis=1) == labels) & (top > 0)
    groups = []
    for low, high in zip(EDGES, (*EDGES[1:], 1.0), strict=True):
        inside = (top >= low) & ((top < high) | (high == 1.0))
        if inside.any():
            says, share = float(top[inside].mean()), float(right[inside].mean())
            groups.append(ConfidenceGroup(low, high, int(inside.sum()), says, share))
    return Confidence(
        float(top.mean()),
        float(right.mean()),
        int((~right).sum()),
        int((~right & (top > 0.99)).sum()),
        tuple(groups),
    )
