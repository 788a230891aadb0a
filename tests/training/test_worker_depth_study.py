"""A model used again trains exactly as a new one."""

from __future__ import annotations

import numpy as np
import pytest

from components.training.depth_study import LEARNING_RATES, Cell
from components.training.worker_depth_study import fresh_model
from tests.keras_child import InKeras


def histories(optimizer: str) -> tuple[float, dict[str, list[float]], dict[str, list[float]]]:
    """The learning rate that a fit leaves, and the histories of a new model and of that one, used again."""
    rng = np.random.default_rng(0)
    x, y = rng.random((320, 784), dtype=np.float32), rng.integers(0, 10, 320)
    first = Cell(2, "relu", optimizer, "glorot_uniform", 0)
    second = Cell(2, "relu", optimizer, "he_uniform", 1)
    expected = fresh_model(second).fit(x, y, epochs=2, verbose=0).history
    used = fresh_model(first)
    used.fit(x, y, epochs=1, verbose=0)
    rate = float(used.optimizer.learning_rate.numpy())
    return rate, expected, fresh_model(second, used).fit(x, y, epochs=2, verbose=0).history


@pytest.mark.keras
@pytest.mark.parametrize("optimizer", LEARNING_RATES)
def test_reused_model_gives_the_history_of_a_new_one(optimizer: str, in_keras: InKeras) -> None:
    rate, new, used_again = in_keras(histories, optimizer)
    assert rate == pytest.approx(LEARNING_RATES[optimizer])
    assert used_again == new
