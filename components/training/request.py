"""The requests that the engine takes: the protocol of all, and the request for one training."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

import numpy as np

from components.concepts.early_stopping import METRICS, EarlyStoppingRule, replay
from components.datasets.registry import DATASETS
from components.datasets.toys import OwnPoints
from components.training.expected import Pace, epoch_seconds, seconds_to_start, seconds_to_start_again
from components.training.recipe import Recipe, RecipeError
from components.training.run import TrainingRun
from components.training.worker import train
from components.training.worker_points import train_points
from components.training.worker_recorder import Progress, Report, ShouldStop

OVERDUE = 0.25  # of the time since it was due: what is expected of work that is late
Phase = Literal["starting", "training"]


@dataclass(frozen=True)
class Standing:
    """How far a running job has come, for an estimate of the rest.

    Attributes:
        share: of the whole job, from 0 to 1.
        seconds: since a worker took its first part.
        epochs: of a training that are done; a share of one counts too.
        timed_epochs: how many of these were timed; the first execution, which compiles, is not.
        timed_seconds: how long they took.
    """

    share: float
    seconds: float
    epochs: float
    timed_epochs: float
    timed_seconds: float


class Request(Protocol):
    """What the engine needs of a request, so that it does not ask for its kind."""

    @property
    def key(self) -> str:
        """Names the job: equal requests are one job."""

    @property
    def parts(self) -> int:
        """How many tasks for workers it has."""

    @property
    def priority(self) -> int:
        """Its place in the queue: lower numbers go first."""

    @property
    def network(self) -> str:
        """Names what a worker compiles once, and then has; "" if there is nothing to compile."""

    def train_part(
        self, number: int = 0, report: Report | None = None, should_stop: ShouldStop | None = None
    ) -> Any:
        """Do one part in this process, a worker's; return its result, None if a visitor stopped it."""

    def latest(self, message: Mapping[str, Any]) -> tuple[Phase, Progress]:
        """Read from a worker's event where the whole job stands."""

    def recording(self, result: Any) -> TrainingRun | None:
        """The run that the store may keep, if that is what a part's result is."""

    def so_far(self, progress: Progress) -> TrainingRun | None:
        """A run of the whole epochs so far, for a viewer who leaves."""

    def expected_seconds(self, pace: Pace) -> float:
        """Seconds from its start to its end."""

    def seconds_left(self, pace: Pace, standing: Standing) -> float:
        """Expected seconds until its end, once it runs."""

    def measured(self, standing: Standing) -> tuple[str, float] | None:
        """What sort of work it is, and its seconds so far over the expected ones; None if it is too early."""

    def learn(self, pace: Pace, results: Sequence[Any], seconds: float) -> None:
        """Correct the pace by the results of a job that ended and by how long it took."""


@dataclass(frozen=True)
class TrainingRequest:
    """One training.

    Attributes:
        recipe: what to train, to at most `recipe.epochs`.
        rule: the early-stopping rule; None: every epoch is run.
        past_stop: whether to go on to the last epoch, and apply the rule by replay only.
        own_points: the visitor's points, if the recipe is for them.

    Raises:
        RecipeError: if the recipe is for other points than these.
    """

    recipe: Recipe
    rule: EarlyStoppingRule | None = None
    past_stop: bool = False
    own_points: OwnPoints | None = None

    def __post_init__(self) -> None:
        if self.recipe.brought != (self.own_points.digest if self.own_points else ""):
            raise RecipeError("The recipe is for other points than own_points.")

    @property
    def parts(self) -> int:
        """Tasks for workers: a training is one."""
        return 1

    @property
    def priority(self) -> int:
        """Its place in the queue: small networks go before MNIST."""
        return 0 if self._small else 2

    @property
    def network(self) -> str:
        """Names what a worker compiles once: see `fresh_model`."""
        recipe = self.recipe
        network = (recipe.layer_sizes, recipe.activation, recipe.dropout, recipe.l2, recipe.loss)
        return f"{network} {recipe.optimizer}"

    @property
    def rule_in_fit(self) -> EarlyStoppingRule | None:
        """The rule that really stops the training."""
        return None if self.past_stop else self.rule

    @property
    def key(self) -> str:
        """Names the job: equal requests are one job."""
        rule = self.rule_in_fit
        rest = [self.recipe.epochs, self.recipe.keep, None if rule is None else asdict(rule)]
        tail = hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
        return f"{self.recipe.digest}-{tail[:12]}"

    def answered_by(self, run: TrainingRun) -> bool:
        """Tell whether a recording reaches the rule's stop or the last epoch asked for."""
        if run.epochs >= self.recipe.epochs or run.ending == "diverged":
            return True
        rule = self.rule_in_fit
        return rule is not None and replay(run.lists, rule).stopped_epoch is not None

    def train_part(
        self, number: int = 0, report: Report | None = None, should_stop: ShouldStop | None = None
    ) -> TrainingRun:
        """Train in this process; stopped by a visitor, the run has the epochs before that."""
        if self._small:
            return train_points(self.recipe, self.own_points, report, should_stop)
        return train(self.recipe, self.rule_in_fit, report, should_stop)

    def latest(self, message: Mapping[str, Any]) -> tuple[Phase, Progress]:
        """Read the state of the training from a worker's event."""
        return message["phase"], Progress.from_event(message)

    def recording(self, result: TrainingRun) -> TrainingRun | None:
        """The result itself."""
        return result

    def so_far(self, progress: Progress) -> TrainingRun:
        """A run of the whole epochs so far; of small networks with the latest weights."""
        history = {name: np.array(values[: progress.epoch]) for name, values in progress.history.items()}
        return TrainingRun(
            recipe=self.recipe,
            history=history or {name: np.zeros(0) for name in METRICS},
            test_predictions=np.zeros((progress.epoch, 0), dtype=np.uint8),
            snapshot_epochs=np.array([] if progress.weights is None else [progress.epoch], dtype=np.int64),
            snapshots=tuple(array[None] for array in progress.weights or ()),
            ending="stopped",
            rule=self.rule_in_fit,
            seconds=0.0,
            epoch_seconds=np.zeros(progress.epoch),
            machine={},
        )

    def expected_seconds(self, pace: Pace) -> float:
        """Seconds of all epochs, and of the compilation before them."""
        return self._start(pace) + self._all_epochs(pace)

    def seconds_left(self, pace: Pace, standing: Standing) -> float:
        """Expected seconds until its end, from its own pace as soon as half an epoch was timed.

        What takes longer than expected will go on doing so for a while: nothing is ever due at once.
        """
        if standing.timed_epochs > 0.5:
            each = standing.timed_seconds / standing.timed_epochs
            return each * max(self.recipe.epochs - standing.epochs, OVERDUE)
        if standing.epochs:  # it has started
            return self._all_epochs(pace) * max(1 - standing.epochs / self.recipe.epochs, 0.0)
        rest = max(self._start(pace) - standing.seconds, OVERDUE * standing.seconds)
        return rest + self._all_epochs(pace)

    def measured(self, standing: Standing) -> tuple[str, float] | None:
        """Seconds of an epoch over the expected ones, as soon as half an epoch was timed."""
        if standing.timed_epochs <= 0.5:
            return None
        return self._work, standing.timed_seconds / standing.timed_epochs / epoch_seconds(self.recipe)

    def learn(self, pace: Pace, results: Sequence[TrainingRun], seconds: float) -> None:
        """Correct the pace by what an epoch took, and by what there was besides epochs.

        A worker has a compiled network, or another one has: which it was, the time tells.
        """
        for run in results:
            if run.epochs:
                each = float(np.median(run.epoch_seconds))
                pace.learn(self._work, each / epoch_seconds(self.recipe))
                start = max(0.0, seconds - each * run.epochs)
                at_once, compiling = seconds_to_start_again(self.recipe), seconds_to_start(self.recipe)
                if self.network in pace.compiled and start < compiling / 2 * pace.factor(self._work):
                    pace.learn(f"start again of a {self._work}", start / at_once)
                else:
                    pace.learn(f"start of a {self._work}", start / compiling)
                pace.compiled.add(self.network)

    def _start(self, pace: Pace) -> float:
        if self.network in pace.compiled:
            return seconds_to_start_again(self.recipe) * pace.factor(f"start again of a {self._work}")
        return seconds_to_start(self.recipe) * pace.factor(f"start of a {self._work}")

    def _all_epochs(self, pace: Pace) -> float:
        return self.recipe.epochs * epoch_seconds(self.recipe) * pace.factor(self._work)

    @property
    def _small(self) -> bool:
        return DATASETS[self.recipe.dataset].small

    @property
    def _work(self) -> str:
        return "small training" if self._small else "training"
