"""Collects during a fit what a `TrainingRun` keeps, as Keras callbacks; imports no Keras."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from components.concepts import losses
from components.concepts.early_stopping import METRICS, EarlyStoppingRule, replay
from components.concepts.layers import Layers
from components.datasets import mnist
from components.training.recipe import Recipe
from components.training.run import Ending, TrainingRun


class StoppedByVisitor(Exception):  # noqa: N818 - it ends a fit in good order and is no error
    """Ends a fit between two executions."""


@dataclass(frozen=True)
class Progress:
    """The whole state of a training under way."""

    epoch: int = 0  # whole epochs done
    share: float = 0.0  # of the epoch under way
    history: dict[str, list[float]] = field(default_factory=dict)
    weights: list[np.ndarray] | None = None  # the latest, of small networks; never MNIST's

    @classmethod
    def from_event(cls, message: Mapping[str, Any]) -> Progress:
        """What an event of a training says; Dask has made tuples of its lists."""
        history = {name: list(values) for name, values in message["history"].items()}
        weights = message.get("weights")
        if weights is not None:
            weights = [np.array(values, dtype=np.float32) for values in weights]
        return cls(message["epoch"], message["share"], history, weights)


LIKELY_PATIENCES = (2, 3, 5, 10)  # whose restored weights are kept, so that a later what-if can look at them

PIECE = 1_000  # test images at a time, so that what they become stays in the processor's cache

Report = Callable[[Progress], None]
ShouldStop = Callable[[], bool]


class Recorder:
    """Copies metrics, predictions and weights after every epoch.

    It has to stand before EarlyStopping among the callbacks, which restores weights at the end.
    """

    def __init__(
        self,
        recipe: Recipe,
        rule: EarlyStoppingRule | None,
        model: Any,
        report: Report | None = None,
        should_stop: ShouldStop | None = None,
    ) -> None:
        self.recipe, self.rule, self.model = recipe, rule, model
        self._report = report or (lambda progress: None)
        self._should_stop = should_stop or (lambda: False)
        data = mnist.load()
        self._x_test = mnist.prepare(data.x_test, recipe.preprocessing)
        self._y_test = data.y_test
        self.history: dict[str, list[float]] = {name: [] for name in (*METRICS, "test_loss", "test_accuracy")}
        self.predictions: list[np.ndarray] = []
        self.epoch_seconds: list[float] = []
        self.weights = {0: model.get_weights()} if recipe.keep == "weights" else {}
        self.stopped = False
        self._epoch_started = time.perf_counter()

    @property
    def epochs(self) -> int:
        """Whole epochs recorded."""
        return len(self.predictions)

    def on_epoch_begin(self, epoch: int, logs: dict | None = None) -> None:
        """Start the epoch's clock."""
        self._epoch_started = time.perf_counter()

    def on_execution_end(self, steps: int) -> None:
        """After so many steps of the epoch, between two executions: report, and stop if asked to."""
        if self._should_stop():
            self.stopped = True
            raise StoppedByVisitor
        share = min(1.0, steps / self.recipe.steps)
        self._report(Progress(self.epochs, share, self.history))

    def on_epoch_end(self, epoch: int, logs: dict | None = None) -> None:
        """Record the epoch, with the test metrics of its weights computed in numpy."""
        weights = self.model.get_weights()
        with np.errstate(all="ignore"):  # a diverged network overflows, and the history shows it
            network = Layers.from_arrays(weights)
            pieces = np.split(self._x_test, range(PIECE, len(self._x_test), PIECE))
            z = np.concatenate([network.logits(piece, self.recipe.activation) for piece in pieces])
            test_loss = losses.from_logits(self.recipe.loss, z, self._y_test)
        predicted = z.argmax(axis=1).astype(np.uint8)
        for name in METRICS:
            self.history[name].append(float((logs or {}).get(name, math.nan)))
        self.history["test_loss"].append(test_loss)
        self.history["test_accuracy"].append(float((predicted == self._y_test).mean()))
        self.predictions.append(predicted)
        if self.recipe.keep == "weights":
            self.weights[self.epochs] = weights
            for unwanted in set(self.weights) - self._wanted():
                del self.weights[unwanted]
        self.epoch_seconds.append(time.perf_counter() - self._epoch_started)
        self._report(Progress(self.epochs, 0.0, self.history))

    def _wanted(self) -> set[int]:
        """Epochs (from 1; 0 is the start) whose weights are kept: some early, the best, restored, last."""
        wanted = {0, self.epochs} | {2**k for k in range(8)}
        values = np.array(self.history["val_loss"])
        if np.isfinite(values).any():
            wanted.add(int(np.nanargmin(values)) + 1)
        likely = [EarlyStoppingRule(patience=n, restore_best_weights=True) for n in LIKELY_PATIENCES]
        for rule in [*likely, self.rule or EarlyStoppingRule()]:
            restored = replay(self.history, rule).weights_epoch
            wanted.add((restored or 0) + 1)
        return wanted

    def to_run(self, seconds: float, machine: dict[str, str]) -> TrainingRun:
        """The finished recording."""
        kept = sorted(self.weights)
        stacks = zip(*(self.weights[epoch] for epoch in kept), strict=True)
        return TrainingRun(
            recipe=self.recipe,
            history={name: np.array(values) for name, values in self.history.items()},
            test_predictions=np.array(self.predictions, dtype=np.uint8).reshape(
                self.epochs, len(self._y_test)
            ),
            snapshot_epochs=np.array(kept, dtype=np.int64),
            snapshots=tuple(np.stack(stack) for stack in stacks),
            ending=self._ending(),
            rule=self.rule,
            seconds=seconds,
            epoch_seconds=np.array(self.epoch_seconds),
            machine=machine,
        )

    def _ending(self) -> Ending:
        if self.stopped:
            return "stopped"
        if self.history["loss"] and not math.isfinite(self.history["loss"][-1]):
            return "diverged"
        if self.rule is not None and replay(self.history, self.rule).stopped_epoch is not None:
            return "rule"
        return "finished"
