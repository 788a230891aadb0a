"""Trains the networks of the depth study; Keras is imported inside the functions."""

from __future__ import annotations

import itertools
import time
from typing import Any

import numpy as np

from components.datasets import mnist
from components.training import depth_study
from components.training.depth_study import Cell, DepthStudy
from components.training.worker import machine
from components.training.worker_networks import Stack, sequential, start_afresh


def record_depth_study() -> DepthStudy:
    """Train every cell in this process; some minutes of one core."""
    data = mnist.load()
    x = mnist.prepare(data.x_train[: depth_study.ROWS], ("min_max",))
    y = data.y_train[: depth_study.ROWS]
    started = time.perf_counter()
    losses, accuracies = [], []
    by_model = itertools.groupby(depth_study.cells(), lambda c: (c.depth, c.activation, c.optimizer))
    for setting, cells in by_model:
        model: Any = None
        for cell in cells:
            model = fresh_model(cell, model)
            history = model.fit(
                x, y, batch_size=depth_study.BATCH_SIZE, epochs=depth_study.EPOCHS, verbose=0
            ).history
            losses.append(history["loss"])
            accuracies.append(history["accuracy"])
        print(*setting, f"accuracy {accuracies[-1][-1]:.3f} after {time.perf_counter() - started:.0f} s")
    shape = (*(len(axis) for axis in depth_study.AXES), depth_study.EPOCHS)
    return DepthStudy(
        np.array(losses).reshape(shape),
        np.array(accuracies).reshape(shape),
        time.perf_counter() - started,
        machine(),
    )


def fresh_model(cell: Cell, used: Any = None) -> Any:
    """The cell's network, compiled and untrained; `used` (of the same shape) saves the tracing."""
    import keras

    keras.utils.set_random_seed(cell.seed)
    stack = Stack((depth_study.WIDTH,) * cell.depth, 10, cell.activation, cell.initializer)
    model = sequential(784, stack)
    if used is not None:
        start_afresh(used, model.get_weights())
        used.optimizer.learning_rate.assign(depth_study.LEARNING_RATES[cell.optimizer])
        return used
    optimizer = keras.optimizers.get(cell.optimizer)
    optimizer.learning_rate.assign(depth_study.LEARNING_RATES[cell.optimizer])
    steps = -(-depth_study.ROWS // depth_study.BATCH_SIZE)
    model.compile(
        optimizer=optimizer,
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        steps_per_execution=steps,
        jit_compile=False,
    )
    return model
