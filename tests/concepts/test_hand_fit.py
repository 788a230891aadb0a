from __future__ import annotations

import numpy as np
import pytest

from components.concepts.hand_fit import HandFit, of_weights

POINTS = np.random.default_rng(0).normal(size=(80, 2))
LABELS = (POINTS.sum(axis=1) > 0).astype(np.float32)
EXTENT = (-2.0, 2.0, -1.0, 1.0)


def test_with_nothing_set_it_is_a_coin():
    fit = HandFit(0, 0, 0)
    assert fit.loss(POINTS, LABELS) == pytest.approx(np.log(2))
    assert fit.boundary(EXTENT) is None


def test_the_right_numbers_part_the_points_and_the_wrong_sign_turns_all_answers():
    assert HandFit(1, 1, 0).accuracy(POINTS, LABELS) == 1
    assert HandFit(-1, -1, 0).accuracy(POINTS, LABELS) == 0
    assert HandFit(3, 3, 0).loss(POINTS, LABELS) < HandFit(1, 1, 0).loss(POINTS, LABELS) < np.log(2)


@pytest.mark.parametrize("fit", [HandFit(1, 1, 0), HandFit(0, 2, -1), HandFit(-3, 0, 1), HandFit(1, 9, 0.3)])
def test_the_boundary_crosses_the_plane_where_z_is_0(fit):
    ends = np.array(fit.boundary(EXTENT))
    np.testing.assert_allclose(fit.z(ends), 0, atol=1e-9)
    on_edge = np.isclose(np.abs(ends[:, 0]), 2) | np.isclose(np.abs(ends[:, 1]), 1)
    assert on_edge.all()
    assert not np.allclose(*ends)


def test_a_boundary_outside_the_plane_is_none():
    assert HandFit(1, 0, 5).boundary(EXTENT) is None


def test_trained_weights_become_three_numbers_and_back():
    fit = of_weights(np.array([[1.5], [-2.0]], np.float32), np.array([0.25], np.float32))
    assert fit == HandFit(1.5, -2, 0.25)
    assert [array.tolist() for array in fit.weights] == [[[1.5], [-2]], [0.25]]


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="expected are three finite numbers"):
        HandFit(float("nan"), 0, 0)
