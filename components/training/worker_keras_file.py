"""Writes the network of a run as a .keras file, on a worker: the web process does not load Keras."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from components.training.recipe import Recipe
from components.training.worker_networks import Stack, layers


def keras_file(recipe: Recipe, weights: tuple[np.ndarray, ...]) -> bytes:
    """The file's content: the network with these weights, compiled as the exported script compiles it.

    Args:
        recipe: of the network.
        weights: kernel and bias of each layer in turn.
    """
    import keras

    model = build(recipe)
    model.set_weights(list(weights))
    optimizer = keras.optimizers.get(recipe.optimizer)
    optimizer.learning_rate = recipe.learning_rate
    model.compile(optimizer=optimizer, loss=recipe.loss, metrics=["accuracy"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        return path.read_bytes()


def build(recipe: Recipe) -> Any:
    """The network, its layers named as in a fresh session: dense, dropout, dense_1, ..."""
    import keras

    inputs, *hidden, outputs = recipe.layer_sizes
    stack = Stack(tuple(hidden), outputs, recipe.activation, recipe.initializer, recipe.l2, recipe.dropout)
    kinds = (["dense", "dropout"] if recipe.dropout else ["dense"]) * len(hidden) + ["dense"]
    names = [f"{kind}_{n}" if (n := kinds[:i].count(kind)) else kind for i, kind in enumerate(kinds)]
    built = layers(stack, seed=recipe.seed, names=names)
    return keras.Sequential([keras.Input(shape=(inputs,)), *built], name="sequential")
