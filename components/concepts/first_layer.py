"""What the first layer makes of its inputs: each hidden unit is a mixture of them.

A person who makes a feature picks one or two columns. A unit of a dense layer takes all of them, some with so
little weight that they hardly count.
"""

from __future__ import annotations

import numpy as np

COUNTS = 1 / 3  # of the largest weight: below that an input is not named


def by_size(kernel: np.ndarray) -> np.ndarray:
    """Units by the length of their weight vectors, the longest first: (units,) numbers from 0.

    Args:
        kernel: (inputs, units).
    """
    return np.argsort(-np.linalg.norm(kernel, axis=0), kind="stable")


def mixture(weights: np.ndarray, most: int = 5) -> list[int]:
    """The inputs that count in a unit: those with at least a third of its largest weight, the largest first.

    Args:
        weights: (inputs,) of one unit.
        most: inputs that are named at most.
    """
    size = np.abs(weights)
    order = np.argsort(-size, kind="stable")
    return [int(i) for i in order if size[i] >= COUNTS * size.max() and size[i] > 0][:most]


def heaviest_inputs(kernel: np.ndarray, most: int) -> np.ndarray:
    """Rows of at most so many inputs, those with the longest weight vectors, in the order of the inputs.

    Args:
        kernel: (inputs, units).
        most: inputs at most.
    """
    return np.sort(np.argsort(-np.linalg.norm(kernel, axis=1), kind="stable")[:most])
