"""A recipe as the Keras script that a student would write, with the numbers of the app."""

from __future__ import annotations

import itertools
from dataclasses import fields

from components.concepts.early_stopping import EarlyStoppingRule
from components.concepts.losses import LOSSES
from components.concepts.optimizers import OPTIMIZERS
from components.datasets.mnist import SHUFFLE_SEED
from components.training.recipe import Recipe

REPEATED = 3  # equal layers in a row, from which on they are written as a loop


def to_script(recipe: Recipe, rule: EarlyStoppingRule | None = None) -> str:
    """Write the script of a recipe and its early-stopping rule.

    It reads MNIST with `keras.datasets`, or from a file given as argument, and gives the history of the
    app's workers to the last digit on the same kind of processor with the same versions.
    """
    parts = [_head(recipe), _data(recipe), _model(recipe), _training(recipe, rule)]
    return "\n".join(parts)


def model_lines(recipe: Recipe) -> str:
    """Write the lines that build the network; three equal layers in a row or more become a loop."""
    inputs, *hidden, classes = recipe.layer_sizes
    lines = [f"keras.Input(shape=({inputs},)),"]
    for units, same in itertools.groupby(hidden):
        lines += _hidden_lines(recipe, units, len(list(same)))
    lines.append(f"keras.layers.Dense({classes}, {_options(recipe, 'softmax')}),")
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


def _head(recipe: Recipe) -> str:
    sizes = "-".join(str(size) for size in recipe.layer_sizes)
    return f'''"""{sizes} on MNIST. Run it as it is, or with the path of an mnist.npz."""

import sys

import numpy as np
import tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(1)  # with several threads the last digits differ

import keras

keras.backend.clear_session()  # layer names start anew
keras.utils.set_random_seed({recipe.seed})
'''


def _data(recipe: Recipe) -> str:
    lines = [
        "if len(sys.argv) > 1:",
        "    with np.load(sys.argv[1]) as file:",
        '        x_train, y_train = file["x_train"], file["y_train"]',
        '        x_test, y_test = file["x_test"], file["y_test"]',
        "else:",
        "    (x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()",
        "",
        f"x_train, y_train = x_train[:{recipe.rows}], y_train[:{recipe.rows}]",
        'x_train = x_train.reshape(-1, 784).astype("float32")',
        'x_test = x_test.reshape(-1, 784).astype("float32")',
    ]
    if "shuffle_pixels" in recipe.preprocessing:
        lines += [
            f"order = np.random.default_rng({SHUFFLE_SEED}).permutation(784)  # the same for every image",
            "x_train, x_test = x_train[:, order], x_test[:, order]",
        ]
    if "min_max" in recipe.preprocessing:
        lines.append("x_train, x_test = x_train / 255, x_test / 255  # min-max scaling: 0 to 1")
    if LOSSES[recipe.loss].one_hot:
        lines.append("y_train, y_test = np.eye(10)[y_train], np.eye(10)[y_test]  # one-hot")
    return "\n".join([*lines, ""])


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


def _model(recipe: Recipe) -> str:
    jit = "jit_compile=True,  # the last digits depend on it, and it is faster"
    return f"{model_lines(recipe)}\n{compile_lines(recipe, jit)}\nmodel.summary()\n"


def _training(recipe: Recipe, rule: EarlyStoppingRule | None) -> str:
    callbacks = ["keras.callbacks.TerminateOnNaN()"]
    lines = []
    if rule is not None:
        lines += [rule_lines(rule)]
        callbacks.append("early_stopping")
    lines += [
        "history = model.fit(",
        "    x_train,",
        "    y_train,",
        f"    batch_size={recipe.batch_size},",
        f"    epochs={recipe.epochs},",
        f"    validation_split={recipe.validation_split!r},  # the last rows, before any shuffling",
        f"    callbacks=[{', '.join(callbacks)}],",
        ")",
        "print(model.evaluate(x_test, y_test, return_dict=True))",
    ]
    return "\n".join([*lines, ""])
