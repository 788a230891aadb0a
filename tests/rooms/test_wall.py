from __future__ import annotations

import pytest

from components.concepts.early_stopping import EarlyStoppingRule, replay
from components.rooms.wall import drawing, size, training
from components.training.recordings import RECORDINGS
from components.training.store import RunStore


def test_a_training_hangs_with_the_accuracy_of_the_weights_that_are_kept() -> None:
    run = RunStore().find(RECORDINGS["mnist_12k"].recipe)
    assert run is not None
    for rule in (
        EarlyStoppingRule(patience=3, restore_best_weights=True),
        EarlyStoppingRule(patience=1),
        None,
    ):
        piece = training(run, rule, "someone", {"mnist.seed": "0"})
        found = replay(run.lists, rule) if rule else None
        kept = found.weights_epoch if found else run.epochs - 1
        assert piece.facts["epochs"] == (found.epochs_run if found else run.epochs)
        assert piece.facts["val_accuracy"] == run.lists["val_accuracy"][kept]
        assert piece.facts["test_accuracy"] == run.lists["test_accuracy"][kept]
        assert piece.facts["patience"] == (rule.patience if rule else None)
        assert 0 < size(piece) < 2_000


def test_what_is_no_plain_value_does_not_hang() -> None:
    assert drawing("x", 7, 0.5, "someone", {}).name == drawing("x", 1, 0.5, "other", {}).name
    with pytest.raises(ValueError, match="JSON"):
        size(drawing("x", 7, float("nan"), "someone", {}))
