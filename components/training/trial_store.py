"""Reads and writes the trials that ship with the app, one small file each in `recorded/trials`.

`make recordings` makes them. Results of visitors' comparisons are not stored; they live as long as the visit.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import numpy as np

from components.training import recorded_file
from components.training.store import RECORDED
from components.training.trial import FoldResult, Trial, TrialResult

TRIALS = RECORDED / "trials"
FORMAT = 1
_LIMIT = 30.0  # of a recorded log-odds, as far from 0 as a float64 probability can tell


def find(trial: Trial, place: Path = TRIALS) -> TrialResult | None:
    """The recording of a trial; None if it does not ship."""
    path = place / f"{trial.digest}.npz"
    return _read(path) if path.exists() else None


def record(result: TrialResult, place: Path = TRIALS) -> Path:
    """Write a trial's file, log-odds and weights in half precision; return its path.

    Raises:
        ValueError: if a fold is missing.
    """
    if not result.complete:
        raise ValueError(f"{len(result.folds)} of {len(result.trial.tasks)} folds are done.")
    first = result.folds[0]
    head = {
        "format": FORMAT,
        "trial": asdict(result.trial),
        "inputs": first.inputs,
        "folds": [
            {
                "train_accuracy": fold.train_accuracy,
                "seconds": fold.seconds,
                "parameters": fold.parameters,
                "epochs": fold.epochs,
            }
            for fold in result.folds
        ],
    }
    arrays: dict[str, np.ndarray] = {}
    for i, fold in enumerate(result.folds):
        arrays |= {
            f"rows_{i}": fold.test_rows.astype(np.uint16),
            f"log_odds_{i}": _log_odds(fold.probabilities).astype(np.float16),
            f"importance_{i}": fold.importance.astype(np.float32),
            f"kernel_{i}": fold.kernel.astype(np.float16),
        }
    return recorded_file.write(place / f"{result.trial.digest}.npz", head, arrays)


@lru_cache(maxsize=40)
def _read(path: Path) -> TrialResult:
    head, arrays = recorded_file.read(path)
    trial = Trial.from_json(head["trial"])
    folds = tuple(
        FoldResult(
            trial=trial.digest,
            seed=seed,
            fold=fold,
            test_rows=arrays[f"rows_{i}"].astype(np.int64),
            probabilities=1 / (1 + np.exp(-arrays[f"log_odds_{i}"].astype(np.float64))),
            importance=arrays[f"importance_{i}"].astype(np.float64),
            inputs=tuple(head["inputs"]),
            kernel=arrays[f"kernel_{i}"].astype(np.float64),
            **head["folds"][i],
        )
        for i, (seed, fold) in enumerate(trial.tasks)
    )
    return TrialResult(trial, folds)


def _log_odds(probabilities: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.clip(np.log(probabilities) - np.log1p(-probabilities), -_LIMIT, _LIMIT)
