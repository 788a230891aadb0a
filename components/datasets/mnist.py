"""MNIST: 60,000 training and 10,000 test images of handwritten digits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from components.datasets.registry import DATASETS

SHUFFLE_SEED = 784  # of the one permutation that "shuffle_pixels" applies to every image


@dataclass(frozen=True)
class Mnist:
    """The arrays as published, in their original order; none can be written to."""

    x_train: np.ndarray  # (60_000, 28, 28) uint8
    y_train: np.ndarray  # (60_000,) uint8
    x_test: np.ndarray  # (10_000, 28, 28) uint8
    y_test: np.ndarray  # (10_000,) uint8


@cache
def load() -> Mnist:
    """Read the file, once in a process."""
    with np.load(DATASETS["mnist"].path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in ("x_train", "y_train", "x_test", "y_test")}
    for array in arrays.values():
        array.flags.writeable = False
    return Mnist(**arrays)


@cache
def pixel_order() -> np.ndarray:
    """The (784,) permutation that "shuffle_pixels" applies, the same for every image."""
    return np.random.default_rng(SHUFFLE_SEED).permutation(784)


def prepare(images: np.ndarray, steps: tuple[str, ...]) -> np.ndarray:
    """Turn images into the rows that a Dense network reads.

    Args:
        images: (n, 28, 28) uint8.
        steps: of "min_max" (divide by 255) and "shuffle_pixels".

    Returns:
        (n, 784) float32.
    """
    rows = images.reshape(len(images), -1).astype(np.float32)
    if "shuffle_pixels" in steps:
        rows = rows[:, pixel_order()]
    if "min_max" in steps:
        rows /= np.float32(255)
    return rows
