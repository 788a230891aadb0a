"""Exports a recipe for MNIST as a Keras script."""

from __future__ import annotations

from components.concepts.early_stopping import EarlyStoppingRule
from components.concepts.losses import LOSSES
from components.datasets.mnist import SHUFFLE_SEED
from components.training.export_lines import compile_lines, model_lines, rule_lines
from components.training.recipe import Recipe


def mnist_parts(recipe: Recipe, rule: EarlyStoppingRule | None = None) -> dict[str, str]:
    """Write the parts; the data come from `keras.datasets`, or from a file given as the last argument."""
    return {
        "start": _head(recipe),
        "data": _data(recipe),
        "model": _model(recipe),
        "training": _training(recipe, rule),
    }


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
        'if sys.argv[-1].endswith(".npz"):',
        "    with np.load(sys.argv[-1]) as file:",
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
