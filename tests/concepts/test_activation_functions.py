from __future__ import annotations

import math

import numpy as np
import pytest

from components.concepts import activation_functions as f


def test_share_of_a_normal_variable_keeps_its_digits_in_the_tail():
    z = np.linspace(-30, 8, 1521)
    exact = np.array([0.5 * math.erfc(-value / math.sqrt(2)) for value in z])
    np.testing.assert_allclose(f.normal_share(z), exact, rtol=2e-12)


def test_sigmoid_keeps_its_digits_in_the_tail():
    assert f.sigmoid(-40.0) == pytest.approx(math.exp(-40), rel=1e-12)
    assert f.sigmoid_slope(40.0) == pytest.approx(math.exp(-40), rel=1e-12)


def test_a_staircase_takes_the_left_value_at_a_place_unless_told_otherwise():
    z = np.array([-1.0, 0.0, 0.5, 1.0, 2.0])
    np.testing.assert_array_equal(f.steps(z, 0.0, 1.0, 2.0, at=(0.0, 1.0), right=(1.0,)), [0, 0, 1, 2, 2])


def test_swish_is_half_z_at_beta_0_and_relu_for_a_large_beta():
    z = np.linspace(-5, 5, 101)
    np.testing.assert_allclose(f.swish(z, 0.0), z / 2)
    np.testing.assert_allclose(f.swish(z, 500.0), np.maximum(z, 0), atol=1e-3)
