"""Principal components against numpy's singular value decomposition."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.principal_components import principal_components


@pytest.mark.parametrize("shape", [(200, 40), (30, 60), (50, 3)])
def test_it_is_what_the_singular_value_decomposition_gives(shape: tuple[int, int]) -> None:
    rows = np.random.default_rng(0).normal(size=shape) * np.linspace(4, 1, shape[1]) ** 2 + 3
    found = principal_components(rows)
    left, sizes, _ = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(np.abs(found.points), np.abs(left[:, :2] * sizes[:2]), atol=1e-5)
    np.testing.assert_allclose(found.shares, (sizes**2 / (sizes**2).sum())[:2], rtol=1e-6)


def test_the_largest_weight_of_each_axis_is_positive() -> None:
    rows = np.zeros((4, 3))
    rows[:, 2] = [-3, -1, 1, 3]
    np.testing.assert_allclose(principal_components(rows).points[:, 0], [-3, -1, 1, 3])
    np.testing.assert_allclose(principal_components(-rows).points[:, 0], [3, 1, -1, -3])


def test_missing_axes_and_points_without_spread_give_zeros() -> None:
    single = principal_components(np.array([[1.0], [2.0], [6.0]]))
    assert single.points.shape == (3, 2)
    np.testing.assert_allclose(single.shares, [1, 0])
    assert not principal_components(np.ones((5, 4), np.float32)).points.any()
