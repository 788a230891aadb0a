"""Tasks for workers without Keras: they send the events of a training and do nothing else."""

from __future__ import annotations

import time

import numpy as np

from components.training.recipe import METRICS
from components.training.request import TrainingRequest
from components.training.run import TrainingRun
from components.training.worker_job import Line
from components.training.worker_recorder import Progress

EPOCH_SECONDS = 0.1


def count_epochs(request: TrainingRequest, topic: str, job: str) -> TrainingRun:
    """Report an epoch every tenth of a second, with a loss of 1, 1/2, 1/3, ..."""
    line = Line(topic, job)
    line.report(Progress(), phase="starting")
    losses: list[float] = []
    stopped = False
    for epoch in range(1, request.recipe.epochs + 1):
        time.sleep(EPOCH_SECONDS)
        if stopped := line.should_stop():
            break
        losses.append(1.0 / epoch)
        line.report(Progress(epoch, 0.0, dict.fromkeys(METRICS, losses)))
    values = np.array(losses)
    return TrainingRun(
        recipe=request.recipe,
        history={name: values for name in METRICS},
        test_predictions=np.zeros((len(losses), 0), dtype=np.uint8),
        snapshot_epochs=np.zeros(0, dtype=np.int64),
        snapshots=(),
        ending="stopped" if stopped else "finished",
        rule=None,
        seconds=len(losses) * EPOCH_SECONDS,
        epoch_seconds=np.full(len(losses), EPOCH_SECONDS),
        machine={},
    )


def fail(request: TrainingRequest, topic: str, job: str) -> TrainingRun:
    """End with an error."""
    raise ValueError("the stub was told to fail")


def double(number: int) -> int:
    """A short task."""
    return 2 * number
