"""What is recorded of gain maps is what is measured."""

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.gain_map import gain_map
from components.training import gain_maps


def test_every_activation_is_recorded_for_the_first_seeds():
    assert all(gain_maps.find(name, seed) for name in ACTIVATIONS for seed in gain_maps.SEEDS)
    assert gain_maps.find("relu", gain_maps.SEEDS.stop) is None


@pytest.mark.parametrize(("activation", "seed"), [("relu", 0), ("tanh", 7), ("sigmoid", 3)])
def test_it_is_what_is_measured(activation, seed):
    recorded, measured = gain_maps.find(activation, seed), gain_map(activation, seed)
    np.testing.assert_allclose(recorded.kept, measured.kept, rtol=1e-6)
    assert recorded.survivors(20) == measured.survivors(20)


def test_saved_and_read_again(tmp_path):
    measured = gain_map("relu", 0)
    path = gain_maps.save({("relu", 0): measured}, tmp_path / "gain_maps.npz")
    np.testing.assert_array_equal(gain_maps.load(path)["relu", 0], measured.kept)
    assert not gain_maps.load(tmp_path / "none.npz")
