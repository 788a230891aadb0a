"""What stands in each class of a set of images: how many, which ones, and their mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class ClassSummary:
    """Counts, first examples and mean image of each class.

    Attributes:
        counts: (n_classes,) images of each class.
        examples: (n_classes, n_examples) rows of the first images of each class.
        means: (n_classes, height, width) float32.
    """

    counts: np.ndarray
    examples: np.ndarray
    means: np.ndarray


def summarize_classes(images: np.ndarray, labels: np.ndarray, examples: int) -> ClassSummary:
    """Summarize images class by class.

    Args:
        images: (n, height, width).
        labels: (n,) integers from 0 up, each class with at least `examples` images.
        examples: how many images of each class to name.
    """
    rows = [np.flatnonzero(labels == c) for c in range(int(labels.max()) + 1)]
    return ClassSummary(
        counts=np.array([len(r) for r in rows]),
        examples=np.stack([r[:examples] for r in rows]),
        means=np.stack([images[r].mean(axis=0, dtype=np.float32) for r in rows]),
    )
