"""Results of trainings that nobody did: one place knows what a run and a fold consist of."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from components.concepts.early_stopping import METRICS
from components.datasets.tables import Table
from components.training.recipe import Recipe
from components.training.run import TrainingRun
from components.training.trial import FoldResult, Trial


def made_run(
    recipe: Recipe, seed: int = 0, *, scale: float = 1.0, value: float = 0.25, **more: Any
) -> TrainingRun:
    """A run with random weights at its start and after its last epoch.

    Args:
        recipe: what was not trained.
        seed: of the weights.
        scale: their standard deviation; NaN for a training that diverged.
        value: every loss and accuracy.
        more: fields of the run that are otherwise.
    """
    random = np.random.default_rng(seed)
    sizes = list(itertools.pairwise(recipe.layer_sizes))
    shapes = [shape for pair in sizes for shape in (pair, pair[1:])]
    epochs = len(more["epoch_seconds"]) if "epoch_seconds" in more else recipe.epochs
    made = {
        "history": {name: np.full(epochs, value) for name in (*METRICS, "test_loss", "test_accuracy")},
        "test_predictions": np.zeros((epochs, 10), np.uint8),
        "snapshot_epochs": np.array([0, epochs]),
        "snapshots": tuple((scale * random.normal(size=(2, *shape))).astype(np.float32) for shape in shapes),
        "ending": "finished",
        "rule": None,
        "seconds": 1.5,
        "epoch_seconds": np.full(epochs, 0.01),
        "machine": {"keras": "3"},
    }
    return TrainingRun(recipe=recipe, **{**made, **more})


def made_fold(
    trial: Trial, table: Table, number: tuple[int, int], test_rows: np.ndarray, probabilities: np.ndarray,
    **more: Any,
) -> FoldResult:  # fmt: skip
    """A fold, given as (seed, fold), with these answers for its test rows."""
    columns = table.columns
    made = {
        "train_accuracy": 0.9,
        "seconds": 0.5,
        "parameters": 9,
        "epochs": 3,
        "importance": np.zeros(len(columns)),
        "inputs": columns,
        "kernel": np.zeros((len(columns), 1)),
    }
    seed, fold = number
    return FoldResult(
        trial=trial.digest, seed=seed, fold=fold, test_rows=test_rows, probabilities=probabilities,
        **{**made, **more},
    )  # fmt: skip
