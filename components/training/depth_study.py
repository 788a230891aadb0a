"""A recorded study of how the training error of MNIST networks depends on depth and activation.

It has 192 real trainings on the first 10,000 images of MNIST, of which only loss and accuracy are kept, in
`recorded/depth_study.npz`. `make recordings` makes it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from components.training import recorded_file

PATH = Path(__file__).parent / "recorded" / "depth_study.npz"
DEPTHS = (2, 5, 10, 20)  # hidden layers
STUDIED = ("sigmoid", "tanh", "relu", "silu")
STARTS = ("glorot_uniform", "he_uniform")
LEARNING_RATES = {"sgd": 0.05, "adam": 0.001}
SEEDS = (0, 1, 2)
WIDTH = 64  # units of every hidden layer
ROWS = 10_000
EPOCHS = 6
BATCH_SIZE = 32
AXES = (DEPTHS, STUDIED, tuple(LEARNING_RATES), STARTS, SEEDS)


@dataclass(frozen=True)
class Cell:
    """One training of the study."""

    depth: int
    activation: str
    optimizer: str
    initializer: str
    seed: int


@dataclass(frozen=True)
class DepthStudy:
    """All trainings: arrays of (depths, activations, optimizers, initializers, seeds, epochs).

    Both are as Keras logs them: the mean over the epoch while it trained.
    """

    loss: np.ndarray
    accuracy: np.ndarray
    seconds: float
    machine: Mapping[str, str]

    def losses(self, depth: int, activation: str, optimizer: str, initializer: str) -> np.ndarray:
        """Training loss of one setting: (seeds, epochs)."""
        return self.loss[_place(depth, activation, optimizer, initializer)]

    def final_accuracies(self, activation: str, optimizer: str, initializer: str) -> np.ndarray:
        """Training accuracy of the last epoch: (depths, seeds)."""
        places = [_place(depth, activation, optimizer, initializer) for depth in DEPTHS]
        return np.stack([self.accuracy[place][:, -1] for place in places])

    def save(self, path: Path = PATH) -> Path:
        """Write the file; return its path."""
        head = {"seconds": self.seconds, "machine": dict(self.machine)}
        arrays = {"loss": self.loss.astype(np.float32), "accuracy": self.accuracy.astype(np.float32)}
        return recorded_file.write(path, head, arrays)


def cells() -> Iterator[Cell]:
    """Every training of the study, the ones that share a compiled model one after the other."""
    return (Cell(*values) for values in itertools.product(*AXES))


def load(path: Path = PATH) -> DepthStudy:
    """Read the recorded study.

    Raises:
        LookupError: if it was not recorded (`make recordings`).
        ValueError: if the file does not have the study's shape.
    """
    if not path.exists():
        raise LookupError(f"{path.name} is not recorded: run `make recordings`")
    head, arrays = recorded_file.read(path)
    study = DepthStudy(arrays["loss"], arrays["accuracy"], head["seconds"], head["machine"])
    shape = (*(len(axis) for axis in AXES), EPOCHS)
    if study.loss.shape != shape or study.accuracy.shape != shape:
        raise ValueError(f"{path.name} has the shape {study.loss.shape}; expected {shape}.")
    return study


def _place(*values: object) -> tuple[int, ...]:
    return tuple(axis.index(value) for axis, value in zip(AXES, values, strict=False))
