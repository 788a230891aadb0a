"""The jobs of the engine, and what pages see of them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from components.training.expected import Pace
from components.training.request import Request, Standing
from components.training.run import TrainingRun
from components.training.trial import FoldResult
from components.training.worker_recorder import Progress

State = Literal["queued", "starting", "training", "finished", "stopped", "failed"]
ENDED = ("finished", "stopped", "failed")


@dataclass
class Part:
    """One task of a job, for one worker."""

    number: int
    future: Any = None
    execution: int = 0  # Dask's; grows when the task runs again
    share: float = 0.0  # of its work that is done
    ended: bool = False
    again: int = 0  # how often it was handed out again
    deaths: int = 0  # of its worker, and of no other at that moment


@dataclass
class Job:
    """A request in the engine, and how far it has come. Only the engine writes to it, under its lock."""

    request: Request
    key: str
    parts: list[Part]
    viewers: set[str] = field(default_factory=set)  # sessions that watch it and have not pressed Stop
    state: State = "queued"
    attempt: int = 1
    progress: Progress = field(default_factory=Progress)
    started_again: bool = False
    stopping: bool = False
    run: TrainingRun | None = None
    results: list[FoldResult] = field(default_factory=list)  # of a comparison, in the order of their end
    problem: str = ""  # why it failed, in a sentence
    note: str = ""  # why its run could not be stored, in a sentence
    queued_at: float = field(default_factory=lambda: time.monotonic())
    started_at: float = 0.0
    training_at: float = 0.0  # when the first execution of the first epoch was done, ...
    training_from: float = 0.0  # ... and how many epochs that was, a share of one

    def task(self, part: Part) -> str:
        """The Dask key of a part: a new one for each attempt, or Dask would return the old result."""
        return f"{self.key}-{self.attempt}-{part.number}-{part.again}"

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
        return [part for part in self.parts if part.future is None and not part.ended]

    @property
    def share(self) -> float:
        """How much of the job is done, from 0 to 1."""
        return sum(1.0 if part.ended else part.share for part in self.parts) / len(self.parts)

    @property
    def standing(self) -> Standing:
        """How far it has come, for an estimate of the rest."""
        now = time.monotonic()
        epochs = self.progress.epoch + self.progress.share
        return Standing(
            share=self.share,
            seconds=now - self.started_at if self.started_at else 0.0,
            epochs=epochs,
            timed_epochs=epochs - self.training_from if self.training_at else 0.0,
            timed_seconds=now - self.training_at,
        )

    def so_far(self) -> TrainingRun | None:
        """The whole epochs of a training so far; None of a comparison, which has its results."""
        return self.request.so_far(self.progress)

    def take_event(self, part: Part, message: Mapping[str, Any]) -> None:
        """Store the newest state of a part; a later execution replaces an earlier one."""
        if self.ended or message["execution"] < part.execution:
            return
        if part.execution and message["execution"] > part.execution:
            self.started_again, self.training_at = True, 0.0
        part.execution, part.share = message["execution"], message["share"]
        self.state, self.progress = self.request.latest(message)
        if self.state == "training" and not self.training_at:
            self.training_at = time.monotonic()
            self.training_from = self.progress.epoch + self.progress.share

    def take_result(self, result: Any, run: TrainingRun | None, note: str) -> None:
        """Take what a worker returned for a part.

        Args:
            result: of the part.
            run: the same, if it is a run of a whole training.
            note: why that run could not be stored, in a sentence.
        """
        if run is None:
            self.results.append(result)
            return
        self.run, self.note = run.without_weights(), note
        self.progress = Progress(run.epochs, 0.0, run.lists)
        self.stopping = run.ending == "stopped"

    def end(self, pace: Pace) -> None:
        """End the job after its last part, and correct the pace by how long it took."""
        self.state = "failed" if self.problem else "stopped" if self.stopping else "finished"
        results = self.results if self.run is None else [self.run]
        self.request.learn(pace, results, time.monotonic() - self.started_at)

    def requeue(self) -> None:
        """Put the parts that were running back into the queue, for another attempt: the cluster is gone."""
        self.attempt += 1
        for part in self.running:
            self.requeue_part(part)

    def requeue_part(self, part: Part) -> None:
        """Put one part back into the queue: its worker is gone."""
        fresh = Part(part.number, again=part.again + 1, deaths=part.deaths)
        self.parts[self.parts.index(part)] = fresh
        self.started_again = True
        if self.stopping:
            self.state, self.run = "stopped", self.so_far()
        elif not self.running and not any(other.ended for other in self.parts):
            self.state, self.progress = "queued", Progress()
            self.started_at = self.training_at = self.training_from = 0.0


@dataclass(frozen=True)
class JobView:
    """The state of a job at one moment, for a page.

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
