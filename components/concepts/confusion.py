"""The confusion matrix: which class is taken for which."""

from __future__ import annotations

import numpy as np


def confusion_matrix(labels: np.ndarray, predictions: np.ndarray, classes: int) -> np.ndarray:
    """Count how often each true class got each answer.

    Args:
        labels: (n_rows,) integers below `classes`.
        predictions: (n_rows,) integers below `classes`.
        classes: how many there are.

    Returns:
        (classes, classes) counts; a row is a true class, a column an answer.
    """
    pairs = labels.astype(np.int64) * classes + predictions
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)


def most_confused(matrix: np.ndarray) -> tuple[int, int, int]:
    """The commonest mistake: true class, answer, how often; the first one of a tie."""
    errors = matrix - np.diag(matrix.diagonal())
    label, answer = np.unravel_index(int(errors.argmax()), errors.shape)
    return int(label), int(answer), int(errors[label, answer])
