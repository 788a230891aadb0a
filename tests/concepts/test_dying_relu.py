from __future__ import annotations

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import Bell
from components.concepts.dying_relu import INPUTS, UNITS, relu_units


def test_the_seed_decides_the_layer():
    first, again, other = relu_units(Bell(), 3), relu_units(Bell(), 3), relu_units(Bell(), 4)
    np.testing.assert_array_equal(first.pre_activations, again.pre_activations)
    assert not np.array_equal(first.pre_activations, other.pre_activations)
    assert first.lit.shape == (UNITS, INPUTS)


def test_half_of_the_cells_are_dark_without_a_bias_and_no_unit_is_dead():
    layer = relu_units(Bell(0, 1))
    assert layer.sparsity == pytest.approx(0.5, abs=0.05)
    assert not layer.dead.any()


def test_a_bias_far_below_0_kills_some_units_and_then_all():
    dead = [relu_units(Bell(bias, 1)).dead.sum() for bias in (0, -3, -5)]
    assert dead[0] == 0
    assert 0 < dead[1] < dead[2]
    assert relu_units(Bell(-5, 0.25)).dead.all()


def test_a_dead_unit_gets_no_gradient_from_any_input_and_a_sparse_one_from_some():
    layer = relu_units(Bell(-3, 1))
    slopes = ACTIVATIONS["relu"].derivative(layer.pre_activations)
    assert (slopes[layer.dead] == 0).all()
    assert (slopes[~layer.dead].sum(axis=1) > 0).all()


def test_the_busiest_unit_comes_first():
    shares = relu_units(Bell(-1, 1)).lit.mean(axis=1)
    assert (np.diff(shares) <= 0).all()
