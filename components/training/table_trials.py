"""The default trials of the models on tables, and the list of trials that ship with the app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from components.datasets.table_entries import TABLE_ENTRIES
from components.training.trial import Trial

TABLES = tuple(TABLE_ENTRIES)
LOGISTIC_L2 = 1.0  # scikit-learn's own choice
NETWORK_L2 = 10.0  # a tie with logistic regression on breast cancer, little lost on the large tables
RECORDED_FEATURES = (("squares",), ("products",), ("squares", "products"))
CURVE_TABLES = ("magic", "phoneme")
CURVE_KINDS = ("logistic", "network", "trees")
LEAST_ROWS, GROWTH = 50, 2.5  # of a learning curve: its first point, and the step from point to point


def first_trial(kind: str, dataset: str, **more: Any) -> Trial:
    """A contestant at its first settings.

    Raises:
        RecipeError: for a value out of bounds.
    """
    l2 = NETWORK_L2 if kind == "network" else LOGISTIC_L2
    return Trial(dataset, kind, **{"l2": l2, **more})


def recorded_trials() -> Iterator[Trial]:
    """Every trial whose recording ships."""
    for dataset, entry in TABLE_ENTRIES.items():
        for kind in ("logistic", "network", "trees"):
            yield first_trial(kind, dataset)
        from_the_field = tuple(feature.text for feature in entry.field_features)
        alone = [(text,) for text in from_the_field]
        for features in (*RECORDED_FEATURES, from_the_field, *alone):
            yield first_trial("logistic", dataset, features=features)


def curve_rows(training_rows: int) -> tuple[int, ...]:
    """The numbers of training rows of a learning curve: evenly on a log axis, the last one is all of them."""
    found, rows = [], float(LEAST_ROWS)
    while rows < 0.8 * training_rows:
        found.append(round(rows))
        rows *= GROWTH
    return (*found, training_rows)


def curve_trials(trials: tuple[Trial, ...], training_rows: int) -> tuple[Trial, ...]:
    """These contestants at every number of training rows, the smallest first."""
    return tuple(trial.on_rows(rows) for rows in curve_rows(training_rows) for trial in trials)
