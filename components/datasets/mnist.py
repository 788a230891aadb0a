"""MNIST: 60,000 training and 10,000 test images of handwritten digits."""

from __future__ import annotations

from functools import cache, cached_property
from threading import Lock

import numpy as np

from components.datasets.packed_images import PackedImages
from components.datasets.registry import DATASETS

SHUFFLE_SEED = 784  # of the one permutation that "shuffle_pixels" applies to every image


class Mnist:
    """The arrays as published, in their original order; none can be written to.

    Each is read when it is first asked for. Pages, which show a training image now and then, take it from
    `training_images`: the whole `x_train` is for workers.
    """

    def __init__(self) -> None:
        self._reading = Lock()
        self._read: dict[str, np.ndarray] = {}

    @property
    def x_train(self) -> np.ndarray:
        """(60_000, 28, 28) uint8."""
        return self._array("x_train")

    @cached_property
    def training_images(self) -> PackedImages:
        """The images of `x_train`, packed."""
        return PackedImages(DATASETS["mnist"].path, "x_train")

    @property
    def y_train(self) -> np.ndarray:
        """(60_000,) uint8."""
        return self._array("y_train")

    @property
    def x_test(self) -> np.ndarray:
        """(10_000, 28, 28) uint8."""
        return self._array("x_test")

    @property
    def y_test(self) -> np.ndarray:
        """(10_000,) uint8."""
        return self._array("y_test")

    def _array(self, name: str) -> np.ndarray:
        if name not in self._read:
            with self._reading:  # thirty visitors of a fresh server read it once
                if name not in self._read:
                    with np.load(DATASETS["mnist"].path, allow_pickle=False) as file:
                        array = file[name]
                    array.flags.writeable = False
                    self._read[name] = array
        return self._read[name]


@cache
def load() -> Mnist:
    """The data, once in a process."""
    return Mnist()


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
