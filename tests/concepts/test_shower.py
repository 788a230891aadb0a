import numpy as np
import pytest

from components.concepts.shower import PITCH, RADIUS, camera_image, camera_pixels, typical_rows


def moments(image):
    """Hillas' parameters of an image, measured as astronomers do: middle, spreads, direction of the axis."""
    places, light = image[:, :2] * RADIUS, image[:, 2] / image[:, 2].sum()
    middle = light @ places
    covariance = (light[:, None] * (places - middle)).T @ (places - middle)
    spreads, directions = np.linalg.eigh(covariance)
    return middle, np.sqrt(spreads[::-1]), directions[:, 1]


@pytest.mark.parametrize(("alpha", "azimuth"), [(0.0, 0.0), (30.0, 0.0), (75.0, 40.0)])
def test_the_image_has_the_numbers_it_was_drawn_from(alpha, azimuth):
    middle, (length, width), axis = moments(camera_image(50.0, 25.0, alpha, 120.0, azimuth))
    assert np.hypot(*middle) == pytest.approx(120, rel=0.05)
    assert length == pytest.approx(50, rel=0.15)  # the faintest light is left out
    assert width == pytest.approx(25, rel=0.15)
    to_centre = middle / np.hypot(*middle)
    assert np.degrees(np.arccos(abs(axis @ to_centre))) == pytest.approx(alpha, abs=4)


def test_pixels_are_a_honeycomb_within_the_camera():
    pixels = camera_pixels()
    assert np.hypot(*pixels.T).max() <= RADIUS
    apart = np.hypot(*(pixels[:, None] - pixels[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert apart.min() == pytest.approx(PITCH)
    assert (np.isclose(apart, PITCH).sum(axis=1) == 6).mean() > 0.7


def test_a_shower_without_width_is_still_seen():
    assert len(camera_image(20.0, 0.0, 10.0, 100.0)) >= 1


def test_the_first_row_is_the_most_typical_and_whole():
    values = np.array([[0.0, 0.0], [1.0, 1.0], [1.1, np.nan], [9.0, 9.0], [5.0, 5.0]])
    target = np.array([1, 1, 1, 1, 0])
    rows = typical_rows(values, target, 1, 3)
    assert rows[0] == 1
    assert len(set(rows)) == 3
    assert set(rows) <= {0, 1, 2, 3}
    assert list(typical_rows(values, target, 0, 3)) == [4]
