"""The trials that ship with the app: one small file each in `recorded/trials`, made by `make recordings`.

What visitors compare is not written anywhere; a comparison's results live as long as the visit.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import numpy as np

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
    arrays = {"head": np.frombuffer(json.dumps(head, allow_nan=False).encode(), dtype=np.uint8)}
    for i, fold in enumerate(result.folds):
        arrays |= {
            f"rows_{i}": fold.test_rows.astype(np.uint16),
            f"log_odds_{i}": _log_odds(fold.probabilities).astype(np.float16),
            f"importance_{i}": fold.importance.astype(np.float32),
            f"kernel_{i}": fold.kernel.astype(np.float16),
        }
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{result.trial.digest}.npz"
    path.write_bytes(buffer.getvalue())
    return path


@lru_cache(maxsize=40)
def _read(path: Path) -> TrialResult:
    with np.load(path, allow_pickle=False) as file:
        head = json.loads(bytes(file["head"]))
        trial = Trial.from_json(head["trial"])
        folds = tuple(
            FoldResult(
                trial=trial.digest,
                seed=seed,
                fold=fold,
                test_rows=file[f"rows_{i}"].astype(np.int64),
                probabilities=1 / (1 + np.exp(-file[f"log_odds_{i}"].astype(np.float64))),
                importance=file[f"importance_{i}"].astype(np.float64),
                inputs=tuple(head["inputs"]),
                kernel=file[f"kernel_{i}"].astype(np.float64),
                **head["folds"][i],
            )
            for i, (seed, fold) in enumerate(trial.tasks)
        )
    return TrialResult(trial, folds)


def _log_odds(probabilities: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.clip(np.log(probabilities) - np.log1p(-probabilities), -_LIMIT, _LIMIT)
