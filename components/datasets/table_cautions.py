"""What to know before one believes the results on a table: sentences that teach, safe to show as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from components.concepts.column_by_class import column_by_class
from components.concepts.plain_text import listed, quoted
from components.datasets.csv_columns import Column
from components.datasets.tables import Table

TELLS_ALL = 0.99  # AUC of a column alone, from which on it is pointed out
FEW_ROWS = 100
FEW_OF_A_CLASS = 30
SMALL_FOLD = 10


def cautions(table: Table, folds: int, groups: Sequence[str] = ()) -> list[str]:
    """Say what makes the results on a table doubtful.

    Args:
        table: the rows.
        folds: in how many they are dealt.
        groups: columns of the file that `of_columns` has found.
    """
    found = [*_size(table, folds), *_width(table, folds)]
    telling = [table.columns[place] for place in telling_columns(table.values, table.target)]
    telling += [name for name in groups if not any(known.startswith(f"{name} = ") for known in telling)]
    if telling:
        names, one = listed(telling), len(telling) == 1
        found.insert(
            0,
            f"{names} alone {'tells' if one else 'tell'} the classes apart almost always. Would "
            f"{'it' if one else 'they'} be known before the answer is? If not, that is a *leak*: leave "
            f"{'it' if one else 'them'} out, or the scores say nothing.",
        )
    return found


def of_columns(columns: Sequence[Column], target: np.ndarray, rows: np.ndarray) -> list[str]:
    """The columns of words, raw names, whose values together tell the classes apart almost always.

    One value alone may not: a column of 0 and 1 for each hides it.

    Args:
        columns: decided.
        target: (n,) 0 or 1, of the rows that count.
        rows: (n,) their numbers in the file.
    """
    found = []
    for column in columns:
        if len(column.inputs) < 3:
            continue
        values = column.values[rows]
        group = values.argmax(axis=1) + len(column.inputs) * (values.max(axis=1) == 0)
        rates = np.array([target[group == value].mean() for value in np.unique(group)])
        ranks = np.searchsorted(np.unique(group), group)
        if len(rates) <= len(target) / 10 and _tells(rates[ranks], target):
            found.append(column.name)
    return found


def telling_columns(values: np.ndarray, target: np.ndarray) -> list[int]:
    """Which columns of (n, d) values alone tell the classes apart almost always, by value or by gap."""
    return [
        place
        for place, column in enumerate(values.T)
        if _tells(column, target) or _tells(np.isnan(column).astype(np.float64), target)
    ]


def _tells(values: np.ndarray, target: np.ndarray) -> bool:
    there = ~np.isnan(values)
    if there.sum() < 0.5 * len(values):
        return False
    auc = column_by_class(values, target).auc
    return max(auc, 1 - auc) > TELLS_ALL


def _size(table: Table, folds: int) -> list[str]:
    rows, smaller = table.rows, min(table.counts)
    tested = rows // folds
    found = []
    if tested < SMALL_FOLD:
        found.append(
            f"A fold has {tested} rows: one answer more or less moves its accuracy by {100 / tested:.0f} "
            "points. Fewer folds are larger ones."
        )
    elif rows < FEW_ROWS:
        found.append(
            f"{rows} rows are few: with so little to learn from and to be tested on, most differences are "
            "luck."
        )
    if smaller < FEW_OF_A_CLASS:
        name = table.class_names[int(table.counts[1] == smaller)]
        found.append(
            f"Only {smaller} rows are {quoted(name)}, {smaller / folds:.1f} in a fold: a model can hardly "
            "learn what they have in common, and a fold hardly test it."
        )
    share = max(table.counts) / rows
    if share >= 0.9:
        found.append(
            f"{100 * share:.1f} % of the rows are of one class: always saying that one is right as often. "
            "Look at AUC and at sensitivity, not at accuracy."
        )
    return found


def _width(table: Table, folds: int) -> list[str]:
    inputs = len(table.columns) + len(table.missing)
    training = table.rows - -(-table.rows // folds)
    if inputs < training:
        return []
    return [
        f"There are {inputs} inputs and {training} training rows: with as many weights as rows a model can "
        "learn every row by heart, chance and all. Leave columns out, or raise L2."
    ]
