"""Trains a small network and returns only its final accuracy, one of many that differ by their seed."""

from __future__ import annotations

from components.training.request import TrainingRequest
from components.training.worker_points import train_points


def accuracy_at_the_end(request: TrainingRequest) -> float:
    """The share of training points that are right after the last epoch."""
    return float(train_points(request.recipe, request.own_points).history["accuracy"][-1])
