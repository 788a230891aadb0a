"""Every data set that the app ships: what it is, and within which bounds it may be trained on.

Points in the plane are added in `toys.py`, tables with two classes in `table_entries.py`. For anything
else put its file into `files/` and add a `Dataset` below.
"""

from __future__ import annotations

from types import MappingProxyType

from components.concepts.bounds import Bounds
from components.concepts.losses import LOSSES
from components.datasets.dataset import Dataset
from components.datasets.table_entries import TABLE_ENTRIES, TableEntry
from components.datasets.toys import OWN_POINTS, TEST_POINTS, TOYS

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
        small=True,
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
        losses=("binary_crossentropy",),
    )


def _table(entry: TableEntry) -> Dataset:
    return Dataset(
        name=entry.name,
        label=entry.label,
        small=True,
        file=f"{entry.name}.csv",
        sha256=entry.sha256,
        rows=entry.rows,
        test_rows=0,
        inputs=entry.columns,
        classes=2,
        description=entry.description,
        source=entry.source,
        terms=entry.terms,
        losses=("binary_crossentropy",),
    )


_ENTRIES = (
    Dataset(
        name="mnist",
        label="MNIST",
        small=False,
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
            }
        ),
        shallow=(4, 512),
        deep=(20, 128),
        preprocessing=("min_max", "shuffle_pixels"),
        losses=tuple(LOSSES),
    ),
    *(_in_the_plane(toy.name, toy.label, toy.description) for toy in TOYS.values()),
    _in_the_plane(OWN_POINTS, "Own points", "Points that a visitor put down."),
    *(_table(entry) for entry in TABLE_ENTRIES.values()),
)
DATASETS: dict[str, Dataset] = {entry.name: entry for entry in _ENTRIES}
