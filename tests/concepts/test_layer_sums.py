from __future__ import annotations

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import CELLS, Bell, under_bell
from components.concepts.layer_sums import layer_sums


def test_a_layer_of_normal_z_is_the_bell():
    z = np.random.default_rng(0).normal(-1.0, 2.0, (4_000, 50))
    for name in ("relu", "tanh", "sigmoid"):
        found, expected = layer_sums(z, ACTIVATIONS[name]), under_bell(ACTIVATIONS[name], Bell(-1.0, 2.0))
        assert found.rms_slope == pytest.approx(expected.rms_slope, abs=0.005)
        assert found.flat_share == pytest.approx(expected.flat_share, abs=0.005)
    assert (found.mean, found.deviation) == (pytest.approx(-1, abs=0.02), pytest.approx(2, abs=0.02))
    assert found.shares.sum() == pytest.approx(1)
    assert found.shares @ CELLS == pytest.approx(-1, abs=0.02)


def test_dead_units_are_those_that_no_input_reaches():
    z = np.array([[-1.0, -1.0, 2.0], [-3.0, 0.5, 99.0]])
    found = layer_sums(z, ACTIVATIONS["relu"])
    assert (found.dead, found.units) == (1, 3)
    assert found.flat_share == pytest.approx(0.5)
    assert found.shares.sum() == pytest.approx(1)  # 99 lies beyond the cells, and counts at their end
