"""Writes the lines that all exported scripts share: network, `compile` and early stopping."""

from __future__ import annotations

import itertools
from dataclasses import fields

from components.concepts.early_stopping import EarlyStoppingRule
from components.concepts.optimizers import OPTIMIZERS
from components.training.recipe import Recipe

REPEATED = 3  # equal layers in a row, from which on they are written as a loop


def model_lines(recipe: Recipe) -> str:
    """Write the lines that build the network; three equal layers in a row or more become a loop."""
    inputs, *hidden, outputs = recipe.layer_sizes
    lines = [f"keras.Input(shape=({inputs},)),"]
    for units, same in itertools.groupby(hidden):
        lines += _hidden_lines(recipe, units, len(list(same)))
    last = "sigmoid" if outputs == 1 else "softmax"
    lines.append(f"keras.layers.Dense({outputs}, {_options(recipe, last)}),")
    body = "\n".join(f"    {line}" for line in lines)
    return f"model = keras.Sequential([\n{body}\n])"


def compile_lines(recipe: Recipe, *more: str) -> str:
    """Write the call of `compile`; `more` are further arguments, each with its comma."""
    optimizer = OPTIMIZERS[recipe.optimizer].class_name
    arguments = (
        f"optimizer=keras.optimizers.{optimizer}(learning_rate={recipe.learning_rate!r}),",
        f'loss="{recipe.loss}",',
        'metrics=["accuracy"],',
        *more,
    )
    body = "\n".join(f"    {argument}" for argument in arguments)
    return f"model.compile(\n{body}\n)"


def rule_lines(rule: EarlyStoppingRule) -> str:
    """Write the callback of a rule; arguments at Keras' defaults are left out, the common ones not."""
    always = ("monitor", "min_delta", "patience", "restore_best_weights")
    defaults = EarlyStoppingRule()
    arguments = [
        f"    {field.name}={getattr(rule, field.name)!r},"
        for field in fields(rule)
        if field.name in always or getattr(rule, field.name) != getattr(defaults, field.name)
    ]
    return "\n".join(["early_stopping = keras.callbacks.EarlyStopping(", *arguments, ")"])


def _hidden_lines(recipe: Recipe, units: int, count: int) -> list[str]:
    """The lines of equal hidden layers that follow each other."""
    dense = f"keras.layers.Dense({units}, {_options(recipe, recipe.activation)})"
    block = [dense, f"keras.layers.Dropout({recipe.dropout!r})"] if recipe.dropout else [dense]
    if count < REPEATED:
        return [f"{layer}," for layer in block * count]
    if len(block) == 1:
        return [f"*[{dense} for _ in range({count})],"]
    inner = [f"    {layer}," for layer in block]
    return [f"*[layer for _ in range({count}) for layer in (", *inner, ")],"]


def _options(recipe: Recipe, activation: str) -> str:
    options = [f'activation="{activation}"']
    if recipe.initializer != "glorot_uniform":  # Keras' default
        options.append(f'kernel_initializer="{recipe.initializer}"')
    if recipe.l2:
        options.append(f"kernel_regularizer=keras.regularizers.L2({recipe.l2!r})")
    return ", ".join(options)
