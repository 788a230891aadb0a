"""Tables with two classes: rows of numbers, some of which may be missing, and a target of 0 or 1.

`load` reads those that the app ships, which `table_entries.py` describes; `csv_table.py` makes one from a
visitor's file.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from components.concepts.plain_text import plain
from components.datasets.registry import DATASETS
from components.datasets.table_entries import TABLE_ENTRIES


@dataclass(frozen=True, eq=False)
class Table:
    """Rows with two classes. Names from a visitor's file are raw: show them with `plain_text.plain`.

    Attributes:
        columns: names of the inputs.
        values: (n, len(columns)) float64, NaN where a value is missing.
        target: (n,) int64, 0 or 1.
        class_names: what 0 and what 1 mean, in words.
        row_meaning: what a row is.
        notes: sentences to know, safe to show as Markdown.
        salt: of the visit that brought it, so that equal files of two visits are two tables.
    """

    name: str
    columns: tuple[str, ...]
    values: np.ndarray
    target: np.ndarray
    target_name: str
    class_names: tuple[str, str]
    row_meaning: str
    notes: tuple[str, ...] = ()
    salt: str = ""

    def __post_init__(self) -> None:
        for name, dtype in (("values", np.float64), ("target", np.int64)):
            array = np.array(
                getattr(self, name), dtype=dtype, order="C"
            )  # a copy: nobody else can write to it
            array.flags.writeable = False
            object.__setattr__(self, name, array)
        if self.values.shape != (len(self.target), len(self.columns)):
            raise ValueError(
                f"values are {self.values.shape}; expected {(len(self.target), len(self.columns))}."
            )

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.target)

    @property
    def shipped(self) -> bool:
        """Whether the app ships it; a visitor's file may have the same name."""
        return self.name in TABLE_ENTRIES and load(self.name) is self

    @property
    def label(self) -> str:
        """What it is called; the name of a visitor's file is raw."""
        return DATASETS[self.name].label if self.shipped else self.name

    @property
    def counts(self) -> tuple[int, int]:
        """Rows of class 0 and of class 1."""
        ones = int(self.target.sum())
        return self.rows - ones, ones

    @cached_property
    def missing(self) -> dict[str, int]:
        """How many values are missing, for each column in which some are."""
        counts = np.isnan(self.values).sum(axis=0)
        return {name: int(n) for name, n in zip(self.columns, counts, strict=True) if n}

    @cached_property
    def digest(self) -> str:
        """Names the content: SHA-256 of names, values, target and salt, 64 hexadecimal digits."""
        words = (self.name, self.columns, self.target_name, self.class_names, self.salt)
        content = hashlib.sha256(json.dumps(words).encode())
        content.update(self.values.tobytes())
        content.update(self.target.tobytes())
        return content.hexdigest()


@cache
def load(name: str) -> Table:
    """Read a table that the app ships, once in a process.

    Raises:
        KeyError: for a name that is not of a table.
    """
    entry = TABLE_ENTRIES[name]
    with DATASETS[name].path.open(encoding="utf-8") as file:
        *columns, target_name = file.readline().strip().split(",")
        content = np.loadtxt(file, delimiter=",")
    values = content[:, :-1]
    for column in entry.zero_is_missing:
        position = columns.index(column)
        values[values[:, position] == 0, position] = np.nan
    return Table(
        name=name,
        columns=tuple(columns),
        values=values,
        target=content[:, -1],
        target_name=target_name,
        class_names=entry.class_names,
        row_meaning=entry.row_meaning,
        notes=entry.notes,
    )


def class_balance(table: Table) -> str:
    """Say how many rows each class has, and what guessing the larger one scores; safe in Markdown."""
    zeros, ones = table.counts
    first, second = (plain(name) for name in table.class_names)
    return (
        f"{table.rows:,} rows: {zeros:,} of class 0 ({first}) and {ones:,} of class 1 ({second}). "
        f"Always guessing the larger class is right in {100 * max(zeros, ones) / table.rows:.1f} %."
    )


def missing_values(table: Table) -> str:
    """Say which columns have missing values, the emptiest first; safe in Markdown."""
    if not table.missing:
        return "No value is missing."
    ordered = sorted(table.missing.items(), key=lambda item: -item[1])
    return (
        "Missing: "
        + ", ".join(f"{plain(name)} {n:,} ({100 * n / table.rows:.0f} %)" for name, n in ordered)
        + "."
    )
