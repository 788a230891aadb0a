"""The tasks that Dask runs on a worker, with events to the app and a stop signal from it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from distributed import Event, get_worker

from components.training.request import Request
from components.training.worker_recorder import Progress

STOP_CHECK_SECONDS = 0.2  # asking the scheduler costs about a millisecond


class EventChannel:
    """Connects a task on a worker with the app: events go out, the stop signal comes in.

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


def run_part(request: Request, number: int, topic: str, job: str) -> Any:
    """Do one part of a request on the worker that Dask chose; None if a visitor stopped a fold."""
    channel = EventChannel(topic, job)
    channel.report(Progress(), phase="starting")
    return request.train_part(number, channel.report, channel.should_stop)


def run_small(function: Callable[..., Any], arguments: tuple[Any, ...], topic: str, job: str) -> Any:
    """Run a short task, which reports no progress."""
    return function(*arguments)
