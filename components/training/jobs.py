"""A job of the engine, and what a viewer is told of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from components.training.request import Request, TrainingRequest
from components.training.run import TrainingRun
from components.training.trial import FoldResult
from components.training.worker_recorder import Progress

State = Literal["queued", "starting", "training", "finished", "stopped", "failed"]
ENDED = ("finished", "stopped", "failed")


@dataclass
class Part:
    """One task of a job, for one worker: a training has one, a comparison one for each fold and model."""

    number: int
    future: Any = None
    execution: int = 0  # Dask's; grows when the task runs again
    share: float = 0.0  # of its work that is done
    over: bool = False


@dataclass
class Job:
    """A training or a comparison in the engine. Only the engine writes to it, under its lock."""

    request: Request
    key: str
    parts: list[Part]
    viewers: set[str] = field(default_factory=set)  # who watches and has not pressed Stop
    state: State = "queued"
    attempt: int = 1
    progress: Progress = field(default_factory=Progress)
    started_again: bool = False
    stopping: bool = False
    run: TrainingRun | None = None
    results: list[FoldResult] = field(default_factory=list)  # of a comparison, in the order of their end
    problem: str = ""  # why it failed, in a sentence
    note: str = ""  # what else there is to say, in a sentence
    queued_at: float = field(default_factory=time.monotonic)
    started_at: float = 0.0
    training_at: float = 0.0  # when the first execution of the first epoch was done, ...
    training_from: float = 0.0  # ... and how many epochs that was, a share of one

    def task(self, part: Part) -> str:
        """The Dask key of a part: a new one for each attempt, or Dask would return the old result."""
        return f"{self.key}-{self.attempt}-{part.number}"

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in ENDED

    @property
    def running(self) -> list[Part]:
        """Parts that a worker has."""
        return [part for part in self.parts if part.future is not None]

    @property
    def waiting(self) -> list[Part]:
        """Parts that no worker has had yet; none once the job is being stopped."""
        if self.ended or self.stopping:
            return []
        return [part for part in self.parts if part.future is None and not part.over]

    @property
    def share(self) -> float:
        """How much of the job is done, from 0 to 1."""
        return sum(1.0 if part.over else part.share for part in self.parts) / len(self.parts)

    def so_far(self) -> TrainingRun | None:
        """What a training has to show for itself so far; None of a comparison, which has its results."""
        return partial_run(self.request, self.progress) if isinstance(self.request, TrainingRequest) else None

    def again(self) -> None:
        """Put back what was running, for another attempt; parts that are over stay so."""
        self.attempt += 1
        self.parts = [part if part.over else Part(part.number) for part in self.parts]
        self.state, self.progress, self.started_again = "queued", Progress(), True
        self.started_at = self.training_at = self.training_from = 0.0


@dataclass(frozen=True)
class JobView:
    """What a page shows of a job.

    Attributes:
        state: where it stands.
        place: in the queue, from 1; 0 when it is not queued.
        wait: expected seconds until it starts.
        left: expected seconds until it ends, once it trains.
        progress: whole epochs, share of the one under way, history so far.
        run: the recording, once it ended.
        results: of a comparison, as they come.
        share: of the whole job, from 0 to 1.
        seconds: since it was asked for, or what the training took once it ended.
    """

    request: Request
    key: str
    state: State
    place: int = 0
    wait: float = 0.0
    left: float = 0.0
    progress: Progress = field(default_factory=Progress)
    started_again: bool = False
    stopping: bool = False
    viewers: int = 0
    run: TrainingRun | None = None
    results: tuple[FoldResult, ...] = ()
    share: float = 0.0
    problem: str = ""
    note: str = ""
    seconds: float = 0.0

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in ENDED


@dataclass(frozen=True)
class Reply:
    """The answer to a short task: pending, ready with a value, or failed with a sentence."""

    state: Literal["pending", "ready", "failed"]
    value: Any = None
    problem: str = ""


@dataclass(frozen=True)
class Forecast:
    """The place that a new request would have in the queue, and the expected seconds."""

    place: int
    wait: float  # until it starts
    seconds: float  # from its start to its last epoch


def partial_run(request: TrainingRequest, progress: Progress) -> TrainingRun:
    """The whole epochs of a training so far; of small networks with the latest weights."""
    history = {name: np.array(values[: progress.epoch]) for name, values in progress.history.items()}
    if not history:
        history = {name: np.zeros(0) for name in ("loss", "accuracy", "val_loss", "val_accuracy")}
    return TrainingRun(
        recipe=request.recipe,
        history=history,
        test_predictions=np.zeros((progress.epoch, 0), dtype=np.uint8),
        snapshot_epochs=np.array([] if progress.weights is None else [progress.epoch], dtype=np.int64),
        snapshots=tuple(array[None] for array in progress.weights or ()),
        ending="stopped",
        rule=request.rule_in_fit,
        seconds=0.0,
        epoch_seconds=np.zeros(progress.epoch),
        machine={},
    )
