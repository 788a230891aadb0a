"""The request for a comparison: several trials on the same folds, with one task for each fold and model."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.datasets.tables import Table, load
from components.training.expected import Pace, fold_seconds
from components.training.recipe import RecipeError
from components.training.request import OVERDUE, Phase, Standing
from components.training.trial import FoldResult, Trial
from components.training.worker_fold import train_fold
from components.training.worker_recorder import Progress, Report, ShouldStop, StoppedByVisitor

MOST_PARTS = 600


@dataclass(frozen=True, eq=False)
class ComparisonRequest:
    """The folds of several trials.

    Attributes:
        trials: models that have no answer yet, on the same data.
        own_table: the visitor's table, if the trials are for it.

    Raises:
        RecipeError: without a trial, with too much work, or for another table than this one.
    """

    trials: tuple[Trial, ...]
    own_table: Table | None = None

    def __post_init__(self) -> None:
        digest = self.own_table.digest if self.own_table is not None else ""
        if len({(trial.dataset, trial.brought) for trial in self.trials}) != 1:
            raise RecipeError("The trials are not about one table.")
        if self.trials[0].brought != digest:
            raise RecipeError("The trials are for another table than own_table.")
        if self.parts > MOST_PARTS:
            raise RecipeError(f"These are {self.parts} trainings; expected at most {MOST_PARTS}.")

    @property
    def table(self) -> Table:
        """The rows that the trials are about."""
        return self.own_table if self.own_table is not None else load(self.trials[0].dataset)

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
    def network(self) -> str:
        """None that is compiled for long."""
        return ""

    @property
    def priority(self) -> int:
        """Its place in the queue: after small networks, before MNIST."""
        return 1

    def train_part(
        self, number: int = 0, report: Report | None = None, should_stop: ShouldStop | None = None
    ) -> FoldResult | None:
        """Train and test one model on one fold in this process; None if a visitor stopped it."""
        trial, seed, fold = self.order[number]
        try:
            return train_fold(trial, self.table, (seed, fold), report, should_stop)
        except StoppedByVisitor:
            return None

    def latest(self, message: Mapping[str, Any]) -> tuple[Phase, Progress]:
        """Report "training" as soon as any part has started; a fold reports no epochs."""
        return "training", Progress()

    def recording(self, result: FoldResult) -> None:
        """Return None: comparisons of visitors are not stored."""
        return None

    def so_far(self, progress: Progress) -> None:
        """Return None: the job's results have the folds that are done."""
        return None

    def expected_seconds(self, pace: Pace) -> float:
        """Seconds of all folds of all trials."""
        return self._work_seconds * pace.factor("comparison")

    def seconds_left(self, pace: Pace, standing: Standing) -> float:
        """Expected seconds until its end, from its own pace as soon as a tenth is done."""
        if standing.share > 0.1:
            return standing.seconds * (1 - standing.share) / standing.share
        return max(1.0, OVERDUE * standing.seconds, self.expected_seconds(pace) - standing.seconds)

    def measured(self, standing: Standing) -> tuple[str, float] | None:
        """Its seconds over the expected ones, as soon as a tenth is done."""
        if standing.share <= 0.1:
            return None
        return "comparison", standing.seconds / standing.share / self._work_seconds

    def learn(self, pace: Pace, results: Sequence[FoldResult], seconds: float) -> None:
        """Correct the pace by what the whole comparison took, if every fold was done.

        Several workers share a comparison, so its factor may be less than 1.
        """
        if len(results) == self.parts:
            pace.learn("comparison", seconds / self._work_seconds)

    @property
    def _work_seconds(self) -> float:
        """Seconds of all folds of all trials, one after the other."""
        rows = self.table.rows
        return sum(fold_seconds(trial, rows) * len(trial.tasks) for trial in self.trials)
