"""Points in the plane: five small problems, made rather than measured, and a visitor's own points.

To add one, write the function that places its points, and put a `Toy` into `TOYS`: the registry of data sets,
selectors and tests read it. Every set has two classes, 0 and 1, and its two coordinates x1 and x2 are
standardized: mean 0 and standard deviation 1 over the training points.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

TEST_POINTS = 400
PLANE = 3.0  # own points lie within -3 and 3 on both axes
LEAST_OF_A_CLASS = 3  # so that one of each class is left for the test
MOST_OWN_POINTS = 500


@dataclass(frozen=True)
class Toy:
    """One problem in the plane."""

    name: str  # the key in TOYS and in DATASETS
    label: str
    description: str  # one sentence
    noise: float  # at first
    place: Callable[[np.random.Generator, np.ndarray, float], np.ndarray]  # (n,) labels -> (n, 2)


@dataclass(frozen=True)
class Points:
    """Points for training and for the test, all float32, labels 0 or 1; none can be written to."""

    x_train: np.ndarray  # (n, 2)
    y_train: np.ndarray  # (n,)
    x_test: np.ndarray  # (m, 2)
    y_test: np.ndarray  # (m,)


@dataclass(frozen=True)
class OwnPoints:
    """Points that a visitor put down: rows of x1, x2 and the class.

    Raises:
        ValueError: for too few or too many points, of one class, or outside the plane.
    """

    rows: tuple[tuple[float, float, int], ...]
    salt: str = ""  # of the visit, so that the same points of two visits are two trainings

    def __post_init__(self) -> None:
        rows = tuple((float(x1), float(x2), int(label)) for x1, x2, label in self.rows)
        object.__setattr__(self, "rows", rows)
        if not rows:
            raise ValueError("There are no points yet: put down at least three of each class.")
        if len(rows) > MOST_OWN_POINTS:
            raise ValueError(f"There are {len(rows)} points; expected at most {MOST_OWN_POINTS}.")
        for x1, x2, label in rows:
            if label not in (0, 1) or not (abs(x1) <= PLANE and abs(x2) <= PLANE):
                raise ValueError(
                    f"A point is ({x1:g}, {x2:g}) of class {label}; expected "
                    f"{-PLANE:g} to {PLANE:g} on both axes, and class 0 or 1."
                )
        counts = [sum(row[2] == label for row in rows) for label in (0, 1)]
        if min(counts) < LEAST_OF_A_CLASS:
            raise ValueError(
                f"There {'is' if counts[0] == 1 else 'are'} {_points_in_words(counts[0])} of class 0 and "
                f"{counts[1]} of class 1; put down at least {LEAST_OF_A_CLASS} of each."
            )

    @property
    def digest(self) -> str:
        """Names the points: SHA-256 of rows and salt, 64 hexadecimal digits."""
        return hashlib.sha256(repr((self.rows, self.salt)).encode()).hexdigest()

    def split(self) -> Points:
        """Every third point of each class is for the test, the others are for training."""
        table = np.array(self.rows)
        test = np.zeros(len(table), dtype=bool)
        for label in (0, 1):
            test[np.flatnonzero(table[:, 2] == label)[2::3]] = True
        return _points(table[~test, :2], table[~test, 2], table[test, :2], table[test, 2])


def make(name: str, points: int, noise: float, seed: int) -> Points:
    """Make a problem of `TOYS`: training points, and `TEST_POINTS` others for the test.

    Both are half class 0 and half class 1, in random order.

    Args:
        name: key in `TOYS`.
        points: how many there are for training.
        noise: standard deviation of what is added to each coordinate, before they are standardized.
        seed: of the points.

    Raises:
        KeyError: for a name that is not in `TOYS`.
    """
    return _make(name, points, noise, seed)


@lru_cache(maxsize=32)
def _make(name: str, points: int, noise: float, seed: int) -> Points:
    toy = TOYS[name]
    streams = np.random.default_rng(seed).spawn(2)
    parts = []
    for stream, count in zip(streams, (points, TEST_POINTS), strict=True):
        labels = stream.permutation(np.arange(count) % 2)
        parts.append((toy.place(stream, labels, noise), labels))
    (x_train, y_train), (x_test, y_test) = parts
    mean, spread = x_train.mean(axis=0), x_train.std(axis=0)
    return _points((x_train - mean) / spread, y_train, (x_test - mean) / spread, y_test)


def _points(x_train: np.ndarray, y_train: np.ndarray, x_test: np.ndarray, y_test: np.ndarray) -> Points:
    arrays = [np.ascontiguousarray(array, dtype=np.float32) for array in (x_train, y_train, x_test, y_test)]
    for array in arrays:
        array.flags.writeable = False
    return Points(*arrays)


def _points_in_words(count: int) -> str:
    return f"{count} point" if count == 1 else f"{count} points"


def _scatter(stream: np.random.Generator, where: np.ndarray, noise: float) -> np.ndarray:
    return where + noise * stream.normal(size=where.shape)


def _blobs(stream: np.random.Generator, labels: np.ndarray, noise: float) -> np.ndarray:
    centres = np.array([[-1.0, -1.0], [1.0, 1.0]])
    return _scatter(stream, centres[labels], noise)


def _circles(stream: np.random.Generator, labels: np.ndarray, noise: float) -> np.ndarray:
    angle = stream.uniform(0, 2 * np.pi, len(labels))
    radius = np.where(labels == 1, 0.45, 1.0)
    return _scatter(stream, radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]), noise)


def _xor(stream: np.random.Generator, labels: np.ndarray, noise: float) -> np.ndarray:
    size = stream.uniform(0.1, 1.0, (len(labels), 2))
    first = stream.choice([-1.0, 1.0], len(labels))
    second = np.where(labels == 1, -first, first)  # class 1 where the signs differ
    return _scatter(stream, size * np.column_stack([first, second]), noise)


def _moons(stream: np.random.Generator, labels: np.ndarray, noise: float) -> np.ndarray:
    angle = stream.uniform(0, np.pi, len(labels))
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    lower = np.column_stack([1 - np.cos(angle), 0.5 - np.sin(angle)])
    return _scatter(stream, np.where(labels[:, None] == 1, lower, upper), noise)


def _spirals(stream: np.random.Generator, labels: np.ndarray, noise: float) -> np.ndarray:
    along = np.sqrt(stream.uniform(0.01, 1.0, len(labels)))
    angle = 1.5 * 2 * np.pi * along + np.pi * labels
    return _scatter(stream, along[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]), noise)


_ENTRIES: Sequence[Toy] = (
    Toy("blobs", "Blobs", "Two clouds, separated by one straight line.", 0.5, _blobs),
    Toy("circles", "Circles", "A ring within a ring: no straight line separates them.", 0.1, _circles),
    Toy("xor", "XOR", "Class 1 where x1 and x2 have different signs.", 0.05, _xor),
    Toy("moons", "Moons", "Two half moons that reach into each other.", 0.15, _moons),
    Toy("spirals", "Spirals", "Two arms wound around each other, one and a half turns.", 0.02, _spirals),
)
TOYS: dict[str, Toy] = {entry.name: entry for entry in _ENTRIES}
OWN_POINTS = "own_points"  # the name in DATASETS of what a visitor put down
