"""A softmax probe: how well the plainest classifier tells the classes apart, given only these features.

Fitted on the pixels it is softmax regression; fitted on what a hidden layer puts out it says how much easier
that layer has made the task. (Least squares on one-hot targets is a poor probe of MNIST: .84 in the pixels.)
"""

from __future__ import annotations

import numpy as np

from components.concepts.layers import softmax

STEPS = 300
LEARNING_RATE = 0.02


def probe_accuracy(
    features: np.ndarray, labels: np.ndarray, test_features: np.ndarray, test_labels: np.ndarray
) -> float:
    """Fit softmax regression by 300 steps of Adam on all rows at once; return its accuracy on the test rows.

    Nothing in it is random. Features are divided by one common number, their root mean square.

    Args:
        features: (n, n_features) to fit on.
        labels: (n,).
        test_features: (m, n_features).
        test_labels: (m,).
    """
    scale = np.float32(max(np.sqrt(np.square(features, dtype=np.float64).mean()), 1e-12))
    rows = (features / scale).astype(np.float32)
    targets = np.eye(int(labels.max()) + 1, dtype=np.float32)[labels]
    parameters = [
        np.zeros((rows.shape[1], targets.shape[1]), np.float32),
        np.zeros(len(targets[0]), np.float32),
    ]
    means = [np.zeros_like(p) for p in parameters]
    squares = [np.zeros_like(p) for p in parameters]
    for step in range(1, STEPS + 1):
        error = (softmax(rows @ parameters[0] + parameters[1]) - targets) / np.float32(len(rows))
        for p, gradient, mean, square in zip(
            parameters, (rows.T @ error, error.sum(axis=0)), means, squares, strict=True
        ):
            mean += np.float32(0.1) * (gradient - mean)
            square += np.float32(0.001) * (gradient**2 - square)
            pace = LEARNING_RATE * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
            p -= np.float32(pace) * mean / (np.sqrt(square) + np.float32(1e-8))
    z = (test_features / scale) @ parameters[0] + parameters[1]
    return float((z.argmax(axis=1) == test_labels).mean())
