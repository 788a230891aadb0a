"""What is said of single units, against small networks that one can follow by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from components.concepts.layers import Dense, Layers
from components.concepts.unit_features import (
    activity,
    class_means,
    is_silent_below_zero,
    pictures,
    strongest,
)


def test_dead_units_are_counted_only_where_a_unit_can_die() -> None:
    outputs = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 2.0]])
    found = activity(outputs, "relu")
    np.testing.assert_allclose(found.active, [0, 0.5, 0.5])
    assert found.dead == (0,)
    assert activity(outputs, "tanh").dead == ()


def test_active_means_z_above_zero_for_every_kind_of_activation() -> None:
    z = np.array([[-2.0], [-0.5], [0.5]])
    np.testing.assert_allclose(activity(1 / (1 + np.exp(-z)), "sigmoid").active, [1 / 3])
    np.testing.assert_allclose(activity(np.tanh(z), "tanh").active, [1 / 3])


@pytest.mark.parametrize(
    ("name", "silent"), [("relu", True), ("relu6", True), ("elu", False), ("silu", False)]
)
def test_which_activations_are_silent_below_zero(name: str, silent: bool) -> None:
    assert is_silent_below_zero(name) is silent


def test_pictures_are_incoming_weights_and_further_on_weighted_pictures() -> None:
    random = np.random.default_rng(0)
    sizes = (6, 4, 3, 2, 5)
    layers = Layers(
        Dense(random.normal(size=(n_in, n_out)), random.normal(size=n_out))
        for n_in, n_out in itertools.pairwise(sizes)
    )
    first, second, third, _ = (layer.kernel for layer in layers)
    np.testing.assert_array_equal(pictures(layers, 0), first.T)
    weighted = sum(second[j, 1] * first[:, j] for j in range(4))
    np.testing.assert_allclose(pictures(layers, 1)[1], weighted)
    np.testing.assert_allclose(pictures(layers, 2), (first @ second @ third).T)


def test_the_strongest_come_first_and_equal_ones_in_their_order() -> None:
    assert strongest(np.array([0.0, 5.0, 1.0, 5.0]), 3).tolist() == [1, 3, 2]


def test_class_means_leave_a_missing_class_at_zero() -> None:
    found = class_means(np.array([1.0, 3.0, 5.0]), np.array([0, 0, 2]), 4)
    np.testing.assert_allclose(found, [2, 0, 5, 0])
