"""A unit's sum has the numbers that the whole pass has."""

import itertools

import numpy as np
import pytest

from components.concepts.layers import Dense, Layers
from components.concepts.one_sum import pass_of, unit_sum

RANDOM = np.random.default_rng(0)


@pytest.mark.parametrize("sizes", [(2, 1), (2, 1, 1), (2, 8, 8, 8, 8, 1)])
@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_products_and_bias_make_the_sum(sizes, activation):
    layers = Layers(
        Dense(RANDOM.normal(size=(n_in, n_out)), RANDOM.normal(size=n_out))
        for n_in, n_out in itertools.pairwise(sizes)
    )
    point = np.array([0.4, -1.2])
    passed, whole = pass_of(point, layers, activation), layers.forward(point[None], activation)
    for layer, n_units in enumerate(sizes[1:]):
        for unit in range(n_units):
            found = unit_sum(point, passed, layers, layer, unit)
            assert found.products.sum() + found.bias == pytest.approx(found.z)
            assert found.z == whole.pre_activations[layer][0, unit]
            assert found.output == whole.outputs[layer][0, unit]
