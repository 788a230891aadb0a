"""A trial: one model on the folds of one table, and its results.

A comparison is several trials on the same folds. The digest covers what changes the numbers of a trial and
nothing else, so a comparison trains only trials that have no results yet: after another feature is picked,
only the logistic regression with that feature.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np

from components.concepts.activations import ACTIVATIONS
from components.datasets.table_entries import TABLE_ENTRIES
from components.training.recipe import LayerLimits, RecipeError, check_hidden_units

SCHEMA = 1  # raise it when the same trial would give other numbers
HIDDEN_LAYERS = (4, 256)  # at most so many of so many units
OWN_TABLE = "own"  # the name of a visitor's own table
BATCH_SIZE = 32  # of an MLP ...
MOST_STEPS_AN_EPOCH = 120  # ... but large tables get larger batches
HELD_BACK = 0.1  # of the training rows, for early stopping
LOGISTIC_STEPS, LOGISTIC_RATE = 1_000, 0.1  # of logistic regression: over all rows; falls to 0 along a cosine
NETWORK_RATE = 0.001
LIMITS = LayerLimits(shallow=HIDDEN_LAYERS, deep=HIDDEN_LAYERS)
BOUNDS = {
    "l2": (0.0, 1_000.0),
    "dropout": (0.0, 0.9),
    "epochs": (1, 300),
    "patience": (0, 50),
    "folds": (2, 10),
    "seeds": (1, 5),
    "rows": (0, 50_000),
}
MOST_FEATURES = 40


@dataclass(frozen=True)
class Kind:
    """A kind of model."""

    name: str  # the key in KINDS
    label: str
    needs: tuple[str, ...]  # the fields of a trial that matter to it


_NETWORK = ("hidden_units", "activation", "l2", "dropout", "epochs", "early_stopping", "patience")
_ENTRIES = (
    Kind("logistic", "logistic regression", ("l2", "features")),
    Kind("network", "MLP", _NETWORK),
    Kind("trees", "gradient-boosted trees", ()),
)
KINDS: dict[str, Kind] = {entry.name: entry for entry in _ENTRIES}
_SETTINGS = {name for kind in _ENTRIES for name in kind.needs}


@dataclass(frozen=True)
class Trial:
    """A model, its settings, and the folds. Fields that do not matter to the kind go back to their defaults.

    Attributes:
        l2: strength s of the penalty s/(2n) |w|² on all weights but the biases, n training rows: what
            scikit-learn calls 1/C for logistic regression and alpha for a network.
        early_stopping: whether a tenth of the training rows says when to stop, and which weights to keep.
        rows: how many of each fold's training rows are used; 0 is all.

    Raises:
        RecipeError: for a value out of bounds.
    """

    dataset: str
    kind: str
    brought: str = ""  # digest of the visitor's own table; this name is in recordings and digests
    features: tuple[str, ...] = ()  # made ones, beside the columns, as `made_features` writes them
    hidden_units: tuple[int, ...] = (64, 64)
    activation: str = "relu"
    l2: float = 1.0
    dropout: float = 0.0
    epochs: int = 40
    early_stopping: bool = False
    patience: int = 5
    folds: int = 5
    seeds: int = 1  # the folds are drawn anew for each
    rows: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise RecipeError(f"kind is {self.kind!r}; it has to be one of {', '.join(KINDS)}.")
        known = (*TABLE_ENTRIES, OWN_TABLE)
        if self.dataset not in known or bool(self.brought) != (self.dataset == OWN_TABLE):
            raise RecipeError(f"dataset is {self.dataset!r}; it has to be one of {', '.join(TABLE_ENTRIES)}.")
        for field in fields(self):
            if field.name in _SETTINGS - set(KINDS[self.kind].needs):
                object.__setattr__(self, field.name, field.default)
        if not self.early_stopping:
            object.__setattr__(self, "patience", 5)
        object.__setattr__(self, "features", tuple(sorted(set(self.features))))
        object.__setattr__(self, "hidden_units", tuple(self.hidden_units))
        if self.activation not in ACTIVATIONS:
            raise RecipeError(
                f"activation is {self.activation!r}; it has to be one of {', '.join(ACTIVATIONS)}."
            )
        check_hidden_units(self.hidden_units, LIMITS)
        for name, (least, most) in BOUNDS.items():
            value = getattr(self, name)
            if not math.isfinite(value) or not least <= value <= most:
                raise RecipeError(f"{name} is {value:,g}; it has to be between {least:,g} and {most:,g}.")
        if len(self.features) > MOST_FEATURES:
            raise RecipeError(
                f"There are {len(self.features)} features; at most {MOST_FEATURES} can be made."
            )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what decides its numbers, 64 hexadecimal digits."""
        text = json.dumps({"schema": SCHEMA, **asdict(self)}, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def tasks(self) -> list[tuple[int, int]]:
        """Seed and fold of each part, in the order in which they are done."""
        return [(seed, fold) for seed in range(self.seeds) for fold in range(self.folds)]

    def on_rows(self, rows: int) -> Trial:
        """The same trial with fewer training rows."""
        return replace(self, rows=rows)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Trial:
        """Build a trial from `asdict`, after JSON has turned its tuples into lists."""
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in content.items()})


@dataclass(frozen=True, eq=False)
class FoldResult:
    """What one model did on one fold.

    Attributes:
        trial: digest of the trial.
        seed: of the folds.
        fold: from 0.
        test_rows: (m,) which rows of the table were left out of the training.
        probabilities: (m,) of class 1 for them.
        train_accuracy: on the rows that it was trained on.
        seconds: training alone.
        parameters: weights and biases; of trees, their leaves.
        epochs: passes over the training rows; of trees, how many trees.
        importance: (columns,) how much accuracy on the test rows is lost when one column of the table is
            shuffled among them: the mean of some shuffles.
        inputs: names of what the first layer gets: columns, indicators of missing values, made features.
        kernel: (inputs, units) its weights, for standardized inputs; no columns for trees.
    """

    trial: str
    seed: int
    fold: int
    test_rows: np.ndarray
    probabilities: np.ndarray
    train_accuracy: float
    seconds: float
    parameters: int
    epochs: int
    importance: np.ndarray
    inputs: tuple[str, ...]
    kernel: np.ndarray


@dataclass(frozen=True)
class TrialResult:
    """A trial and the folds that are done, in order of seed and fold."""

    trial: Trial
    folds: tuple[FoldResult, ...]

    @property
    def complete(self) -> bool:
        """Whether every fold is done."""
        return len(self.folds) == len(self.trial.tasks)

    @classmethod
    def gather(cls, trial: Trial, results: Sequence[FoldResult]) -> TrialResult:
        """Pick this trial's folds from results of several."""
        found = {(result.seed, result.fold): result for result in results if result.trial == trial.digest}
        return cls(trial, tuple(found[task] for task in trial.tasks if task in found))
