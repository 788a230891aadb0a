from __future__ import annotations

import math

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import CELLS, EDGES, Bell, rms_slopes, under_bell

BELLS = [Bell(), Bell(0, 4), Bell(2, 0.25), Bell(-5, 5), Bell(5, 1.5)]


def below(z: float, bell: Bell) -> float:
    """Share of the bell below z."""
    return 0.5 * math.erfc((bell.center - z) / bell.spread / math.sqrt(2))


@pytest.mark.parametrize("bell", BELLS, ids=str)
def test_shares_are_the_masses_of_a_normal_distribution(bell):
    assert bell.shares.sum() == pytest.approx(1)
    assert bell.shares @ CELLS == pytest.approx(bell.center, abs=1e-6)
    assert bell.shares @ (CELLS - bell.center) ** 2 == pytest.approx(bell.spread**2, rel=1e-3)


@pytest.mark.parametrize("bell", BELLS, ids=str)
def test_rms_slope_of_relu_is_the_root_of_the_share_above_0(bell):
    found = under_bell(ACTIVATIONS["relu"], bell)
    assert found.rms_slope == pytest.approx(math.sqrt(1 - below(0, bell)), abs=2e-4)
    assert found.flat_share == pytest.approx(below(0, bell), abs=2e-4)


@pytest.mark.parametrize("bell", BELLS, ids=str)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_sums_agree_with_a_large_sample(name, bell):
    z = bell.center + bell.spread * np.random.default_rng(1).normal(size=400_000)
    entry, found = ACTIVATIONS[name], under_bell(ACTIVATIONS[name], bell)
    slope = entry.derivative(z)
    assert found.rms_slope == pytest.approx(np.sqrt(np.mean(slope**2)), rel=0.02, abs=0.003)
    assert found.flat_share == pytest.approx(np.mean(np.abs(slope) < 0.1), abs=0.01)
    assert found.mean == pytest.approx(entry.function(z).mean(), abs=0.03)
    assert found.deviation == pytest.approx(entry.function(z).std(), rel=0.02, abs=0.003)


@pytest.mark.parametrize(
    ("name", "narrow", "wide", "flat"),
    [("relu", 0.71, 0.71, 0.50), ("tanh", 0.68, 0.36, 0.07), ("sigmoid", 0.21, 0.13, 0.04)],
)
def test_the_prediction_is_true(name, narrow, wide, flat):
    entry = ACTIVATIONS[name]
    assert under_bell(entry, Bell(0, 1)).rms_slope == pytest.approx(narrow, abs=0.005)
    assert under_bell(entry, Bell(0, 4)).rms_slope == pytest.approx(wide, abs=0.005)
    assert under_bell(entry, Bell(0, 1)).flat_share == pytest.approx(flat, abs=0.005)


def test_twenty_layers_multiply_twenty_slopes():
    found = under_bell(ACTIVATIONS["sigmoid"], Bell())
    assert found.after_layers == pytest.approx(found.rms_slope**20)
    assert 1e-14 < found.after_layers < 1e-13


def test_rms_slopes_is_under_bell_for_every_spread():
    spreads = np.array([0.25, 1.0, 3.0])
    expected = [under_bell(ACTIVATIONS["tanh"], Bell(1.0, s)).rms_slope for s in spreads]
    np.testing.assert_allclose(rms_slopes(ACTIVATIONS["tanh"], spreads, 1.0), expected)


def test_every_jump_is_an_edge_so_that_no_cell_has_two_slopes():
    assert (np.diff(EDGES) > 0).all()
    jumps = {jump for entry in ACTIVATIONS.values() for jump in entry.jumps}
    assert jumps
    assert jumps <= set(EDGES)


@pytest.mark.parametrize(
    ("center", "spread"), [(9, 1), (math.nan, 1), (0, 0), (0, 50), (0, math.inf), (0, -1)]
)
def test_a_bell_out_of_bounds_is_refused_with_what_is_expected(center, spread):
    with pytest.raises(ValueError, match="it has to be between"):
        Bell(center, spread)
