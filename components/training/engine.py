"""The engine: queues the requests of visitors and hands them to the workers.

One thread does everything that talks to Dask. Pages only read and write the engine's own state under
its lock, so no page ever waits for a worker.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from distributed import Event

from components.training.connection import Connection, ConnectionFailedError, quiet_dask, why_off
from components.training.job_queue import JobQueue
from components.training.jobs import Forecast, Job, JobView, Part, Reply
from components.training.request import Request, TrainingRequest
from components.training.run import TrainingRun
from components.training.small_tasks import (
    SmallTask,
    SmallTasks,
    check_not_lost,
    is_done,
    is_killed,
    sentence,
)
from components.training.store import RunStore
from components.training.worker_job import run_part, run_small, stop_name

TICK_SECONDS = 0.5
FETCH_SECONDS = 120  # a worker may be busy with a training
MOST_DEATHS = 2  # of its worker, before a task is given up
SAME_MOMENT_SECONDS = 0.3
RUNS_KEPT = 8  # runs that could not be stored
log = logging.getLogger(__name__)


class Engine:
    """The queue of one web process and its workers."""

    def __init__(
        self,
        store: RunStore,
        *,
        task: Callable[[Request, int, str, str], Any] = run_part,
        with_keras: bool = True,
    ) -> None:
        self.store = store
        self.off = why_off()  # why there will be none, in a sentence; "" if there will
        self.problem = ""  # why there are no workers at the moment, in a sentence
        self.restarts = 0
        self._task, self._with_keras = task, with_keras
        self._topic = f"layerwise-{uuid.uuid4().hex}"
        self._changed = threading.Condition(threading.RLock())
        self._queue = JobQueue()
        self._small = SmallTasks()
        self._unstored: OrderedDict[str, TrainingRun] = OrderedDict()
        self._connection: Connection | None = None
        self._workers = 0
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="layerwise-engine", daemon=True)

    # What pages call. None of it waits, but for `fetch`, which a download calls in a thread of its own.

    def start(self) -> Engine:
        """Start the workers in the background."""
        if not self.off:
            quiet_dask()
            self._thread.start()
        return self

    def close(self) -> None:
        """End the workers."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout=20)

    @property
    def ready(self) -> bool:
        """Whether there is a worker."""
        return self._workers > 0

    @property
    def cluster_pid(self) -> int | None:
        """The process of the local cluster, None on an outside one."""
        return self._connection.child_pid if self._connection else None

    def find(self, request: TrainingRequest) -> TrainingRun | None:
        """A recording that answers the request: its rule's stop, or the last epoch, is reached."""
        with self._changed:
            unstored = self._unstored.get(request.recipe.digest)
        runs = [run for run in (self.store.find(request.recipe), unstored) if run is not None]
        run = max(runs, key=lambda run: run.epochs, default=None)
        return run if run is not None and request.answered_by(run) else None

    def train(self, request: Request, viewer: str) -> str:
        """Join the job of an equal request (a training, a comparison), or queue a new one; return its key."""
        with self._changed:
            key = self._queue.join(request, viewer)
            if self.off:
                job = self._queue.get(key)
                job.state, job.problem = "failed", self.off
            self._changed.notify_all()
            return key

    def under_way(self, request: Request) -> str | None:
        """The key of a job of an equal request that has not ended."""
        with self._changed:
            job = self._queue.get(request.key)
            return None if job is None or job.ended or job.stopping else job.key

    def view(self, key: str) -> JobView | None:
        """The state of a job; None if the key is unknown or was forgotten."""
        with self._changed:
            job = self._queue.get(key)
            return None if job is None else self._queue.view(job, self._workers, self._small.seconds_left())

    def leave(self, key: str, viewer: str) -> TrainingRun | None:
        """Remove a viewer who pressed Stop; stop the job if nobody else watches it.

        Returns:
            The history so far as a run of this viewer's own, if others go on watching or no epoch will
            come; None if the job itself is being stopped, or has ended: then `view` has the run. A
            comparison's results so far are in `view` in any case.
        """
        with self._changed:
            job = self._queue.get(key)
            if job is None or job.ended:
                return None
            job.viewers.discard(viewer)
            if job.viewers:
                return job.so_far()
            job.stopping = True
            if not job.running:
                job.state, job.run = "stopped", job.so_far()
            self._changed.notify_all()
            return None

    def ask(self, key: str, function: Callable[..., Any], *arguments: Any) -> Reply:
        """Run a short task on a worker, before any training; the same key is asked once."""
        if self.off:
            return Reply("failed", problem=self.off)
        with self._changed:
            reply = self._small.ask(key, function, arguments)
            if reply.state == "pending":
                self._changed.notify_all()
            return reply

    def fetch(self, key: str, function: Callable[..., Any], *arguments: Any) -> Any:
        """Run a short task on a worker, wait for its result, and keep no copy of it.

        Raises:
            TimeoutError: if no worker has done it in `FETCH_SECONDS`; the sentence says so.
            RuntimeError: if it failed.
        """
        until = time.monotonic() + FETCH_SECONDS
        with self._changed:
            while (reply := self._small.ask(key, function, arguments)).state == "pending":
                self._changed.notify_all()
                if not self._changed.wait(until - time.monotonic()):
                    raise TimeoutError(f"No worker was free for it in {FETCH_SECONDS} seconds.")
            self._small.forget(key)
        if reply.state == "failed":
            raise RuntimeError(reply.problem)
        return reply.value

    def forecast(self, request: Request) -> Forecast:
        """What a new request would have to wait for, and how long it would take."""
        with self._changed:
            place, wait = self._queue.place_and_wait(None, self._workers, self._small.seconds_left())
            return Forecast(place, wait, request.expected_seconds(self._queue.pace))

    # The thread that talks to Dask.

    def _serve(self) -> None:
        failures = 0  # in a row
        while not self._closed:
            connection = Connection(with_keras=self._with_keras)
            try:
                connection.open(self._topic, self._on_event)
                self._connection, self.problem, failures = connection, "", 0
                self._work(connection)
            except ConnectionFailedError as error:
                if not self._closed:
                    log.warning("%s", error)
                    self.problem = f"{error} Trying again."
            except Exception:  # the one thread of the engine must outlive whatever Dask raises
                log.exception("the engine lost its workers")
                self.problem = "The connection to the workers was lost. Trying again."
            finally:
                self._workers, self._connection = 0, None
                connection.close()
                self._start_again()
            failures += 1
            with self._changed:
                self._changed.wait_for(lambda: self._closed, connection.retry_seconds(failures))

    def _start_again(self) -> None:
        """Put every job that was running back into the queue: its worker is gone."""
        with self._changed:
            self.restarts += 1
            for job in self._queue.running():
                job.requeue()
            self._small.start_again()

    def _work(self, connection: Connection) -> None:
        while not self._closed:
            self._workers = connection.workers()
            self._submit(connection)
            self._stop_abandoned(connection)
            self._collect(connection)
            with self._changed:
                if not self._closed and not self._something_to_do():
                    self._changed.wait(TICK_SECONDS)

    def _something_to_do(self) -> bool:
        return any(is_done(future) for future in [*self._queue.futures(), *self._small.futures()])

    def _submit(self, connection: Connection) -> None:
        """Hand out work while a worker is free, short tasks first: Dask's own queue stays empty."""
        with self._changed:
            free = self._workers - len(self._queue.futures()) - len(self._small.futures())
            small = self._small.waiting()[: max(0, free)]
            parts = self._queue.waiting()[: max(0, free - len(small))]
            for task in small:
                arguments = (task.function, task.arguments, self._topic, task.task)
                task.started_at = time.monotonic()
                task.future = self._hand_out(connection, task.task, run_small, *arguments)
            for job, part in parts:
                if job.state == "queued":
                    job.state, job.started_at = "starting", time.monotonic()
                task = job.task(part)
                arguments = (self._task, job.request, part.number, self._topic, task)
                part.future = self._hand_out(connection, task, *arguments)

    def _hand_out(self, connection: Connection, key: str, function: Callable[..., Any], *rest: Any) -> Any:
        future = connection.client.submit(function, *rest, key=key, pure=False)
        future.add_done_callback(lambda _: self._wake())
        return future

    def _stop_abandoned(self, connection: Connection) -> None:
        with self._changed:
            stopping = [job for job in self._queue.running() if job.stopping]
            tasks = [job.task(part) for job in stopping for part in job.running]
        for task in tasks:
            Event(stop_name(task), client=connection.client).set()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _on_event(self, message: dict[str, Any]) -> None:
        """Take a worker's event. Runs in Dask's thread."""
        with self._changed:
            if (found := self._queue.by_task(message["job"])) is not None:
                job, part = found
                job.take_event(part, message)

    def _collect(self, connection: Connection) -> None:
        """Take the results of finished tasks."""
        done, done_small = self._done()
        if any(is_killed(task.future) for task in [*(part for _, part in done), *done_small]):
            time.sleep(SAME_MOMENT_SECONDS)
            done, done_small = self._done()
            self._take_killed(connection, [part for _, part in done], done_small)
        for job, part in done:
            if part.deaths < MOST_DEATHS and is_killed(part.future):
                with self._changed:
                    job.requeue_part(part)
            else:
                self._finish(job, part)
        again = [small for small in done_small if small.deaths < MOST_DEATHS and is_killed(small.future)]
        with self._changed:
            self._small.start_again(again)
        for small in (small for small in done_small if small not in again):
            reply = small.reply()  # fetches the result: not under the lock
            with self._changed:
                self._small.answer(small, reply)
                self._changed.notify_all()

    def _done(self) -> tuple[list[tuple[Job, Part]], list[SmallTask]]:
        with self._changed:
            running = [(job, part) for job in self._queue.running() for part in job.running]
            return [(job, part) for job, part in running if is_done(part.future)], self._small.done()

    def _take_killed(self, connection: Connection, parts: list[Part], small: list[SmallTask]) -> None:
        """Count the death of a worker against its task, if it may have been the task that killed it.

        A task that had not begun was handed to a worker that was gone already. Where all workers died at the
        same moment, the system did it.
        """
        killed = [task for task in [*parts, *small] if is_killed(task.future)]
        together = len(killed) > 1 or (self._workers > 1 and connection.workers() == 0)
        for task in killed:
            begun = not isinstance(task, Part) or task.execution > 0
            task.deaths += begun and not together

    def _finish(self, job: Job, part: Part) -> None:
        """Take the result of a part; the job ends with its last one, or with its first that failed."""
        check_not_lost(part.future)
        problem, result = "", None
        if part.future.status == "error":
            problem = sentence(part.future.exception())
        else:
            result = part.future.result()
        run = None if result is None else job.request.recording(result)
        note = "" if run is None else self._keep(run)
        with self._changed:
            part.future, part.ended = None, True
            if problem:
                job.problem, job.stopping = problem, True  # the other parts are not needed
            elif result is not None:
                job.take_result(result, run, note)
            if not job.running and not job.waiting:
                job.end(self._queue.pace)

    def _keep(self, run: TrainingRun) -> str:
        if run.epochs == 0 or run.recipe.brought:  # a visitor's own points are not kept
            return ""
        note = self.store.keep(run)
        if note:
            with self._changed:
                self._unstored[run.digest] = run
                while len(self._unstored) > RUNS_KEPT:
                    self._unstored.popitem(last=False)
        return note
