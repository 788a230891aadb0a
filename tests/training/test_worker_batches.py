"""The rows as they are handed to a fit; that Keras' own numbers come of them is in test_worker.py."""

from __future__ import annotations

import numpy as np
import pytest

from components.training import worker_batches
from tests.keras_child import InKeras

pytestmark = pytest.mark.keras


def sizes_and_orders() -> tuple[list[list[int]], list[bool], bool]:
    """Sizes of batches of 10, 64 and 70 rows; whether any size fits; whether the order is Keras' own."""
    import keras
    from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

    sizes, any_size = [], []
    for rows in (10, 64, 70):
        x, y = np.arange(rows * 2, dtype=np.float32).reshape(rows, 2), np.arange(rows)
        dataset = worker_batches.batches(x, y, 32)
        handed = [(bx.numpy(), by.numpy()) for bx, by in dataset]
        assert np.array_equal(np.concatenate([bx for bx, _ in handed]), x)
        assert np.array_equal(np.concatenate([by for _, by in handed]), y)
        sizes.append([len(by) for _, by in handed])
        any_size.append(dataset.element_spec[0].shape.as_list() == [None, 2])
    keras.utils.set_random_seed(7)
    theirs = ArrayDataAdapter(np.arange(70), batch_size=32, shuffle=True).get_tf_dataset()
    epochs = [np.concatenate([keras.tree.flatten(batch)[0].numpy() for batch in theirs]) for _ in range(2)]
    ours = worker_batches.keras_order(70)
    return sizes, any_size, all(np.array_equal(epoch, ours) for epoch in epochs)


def test_rows_come_in_the_order_of_keras_in_batches_of_any_size(in_keras: InKeras) -> None:
    sizes, any_size, same_order = in_keras(sizes_and_orders)
    assert sizes == [[10], [32, 32], [32, 32, 6]]
    assert all(any_size)
    assert same_order
