"""Folds: every row is tested once, by a model that did not see it.

Stratified: each fold has the classes in the proportion of the whole table, which matters for files that are
sorted by class. The rows for training come in random order, because Keras' `validation_split` takes the last
ones, whatever they are.
"""

from __future__ import annotations

import numpy as np

Fold = tuple[np.ndarray, np.ndarray]  # row numbers for training, in random order, and for the test, in theirs


def stratified_folds(target: np.ndarray, folds: int, seed: int) -> list[Fold]:
    """Deal the rows of each class out to so many folds.

    Sizes of folds, and counts of a class in them, differ by at most 1.

    Args:
        target: (n,) integers, the class of each row.
        folds: how many, from 2 up.
        seed: of the order in which rows are dealt.

    Raises:
        ValueError: for fewer than 2 folds, or a class with fewer rows than folds.
    """
    target = np.asarray(target)
    classes, counts = np.unique(target, return_counts=True)
    if folds < 2:
        raise ValueError(f"folds is {folds}; it has to be at least 2.")
    if not len(counts) or counts.min() < folds:
        raise ValueError(
            f"The smallest class has {min(counts, default=0)} rows; expected one for each of {folds} folds."
        )
    stream = np.random.default_rng(seed)
    # Class after class in one row of cards, dealt in turn: no fold gets the odd card of every class.
    order = np.concatenate([stream.permutation(np.flatnonzero(target == c)) for c in classes])
    fold_of = np.empty(len(target), dtype=np.int64)
    fold_of[order] = np.arange(len(target)) % folds
    return [
        (stream.permutation(np.flatnonzero(fold_of != fold)), np.flatnonzero(fold_of == fold))
        for fold in range(folds)
    ]


def stratified_split(target: np.ndarray, share: float, seed: int) -> Fold:
    """Part the rows once, for a validation within a fold or for fewer training rows.

    Args:
        target: (n,) integers, the class of each row.
        share: of each class that goes into the second part, rounded; each part gets a row of a class.
        seed: of the choice.

    Returns:
        Row numbers of the two parts, both in random order.

    Raises:
        ValueError: for a share outside 0 to 1, ends excluded, or a class with a single row.
    """
    if not 0 < share < 1:
        raise ValueError(f"share is {share:g}; it has to be above 0 and below 1.")
    target = np.asarray(target)
    stream = np.random.default_rng(seed)
    parts: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for label in np.unique(target):
        rows = stream.permutation(np.flatnonzero(target == label))
        if len(rows) < 2:
            raise ValueError(f"Class {label} has one row; expected at least 2.")
        taken = min(max(round(share * len(rows)), 1), len(rows) - 1)
        parts[0].append(rows[taken:])
        parts[1].append(rows[:taken])
    first, second = (stream.permutation(np.concatenate(part)) for part in parts)
    return first, second
