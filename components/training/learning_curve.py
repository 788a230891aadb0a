"""Learning curves: the accuracy of every fold, by the number of training rows.

Those of two tables ship in one JSON file, made by `make recordings`; others are trained when asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from components.concepts.binary_scores import accuracy
from components.datasets.tables import Table
from components.training import recorded_file
from components.training.store import RECORDED
from components.training.trial import TrialResult

PATH = RECORDED / "learning_curves.json"


@dataclass(frozen=True)
class LearningCurve:
    """The accuracies of some models with more and more training rows.

    Attributes:
        rows: (sizes,) training rows, ascending.
        accuracies: kind of model -> (sizes, folds) on the rows left out; NaN for a fold that is not done.
    """

    rows: tuple[int, ...]
    accuracies: Mapping[str, np.ndarray]


def learning_curve(results: Sequence[TrialResult], table: Table) -> LearningCurve:
    """Gather the results of `table_trials.curve_trials`; some may still be missing."""
    rows = tuple(sorted({result.trial.rows for result in results}))
    kinds = tuple(dict.fromkeys(result.trial.kind for result in results))
    shape = (len(rows), max(len(result.trial.tasks) for result in results))
    accuracies = {kind: np.full(shape, np.nan) for kind in kinds}
    for result in results:
        for fold in result.folds:
            place = (rows.index(result.trial.rows), result.trial.tasks.index((fold.seed, fold.fold)))
            score = accuracy(table.target[fold.test_rows], fold.probabilities)
            accuracies[result.trial.kind][place] = score
    return LearningCurve(rows, accuracies)


def save(curves: Mapping[str, LearningCurve], path: Path = PATH) -> Path:
    """Write the curves of some tables; return the file's path."""
    content = {
        name: {
            "rows": list(curve.rows),
            "accuracies": {kind: np.round(found, 4).tolist() for kind, found in curve.accuracies.items()},
        }
        for name, curve in curves.items()
    }
    return recorded_file.write(path, content)


@cache
def recorded(name: str, path: Path = PATH) -> LearningCurve | None:
    """The curve of a table that ships; None if there is none."""
    if not path.exists():
        return None
    found = recorded_file.read(path)[0].get(name)
    if found is None:
        return None
    accuracies = {kind: np.array(values) for kind, values in found["accuracies"].items()}
    return LearningCurve(tuple(found["rows"]), accuracies)
