"""A training as a Dask task: tells the app how it goes, and stops when the app says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from distributed import Event, get_worker

from components.datasets.registry import DATASETS
from components.training.comparison import ComparisonRequest
from components.training.request import TrainingRequest
from components.training.run import TrainingRun
from components.training.trial import FoldResult
from components.training.worker import train
from components.training.worker_fold import train_fold
from components.training.worker_points import train_points
from components.training.worker_recorder import Progress, Report, ShouldStop, StoppedByVisitor

STOP_CHECK_SECONDS = 0.2  # asking the scheduler costs about a millisecond


class Line:
    """A job's line to the app: events out, the stop signal in.

    Every event is the whole state, so that one lost or late does no harm. `execution` grows when Dask runs
    the task again after a worker died.
    """

    def __init__(self, topic: str, job: str) -> None:
        self._topic, self._job = topic, job
        self._execution = time.time_ns()
        self._stop = Event(stop_name(job))
        self._asked = 0.0
        self._stopped = False

    def report(self, progress: Progress, phase: str = "training") -> None:
        """Send the state of the training."""
        message: dict[str, Any] = {
            "job": self._job,
            "execution": self._execution,
            "phase": phase,
            "epoch": progress.epoch,
            "share": progress.share,
            "history": {name: list(values) for name, values in progress.history.items()},
        }
        if progress.weights is not None:
            message["weights"] = [array.tolist() for array in progress.weights]
        get_worker().log_event(self._topic, message)

    def should_stop(self) -> bool:
        """Ask whether the app wants this job to stop, at most a few times a second."""
        now = time.monotonic()
        if not self._stopped and now - self._asked >= STOP_CHECK_SECONDS:
            self._asked = now
            self._stopped = self._stop.is_set()
        return self._stopped


def stop_name(job: str) -> str:
    """The name of the Dask Event that stops a job."""
    return f"layerwise-stop-{job}"


def run_training(request: TrainingRequest, topic: str, job: str) -> TrainingRun:
    """Train on the worker that Dask chose."""
    line = Line(topic, job)
    line.report(Progress(), phase="starting")
    return train_request(request, line.report, line.should_stop)


def train_request(
    request: TrainingRequest, report: Report | None = None, should_stop: ShouldStop | None = None
) -> TrainingRun:
    """Train in this process what the request asks for."""
    if DATASETS[request.recipe.dataset].kind == "toy":
        return train_points(request.recipe, request.brought, report, should_stop)
    return train(request.recipe, request.rule_in_fit, report, should_stop)


def run_small(function: Callable[..., Any], arguments: tuple[Any, ...], topic: str, job: str) -> Any:
    """Run a short task that has no progress to tell."""
    return function(*arguments)


def run_fold(request: ComparisonRequest, number: int, topic: str, job: str) -> FoldResult | None:
    """Train and test one model on one fold; None if a visitor stopped it."""
    line = Line(topic, job)
    line.report(Progress(), phase="starting")
    trial, seed, fold = request.order[number]
    try:
        return train_fold(trial, request.table, (seed, fold), line.report, line.should_stop)
    except StoppedByVisitor:
        return None
