"""The recorded probes: whole, and saying what the page says of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from components.training import probes
from components.training.recordings import RECORDINGS
from components.training.store import RunStore
from components.training.worker_probe import probe_layers

DEEP = [r.recipe for r in RECORDINGS.values() if r.recipe.hidden_units and r.recipe.keep == "weights"]


def test_every_recorded_network_with_weights_has_its_probes() -> None:
    found = probes.load()
    assert len(DEEP) >= 2
    for recipe in DEEP:
        run = RunStore().find(recipe)
        epochs = probes.recorded_epochs(run)
        assert {0, run.epochs} <= set(epochs)
        for epoch in epochs:
            assert len(found.layers[run.digest, epoch]) == len(recipe.hidden_units)


def test_what_the_page_says_of_them() -> None:
    found = probes.load()
    assert found.pixels == pytest.approx(0.90, abs=0.01)
    digest = RECORDINGS["mnist_48k"].recipe.digest
    assert found.layers[digest, 30] == pytest.approx((0.977, 0.980), abs=0.002)
    for recipe in DEEP:
        first, *behind = found.layers[recipe.digest, 0]
        assert abs(first - found.pixels) < 0.01  # "by about two points at most, in H2 even downwards"
        assert all(0 < found.pixels - accuracy < 0.025 for accuracy in behind)


def test_saved_and_read_again(tmp_path: Path) -> None:
    path = probes.load().save(tmp_path / "probes.json")
    assert probes.load(path) == probes.load()
    with pytest.raises(LookupError, match="make recordings"):
        probes.load(tmp_path / "none.json")


def test_a_worker_probes_each_hidden_layer() -> None:
    random = np.random.default_rng(0)
    weights = [random.normal(size=(784, 2)).astype(np.float32), np.zeros(2, np.float32)]
    weights += [random.normal(size=(2, 10)).astype(np.float32), np.zeros(10, np.float32)]
    (found,) = probe_layers(weights, "tanh", ("min_max",))
    assert 0.1 < found < 0.5
    assert probe_layers(weights[2:], "tanh", ("min_max",)) == ()
