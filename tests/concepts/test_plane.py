"""The grid of the plane holds every point, and its pictures have the right way up."""

import numpy as np

from components.concepts.plane import SIDE, plane_around


def test_the_plane_holds_all_points_and_is_square():
    cloud = np.array([[0.5, -3.0], [2.0, 1.0]])
    plane = plane_around(cloud, cloud / 2)
    assert plane.points.shape == (SIDE * SIDE, 2)
    assert plane.axis[-1] > 3.0
    assert plane.axis[0] == -plane.axis[-1]


def test_a_picture_has_x1_across_and_x2_upwards():
    plane = plane_around(np.ones((1, 2)), side=7)
    across, up = plane.picture(plane.points[:, :1]), plane.picture(plane.points[:, 1])
    np.testing.assert_allclose(across[0], plane.axis, rtol=1e-6)
    np.testing.assert_allclose(up[:, 0], plane.axis, rtol=1e-6)


def test_no_points_have_a_plane_all_the_same():
    assert plane_around(np.zeros((0, 2))).axis[-1] == 1.0
