"""Counting in a walk gives what a replay of the rule gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from components.concepts.early_stopping import EarlyStoppingRule, replay
from components.concepts.early_stopping_walks import LETTERS, walks

RULE = EarlyStoppingRule(patience=3, restore_best_weights=True)


def test_kinds_name_every_kind_of_epoch() -> None:
    history = {"val_loss": [0.9, 0.8, None, 0.7, 0.4, 0.6]}
    (walk,) = walks(history, replace(RULE, start_from_epoch=1, baseline=0.5), [0.0])
    assert walk.kinds == "wb-bhm"
    assert set(walk.kinds) == set(LETTERS.values())
    assert walk.best == (None, 0.8, 0.8, 0.7, 0.4, 0.4)
    assert walk.wait == (0, 1, 1, 2, 0, 1)


@pytest.mark.parametrize("min_delta", [0.0, 0.02, 0.1])
def test_the_first_wait_that_reaches_patience_is_the_stop(min_delta: float) -> None:
    history = {"val_loss": np.random.default_rng(0).random(40).tolist()}
    (walk,) = walks(history, RULE, [min_delta])
    for patience in range(1, 12):
        counted = next((epoch for epoch, wait in enumerate(walk.wait) if wait >= patience), None)
        rule = replace(RULE, patience=patience, min_delta=min_delta)
        assert replay(history, rule).stopped_epoch == counted
