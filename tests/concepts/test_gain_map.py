"""The gain map: the same numbers as single passes, and the known gains of ReLU."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.gain_map import DEPTHS, GAINS, SURVIVES, WIDTH, gain_map
from components.concepts.gradient_flow import gradient_flow


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_agrees_with_single_passes(activation: str) -> None:
    whole = gain_map(activation, 4)
    for depth in (DEPTHS[1], DEPTHS[-1]):
        for k in (0, 8, len(GAINS) - 1):
            single = gradient_flow(activation, f"normal:{GAINS[k]:.17g}", depth, WIDTH, 4).kept
            assert whole.at(depth)[k] == pytest.approx(single, rel=1e-4)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation(activation: str) -> None:
    whole = gain_map(activation, 0)
    assert whole.kept.shape == (len(DEPTHS), len(GAINS))
    assert not np.isnan(whole.kept).any()


def test_relu_is_a_power_of_the_gain_that_crosses_1_at_he() -> None:
    whole = gain_map("relu", 0)
    for depth in DEPTHS:
        steps = np.diff(np.log(whole.at(depth))) / np.diff(np.log(GAINS))
        np.testing.assert_allclose(steps, depth - 1, rtol=1e-6)
    crossing = np.exp(np.interp(0, np.log(whole.at(20)), np.log(GAINS)))
    assert crossing == pytest.approx(np.sqrt(2), rel=0.05)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "silu"])
def test_deeper_stacks_have_fewer_survivors(activation: str) -> None:
    whole = gain_map(activation, 0)
    least, most = SURVIVES
    counts = [int(((row >= least) & (row <= most)).sum()) for row in whole.kept]
    assert counts[0] == len(GAINS)
    assert counts[-1] < counts[2] < counts[0]


def test_survivors_are_the_gains_in_the_band() -> None:
    whole = gain_map("sigmoid", 0)
    assert whole.survivors(2) == (GAINS[0], GAINS[-1])
    assert whole.survivors(50) is None


def test_it_takes_a_gain_of_about_10_for_sigmoid_to_keep_its_error() -> None:
    assert [gain_map("sigmoid", seed).survivors(20) for seed in (0, 1, 2)] == [(8.0, 8.0), (8.0, 8.0), None]
    kept = [gradient_flow("sigmoid", "normal:10", 20, WIDTH, seed).kept for seed in (0, 1, 2)]
    assert all(0.3 < each < 1.3 for each in kept)
