"""Every data set that the app ships: what it is, and within which bounds it may be trained on.

To add one, put its file into `files/` and add a `Dataset` below. (Points in the plane: see `toys.py`.)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from components.datasets.toys import OWN_POINTS, TEST_POINTS, TOYS

FILES = Path(__file__).parent / "files"


@dataclass(frozen=True)
class Bounds:
    """The smallest and the largest value that a field of a recipe may have, both included."""

    least: float
    most: float
    above: bool = False  # whether `least` itself is excluded

    def admits(self, value: float) -> bool:
        """Tell whether the value lies within the bounds."""
        return (self.least < value if self.above else self.least <= value) and value <= self.most

    def __str__(self) -> str:
        if self.above:
            return f"above {self.least:,.10g} and at most {self.most:,.10g}"
        return f"between {self.least:,.10g} and {self.most:,.10g}"


@dataclass(frozen=True)
class Dataset:
    """A data set, described, with the bounds of the recipes that use it."""

    name: str  # in addresses and recipes, and the key in DATASETS
    label: str
    kind: str  # "images", "toy" or "table"
    file: str  # in files/; "" for points that are made
    sha256: str
    rows: int  # of training data; for points, at first
    test_rows: int
    inputs: int
    classes: int
    description: str
    source: str
    terms: str
    bounds: MappingProxyType[str, Bounds] = field(repr=False)
    shallow: tuple[int, int]  # at most this many hidden layers of this many units, ...
    deep: tuple[int, int]  # ... or this many of these
    preprocessing: tuple[str, ...]  # the steps that a recipe may ask for
    losses: tuple[str, ...]  # those that fit its classes

    @property
    def outputs(self) -> int:
        """Units of the last layer: one a class, or a single sigmoid unit for two classes."""
        return 1 if self.classes == 2 else self.classes

    @property
    def path(self) -> Path:
        """Where the file stands."""
        return FILES / self.file


_TOY_BOUNDS = MappingProxyType(
    {
        "rows": Bounds(4, 1_000),
        "noise": Bounds(0, 1),
        "data_seed": Bounds(0, 2**31 - 1),
        "epochs": Bounds(1, 500),
        "batch_size": Bounds(1, 1024),
        "learning_rate": Bounds(0, 10, above=True),
        "validation_split": Bounds(0, 0),
        "dropout": Bounds(0, 0.9),
        "l2": Bounds(0, 1),
        "seed": Bounds(0, 2**31 - 1),
    }
)


def _in_the_plane(name: str, label: str, description: str) -> Dataset:
    return Dataset(
        name=name,
        label=label,
        kind="toy",
        file="",
        sha256="",
        rows=200,
        test_rows=TEST_POINTS,
        inputs=2,
        classes=2,
        description=description,
        source="made by this app",
        terms="none",
        bounds=_TOY_BOUNDS,
        shallow=(4, 8),
        deep=(4, 8),
        preprocessing=(),
        losses=("binary_crossentropy",),
    )


_ENTRIES = (
    Dataset(
        name="mnist",
        label="MNIST",
        kind="images",
        file="mnist.npz",
        sha256="06af5dfe73b70e3bc1c36439982b18a8d76803db9b544f6fdf838a37fbb01b64",
        rows=60_000,
        test_rows=10_000,
        inputs=784,
        classes=10,
        description="Handwritten digits, 28 x 28 pixels of 0 to 255, one label from 0 to 9 each.",
        source="Y. LeCun, C. Cortes and C. Burges, The MNIST database of handwritten digits",
        terms="CC BY-SA 3.0",
        bounds=MappingProxyType(
            {
                "rows": Bounds(1_000, 60_000),
                "epochs": Bounds(1, 100),
                "batch_size": Bounds(8, 1024),
                "learning_rate": Bounds(0, 10, above=True),
                "validation_split": Bounds(0.05, 0.5),
                "dropout": Bounds(0, 0.9),
                "l2": Bounds(0, 1),
                "seed": Bounds(0, 2**31 - 1),
                "patience": Bounds(0, 50),
                "min_delta": Bounds(0, 1),
                "start_from_epoch": Bounds(0, 99),
                "baseline": Bounds(0, 100),
            }
        ),
        shallow=(4, 512),
        deep=(20, 128),
        preprocessing=("min_max", "shuffle_pixels"),
        losses=("categorical_crossentropy", "sparse_categorical_crossentropy", "binary_crossentropy"),
    ),
    *(_in_the_plane(toy.name, toy.label, toy.description) for toy in TOYS.values()),
    _in_the_plane(OWN_POINTS, "Own points", "Points that a visitor put down."),
)
DATASETS: dict[str, Dataset] = {entry.name: entry for entry in _ENTRIES}
