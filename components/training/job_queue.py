"""The queue of one engine: its jobs, their order, and how long each has to wait. It knows no Dask."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any

from components.training.expected import Pace
from components.training.jobs import Job, JobView, Part
from components.training.request import OVERDUE, Request, Standing

JOBS_KEPT = 60  # jobs remembered, so that a page can still show how one ended


class JobQueue:
    """The jobs of one engine, the first asked for first. Not locked: the engine does that."""

    def __init__(self) -> None:
        self.pace = Pace()
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def get(self, key: str) -> Job | None:
        """The job of a request's key; None if there is none."""
        return self._jobs.get(key)

    def by_task(self, task: str) -> tuple[Job, Part] | None:
        """The part whose present attempt has this Dask key, with its job; None if there is none."""
        return next((found for found in self._tasks() if found[0].task(found[1]) == task), None)

    def join(self, request: Request, viewer: str) -> str:
        """Add a viewer to the job of an equal request, or queue a new one; return its key."""
        job = self._jobs.get(request.key)
        if job is None or job.ended or job.stopping:
            attempt = 1 if job is None else job.attempt + 1
            parts = [Part(number) for number in range(request.parts)]
            job = Job(request, request.key, parts, attempt=attempt)
            self._jobs[job.key] = job
        job.viewers.add(viewer)
        self._jobs.move_to_end(job.key)
        self._forget_old()
        return job.key

    def view(self, job: Job, workers: int, busy: Sequence[float] = ()) -> JobView:
        """The state of a job, as a page shows it; `busy` as in `place_and_wait`."""
        place, wait = self.place_and_wait(job, workers, busy) if job.state == "queued" else (0, 0.0)
        now = time.monotonic()
        seconds = job.run.seconds if job.run is not None else now - job.queued_at
        return JobView(
            request=job.request,
            key=job.key,
            state=job.state,
            place=place,
            wait=wait,
            left=job.request.seconds_left(self.pace, job.standing),
            progress=job.progress,
            started_again=job.started_again,
            stopping=job.stopping,
            viewers=len(job.viewers),
            run=job.run,
            results=tuple(job.results),
            share=job.share,
            problem=job.problem,
            note=job.note,
            seconds=seconds,
        )

    def queued(self) -> list[Job]:
        """Jobs that wait, in the order in which they start: by priority, then by time."""
        return sorted((job for job in self._jobs.values() if job.state == "queued"), key=_order)

    def waiting(self) -> list[tuple[Job, Part]]:
        """Parts that no worker has yet, with their jobs, in their order."""
        jobs = sorted((job for job in self._jobs.values() if job.waiting), key=_order)
        return [(job, part) for job in jobs for part in job.waiting]

    def running(self) -> list[Job]:
        """Jobs that have been handed to workers and have not ended."""
        return [job for job in self._jobs.values() if job.state in ("starting", "training")]

    def futures(self) -> list[Any]:
        """The futures of parts that a worker has."""
        return [part.future for job, part in self._tasks() if part.future is not None]

    def _tasks(self) -> Iterator[tuple[Job, Part]]:
        return ((job, part) for job in self._jobs.values() for part in job.parts)

    def place_and_wait(self, job: Job | None, workers: int, busy: Sequence[float] = ()) -> tuple[int, float]:
        """Place in the queue, from 1, and expected seconds until the start.

        Args:
            job: that waits; None: one that would be queued now.
            workers: how many tasks can run at once.
            busy: seconds that workers will be busy with short tasks, one number a task.
        """
        running = [(other, other.standing) for other in self.running()]
        self._take_pace(running)
        free_at = list(busy)
        for other, standing in running:
            left = other.request.seconds_left(self.pace, standing)
            free_at += [left] * max(1, len(other.running))
        queue = self.queued()
        place = queue.index(job) if job in queue else len(queue)
        workers = max(1, workers)
        free_at = sorted([0.0] * (workers - len(free_at)) + free_at)[-workers:]
        pace = self.pace.after(other.request.network for other, _ in running)
        for other in queue[:place]:
            end = free_at[0] + other.request.expected_seconds(pace)
            pace = pace.after([other.request.network])
            # A job of several parts takes every worker.
            free_at = sorted([end, *free_at[1:]] if other.request.parts == 1 else [end] * workers)
        if job is not None and not free_at[0]:  # a worker is about to take it, and takes its time
            return place + 1, OVERDUE * (time.monotonic() - job.queued_at)
        return place + 1, free_at[0]

    def _take_pace(self, running: Sequence[tuple[Job, Standing]]) -> None:
        """Note how fast the machine is just now: a loaded one is slower than it was."""
        found = [job.request.measured(standing) for job, standing in running]
        self.pace.take_now(one for one in found if one is not None)

    def _forget_old(self) -> None:
        ended = [key for key, job in self._jobs.items() if job.ended]
        for key in ended[: max(0, len(self._jobs) - JOBS_KEPT)]:
            del self._jobs[key]


def _order(job: Job) -> tuple[int, float]:
    return job.request.priority, job.queued_at
