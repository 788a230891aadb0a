"""The queue: which jobs there are, in which order they start, and how long that takes. No Dask here."""

from __future__ import annotations

import time
from collections import OrderedDict

from components.training.expected import Pace, seconds_to_start
from components.training.jobs import Job, JobView
from components.training.request import TrainingRequest

JOBS_KEPT = 60  # ended jobs whose end can still be told


class JobQueue:
    """The jobs of one engine, the first asked for first. Not locked: the engine does that."""

    def __init__(self) -> None:
        self.pace = Pace()
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def get(self, key: str) -> Job | None:
        """The job of a request's key; None if there is none."""
        return self._jobs.get(key)

    def by_task(self, task: str) -> Job | None:
        """The job whose present attempt has this Dask key; None if there is none."""
        return next((job for job in self._jobs.values() if job.task == task), None)

    def join(self, request: TrainingRequest, viewer: str) -> str:
        """Add a viewer to the job of an equal request, or queue a new one; return its key."""
        job = self._jobs.get(request.key)
        if job is None or job.ended or job.stopping:
            attempt = 1 if job is None else job.attempt + 1
            job = Job(request, request.key, attempt=attempt)
            self._jobs[job.key] = job
        job.viewers.add(viewer)
        self._jobs.move_to_end(job.key)
        self._forget_old()
        return job.key

    def view(self, job: Job, workers: int) -> JobView:
        """What there is to tell of a job."""
        place, wait = self.place_and_wait(job, workers) if job.state == "queued" else (0, 0.0)
        now = time.monotonic()
        seconds = job.run.seconds if job.run is not None else now - job.queued_at
        return JobView(
            request=job.request,
            key=job.key,
            state=job.state,
            place=place,
            wait=wait,
            left=self._left(job),
            progress=job.progress,
            started_again=job.started_again,
            stopping=job.stopping,
            viewers=len(job.viewers),
            run=job.run,
            problem=job.problem,
            note=job.note,
            seconds=seconds,
        )

    def queued(self) -> list[Job]:
        """Jobs that wait, in their order."""
        return sorted(
            (job for job in self._jobs.values() if job.state == "queued"), key=lambda j: j.queued_at
        )

    def running(self) -> list[Job]:
        """Jobs that a worker has."""
        return [job for job in self._jobs.values() if job.future is not None and not job.ended]

    def _left(self, job: Job) -> float:
        """Expected seconds until a running job ends, from its own pace once it has one."""
        done = job.progress.epoch + job.progress.share
        total = job.request.recipe.epochs
        if job.training_at and done - job.training_from > 0.5:
            pace = (time.monotonic() - job.training_at) / (done - job.training_from)
            return pace * (total - done)
        compiling = time.monotonic() - job.started_at if job.started_at else 0.0
        return self.pace.expect(job.request.recipe) - min(compiling, seconds_to_start(job.request.recipe))

    def place_and_wait(self, job: Job | None, workers: int) -> tuple[int, float]:
        """Fill the workers in the queue's order; job None stands behind everybody."""
        workers = max(1, workers)
        free_at = sorted(self._left(running) for running in self.running())
        free_at = ([0.0] * max(0, workers - len(free_at)) + free_at)[:workers]
        queue = self.queued()
        ahead = queue if job is None else queue[: queue.index(job)]
        for other in ahead:
            free_at = sorted([free_at[0] + self.pace.expect(other.request.recipe), *free_at[1:]])
        return len(ahead) + 1, free_at[0]

    def _forget_old(self) -> None:
        ended = [key for key, job in self._jobs.items() if job.ended]
        for key in ended[: max(0, len(self._jobs) - JOBS_KEPT)]:
            del self._jobs[key]
