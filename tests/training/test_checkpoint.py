"""Checkpoints: which epoch of a run is meant, and weights that nobody writes to."""

from __future__ import annotations

import numpy as np
import pytest

from components.training.checkpoint import checkpoint
from components.training.recordings import RECORDINGS
from components.training.store import RunStore

RUN = RunStore().find(RECORDINGS["mnist_12k"].recipe)


def test_the_nearest_kept_epoch_and_the_best():
    assert [RUN.nearest_kept_epoch(asked) for asked in (0, 6, 7, 11, 99)] == [0, 5, 8, 12, 30]
    kept = [epoch for epoch in RUN.snapshot_epochs.tolist() if epoch]
    assert RUN.best_kept_epoch == min(kept, key=lambda epoch: RUN.history["val_loss"][epoch - 1])


def test_two_are_equal_if_digest_and_epoch_are_and_neither_can_be_written_to():
    one, same, other = (checkpoint(RUN, epoch) for epoch in (8, 8, 12))
    assert one == same != other
    assert hash(one) == hash(same)
    with pytest.raises(ValueError, match="read-only"):
        one.weights[0].kernel[0, 0] = 1
    np.testing.assert_array_equal(one.weights[0].kernel, RUN.weights(8)[0].kernel)
    with pytest.raises(KeyError, match="not kept"):
        checkpoint(RUN, 7)
