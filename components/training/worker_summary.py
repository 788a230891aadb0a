"""Has Keras itself print the summary of a network, for /parameters.

Every layer is given the name that it would have after `clear_session`, which is not called: it would
also forget what the worker's compiled models need. Nothing is trained, nothing is kept. Keras is
imported inside the functions: the web process imports this module only to hand Dask `keras_summary`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from components.concepts.parameters import Network, summarize
from components.training.worker_networks import Stack, layers

LINE_LENGTH = 64


@dataclass(frozen=True)
class KerasSummary:
    """The text of `model.summary()` and the model's own `count_params()`."""

    text: str
    parameters: int


def keras_summary(network: Network) -> KerasSummary:
    """Build a network with Keras, with its optimizer if it has one, and return its summary."""
    state = random.getstate()  # initializers and Dropout draw their seeds from here
    try:
        model = build(network)
        if network.optimizer:
            model.compile(optimizer=network.optimizer)
            model.optimizer.build(model.trainable_variables)  # what the first step of fit does
    finally:
        random.setstate(state)
    parts: list[str] = []
    model.summary(print_fn=parts.append, line_length=LINE_LENGTH)
    return KerasSummary("\n".join(parts), model.count_params())


def build(network: Network) -> Any:
    """The network as a Keras model, with the names that layers get after `clear_session`."""
    import keras

    lines = summarize(network).lines
    inputs = keras.Input(shape=network.shape, name="input_layer")
    flatten = [keras.layers.Flatten(name=line.name) for line in lines if line.kind == "Flatten"]
    stack = Stack(network.hidden_units, network.outputs, network.activation, dropout=network.dropout)
    names = [line.name for line in lines if line.kind in ("Dense", "Dropout")]
    built = [*flatten, *layers(stack, names=names)]
    if network.api == "sequential":
        return keras.Sequential([inputs, *built], name="sequential")
    outputs = inputs
    for layer in built:
        outputs = layer(outputs)
    return keras.Model(inputs, outputs, name="functional")
