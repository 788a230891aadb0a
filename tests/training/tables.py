"""Tables and results made by hand, for tests of what is drawn of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from components.concepts.folds import stratified_folds
from components.datasets.tables import Table
from components.training.trial import OWN_TABLE, Trial, TrialResult
from tests.training.made import made_fold

NASTY = ("<b>a</b>", "$x^2$ [l](javascript:1)", ":red[c] {0} %{y}", "d" * 90, "d" * 91)


def own_table(rows: int = 120, columns: tuple[str, ...] = NASTY) -> Table:
    """A visitor's table with names that are markup, and gaps in its first column."""
    random = np.random.default_rng(0)
    target = np.arange(rows) % 3 == 0
    values = random.normal(size=(rows, len(columns))) + target[:, None] * np.linspace(1, 0, len(columns))
    values[::7, 0] = np.nan
    names = ("<i>no</i>", "**yes**")
    return Table(
        "mine", columns, values, target, "<u>target</u>", names, "a row of *your* file", salt="visit"
    )


def made_up(table: Table, trial: Trial, *, done: int = 99, skill: float = 1.0) -> TrialResult:
    """Folds that nobody trained: probabilities that know the target more or less."""
    random = np.random.default_rng(len(trial.kind) + len(trial.features))
    inputs = (*table.columns, *(f"{name} missing" for name in table.missing), *trial.features)
    units = {"logistic": 1, "trees": 0}.get(trial.kind, trial.hidden_units[0] if trial.hidden_units else 1)
    folds = []
    for seed, fold in trial.tasks[:done]:
        test = stratified_folds(table.target, trial.folds, seed)[fold][1]
        log_odds = skill * (2 * table.target[test] - 1) + random.normal(size=len(test))
        folds.append(
            made_fold(
                trial,
                table,
                (seed, fold),
                test,
                1 / (1 + np.exp(-log_odds)),
                importance=random.normal(size=len(table.columns)) / 50,
                inputs=inputs,
                kernel=random.normal(size=(len(inputs), units)),
            )
        )
    return TrialResult(trial, tuple(folds))


def own_trial(table: Table, kind: str, **settings: Any) -> Trial:
    """A trial for a visitor's table."""
    return Trial(OWN_TABLE, kind, brought=table.digest, **settings)
