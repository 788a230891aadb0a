"""Hands rows to a fit, in the order in which Keras shuffles arrays, and many steps at a time.

Keras gathers every batch anew, in threads beside the training, and starts two pipelines an epoch: a quarter
of an epoch of 4,800 images. With a seed set, its order is the same in every epoch, so the rows can be put
into it once. And it calls compiled code anew for every step: a sixth of an epoch of 48,000 images. Here one
call does all steps of an execution. The numbers are those of a plain `fit`, to the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np


def keras_order(rows: int) -> np.ndarray:
    """The order in which `fit` takes the rows of arrays in every epoch after `set_random_seed`: (rows,).

    Source: `get_tf_dataset` of Keras' `ArrayDataAdapter`. TensorFlow derives the seed of an operation from
    its place in the function, so these are the same operations.
    """
    import tensorflow as tf

    def permutation(_: Any) -> Any:
        return tf.random.shuffle(tf.range(rows, dtype=tf.int64))

    return next(iter(tf.data.Dataset.range(1).map(permutation))).numpy()


def executions(x: np.ndarray, y: np.ndarray, batch_size: int, steps: int) -> Any:
    """The rows as they stand, a `tf.data.Dataset` with an element for every so many steps.

    An element is x and y of its full batches, (steps, batch, d) and (steps, batch, ...), how many of them
    count (the last element is filled up, so that all are compiled as one); and the batch that is left over,
    (1, rows, d) and (1, rows, ...), without rows in all but the last.
    """
    import tensorflow as tf

    full, left_over = divmod(len(x), batch_size)
    count = -(-(full + bool(left_over)) // steps)
    whole = full * batch_size
    missing = count * steps * batch_size - whole
    filled = []
    for array in (x, y):
        rows = array[:whole]
        if missing:  # otherwise no copy: 48,000 images are 150 MB
            rows = np.concatenate([rows, np.zeros((missing, *array.shape[1:]), array.dtype)])
        filled.append(rows.reshape(count, steps, batch_size, *array.shape[1:]))
    counts = np.minimum(steps, full - steps * np.arange(count, dtype=np.int32))
    nothing = tf.data.Dataset.from_tensors((x[None, :0], y[None, :0])).repeat(count - 1)
    rest = nothing.concatenate(tf.data.Dataset.from_tensors((x[None, whole:], y[None, whole:])))
    dataset = tf.data.Dataset.zip(tf.data.Dataset.from_tensor_slices((*filled, counts)), rest)
    options = tf.data.Options()
    options.experimental_optimization.apply_default_optimizations = False
    options.autotune.enabled = False
    return dataset.with_options(options)


def compile_executions(model: Any, targets: np.ndarray) -> None:
    """Have a compiled model train and test on the elements of `executions`.

    Args:
        model: compiled, its optimizer built; its steps per execution stay at 1.
        targets: (any, ...) like those of the rows.
    """
    model.train_function = _execution(model, model.train_step, targets)
    model.test_function = _execution(model, model.test_step, targets)


def _execution(model: Any, step: Callable[[Any], Any], targets: np.ndarray) -> Callable[[Iterator], Any]:
    """What Keras calls for the next element; returns the metrics so far."""
    import tensorflow as tf

    def steps(x: Any, y: Any, count: Any) -> Any:
        def next_step(number: Any) -> Any:
            step((x[number], y[number]))
            return number + 1

        tf.while_loop(lambda number: number < count, next_step, [tf.constant(0)])
        return model.get_metrics_result()

    signature = [
        # Batches of any number and size, so that a model is not traced for each.
        tf.TensorSpec((None, None, *model.input_shape[1:])),
        tf.TensorSpec((None, None, *targets.shape[1:]), targets.dtype),
        tf.TensorSpec((), tf.int32),
    ]
    compiled = tf.function(steps, signature, autograph=False, jit_compile=True)
    one = tf.constant(1)

    def execution(elements: Iterator) -> Any:
        (x, y, count), (x_rest, y_rest) = next(elements)
        if count:
            logs = compiled(x, y, count)
        if x_rest.shape[1]:
            logs = compiled(x_rest, y_rest, one)
        return logs

    return execution
