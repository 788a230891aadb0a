"""Trains one model on the training rows of one fold, and tests it on the others.

Everything that is fitted (medians, scales, bins, the model) sees the training rows alone.
"""

from __future__ import annotations

import time

import numpy as np

from components.concepts.binary_scores import accuracy
from components.concepts.folds import stratified_folds
from components.datasets.tables import Table
from components.training.fold_inputs import FoldInputs, fold_inputs
from components.training.trial import FoldResult, Trial
from components.training.worker_models import FITTERS, Fit, Watch
from components.training.worker_recorder import Report, ShouldStop

SHUFFLES = 3  # of each column, for its importance


def train_fold(
    trial: Trial,
    table: Table,
    place: tuple[int, int],
    report: Report | None = None,
    should_stop: ShouldStop | None = None,
) -> FoldResult:
    """Train the trial's model on a fold's training rows and let it answer for the others.

    Args:
        trial: what to train.
        table: the rows.
        place: seed and fold.
        report: called with a `Progress` now and then.
        should_stop: asked now and then.

    Raises:
        StoppedByVisitor: if it was asked to stop.
    """
    seed, fold = place
    training, test = stratified_folds(table.target, trial.folds, seed)[fold]
    if trial.rows:
        training = fewer_rows(table.target, training, trial.rows, seed)
    inputs = fold_inputs(table, trial.features, training)
    rows = inputs.of(table.values)
    x, y = rows[training], table.target[training]
    watch = Watch(report or (lambda progress: None), should_stop or (lambda: False))
    started = time.perf_counter()
    fit = FITTERS[trial.kind](trial, x, y, seed, watch)
    seconds = time.perf_counter() - started
    watch.check(1.0)
    return FoldResult(
        trial=trial.digest,
        seed=seed,
        fold=fold,
        test_rows=test,
        probabilities=fit.predict(rows[test]),
        train_accuracy=accuracy(y, fit.predict(x)),
        seconds=seconds,
        parameters=fit.parameters,
        epochs=fit.epochs,
        importance=_importance(fit, inputs, (table.values[test], table.target[test]), seed),
        inputs=inputs.names,
        kernel=fit.kernel,
    )


def fewer_rows(target: np.ndarray, rows: np.ndarray, count: int, seed: int) -> np.ndarray:
    """Draw a stratified subsample of the rows; a larger one contains every smaller one of its seed.

    Args:
        target: (n,) of the whole table.
        rows: (m,) the training rows of a fold.
        count: how many are wanted; all of them if it is not smaller than m.
        seed: of the draw.
    """
    if count >= len(rows):
        return rows
    random = np.random.default_rng(seed)
    kept = []
    for label in (0, 1):
        of_class = random.permutation(rows[target[rows] == label])
        kept.append(of_class[: max(1, round(count * len(of_class) / len(rows)))])
    return np.sort(np.concatenate(kept))


def _importance(fit: Fit, inputs: FoldInputs, test: tuple[np.ndarray, np.ndarray], seed: int) -> np.ndarray:
    """Accuracy lost when one column of the table is shuffled among the test rows: (columns,).

    Made features are made again from the shuffled column, so that every model is asked the same.
    """
    values, target = test
    random = np.random.default_rng(seed)
    before = accuracy(target, fit.predict(inputs.of(values)))
    lost = np.zeros(values.shape[1])
    for column in range(values.shape[1]):
        for _ in range(SHUFFLES):
            shuffled = values.copy()
            shuffled[:, column] = random.permutation(shuffled[:, column])
            lost[column] += before - accuracy(target, fit.predict(inputs.of(shuffled)))
    return lost / SHUFFLES
