"""Builds every network of the app with Keras, which is imported inside the functions."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Stack:
    """A stack of Dense layers; the last has one sigmoid unit for two classes, else a softmax.

    Attributes:
        hidden_units: of each hidden layer; () is logistic or softmax regression.
        outputs: units of the last layer.
        activation: of the hidden layers.
        initializer: of every kernel, Keras' identifier.
        l2: Keras' factor of the penalty on every kernel; 0: there is none.
        dropout: rate of a Dropout layer after every hidden layer; 0: there is none.
    """

    hidden_units: tuple[int, ...]
    outputs: int
    activation: str
    initializer: str = "glorot_uniform"
    l2: float = 0.0
    dropout: float = 0.0


def layers(stack: Stack, *, seed: int | None = None, names: Iterable[str] | None = None) -> list[Any]:
    """Build the layers of a stack, new and with random weights.

    Args:
        stack: what to build.
        seed: the seeds of the layers are those that Keras would draw after `set_random_seed(seed)`, but from
            a generator of their own: Keras draws from Python's shared one, which Dask's threads use in
            between. None: Keras draws them.
        names: of the layers in order; None: Keras counts them.
    """
    import keras

    seeds = _seeds(seed)
    named: Iterator[str | None] = itertools.repeat(None) if names is None else iter(names)

    def dense(units: int, activation: str) -> Any:
        return keras.layers.Dense(
            units,
            activation=activation,
            kernel_initializer=_initializer(stack.initializer, next(seeds)),
            kernel_regularizer=keras.regularizers.L2(stack.l2) if stack.l2 else None,
            name=next(named),
        )

    built = []
    for units in stack.hidden_units:
        built.append(dense(units, stack.activation))
        if stack.dropout:
            built.append(keras.layers.Dropout(stack.dropout, seed=next(seeds), name=next(named)))
    return [*built, dense(stack.outputs, "sigmoid" if stack.outputs == 1 else "softmax")]


def sequential(inputs: int, stack: Stack, *, seed: int | None = None) -> Any:
    """Build a stack as a Sequential model for rows of so many inputs; it is not compiled."""
    import keras

    return keras.Sequential([keras.Input(shape=(inputs,)), *layers(stack, seed=seed)])


def start_afresh(model: Any, weights: list[Any], twin: Any = None) -> None:
    """Put a compiled model into the state of a new one, but for its learning rate.

    Args:
        model: compiled, its optimizer built.
        weights: to start from.
        twin: the same network, new: the states of its random generators are taken over.
    """
    model.set_weights(weights)
    if twin is not None:
        for layer, source in zip(model.layers, twin.layers, strict=True):
            if hasattr(layer, "seed_generator"):
                layer.seed_generator.state.assign(source.seed_generator.state)
    for variable in model.optimizer.variables:
        variable.assign(np.zeros(variable.shape, dtype=variable.dtype))


def _seeds(seed: int | None) -> Iterator[int | None]:
    if seed is None:
        return itertools.repeat(None)
    stream = Random(seed)
    return iter(lambda: stream.randint(1, int(1e9)), None)


def _initializer(name: str, seed: int | None) -> Any:
    """The name, for which Keras draws a seed itself, or an initializer with this seed."""
    import keras

    if seed is None:
        return name
    return keras.initializers.deserialize({"class_name": name, "config": {"seed": seed}})
