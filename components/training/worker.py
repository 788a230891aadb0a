"""Trains a recipe for MNIST with Keras on a worker, and records it.

Keras is imported inside the functions: the web process imports this module only to hand Dask `train`.
"""

from __future__ import annotations

import contextlib
import platform
import time
from dataclasses import asdict
from typing import Any

import numpy as np

from components.concepts import losses
from components.concepts.early_stopping import EarlyStoppingRule
from components.datasets import mnist
from components.datasets.registry import DATASETS
from components.training.recipe import Recipe
from components.training.run import TrainingRun
from components.training.worker_batches import compile_executions, executions, keras_order
from components.training.worker_networks import Stack, sequential, start_afresh
from components.training.worker_recorder import Recorder, Report, ShouldStop, StoppedByVisitor

STEPS_PER_EXECUTION = 150  # fewer cost speed, more make Stop and the bar inside an epoch coarse
VALIDATION_STEPS_PER_EXECUTION = 25
MODELS_KEPT = {False: 4, True: 24}  # compiled models, by smallness; one of MNIST has about 30 MB
_compiled: dict[tuple, Any] = {}  # this worker's compiled models, the least recently used first


def train(
    recipe: Recipe,
    rule: EarlyStoppingRule | None = None,
    report: Report | None = None,
    should_stop: ShouldStop | None = None,
) -> TrainingRun:
    """Train a recipe in this process and record it.

    Args:
        recipe: what to train.
        rule: the real `keras.callbacks.EarlyStopping` is put into the fit, if given.
        report: called with a `Progress` between executions and after every epoch.
        should_stop: asked between executions; True drops the epoch under way and ends the training.
    """
    import keras

    keras.utils.set_random_seed(recipe.seed)
    model = fresh_model(recipe)
    steps = _steps_per_execution(recipe)
    training = _rows(recipe, keras_order(recipe.training_rows), steps)
    validation = _rows(recipe, slice(recipe.training_rows, recipe.rows), VALIDATION_STEPS_PER_EXECUTION)
    recorder = Recorder(recipe, rule, model, report, should_stop)
    callbacks = [
        keras.callbacks.TerminateOnNaN(),
        keras.callbacks.LambdaCallback(
            on_epoch_begin=recorder.on_epoch_begin,
            on_epoch_end=recorder.on_epoch_end,
            on_train_batch_end=lambda execution, logs: recorder.on_execution_end((execution + 1) * steps),
        ),
    ]
    if rule is not None:
        callbacks.append(keras.callbacks.EarlyStopping(**asdict(rule)))
    started = time.perf_counter()
    with contextlib.suppress(StoppedByVisitor):
        model.fit(
            training,
            epochs=recipe.epochs,
            validation_data=validation,
            shuffle=False,  # the rows are in order
            callbacks=callbacks,
            verbose=0,
        )
    return recorder.to_run(time.perf_counter() - started, machine())


def build(recipe: Recipe) -> Any:
    """The recipe's network as a Keras Sequential model, not compiled, with fresh random weights."""
    inputs, *hidden_units, outputs = recipe.layer_sizes
    stack = Stack(
        tuple(hidden_units), outputs, recipe.activation, recipe.initializer, recipe.l2, recipe.dropout
    )
    return sequential(inputs, stack, seed=recipe.seed)


def machine() -> dict[str, str]:
    """What the numbers of a run may depend on."""
    import keras
    import tensorflow as tf

    return {
        "keras": keras.__version__,
        "tensorflow": tf.__version__,
        "python": platform.python_version(),
        "processor": _processor(),
    }


def _processor() -> str:
    """The processor's name; Linux hides it in a file."""
    with contextlib.suppress(OSError), open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def fresh_model(recipe: Recipe) -> Any:
    """A compiled model in the state of a new one; call `set_random_seed` before.

    Tracing and XLA cost 3 to 4 s, so compiled models are used again. An uncompiled twin gives the
    initial weights and the state of every random generator; the optimizer starts from zero.
    """
    twin = build(recipe)
    small = DATASETS[recipe.dataset].small
    key = (
        small,
        recipe.layer_sizes,
        recipe.activation,
        recipe.dropout,
        recipe.l2,
        recipe.loss,
        recipe.optimizer,
        _steps_per_execution(recipe),
    )
    model = _compiled.pop(key, None) or _compile(twin, recipe)
    _compiled[key] = model
    of_this_size = [other for other in _compiled if other[0] == small]
    for oldest in of_this_size[: -MODELS_KEPT[small]]:
        del _compiled[oldest]
    if model is not twin:
        start_afresh(model, twin.get_weights(), twin)
    model.optimizer.learning_rate.assign(recipe.learning_rate)
    return model


def _compile(model: Any, recipe: Recipe) -> Any:
    small = DATASETS[recipe.dataset].small  # measured in numpy; jit would only delay the start
    model.compile(
        optimizer=recipe.optimizer,
        loss=recipe.loss,
        metrics=None if small else ["accuracy"],
        jit_compile=not small,
        steps_per_execution=_steps_per_execution(recipe) if small else 1,
    )
    model.optimizer.build(model.trainable_variables)
    if not small:
        compile_executions(model, _targets(np.zeros(1, np.uint8), recipe.loss))
    return model


def _steps_per_execution(recipe: Recipe) -> int:
    return min(STEPS_PER_EXECUTION, recipe.steps)


def _rows(recipe: Recipe, which: np.ndarray | slice, steps: int) -> Any:
    data = mnist.load()
    x = mnist.prepare(data.x_train[which], recipe.preprocessing)
    return executions(x, _targets(data.y_train[which], recipe.loss), recipe.batch_size, steps)


def _targets(labels: np.ndarray, loss: str) -> np.ndarray:
    if losses.LOSSES[loss].one_hot:
        return np.eye(10, dtype=np.float32)[labels]
    return labels
