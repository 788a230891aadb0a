"""A visitor's CSV, step two: from cells to a table with two classes, and sentences that say what was done.

The visitor names the target. A column of numbers stays as it is; words become columns of 0 and 1, one a
value; what cannot help or would be too much is left out, and said so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from components.concepts.plain_text import listed, quoted
from components.datasets.csv_reader import CsvError, RawTable, is_missing
from components.datasets.tables import Table

MOST_CLASSES = 20  # values that a target may have
MOST_VALUES = 20  # of a column of words that becomes columns of 0 and 1
MOST_INPUTS = 200
LEAST_OF_A_CLASS = 10  # two in each of five folds
_LIKELY_TARGETS = ("target", "label", "class", "y", "outcome", "survived", "diagnosis")
_YES = frozenset({"yes", "true", "y", "t", "on", "+"})
_NO = frozenset({"no", "false", "n", "f", "off", "-"})
_COMMA_NUMBER = re.compile(r"[+-]?\d+,\d+")


@dataclass
class _Inputs:
    """The inputs made of the columns so far, and what was decided about each column."""

    names: list[str] = field(default_factory=list)
    values: list[np.ndarray] = field(default_factory=list)
    decisions: dict[str, list[str]] = field(default_factory=dict)  # beginning of a sentence -> columns

    def add(self, name: str, values: np.ndarray) -> None:
        unique, count = name, 1
        while unique in self.names:
            count += 1
            unique = f"{name} ({count})"
        self.names.append(unique)
        self.values.append(values)

    def note(self, decision: str, column: str) -> None:
        self.decisions.setdefault(decision, []).append(column)


def target_values(raw: RawTable, column: str) -> tuple[tuple[str, int], ...]:
    """The values of a column that may be the target, with their counts, the commonest first.

    Raises:
        CsvError: for a column that is not there, is empty, or has too many values to be classes.
    """
    counts = Counter(label for label in _labels(raw, column) if label is not None)
    if not counts:
        raise CsvError(f"Column {quoted(column)} is empty; expected is a target with two classes.")
    if len(counts) > MOST_CLASSES:
        numeric = raw.numbers[raw.columns.index(column)] is not None
        what = "numbers, as a measurement has" if numeric else "texts"
        raise CsvError(
            f"Column {quoted(column)} has {len(counts):,} different {what}; "
            f"expected is a target with at most {MOST_CLASSES} classes."
        )
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def likely_target(raw: RawTable) -> int:
    """The number of the column that is probably the target: a likely name, else the last with two values."""
    usable = []
    for i, name in enumerate(raw.columns):
        try:
            if len(target_values(raw, name)) == 2:
                usable.append(i)
        except CsvError:
            continue
    likely = [i for i in usable if raw.columns[i].strip().lower() in _LIKELY_TARGETS]
    return (likely or usable or [len(raw.columns) - 1])[-1]


def to_table(
    raw: RawTable, target_column: str, positive_value: str | None = None, *, salt: str = ""
) -> Table:
    """Make a table with two classes; what was done stands in its notes.

    Args:
        raw: the file.
        target_column: which column is the target.
        positive_value: which value of it, as in `target_values`, is class 1, against all others. With two
            values it may be left open: then class 1 is the larger number, "yes", or the later by alphabet.
        salt: of the visit, so that equal files of two visits are two tables.

    Raises:
        CsvError: in one sentence, for a target or columns that cannot be used.
    """
    counts = dict(target_values(raw, target_column))
    positive = _positive(raw, target_column, counts, positive_value)
    labels = _labels(raw, target_column)
    kept = np.flatnonzero([label is not None for label in labels])
    target = np.array([labels[row] == positive for row in kept], dtype=np.int64)
    class_names = _class_names(raw, target_column, counts, positive)
    _check_classes(target, class_names)
    inputs = _Inputs()
    for position, name in enumerate(raw.columns):
        if name != target_column:
            _encode(raw, position, kept, inputs)
    if not inputs.names or len(inputs.names) > MOST_INPUTS:
        count = f"{len(inputs.names):,} inputs" if inputs.names else "nothing to learn from"
        why = " ".join(_decisions(inputs))
        raise CsvError(f"The columns give {count}; expected are 1 to {MOST_INPUTS} inputs. {why}".strip())
    return Table(
        name=raw.name,
        columns=tuple(inputs.names),
        values=np.column_stack(inputs.values),
        target=target,
        target_name=target_column,
        class_names=class_names,
        row_meaning="a row of the file",
        salt=salt,
        notes=(*_row_notes(raw, class_names, len(kept)), *_decisions(inputs)),
    )


def _labels(raw: RawTable, column: str) -> list[str | None]:
    """The target of each row as text, so that 1 and 1.0 are one value; None where it is missing."""
    if column not in raw.columns:
        raise CsvError(f"There is no column {quoted(column)}; the columns are {listed(raw.columns)}.")
    position = raw.columns.index(column)
    numbers = raw.numbers[position]
    if numbers is None:
        return [None if is_missing(cell) else cell for cell in raw.cells[position]]
    return [None if np.isnan(number) else f"{number + 0.0:.10g}" for number in numbers]


def _positive(raw: RawTable, column: str, counts: dict[str, int], chosen: str | None) -> str:
    if len(counts) == 1:
        raise CsvError(
            f"Column {quoted(column)} is {quoted(next(iter(counts)))} in every row; expected are two classes."
        )
    if chosen is not None:
        if chosen not in counts:
            raise CsvError(
                f"Column {quoted(column)} has no value {quoted(chosen)}; it has {listed(tuple(counts), 20)}."
            )
        return chosen
    if len(counts) > 2:
        raise CsvError(
            f"Column {quoted(column)} has {len(counts)} values; choose one to set against the others."
        )
    if raw.numbers[raw.columns.index(column)] is not None:
        return max(counts, key=float)
    return max(counts, key=lambda value: (value.lower() in _YES, value.lower() not in _NO, value))


def _class_names(raw: RawTable, column: str, counts: dict[str, int], positive: str) -> tuple[str, str]:
    numeric = raw.numbers[raw.columns.index(column)] is not None
    if len(counts) > 2:
        return (
            (f"{column} other than {positive}", f"{column} = {positive}")
            if numeric
            else (f"not {positive}", positive)
        )
    negative = next(value for value in counts if value != positive)
    return (f"{column} = {negative}", f"{column} = {positive}") if numeric else (negative, positive)


def _check_classes(target: np.ndarray, class_names: tuple[str, str]) -> None:
    counts = np.bincount(target, minlength=2)
    smaller = int(counts.argmin())
    if counts[smaller] < LEAST_OF_A_CLASS:
        raise CsvError(
            f"The class {quoted(class_names[smaller])} has {counts[smaller]} rows; "
            f"expected are at least {LEAST_OF_A_CLASS} of each class, for five folds."
        )


def _row_notes(raw: RawTable, class_names: tuple[str, str], kept: int) -> list[str]:
    notes = [f"Class 1 is {quoted(class_names[1])}, class 0 is {quoted(class_names[0])}."]
    if kept < raw.rows:
        notes.append(f"Rows without a target were left out: {raw.rows - kept:,} of {raw.rows:,}.")
    if raw.encoding != "UTF-8":
        notes.append(f"The file was read as {raw.encoding}.")
    return notes


def _decisions(inputs: _Inputs) -> list[str]:
    return [f"{decision}: {listed(columns)}." for decision, columns in inputs.decisions.items()]


def _encode(raw: RawTable, position: int, kept: np.ndarray, inputs: _Inputs) -> None:
    """Turn one column into inputs, or leave it out; note the decision."""
    name = raw.columns[position]
    cells = [raw.cells[position][row] for row in kept]
    present = [cell for cell in cells if not is_missing(cell)]
    if not present:
        inputs.note("Left out, because they are empty", name)
    elif raw.numbers[position] is not None:
        _encode_numbers(name, raw.numbers[position][kept], inputs)
    else:
        _encode_words(name, cells, present, inputs)


def _encode_numbers(name: str, values: np.ndarray, inputs: _Inputs) -> None:
    present = values[~np.isnan(values)]
    distinct = len(np.unique(present))
    if distinct == 1 and len(present) == len(values):
        inputs.note("Left out, because they are the same in every row", name)
    elif distinct == len(present) > len(values) / 2 and (present == np.round(present)).all():
        inputs.note("Left out, because they differ in every row, as a row number or a name does", name)
    else:
        inputs.add(name, values)
        if len(present) < len(values):
            _say_missing(name, inputs)


def _encode_words(name: str, cells: list[str], present: list[str], inputs: _Inputs) -> None:
    lower = {cell.lower() for cell in present}
    if len(lower & _YES) == 1 and len(lower & _NO) == 1 and len(lower) == 2:
        cells, present = [cell.lower() for cell in cells], [cell.lower() for cell in present]
    values = sorted(set(present), key=lambda value: (value.lower() in _YES, value))
    gaps = len(present) < len(cells)
    if len(values) == 1 and not gaps:
        inputs.note("Left out, because they are the same in every row", name)
    elif sum(map(bool, map(_COMMA_NUMBER.fullmatch, present))) > len(present) / 2:
        inputs.note("Left out, because their numbers have commas, write 1.5 for 1,5", name)
    elif len(values) == len(present):
        inputs.note("Left out, because they differ in every row, as a row number or a name does", name)
    elif len(values) > MOST_VALUES:
        inputs.note(f"Left out, because they are text with more than {MOST_VALUES} values", name)
    elif len(values) <= 2:
        one = values[-1]
        column = np.array([np.nan if is_missing(cell) else float(cell == one) for cell in cells])
        inputs.add(name if one.lower() in _YES else f"{name} = {one}", column)
        inputs.note("Read as 0 and 1", name)
        if gaps:
            _say_missing(name, inputs)
    else:
        for value in values:
            inputs.add(f"{name} = {value}", np.array([float(cell == value) for cell in cells]))
        if gaps:
            inputs.add(f"{name} missing", np.array([float(is_missing(cell)) for cell in cells]))
        inputs.note("Turned into columns of 0 and 1, one a value", name)


def _say_missing(name: str, inputs: _Inputs) -> None:
    inputs.note(
        "Missing values are filled with the training rows' median, and a further column marks them", name
    )
