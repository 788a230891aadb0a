"""Trains small networks on points in the plane, and records every epoch.

No jit (it would only delay the start), one execution an epoch over a repeated `tf.data` set (plain arrays
cost four times as much), and metrics in numpy from the weights after each epoch.
"""

from __future__ import annotations

import contextlib
import math
import time
from typing import Any

import numpy as np

from components.concepts import losses
from components.concepts.layers import Layers, answers
from components.datasets.toys import OwnPoints, Points
from components.training.recipe import Recipe
from components.training.run import Ending, TrainingRun
from components.training.toy_recipes import kept_epochs, points_of
from components.training.worker_recorder import Progress, Report, ShouldStop, StoppedByVisitor

REPORT_SECONDS = 0.1  # between two events
MEASURED = ("loss", "accuracy", "test_loss", "test_accuracy")


def train_points(
    recipe: Recipe,
    own_points: OwnPoints | None = None,
    report: Report | None = None,
    should_stop: ShouldStop | None = None,
) -> TrainingRun:
    """Train a recipe on points in this process and record it.

    Loss and accuracy are of the weights after the epoch, on all training points and on all test points.

    Args:
        recipe: what to train; its data set is small: points in the plane.
        own_points: the visitor's, if the recipe is for them.
        report: called with a `Progress` that has the latest weights: at the start, then now and then.
        should_stop: asked after every epoch; True ends the training.
    """
    import keras

    from components.training.worker import fresh_model, machine

    keras.utils.set_random_seed(recipe.seed)
    model = fresh_model(recipe)
    points = points_of(recipe, own_points)
    recorder = PointsRecorder(recipe, points, model, report, should_stop)
    started = time.perf_counter()
    with contextlib.suppress(StoppedByVisitor):
        model.fit(
            batches(points.x_train, points.y_train, recipe),
            steps_per_epoch=recipe.steps,
            epochs=recipe.epochs,
            shuffle=False,  # `batches` does it
            callbacks=[
                keras.callbacks.TerminateOnNaN(),
                keras.callbacks.LambdaCallback(on_epoch_end=recorder.on_epoch_end),
            ],
            verbose=0,
        )
    return recorder.to_run(time.perf_counter() - started, machine())


def batches(x: np.ndarray, y: np.ndarray, recipe: Recipe) -> Any:
    """The rows in a new order every epoch, without end: a `tf.data.Dataset` of (batch, d) and (batch, 1)."""
    import tensorflow as tf

    rows = tf.data.Dataset.from_tensor_slices((x, y[:, None]))
    return rows.shuffle(len(x), seed=recipe.seed).batch(recipe.batch_size).repeat()


class PointsRecorder:
    """Copies the weights after every epoch and measures them in numpy."""

    def __init__(
        self,
        recipe: Recipe,
        points: Points,
        model: Any,
        report: Report | None = None,
        should_stop: ShouldStop | None = None,
    ) -> None:
        self.recipe, self.points, self.model = recipe, points, model
        self._report = report or (lambda progress: None)
        self._should_stop = should_stop or (lambda: False)
        self._kept = kept_epochs(recipe.epochs)
        self.history: dict[str, list[float]] = {name: [] for name in MEASURED}
        self.predictions: list[np.ndarray] = []
        self.epoch_seconds: list[float] = []
        self._latest = model.get_weights()
        self.weights = {0: self._latest}
        self._ending: Ending = "finished"
        self._last = self._reported = time.perf_counter()
        self._report(Progress(weights=self._latest))

    def on_epoch_end(self, epoch: int, logs: dict | None = None) -> None:
        """Record the epoch; `epoch` counts from 0."""
        self._latest = self.model.get_weights()
        layers = Layers.from_arrays(self._latest)
        with np.errstate(all="ignore"):  # a diverged network overflows, and the history shows it
            for prefix, x, y in (
                ("", self.points.x_train, self.points.y_train),
                ("test_", self.points.x_test, self.points.y_test),
            ):
                z = layers.logits(x, self.recipe.activation)
                self.history[f"{prefix}loss"].append(losses.from_logits(self.recipe.loss, z, y))
                self.history[f"{prefix}accuracy"].append(float((answers(z) == y).mean()))
        self.predictions.append(answers(z).astype(np.uint8))
        now = time.perf_counter()
        self.epoch_seconds.append(now - self._last)
        self._last = now
        done = epoch + 1
        if done in self._kept:
            self.weights[done] = self._latest
        if not math.isfinite(self.history["loss"][-1]):
            self._ending, self.model.stop_training = "diverged", True
        if now - self._reported >= REPORT_SECONDS:
            self._reported = now
            self._report(Progress(done, 0.0, self.history, self._latest))
            if self._should_stop():
                self._ending = "stopped"
                raise StoppedByVisitor

    def to_run(self, seconds: float, machine: dict[str, str]) -> TrainingRun:
        """The finished recording; the last epoch is always among its snapshots."""
        epochs = len(self.predictions)
        weights = self.weights | {epochs: self._latest}
        kept = sorted(weights)
        stacks = zip(*(weights[epoch] for epoch in kept), strict=True)
        return TrainingRun(
            recipe=self.recipe,
            history={name: np.array(values) for name, values in self.history.items()},
            test_predictions=np.array(self.predictions, dtype=np.uint8).reshape(
                epochs, len(self.points.y_test)
            ),
            snapshot_epochs=np.array(kept, dtype=np.int64),
            snapshots=tuple(np.stack(stack) for stack in stacks),
            ending=self._ending,
            rule=None,
            seconds=seconds,
            epoch_seconds=np.array(self.epoch_seconds),
            machine=machine,
        )
