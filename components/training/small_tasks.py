"""Short tasks that report no progress, such as a summary's text, and what is common to all Dask futures."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from distributed.scheduler import KilledWorker

from components.training.connection import ConnectionFailedError
from components.training.jobs import Reply

REPLIES_KEPT = 256
USUAL_SECONDS = 2.0  # that a short task takes
log = logging.getLogger(__name__)


@dataclass
class SmallTask:
    """A function and its arguments, for a worker."""

    key: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    future: Any = None
    attempt: int = 1
    deaths: int = 0  # of its worker, and of no other at that moment
    started_at: float = 0.0

    @property
    def task(self) -> str:
        """The Dask key: a new one for each attempt."""
        return f"small-{self.key}-{self.attempt}"

    def reply(self) -> Reply:
        """Fetch the result of a done task.

        Raises:
            ConnectionFailedError: if it was lost with the cluster.
        """
        check_not_lost(self.future)
        if self.future.status == "error":
            return Reply("failed", problem=sentence(self.future.exception()))
        return Reply("ready", self.future.result())


class SmallTasks:
    """The pending short tasks of one engine, and its latest replies. Not locked: the engine does that."""

    def __init__(self) -> None:
        self._tasks: dict[str, SmallTask] = {}
        self._replies: OrderedDict[str, Reply] = OrderedDict()

    def ask(self, key: str, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Reply:
        """Return the reply of a key; its first call queues the task."""
        if (reply := self._replies.get(key)) is not None:
            return reply
        self._tasks.setdefault(key, SmallTask(key, function, arguments))
        return Reply("pending")

    def waiting(self) -> list[SmallTask]:
        """Tasks that no worker has yet."""
        return [task for task in self._tasks.values() if task.future is None]

    def futures(self) -> list[Any]:
        """The futures of tasks that a worker has."""
        return [task.future for task in self._tasks.values() if task.future is not None]

    def seconds_left(self) -> list[float]:
        """For each pending task how long it will keep a worker; longer, the longer it has taken."""
        now = time.monotonic()
        running = [now - task.started_at for task in self._tasks.values() if task.future is not None]
        left = [max(USUAL_SECONDS - seconds, seconds / 2) for seconds in running]
        return left + [USUAL_SECONDS] * len(self.waiting())

    def done(self) -> list[SmallTask]:
        """Tasks whose result can be fetched."""
        return [task for task in self._tasks.values() if is_done(task.future)]

    def answer(self, task: SmallTask, reply: Reply) -> None:
        """Keep the reply of a task."""
        del self._tasks[task.key]
        self._replies[task.key] = reply
        while len(self._replies) > REPLIES_KEPT:
            self._replies.popitem(last=False)

    def forget(self, key: str) -> None:
        """Drop a reply that is large and was fetched."""
        self._replies.pop(key, None)

    def start_again(self, tasks: Iterable[SmallTask] | None = None) -> None:
        """Put tasks, all if none are named, back into the queue: their workers are gone."""
        for task in list(self._tasks.values()) if tasks is None else tasks:
            task.future, task.attempt = None, task.attempt + 1


def is_done(future: Any) -> bool:
    """Tell whether a future has a result or an error."""
    return future is not None and future.status != "pending"


def is_killed(future: Any) -> bool:
    """Tell whether a future's worker died."""
    return future.status == "error" and isinstance(future.exception(), KilledWorker)


def check_not_lost(future: Any) -> None:
    """Refuse a future whose cluster is gone.

    Raises:
        ConnectionFailedError: if it was cancelled or lost.
    """
    if future.status in ("cancelled", "lost"):
        raise ConnectionFailedError("The worker processes ended.")


def sentence(error: BaseException) -> str:
    """Describe an error in one sentence for a visitor; the log gets the traceback."""
    log.error("a task failed", exc_info=error)
    if isinstance(error, KilledWorker):
        return "The worker process died twice on this training, perhaps out of memory; it was given up."
    return f"The training ended with an error ({type(error).__name__}): {str(error)[:200]}"
