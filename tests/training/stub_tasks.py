"""Tasks for workers without Keras: they send the events of a training and do nothing else."""

from __future__ import annotations

import time

import numpy as np

from components.concepts.early_stopping import METRICS
from components.training.comparison import ComparisonRequest
from components.training.request import Request, TrainingRequest
from components.training.run import TrainingRun
from components.training.trial import FoldResult
from components.training.worker_job import EventChannel
from components.training.worker_recorder import Progress
from tests.training.made import made_fold, made_run

EPOCH_SECONDS = 0.1
FAILING_L2 = 13.0  # of a trial that ends with an error


def work(request: Request, number: int, topic: str, job: str) -> TrainingRun | FoldResult | None:
    """Do one part of any request."""
    stub = answer_by_hand if isinstance(request, ComparisonRequest) else count_epochs
    return stub(request, number, topic, job)


def count_epochs(request: TrainingRequest, number: int, topic: str, job: str) -> TrainingRun:
    """Report an epoch every tenth of a second, with a loss of 1, 1/2, 1/3, ..."""
    channel = EventChannel(topic, job)
    channel.report(Progress(), phase="starting")
    losses: list[float] = []
    stopped = False
    for epoch in range(1, request.recipe.epochs + 1):
        time.sleep(EPOCH_SECONDS)
        if stopped := channel.should_stop():
            break
        losses.append(1.0 / epoch)
        channel.report(Progress(epoch, 0.0, dict.fromkeys(METRICS, losses)))
    return made_run(
        request.recipe,
        history=dict.fromkeys(METRICS, np.array(losses)),
        test_predictions=np.zeros((len(losses), 0), dtype=np.uint8),
        snapshot_epochs=np.zeros(0, dtype=np.int64),
        snapshots=(),
        ending="stopped" if stopped else "finished",
        seconds=len(losses) * EPOCH_SECONDS,
        epoch_seconds=np.full(len(losses), EPOCH_SECONDS),
    )


def fail(request: TrainingRequest, number: int, topic: str, job: str) -> TrainingRun:
    """End with an error."""
    raise ValueError("the stub was told to fail")


def double(number: int) -> int:
    """A short task."""
    return 2 * number


def answer_by_hand(request: ComparisonRequest, number: int, topic: str, job: str) -> FoldResult | None:
    """Test a fold that nothing is trained on: the probabilities follow from trial, seed and fold."""
    channel = EventChannel(topic, job)
    trial, seed, fold = request.order[number]
    if trial.l2 == FAILING_L2:
        raise ValueError("the stub was told to fail")
    time.sleep(EPOCH_SECONDS)
    channel.report(Progress(share=0.5))
    if channel.should_stop():
        return None
    rows = np.arange(fold, request.table.rows, trial.folds)
    probabilities = np.full(len(rows), 0.1 * fold + 0.01 * seed)
    return made_fold(trial, request.table, (seed, fold), rows, probabilities, seconds=EPOCH_SECONDS)
