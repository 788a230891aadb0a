"""Principal components: the flat view of many-dimensional points that keeps most of their spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

EXTRA = 10  # directions carried along
ROUNDS = 25


@dataclass(frozen=True)
class FlatView:
    """Points seen along a few principal axes.

    Attributes:
        points: (n, axes).
        shares: (axes,) of the whole variance that each axis shows.
    """

    points: np.ndarray
    shares: np.ndarray


def principal_components(rows: np.ndarray, axes: int = 2) -> FlatView:
    """Project rows onto the directions of their largest variance.

    The sign of an axis means nothing; here its largest weight is positive, so that a picture does not flip
    from run to run. Fewer directions than asked for are filled up with 0.

    Args:
        rows: (n, n_features).
        axes: how many.
    """
    centred = rows.astype(np.float64) - rows.mean(axis=0, dtype=np.float64)
    points = centred @ principal_directions(rows, axes)
    shares = np.square(points).sum(axis=0) / max(np.square(centred).sum(), np.finfo(float).tiny)
    return FlatView(points, shares)


def principal_directions(rows: np.ndarray, axes: int = 2) -> np.ndarray:
    """The directions of the largest variance of rows, (n, n_features), as columns: (n_features, axes).

    Each has length 1 and its largest weight positive; those beyond the number of features are 0.
    """
    centred = rows.astype(np.float64) - rows.mean(axis=0, dtype=np.float64)
    spread = centred.T @ centred
    directions = _leading(spread, min(axes, len(spread)))
    largest = directions[np.abs(directions).argmax(axis=0), np.arange(directions.shape[1])]
    directions = directions * np.where(largest < 0, -1.0, 1.0)
    return np.pad(directions, ((0, 0), (0, axes - directions.shape[1])))


def _leading(spread: np.ndarray, count: int) -> np.ndarray:
    """The leading eigenvectors of a symmetric matrix, (n, n), by subspace iteration: (n, count).

    All of them at once would take seconds where the processor is shared. A few more than asked for are
    carried along, which makes the wanted ones converge fast.
    """
    carried = min(count + EXTRA, len(spread))
    basis = np.linalg.qr(np.random.default_rng(0).normal(size=(len(spread), carried)))[0]
    for _ in range(ROUNDS):
        basis = np.linalg.qr(spread @ basis)[0]
    values, within = np.linalg.eigh(basis.T @ spread @ basis)
    return basis @ within[:, np.argsort(-values)[:count]]
