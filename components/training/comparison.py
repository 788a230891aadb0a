"""A comparison: several trials on the same folds, as one job of the engine with one task a fold and model."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from components.datasets.tables import Table, load
from components.training.recipe import RecipeError
from components.training.trial import Trial

MOST_PARTS = 600


@dataclass(frozen=True, eq=False)
class ComparisonRequest:
    """What a visitor asks the engine for.

    Attributes:
        trials: models that have no answer yet, on the same data.
        brought: the visitor's table, if the trials are for it.

    Raises:
        RecipeError: without a trial, with too much work, or for other data than what was brought.
    """

    trials: tuple[Trial, ...]
    brought: Table | None = None

    def __post_init__(self) -> None:
        digest = self.brought.digest if self.brought is not None else ""
        if len({(trial.dataset, trial.brought) for trial in self.trials}) != 1:
            raise RecipeError("The trials are not about one table.")
        if self.trials[0].brought != digest:
            raise RecipeError("The trials are not for the table that was brought.")
        if self.parts > MOST_PARTS:
            raise RecipeError(f"These are {self.parts} trainings; expected are at most {MOST_PARTS}.")

    @property
    def table(self) -> Table:
        """The rows that the trials are about."""
        return self.brought if self.brought is not None else load(self.trials[0].dataset)

    @property
    def key(self) -> str:
        """Names the job: equal requests are one job."""
        together = "".join(trial.digest for trial in self.trials)
        return f"comparison-{hashlib.sha256(together.encode()).hexdigest()}"

    @property
    def order(self) -> list[tuple[Trial, int, int]]:
        """Trial, seed and fold of each part: every model's first fold comes before any second one."""
        tasks = [(seed, fold, i) for i, trial in enumerate(self.trials) for seed, fold in trial.tasks]
        return [(self.trials[i], seed, fold) for seed, fold, i in sorted(tasks)]

    @property
    def parts(self) -> int:
        """Tasks for workers."""
        return sum(len(trial.tasks) for trial in self.trials)

    @property
    def priority(self) -> int:
        """Its place in the queue: after small networks, before MNIST."""
        return 1
