"""Exports a recipe for points in the plane as a Keras script that contains the points."""

from __future__ import annotations

import numpy as np

from components.datasets.toys import OwnPoints
from components.training.export_lines import compile_lines, model_lines
from components.training.recipe import Recipe
from components.training.toy_recipes import points_of


def points_parts(recipe: Recipe, own_points: OwnPoints | None = None) -> dict[str, str]:
    """Write the parts: the same points in the same batches, so the weights of the app's workers come out."""
    return {
        "start": _head(recipe),
        "data": _data(recipe, own_points),
        "model": _model(recipe),
        "training": _training(recipe),
    }


def _head(recipe: Recipe) -> str:
    sizes = "-".join(str(size) for size in recipe.layer_sizes)
    return f'''"""{sizes} on points in the plane. Run it as it is."""

import numpy as np
import tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(1)  # with several threads the last digits differ

import keras

keras.backend.clear_session()  # layer names start anew
keras.utils.set_random_seed({recipe.seed})
'''


def _data(recipe: Recipe, own_points: OwnPoints | None) -> str:
    points = points_of(recipe, own_points)
    lines = ["# x1, x2, class"]
    for name, x, y in (("train", points.x_train, points.y_train), ("test", points.x_test, points.y_test)):
        rows = [
            f"    [{_number(x1)}, {_number(x2)}, {label:.0f}]," for (x1, x2), label in zip(x, y, strict=True)
        ]
        lines += [f"{name} = np.array([", *rows, '], dtype="float32")']
    return "\n".join([*lines, ""])


def _number(value: np.float32) -> str:
    """The shortest digits that give this very float32 again."""
    return np.format_float_positional(value, unique=True, trim="0")


def _model(recipe: Recipe) -> str:
    return f"{model_lines(recipe)}\n{compile_lines(recipe)}\nmodel.summary()\n"


def _training(recipe: Recipe) -> str:
    return f"""rows = tf.data.Dataset.from_tensor_slices((train[:, :2], train[:, 2:]))
rows = rows.shuffle({recipe.rows}, seed={recipe.seed}).batch({recipe.batch_size}).repeat()
history = model.fit(
    rows,
    steps_per_epoch={recipe.steps},
    epochs={recipe.epochs},
    callbacks=[keras.callbacks.TerminateOnNaN()],
    verbose=0,
)
print("train", model.evaluate(train[:, :2], train[:, 2:], return_dict=True, verbose=0))
print("test", model.evaluate(test[:, :2], test[:, 2:], return_dict=True, verbose=0))
"""
