"""Hands rows to a fit, in the order in which Keras shuffles arrays, for a fifth of the work.

Keras gathers every batch anew, in threads beside the training, and starts two pipelines an epoch: a quarter
of an epoch of 4,800 images. With a seed set, its order is the same in every epoch, so the rows can be put
into it once. The numbers are those of plain arrays, to the last digit.
"""

from __future__ import annotations

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


def batches(x: np.ndarray, y: np.ndarray, batch_size: int) -> Any:
    """The rows as they stand, a `tf.data.Dataset` of ((batch, d), (batch, ...)); the last may be smaller."""
    import tensorflow as tf

    whole = len(x) // batch_size * batch_size
    full = [array[:whole].reshape(-1, batch_size, *array.shape[1:]) for array in (x, y)]
    # Even if nothing is left: batches of any size keep a compiled model from being traced for each size.
    rest = [array[None, whole:] for array in (x, y)]
    dataset = tf.data.Dataset.from_tensor_slices(tuple(full))
    left_over = tf.data.Dataset.from_tensor_slices(tuple(rest))
    dataset = dataset.concatenate(left_over if len(x) > whole else left_over.take(0))
    options = tf.data.Options()
    options.experimental_optimization.apply_default_optimizations = False
    options.autotune.enabled = False
    return dataset.with_options(options)
