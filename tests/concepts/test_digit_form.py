"""A drawing in MNIST's form; MNIST's own images are the oracle."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.digit_form import BOX, FEEDS, FIELD, mnist_form, resize, shift
from components.datasets import mnist

IMAGES = mnist.load().x_test[:500]


def drawing(side: int = 84) -> np.ndarray:
    """A thick 7-like hook somewhere in the corner."""
    canvas = np.zeros((side, side), np.uint8)
    canvas[side // 10 : side // 6, side // 10 : side // 2] = 255
    canvas[side // 10 : side * 7 // 10, side * 4 // 10 : side // 2] = 255
    return canvas


@pytest.mark.parametrize("scale", [1, 3])
def test_an_image_of_mnist_is_in_the_form_already(scale):
    for image in IMAGES:
        large = np.kron(image, np.ones((scale, scale), np.uint8))
        np.testing.assert_array_equal(mnist_form(large).image, image)


@pytest.mark.parametrize("side", [56, 84, 280])
def test_size_and_place_of_a_drawing_do_not_matter(side):
    form = mnist_form(drawing(side))
    assert max(form.fitted.shape) == BOX
    assert form.image.shape == (FIELD, FIELD)
    moved = np.roll(drawing(side), (side // 5, side // 4), axis=(0, 1))
    np.testing.assert_array_equal(mnist_form(moved).image, form.image)


def test_the_centre_of_mass_is_in_the_middle():
    image = mnist_form(drawing()).image.astype(float)
    for axis in (0, 1):
        mass = image.sum(axis=axis)
        assert 13.9 <= mass @ (np.arange(FIELD) + 0.5) / mass.sum() <= 15.1


def test_proportions_are_kept_and_edges_become_grey():
    canvas = np.zeros((84, 84), np.uint8)
    canvas[5:75, 20:37] = 255
    form = mnist_form(canvas)
    assert form.box == (5, 75, 20, 37)
    assert form.fitted.shape == (20, 5)
    slanted = np.triu(np.full((84, 84), 255, np.uint8)) - np.triu(np.full((84, 84), 255, np.uint8), 12)
    fitted = mnist_form(slanted).fitted
    assert ((fitted > 20) & (fitted < 235)).any()


def test_ink_is_kept_when_areas_are_averaged():
    canvas = drawing()
    assert resize(canvas, 28, 28).mean() == pytest.approx(canvas.mean(), abs=0.3)
    np.testing.assert_array_equal(resize(canvas, 84, 84), canvas)


@pytest.mark.parametrize("box", [(0, 1, 0, 1), (40, 41, 0, 84), (0, 84, 83, 84)])
def test_a_dot_and_a_line_are_drawings(box):
    canvas = np.zeros((84, 84), np.uint8)
    canvas[box[0] : box[1], box[2] : box[3]] = 255
    form = mnist_form(canvas)
    assert form.image.any()
    assert form.image.shape == (FIELD, FIELD)


@pytest.mark.parametrize(("ink", "words"), [(0, "Nothing is drawn"), (10, "Nothing"), (255, "full of ink")])
def test_no_figure_is_a_sentence(ink, words):
    with pytest.raises(ValueError, match=words):
        mnist_form(np.full((84, 84), ink, np.uint8))


@pytest.mark.parametrize("feed", FEEDS.values(), ids=lambda feed: feed.name)
def test_every_feed_gives_an_image_and_says_what_is_wrong_with_it(feed):
    form = mnist_form(drawing())
    image = feed.image(form)
    assert image.shape == (FIELD, FIELD)
    assert image.dtype == np.uint8
    right = (image == form.image).all() and feed.scaled
    assert right == (not feed.says)


def test_shift_loses_what_leaves_the_field():
    moved = shift(np.arange(FIELD * FIELD).reshape(FIELD, FIELD), 6)
    assert moved[6, 6] == 0
    assert moved[7, 8] == FIELD + 2
    assert not moved[:6].any()
    assert not moved[:, :6].any()
