"""Estimates how long a training will take, from its amount of work and the measured pace of this machine."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

from components.datasets.registry import DATASETS
from components.training.recipe import Recipe
from components.training.trial import BATCH_SIZE, MOST_STEPS_AN_EPOCH, Trial

# Measured on two cores of a server of 2023, with 784-256-256-10 and softmax regression, batch 32.
OPERATIONS_A_SECOND = 9e10
SECONDS_A_STEP = 0.0003
SECONDS_AN_EPOCH = 0.03
SECONDS_TO_COMPILE = 4.0
SECONDS_TO_START_AGAIN = 0.3  # a network that the worker has compiled before
SECONDS_TO_START_SMALL = 1.5  # points in the plane: no jit ...
SECONDS_A_SMALL_EPOCH = 0.013  # ... and nothing but the overhead of an epoch
# Measured with the recordings of the four tables: a fold of any model, and a step of an MLP.
SECONDS_A_FOLD = 0.6
SECONDS_A_FOLD_STEP = 0.0007


def epoch_seconds(recipe: Recipe) -> float:
    """Seconds of one epoch, validation and test included: multiply-adds, steps and a fixed part."""
    if DATASETS[recipe.dataset].small:
        return SECONDS_A_SMALL_EPOCH + recipe.steps * SECONDS_A_STEP
    scored = recipe.validation_rows + DATASETS[recipe.dataset].test_rows
    operations = recipe.parameters * (6 * recipe.training_rows + 2 * scored)
    return operations / OPERATIONS_A_SECOND + recipe.steps * SECONDS_A_STEP + SECONDS_AN_EPOCH


def fold_seconds(trial: Trial, rows: int) -> float:
    """Seconds of one fold of a table with this number of rows, scoring and shuffling included."""
    if trial.kind != "network":
        return SECONDS_A_FOLD
    training_rows = trial.rows or rows * (trial.folds - 1) / trial.folds
    steps = min(MOST_STEPS_AN_EPOCH, -(-training_rows // BATCH_SIZE))
    return SECONDS_A_FOLD + trial.epochs * steps * SECONDS_A_FOLD_STEP


def seconds_to_start(recipe: Recipe) -> float:
    """Seconds to build and compile the network, and to trace its first epoch."""
    return SECONDS_TO_START_SMALL if DATASETS[recipe.dataset].small else SECONDS_TO_COMPILE


def seconds_to_start_again(recipe: Recipe) -> float:
    """The same for a network that has been compiled."""
    return min(SECONDS_TO_START_AGAIN, seconds_to_start(recipe))


class Pace:
    """How fast this machine is: for each sort of work, a factor on its expected seconds.

    Attributes:
        compiled: the networks that workers have compiled, as requests name them.
    """

    def __init__(self) -> None:
        self.compiled: set[str] = set()
        self._factors: dict[str, float] = {}
        self._now: dict[str, float] = {}

    def factor(self, work: str) -> float:
        """Measured seconds over expected ones, as far as is known; 1 before anything was measured."""
        return self._now.get(work, self._factors.get(work, 1.0))

    def after(self, networks: Iterable[str]) -> Pace:
        """The pace once these networks are compiled as well."""
        later = copy(self)
        later.compiled = self.compiled.union(networks)
        return later

    def take_now(self, measured: Iterable[tuple[str, float]]) -> None:
        """Take note of jobs under way, (work, seconds over expected ones): they count before the past."""
        by_work: dict[str, list[float]] = {}
        for work, factor in measured:
            by_work.setdefault(work, []).append(factor)
        self._now = {work: sum(factors) / len(factors) for work, factors in by_work.items()}

    def learn(self, work: str, measured: float) -> None:
        """Take note of a job's measured seconds over its expected ones; half of the news counts."""
        measured = min(max(measured, 0.1), 20.0)
        self._factors[work] = 0.5 * self._factors.get(work, measured) + 0.5 * measured
