"""A job of the engine, and what a viewer is told of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from components.training.request import TrainingRequest
from components.training.run import TrainingRun
from components.training.worker_recorder import Progress

State = Literal["queued", "starting", "training", "finished", "stopped", "failed"]
ENDED = ("finished", "stopped", "failed")


@dataclass
class Job:
    """One training in the engine. Only the engine writes to it, under its lock."""

    request: TrainingRequest
    key: str
    viewers: set[str] = field(default_factory=set)  # who watches and has not pressed Stop
    state: State = "queued"
    attempt: int = 1
    execution: int = 0  # Dask's; grows when the task runs again
    progress: Progress = field(default_factory=Progress)
    started_again: bool = False
    stopping: bool = False
    future: Any = None
    run: TrainingRun | None = None
    problem: str = ""  # why it failed, in a sentence
    note: str = ""  # what else there is to say, in a sentence
    queued_at: float = field(default_factory=time.monotonic)
    started_at: float = 0.0
    training_at: float = 0.0  # when the first execution of the first epoch was done, ...
    training_from: float = 0.0  # ... and how many epochs that was, a share of one

    @property
    def task(self) -> str:
        """The Dask key: a new one for each attempt, or Dask would return the old result."""
        return f"{self.key}-{self.attempt}"

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in ENDED

    def again(self) -> None:
        """Put it back to its start, for another attempt."""
        self.attempt += 1
        self.state, self.future, self.execution = "queued", None, 0
        self.progress, self.started_again = Progress(), True
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
        seconds: since it was asked for, or what the training took once it ended.
    """

    request: TrainingRequest
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
    """The history of whole epochs so far, without predictions; of small networks with the latest weights."""
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
