"""How long a training has to wait: what is said is right within a factor of 1.5, on a loaded server too.

The clock is made up: trainings take so many times what is expected of them, and nothing is trained.
"""

from __future__ import annotations

import numpy as np
import pytest

from components.training import job_queue, jobs
from components.training.expected import epoch_seconds, seconds_to_start, seconds_to_start_again
from components.training.job_queue import JobQueue
from components.training.recipe import Recipe
from components.training.request import TrainingRequest
from components.training.worker_recorder import Progress
from tests.training.made import made_run

WORKERS = 2
EPOCHS = 10
STEP = 0.5  # seconds between two looks


class Clock:
    """A clock that a test sets."""

    now = 1000.0

    def monotonic(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in (job_queue, jobs):
        monkeypatch.setattr(module, "time", clock)
    return clock


def asked(seed: int, units: int = 256) -> TrainingRequest:
    return TrainingRequest(
        Recipe(hidden_units=(units, 256), rows=6000, epochs=EPOCHS, keep="history", seed=seed)
    )


def work_through(
    queue: JobQueue, clock: Clock, slower: float, start_slower: float, new: int = 0
) -> list[dict[int, float]]:
    """Train everything in the queue, so many times slower than expected.

    Args:
        queue: of jobs that are equal but for their seeds.
        clock: it is moved on.
        slower: how many times.
        start_slower: the same of the start.
        new: so many of them, the first ones, have to compile their network.

    Returns:
        For each job, in their order, when it was told which wait; its start under the key -1.
    """
    recipe = asked(0).recipe
    each = slower * epoch_seconds(recipe)
    compiling, at_once = (start_slower * f(recipe) for f in (seconds_to_start, seconds_to_start_again))
    told: list[dict[int, float]] = [{} for _ in queue.queued()]
    every = queue.queued()
    while not all(job.ended for job in every):
        for job in [job for job in every if job.state in ("starting", "training")]:
            start = compiling if every.index(job) < new else at_once
            epochs = (clock.now - job.started_at - start) / each
            if epochs >= EPOCHS:
                run = made_run(job.request.recipe, epoch_seconds=np.full(EPOCHS, each))
                job.parts[0].future, job.parts[0].ended = None, True
                job.take_result(run, run, "")
                job.end(queue.pace)
            elif epochs > 0:
                job.state, job.progress = "training", Progress(int(epochs), epochs % 1)
                if not job.training_at:
                    job.training_at, job.training_from = clock.now, epochs
        free = WORKERS - len(queue.running())
        for job in queue.queued()[:free]:
            job.state, job.started_at, job.parts[0].future = "starting", clock.now, object()
            told[every.index(job)][-1] = clock.now
        for job in queue.queued():
            told[every.index(job)][clock.now] = queue.view(job, WORKERS).wait
        clock.now += STEP
    return told


@pytest.mark.parametrize(("slower", "start_slower"), [(1, 1), (3, 3), (0.5, 0.2), (6, 2)])
@pytest.mark.parametrize("known", [True, False], ids=["known network", "new network"])
def test_the_wait_is_right_within_a_factor_of_1_5(
    clock: Clock, slower: float, start_slower: float, known: bool
) -> None:
    queue = JobQueue()
    for seed in range(WORKERS):  # the server has trained before
        queue.join(asked(100 + seed, 256 if known else 255), "somebody")
    work_through(queue, clock, slower, start_slower, WORKERS)
    for seed in range(12):
        queue.join(asked(seed), f"visitor {seed}")
        clock.now += 0.1
    told = work_through(queue, clock, slower, start_slower, 0 if known else WORKERS)
    judged = 0
    for waits in told[WORKERS:]:
        began = waits.pop(-1)
        for when, wait in waits.items():
            left = began - when
            if left > 5 * STEP:
                judged += 1
                assert left / 1.5 <= wait <= left * 1.5, f"told {wait:.1f} s, were {left:.1f} s"
    assert judged >= 15


def test_a_wait_that_was_told_too_short_grows_while_one_waits(clock: Clock) -> None:
    queue = JobQueue()
    first, second = queue.join(asked(1), "ann"), queue.join(asked(2), "bob")
    running = queue.get(first)
    running.state, running.started_at, running.parts[0].future = "starting", clock.now, object()
    told = []
    for _ in range(10):  # the worker does not come to an end with building the network
        told.append(queue.view(queue.get(second), 1).wait)
        clock.now += 10
    assert told[-1] > told[2] > told[1]
    assert all(wait > 0 for wait in told)


def test_a_wait_for_a_worker_that_seems_free_is_not_told_as_nothing(clock: Clock) -> None:
    queue = JobQueue()
    key = queue.join(asked(1), "ann")
    clock.now += 30
    assert queue.view(queue.get(key), 1).wait > 5


def test_short_tasks_keep_workers_too(clock: Clock) -> None:
    queue = JobQueue()
    assert queue.place_and_wait(None, 2) == (1, 0.0)
    assert queue.place_and_wait(None, 2, busy=[7.0]) == (1, 0.0)
    assert queue.place_and_wait(None, 2, busy=[7.0, 9.0]) == (1, 7.0)
