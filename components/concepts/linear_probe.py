"""A linear probe: how well one straight cut tells two classes apart, given only these features.

Fitted on x it is logistic regression; fitted on what a hidden layer puts out it says how much easier that
layer has made the task. It is trained on one half of the points and scored on the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.activation_functions import sigmoid
from components.concepts.layers import Layers

RIDGE = 0.1  # on standardized features; scikit-learn's 1 / C. Without any, separable classes have no best fit
STEPS = 50
HALVINGS = 30
LEAST_OF_A_CLASS = 2  # one for each half


@dataclass(frozen=True)
class Probe:
    """z = features @ kernel + bias, above 0 for class 1. `kernel` is (n_features,)."""

    kernel: np.ndarray
    bias: float

    def accuracy(self, features: np.ndarray, labels: np.ndarray) -> float:
        """Share of (n, n_features) rows whose class, (n,), it names."""
        return float(((features @ self.kernel + self.bias > 0) == (labels > 0.5)).mean())


@dataclass(frozen=True)
class Separability:
    """Accuracy of a probe on x, H1, H2, ....

    Attributes:
        names: "x", "H1", ....
        accuracies: one each, on points that the probe has not seen.
        fitted: how many points it was fitted on.
        scored: how many it was scored on.
    """

    names: tuple[str, ...]
    accuracies: tuple[float, ...]
    fitted: int
    scored: int


def fit(features: np.ndarray, labels: np.ndarray, ridge: float = RIDGE) -> Probe:
    """Fit logistic regression with a ridge by Newton's method, which is iteratively reweighted least squares.

    Minimizes the summed cross-entropy plus ridge / 2 times the squared length of the kernel of the
    *standardized* features; the bias is free. A step that does not lower this is halved.

    Args:
        features: (n, n_features).
        labels: (n,) of 0 and 1.
        ridge: above 0.

    Raises:
        ValueError: if a feature is no finite number, or only one class is there.
    """
    if not np.isfinite(features).all():
        raise ValueError("The features hold values that are not numbers; expected a network that trained.")
    targets = (np.asarray(labels) > 0.5).astype(np.float64)
    if targets.min() == targets.max():
        raise ValueError("All points have one class; expected points of both classes.")
    features = np.asarray(features, dtype=np.float64)
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)  # a dead unit has none
    rows = np.column_stack([(features - mean) / spread, np.ones(len(features))])
    penalty = np.append(np.full(features.shape[1], float(ridge)), 0.0)
    found = _newton(rows, targets, penalty)
    kernel = found[:-1] / spread
    return Probe(kernel, float(found[-1] - mean @ kernel))


def separability(layers: Layers, activation: str, points: np.ndarray, labels: np.ndarray) -> Separability:
    """Score a probe on x and on what each hidden layer puts out.

    Of each class, a half drawn with a fixed seed is fitted on and the other is scored. (Every other row
    would not do: points may come in a pattern, as those of XOR do.)

    Args:
        layers: of the network, the last one among them.
        activation: of the hidden layers.
        points: (n, 2).
        labels: (n,) of 0 and 1.

    Raises:
        ValueError: for fewer than two points of a class, or a network that diverged.
    """
    scored = _other_half(labels)
    with np.errstate(all="ignore"):  # a diverged network: `fit` says so
        stages = layers.stages(points, activation)
    probes = [fit(stage[~scored], labels[~scored]) for stage in stages]
    accuracies = [
        probe.accuracy(stage[scored], labels[scored]) for probe, stage in zip(probes, stages, strict=True)
    ]
    names = ("x", *(f"H{number}" for number in range(1, len(stages))))
    return Separability(names, tuple(accuracies), int((~scored).sum()), int(scored.sum()))


def _other_half(labels: np.ndarray) -> np.ndarray:
    """(n,) whether a point is scored: a random half of each class, the same each time."""
    half = np.zeros(len(labels), dtype=bool)
    random = np.random.default_rng(0)
    for label in (0, 1):
        places = np.flatnonzero((np.asarray(labels) > 0.5) == bool(label))
        if len(places) < LEAST_OF_A_CLASS:
            raise ValueError(
                f"There are {len(places)} points of class {label}; expected at least {LEAST_OF_A_CLASS}, "
                "one to fit a probe on and one to score it."
            )
        half[random.permutation(places)[: len(places) // 2]] = True
    return half


def _newton(rows: np.ndarray, targets: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    def cost(parameters: np.ndarray) -> float:
        z = rows @ parameters
        return float((np.logaddexp(0.0, z) - targets * z).sum() + 0.5 * penalty @ parameters**2)

    found = np.zeros(rows.shape[1])
    lowest = cost(found)
    for _ in range(STEPS):
        y = sigmoid(rows @ found)
        gradient = rows.T @ (y - targets) + penalty * found
        # The tiny number keeps it solvable where every y is 0 or 1, or a feature is constant.
        curvature = (rows.T * (y * (1 - y))) @ rows + np.diag(penalty + 1e-9)
        step = np.linalg.solve(curvature, gradient)
        for _ in range(HALVINGS):
            if (tried := cost(found - step)) <= lowest:
                break
            step = step / 2
        else:
            return found
        found = found - step
        if lowest - tried < 1e-12 * max(1.0, lowest):
            return found
        lowest = tried
    return found
