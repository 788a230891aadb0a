"""A model used again trains exactly as a new one."""

from __future__ import annotations

import numpy as np
import pytest

from components.training.depth_study import LEARNING_RATES, Cell
from components.training.worker_depth_study import fresh_model


@pytest.mark.keras
@pytest.mark.parametrize("optimizer", LEARNING_RATES)
def test_reused_model_gives_the_history_of_a_new_one(optimizer: str) -> None:
    rng = np.random.default_rng(0)
    x, y = rng.random((320, 784), dtype=np.float32), rng.integers(0, 10, 320)
    first = Cell(2, "relu", optimizer, "glorot_uniform", 0)
    second = Cell(2, "relu", optimizer, "he_uniform", 1)
    expected = fresh_model(second).fit(x, y, epochs=2, verbose=0).history
    used = fresh_model(first)
    used.fit(x, y, epochs=1, verbose=0)
    assert float(used.optimizer.learning_rate.numpy()) == pytest.approx(LEARNING_RATES[optimizer])
    assert fresh_model(second, used).fit(x, y, epochs=2, verbose=0).history == expected
