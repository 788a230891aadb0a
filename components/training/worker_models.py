"""Fits the models for tables: two with Keras, one with scikit-learn, both imported in the functions.

The penalty on weights means the same for both of Keras: s/(2n) |w|², with n training rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from components.concepts.folds import stratified_split
from components.concepts.layers import Layers, probabilities
from components.training.trial import (
    BATCH_SIZE,
    HELD_BACK,
    LOGISTIC_RATE,
    LOGISTIC_STEPS,
    MOST_STEPS_AN_EPOCH,
    NETWORK_RATE,
    Trial,
)
from components.training.worker_networks import Stack, sequential, start_afresh
from components.training.worker_recorder import Progress, Report, ShouldStop, StoppedByVisitor

MODELS_KEPT = 8
_compiled: dict[tuple, Any] = {}  # this worker's compiled models, the least recently used first


@dataclass(frozen=True)
class Fit:
    """A fitted model.

    Attributes:
        predict: (n, inputs) -> (n,) probabilities of class 1.
        parameters: weights and biases; of trees, their leaves.
        epochs: passes over the training rows; of trees, how many there are.
        kernel: (inputs, units) of the first layer; no columns for trees.
    """

    predict: Callable[[np.ndarray], np.ndarray]
    parameters: int
    epochs: int
    kernel: np.ndarray


class Watch:
    """Reports how far a fit is, and ends it when a visitor stops it."""

    def __init__(self, report: Report, should_stop: ShouldStop) -> None:
        self._report, self._should_stop = report, should_stop

    def check(self, share: float) -> None:
        """Report; raise `StoppedByVisitor` if asked to stop."""
        self._report(Progress(share=share))
        if self._should_stop():
            raise StoppedByVisitor


def fit_logistic(trial: Trial, x: np.ndarray, y: np.ndarray, seed: int, watch: Watch) -> Fit:
    """Logistic regression, which is the network without a hidden layer, by Adam over all rows at once.

    It starts from zero, so nothing in it is random; 1,000 steps bring it where scikit-learn's solver ends.
    """
    import keras
    import tensorflow as tf

    stack = Stack((), 1, "linear", l2=trial.l2 / (2 * len(x)))
    model = _model(x.shape[1], stack, "logistic")
    if not model.compiled:
        rate = keras.optimizers.schedules.CosineDecay(LOGISTIC_RATE, LOGISTIC_STEPS)
        _compile(model, rate, LOGISTIC_STEPS // 10)
    start_afresh(model, [np.zeros(weight.shape, dtype=np.float32) for weight in model.get_weights()])
    rows = tf.data.Dataset.from_tensors((x, y[:, None].astype(np.float32))).repeat()
    on_step = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda step, logs: watch.check(step / LOGISTIC_STEPS)
    )
    model.fit(rows, steps_per_epoch=LOGISTIC_STEPS, epochs=1, shuffle=False, callbacks=[on_step], verbose=0)
    return _fit_of(model, "linear", LOGISTIC_STEPS)


def fit_network(trial: Trial, x: np.ndarray, y: np.ndarray, seed: int, watch: Watch) -> Fit:
    """A multilayer perceptron, for all epochs or until a held-back tenth of the rows says stop."""
    import keras

    keras.utils.set_random_seed(seed)
    fitted, held_back = np.arange(len(x)), np.zeros(0, dtype=np.int64)
    if trial.early_stopping:
        fitted, held_back = stratified_split(y, HELD_BACK, seed)
    batch = max(BATCH_SIZE, -(-len(fitted) // MOST_STEPS_AN_EPOCH))
    steps = -(-len(fitted) // batch)
    stack = Stack(trial.hidden_units, 1, trial.activation, l2=trial.l2 / (2 * len(x)), dropout=trial.dropout)
    twin = sequential(x.shape[1], stack, seed=seed)
    model = _model(x.shape[1], stack, steps)
    if not model.compiled:
        _compile(model, NETWORK_RATE, steps)
    start_afresh(model, twin.get_weights(), twin)
    model.optimizer.learning_rate.assign(NETWORK_RATE)
    callbacks: list[Any] = [
        keras.callbacks.TerminateOnNaN(),
        keras.callbacks.LambdaCallback(
            on_epoch_end=lambda epoch, logs: watch.check((epoch + 1) / trial.epochs)
        ),
    ]
    validation = None
    if trial.early_stopping:
        validation = _batches(x[held_back], y[held_back], len(held_back))
        callbacks.append(keras.callbacks.EarlyStopping(patience=trial.patience, restore_best_weights=True))
    history = model.fit(
        _batches(x[fitted], y[fitted], batch, seed).repeat(),
        steps_per_epoch=steps,
        epochs=trial.epochs,
        shuffle=False,  # `_batches` does it
        callbacks=callbacks,
        validation_data=validation,
        verbose=0,
    )
    return _fit_of(model, trial.activation, len(history.history["loss"]))


def fit_trees(trial: Trial, x: np.ndarray, y: np.ndarray, seed: int, watch: Watch) -> Fit:
    """Gradient-boosted trees with scikit-learn's own settings."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    watch.check(0.0)
    model = HistGradientBoostingClassifier(random_state=seed).fit(x, y)
    leaves = sum(tree.get_n_leaf_nodes() for stage in model._predictors for tree in stage)  # no public way
    nothing = np.zeros((x.shape[1], 0))
    return Fit(lambda rows: model.predict_proba(rows)[:, 1], int(leaves), int(model.n_iter_), nothing)


FITTERS: dict[str, Callable[[Trial, np.ndarray, np.ndarray, int, Watch], Fit]] = {
    "logistic": fit_logistic,
    "network": fit_network,
    "trees": fit_trees,
}


def _model(inputs: int, stack: Stack, compiled_for: int | str) -> Any:
    """The model of these arguments that was compiled before, else a new one, which is not compiled."""
    key = (inputs, stack, compiled_for)
    _compiled[key] = _compiled.pop(key, None) or sequential(inputs, stack, seed=0)
    while len(_compiled) > MODELS_KEPT:
        del _compiled[next(iter(_compiled))]
    return _compiled[key]


def _compile(model: Any, rate: Any, steps: int) -> None:
    """Without jit, which would only delay the start."""
    import keras

    adam = keras.optimizers.Adam(rate)
    model.compile(adam, "binary_crossentropy", jit_compile=False, steps_per_execution=steps)
    adam.build(model.trainable_variables)


def _batches(x: np.ndarray, y: np.ndarray, size: int, seed: int | None = None) -> Any:
    """Rows and targets in batches, with a seed in a new order every epoch."""
    import tensorflow as tf

    rows = tf.data.Dataset.from_tensor_slices((x, y[:, None].astype(np.float32)))
    return (rows if seed is None else rows.shuffle(len(x), seed=seed)).batch(size)


def _fit_of(model: Any, activation: str, epochs: int) -> Fit:
    layers = Layers.from_arrays(model.get_weights())

    def predict(rows: np.ndarray) -> np.ndarray:
        return probabilities(layers.logits(rows, activation))[:, 0].astype(np.float64)

    return Fit(predict, model.count_params(), epochs, layers[0].kernel.astype(np.float64))
