"""A visitor's file, the last step: from decided columns to a table with two classes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from components.concepts.plain_text import listed, plain, quoted
from components.datasets.csv_columns import Column, decide
from components.datasets.csv_reader import CsvError, RawTable
from components.datasets.csv_target import ClassOne, class_names, labels, target_choice
from components.datasets.tables import Table

MOST_INPUTS = 200
LEAST_OF_A_CLASS = 10  # two in each of five folds


def decided(raw: RawTable, target: str, kinds: Mapping[str, str] | None = None) -> tuple[Column, ...]:
    """Decide every column but the target; rows without a target do not count.

    Raises:
        CsvError: for a target that is not there.
    """
    return decide(raw, target, kinds, rows_with_target(raw, target))


def to_table(
    raw: RawTable,
    target: str,
    positive: ClassOne | None = None,
    *,
    columns: tuple[Column, ...] | None = None,
    salt: str = "",
) -> Table:
    """Make a table with two classes; what was done with the file stands in its notes.

    Args:
        raw: the file.
        target: the name of the column to predict.
        positive: class 1: a value, as in `target_choice`, against all others, or a number: so much and more.
            None: what it probably is.
        columns: the others, decided; None: as `decided` does without wishes.
        salt: of the visit, so that equal files of two visits are two tables.

    Raises:
        CsvError: in one sentence, for a target or columns that cannot be used.
    """
    choice = target_choice(raw, target)
    positive = choice.guess if positive is None else positive
    counts = dict(choice.values)
    if isinstance(positive, str) and positive not in counts and not choice.many:
        raise CsvError(
            f"Column {quoted(target)} has no value {quoted(positive)}; it has {listed(tuple(counts), 20)}."
        )
    rows = rows_with_target(raw, target)
    names = class_names(raw, target, choice, positive)
    classes = is_class_one(raw, target, positive)[rows]
    _check_classes(classes, names)
    columns = decide(raw, target, None, rows) if columns is None else columns
    inputs = [given.name for column in columns for given in column.inputs]
    if not 1 <= len(inputs) <= MOST_INPUTS:
        raise CsvError(_too_few_or_many(columns, len(inputs)))
    return Table(
        name=raw.name,
        columns=tuple(inputs),
        values=np.column_stack([column.values[rows] for column in columns]),
        target=classes,
        target_name=target,
        class_names=names,
        row_meaning="a row of the file",
        salt=salt,
        notes=(*_notes(raw, names, len(rows)), *raw.notes),
    )


def is_class_one(raw: RawTable, target: str, positive: ClassOne) -> np.ndarray:
    """(n,) 1 where a row of the file is of class 1, else 0."""
    if isinstance(positive, float):
        numbers = raw.numbers[raw.columns.index(target)]
        if numbers is None:
            raise CsvError(f"Column {quoted(target)} has no numbers to cut at {positive:g}.")
        with np.errstate(invalid="ignore"):
            return (numbers >= positive).astype(np.int64)
    return np.array([label == positive for label in labels(raw, target)], dtype=np.int64)


def rows_with_target(raw: RawTable, target: str) -> np.ndarray:
    """(m,) the rows that have a target."""
    return np.flatnonzero([label is not None for label in labels(raw, target)])


def _check_classes(target: np.ndarray, names: tuple[str, str]) -> None:
    counts = np.bincount(target, minlength=2)
    smaller = int(counts.argmin())
    if counts[smaller] < LEAST_OF_A_CLASS:
        raise CsvError(
            f"The class {quoted(names[smaller])} has {counts[smaller]} rows; "
            f"expected at least {LEAST_OF_A_CLASS} of each class, for five folds."
        )


def _too_few_or_many(columns: tuple[Column, ...], inputs: int) -> str:
    if not inputs:
        why = "; ".join(f"{plain(column.name)}: {plain(column.done, 80)}" for column in columns[:3])
        return f"The columns give nothing to learn from; expected 1 to {MOST_INPUTS} inputs. {why}."
    widest = sorted(columns, key=lambda column: -len(column.inputs))[:5]
    return (
        f"The columns give {inputs:,} inputs; expected 1 to {MOST_INPUTS} inputs. "
        f"Leave some out; most come of {listed(tuple(column.name for column in widest))}."
    )


def _notes(raw: RawTable, names: tuple[str, str], rows: int) -> list[str]:
    notes = [f"Class 1 is {quoted(names[1])}, class 0 is {quoted(names[0])}."]
    if rows < raw.rows:
        notes.append(f"Rows without a target were left out: {raw.rows - rows:,} of {raw.rows:,}.")
    return notes
