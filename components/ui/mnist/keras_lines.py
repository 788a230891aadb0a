"""The Keras lines that build and compile a recipe's network."""

from __future__ import annotations

import itertools

from components.concepts.optimizers import OPTIMIZERS
from components.training.recipe import Recipe

REPEATED = 3  # equal layers in a row, from which on they are written as a loop


def keras_lines(recipe: Recipe) -> str:
    """Write the network of a recipe as a student would; `keras` and its `layers` are imported."""
    inputs, *hidden, classes = recipe.layer_sizes
    lines = [f"keras.Input(shape=({inputs},)),"]
    for units, same in itertools.groupby(hidden):
        lines += _hidden(recipe, units, len(list(same)))
    lines.append(f"layers.Dense({classes}, {_options(recipe, 'softmax')}),")
    body = "\n".join(f"    {line}" for line in lines)
    optimizer = OPTIMIZERS[recipe.optimizer].class_name
    return (
        f"model = keras.Sequential([\n{body}\n])\n"
        "model.compile(\n"
        f"    optimizer=keras.optimizers.{optimizer}(learning_rate={recipe.learning_rate:g}),\n"
        f'    loss="{recipe.loss}",\n'
        '    metrics=["accuracy"],\n'
        ")"
    )


def _hidden(recipe: Recipe, units: int, count: int) -> list[str]:
    """The lines of equal hidden layers that follow each other."""
    dense = f"layers.Dense({units}, {_options(recipe, recipe.activation)})"
    block = [dense, f"layers.Dropout({recipe.dropout:g})"] if recipe.dropout else [dense]
    if count < REPEATED:
        return [f"{layer}," for layer in block * count]
    if len(block) == 1:
        return [f"*[{dense} for _ in range({count})],"]
    inner = [f"        {layer}," for layer in block]
    return [f"*[layer for _ in range({count}) for layer in (", *inner, "    )],"]


def _options(recipe: Recipe, activation: str) -> str:
    options = [f'activation="{activation}"']
    if recipe.initializer != "glorot_uniform":  # Keras' default
        options.append(f'kernel_initializer="{recipe.initializer}"')
    if recipe.l2:
        options.append(f"kernel_regularizer=keras.regularizers.L2({recipe.l2:g})")
    return ", ".join(options)
