"""One path: its factors are those of the stack, and the RMS parts explain what is measured."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.chain_rule import chain
from components.concepts.gradient_flow import draw, forward, gradient_flow


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_factors_are_read_off_the_stack(activation: str) -> None:
    one = chain(activation, "he_normal", 4, 16, 2)
    stack = draw("he_normal", 4, 16, 2)
    _, slopes = forward(stack, activation)
    by_hand = slopes[3][0, one.units[3]]
    for layer in (2, 1, 0):
        by_hand *= stack.kernels[layer + 1][one.units[layer], one.units[layer + 1]]
        by_hand *= slopes[layer][0, one.units[layer]]
    assert one.products[-1] == pytest.approx(abs(by_hand))
    assert one.products[-1] == pytest.approx(abs(np.prod(one.slopes) * np.prod(one.weights)))
    assert len(one.factors) == 7


def test_all_paths_together_are_the_gradient() -> None:
    """Three layers of 8 units: the 64 paths into a unit, added up, give dL/dz of that unit."""
    stack = draw("he_normal", 3, 8, 1)
    _, (first, second, third) = forward(stack, "tanh")
    total = sum(
        stack.arriving[0, c]
        * third[0, c]
        * stack.kernels[2][b, c]
        * second[0, b]
        * stack.kernels[1][5, b]
        * first[0, 5]
        for b in range(8)
        for c in range(8)
    )
    error = stack.arriving * third
    error = (error @ stack.kernels[2].T) * second
    error = (error @ stack.kernels[1].T) * first
    assert total == pytest.approx(error[0, 5])


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "silu"])
@pytest.mark.parametrize("initializer", ["glorot_uniform", "he_uniform"])
def test_rms_slope_times_gain_is_the_measured_factor(activation: str, initializer: str) -> None:
    one = chain(activation, initializer, 20, 128, 0)
    flow = gradient_flow(activation, initializer, 20, 128, 0)
    assert np.sqrt(np.mean(one.rms_slopes**2)) * one.gains.mean() == pytest.approx(flow.factor, rel=0.03)


def test_a_relu_path_goes_through_units_that_are_on() -> None:
    one = chain("relu", "he_normal", 20, 128, 0)
    np.testing.assert_array_equal(one.slopes, np.ones(20))


def test_one_layer_has_one_slope_and_no_weight() -> None:
    one = chain("sigmoid", "he_normal", 1, 8, 0)
    assert (len(one.factors), len(one.weights)) == (1, 0)
