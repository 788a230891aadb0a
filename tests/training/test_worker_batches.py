"""The rows as they are handed to a fit; that Keras' own numbers come of them is in test_worker.py."""

from __future__ import annotations

import numpy as np
import pytest

from components.training import worker_batches
from tests.keras_child import InKeras

pytestmark = pytest.mark.keras


def counts_sizes_and_orders() -> tuple[list[list[tuple[int, int]]], bool, bool]:
    """Of each execution the full batches and the rows left over; if the rows, if their order is right."""
    import keras
    from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter

    elements, same_rows = [], []
    for rows in (10, 32, 48, 63, 70):
        x, y = np.arange(rows * 2, dtype=np.float32).reshape(rows, 2), np.arange(rows)
        handed = list(worker_batches.executions(x, y, 16, steps=2).as_numpy_iterator())
        assert {full[0].shape for full, _ in handed} == {(2, 16, 2)}
        for place, whole in enumerate((x, y)):
            parts = [np.concatenate([*full[place][: full[2]], *rest[place]]) for full, rest in handed]
            same_rows.append(np.array_equal(np.concatenate(parts), whole))
        elements.append([(int(full[2]), rest[0].shape[1]) for full, rest in handed])
    keras.utils.set_random_seed(7)
    theirs = ArrayDataAdapter(np.arange(70), batch_size=32, shuffle=True).get_tf_dataset()
    epochs = [np.concatenate([keras.tree.flatten(batch)[0].numpy() for batch in theirs]) for _ in range(2)]
    ours = worker_batches.keras_order(70)
    return elements, all(same_rows), all(np.array_equal(epoch, ours) for epoch in epochs)


def test_rows_come_in_the_order_of_keras_and_every_one_once(in_keras: InKeras) -> None:
    elements, same_rows, same_order = in_keras(counts_sizes_and_orders)
    assert elements == [
        [(0, 10)],
        [(2, 0)],
        [(2, 0), (1, 0)],
        [(2, 0), (1, 15)],
        [(2, 0), (2, 0), (0, 6)],
    ]
    assert same_rows
    assert same_order
