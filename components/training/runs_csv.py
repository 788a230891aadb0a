"""Writes the histories of runs as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import asdict

from components.training.run import TrainingRun

RECIPE = ("dataset", "hidden_units", "activation", "initializer", "dropout", "l2", "loss", "optimizer")
RECIPE += ("learning_rate", "batch_size", "validation_split", "preprocessing", "rows", "seed")


def history_csv(run: TrainingRun) -> str:
    """The history of the logged metrics, one line an epoch, epochs as Keras prints them."""
    names = _logged(run)
    lines = zip(*(run.lists[name] for name in names), strict=True)
    return _csv([["epoch", *names], *([epoch, *values] for epoch, values in enumerate(lines, start=1))])


def runs_csv(runs: Mapping[str, TrainingRun]) -> str:
    """All runs in one table: label, recipe and ending on every line, one line an epoch.

    Args:
        runs: label -> run; a metric that a run does not have is left empty.
    """
    names = list(dict.fromkeys(name for run in runs.values() for name in _logged(run)))
    rows: list[list[object]] = [["run", "digest", *RECIPE, "ending", "epoch", *names]]
    for label, run in runs.items():
        recipe, lists = asdict(run.recipe), {name: run.lists[name] for name in _logged(run)}
        fixed = [label, run.digest[:12], *(_plain(recipe[name]) for name in RECIPE), run.ending]
        for epoch in range(run.epochs):
            rows.append([*fixed, epoch + 1, *(lists[name][epoch] if name in lists else "" for name in names)])
    return _csv(rows)


def _logged(run: TrainingRun) -> list[str]:
    """Metrics that may choose something: test metrics only where there is no validation."""
    return [name for name in run.history if not (name.startswith("test_") and run.recipe.validation_split)]


def _plain(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, tuple | list) else value


def _csv(rows: list[list[object]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()
