"""A drawing on its way through a network: its form, its answer, and what speaks for it."""

from __future__ import annotations

import base64
import zlib
from dataclasses import replace

import numpy as np
import pytest

from components.concepts.digit_form import FEEDS
from components.datasets import mnist
from components.training.checkpoint import Checkpoint, checkpoint
from components.training.digit_reading import (
    PAD,
    DrawingError,
    as_image,
    choose_pair,
    drawing_code,
    drawing_from,
    image_on_pad,
    read_digit,
)
from components.training.recordings import RECORDINGS
from components.training.store import RunStore

FEED = next(iter(FEEDS))
BOMB = base64.urlsafe_b64encode(zlib.compress(bytes(10**7), wbits=-15)).decode()  # unpacks to 10 MB


def recorded(name: str, epoch: int) -> Checkpoint:
    run = RunStore().find(RECORDINGS[name].recipe)
    assert run is not None
    return checkpoint(run, epoch)


NETWORK, SOFTMAX = recorded("mnist_12k", 12), recorded("mnist_softmax", 17)
MISTAKE = 707  # a 4 that is taken for a 9: the image with which the page opens


def reading(network: Checkpoint = NETWORK, number: int = 4, feed: str = FEED, pair=(None, None)):
    return read_digit(image_on_pad(number), network, SOFTMAX, feed, pair)


def test_a_test_image_is_read_as_in_the_test_set():
    for number in range(20):
        found = reading(number=number)
        np.testing.assert_array_equal(found.image, mnist.load().x_test[number])
        inputs = mnist.prepare(mnist.load().x_test[number][None], ("min_max",))
        z = NETWORK.weights.logits(inputs, "relu")[0]
        np.testing.assert_array_equal(found.through.pre_activations[-1][0], z)
        assert found.probabilities.sum() == pytest.approx(1, abs=1e-5)


def test_the_page_opens_with_a_4_that_is_taken_for_a_9():
    assert mnist.load().y_test[MISTAKE] == 4
    assert reading(number=MISTAKE).pair == (9, 4)
    assert reading(number=MISTAKE).words.startswith("reads 9 (")


@pytest.mark.parametrize("name", ["mnist_12k", "mnist_48k", "mnist_softmax"])
@pytest.mark.parametrize("feed", FEEDS)
def test_template_and_rest_are_the_difference_of_the_logits(name, feed):
    network = recorded(name, 8)
    found = reading(network, feed=feed, pair=(4, 9))
    z = found.through.pre_activations[-1][0].astype(float)
    assert found.template.difference == pytest.approx(z[4] - z[9], rel=1e-3, abs=1e-3)
    assert found.template.exact


def test_softmax_regression_has_the_fixed_template():
    found = reading(SOFTMAX, pair=(4, 9))
    np.testing.assert_array_equal(found.template.pixels, found.fixed.pixels)
    assert found.counts is None


def test_shuffled_pixels_come_back_to_their_places():
    image = mnist.load().x_test[4]
    recipe = replace(NETWORK.recipe, preprocessing=("min_max", "shuffle_pixels"))
    found = reading(replace(NETWORK, recipe=recipe))
    shown = as_image(found.inputs, found.order).reshape(28, 28)
    np.testing.assert_allclose(shown, image / 255, atol=1e-6)


def test_unscaled_is_the_slip_against_what_the_network_was_trained_on():
    assert reading(feed="unscaled").inputs.max() == 255
    trained_raw = replace(NETWORK, recipe=replace(NETWORK.recipe, preprocessing=()))
    assert reading(trained_raw).inputs.max() == 255
    assert reading(trained_raw, feed="unscaled").inputs.max() == 1


@pytest.mark.parametrize(
    ("asked", "pair"), [((None, None), (3, 1)), ((1, None), (1, 3)), ((None, 3), (1, 3)), ((7, 2), (7, 2))]
)
def test_the_pair_is_what_was_asked_for_else_the_most_likely(asked, pair):
    assert choose_pair(np.array([0, 5, 1, 9, 2, 0, 0, 0, 0, 0.0]), asked) == pair


def test_a_class_is_not_its_own_rival():
    with pytest.raises(DrawingError, match="both are 4"):
        reading(pair=(4, 4))


@pytest.mark.parametrize("ink", [0, 255])
def test_a_drawing_without_a_digit_is_a_sentence(ink):
    with pytest.raises(DrawingError, match="digit"):
        read_digit(np.full((PAD, PAD), ink, np.uint8), NETWORK, SOFTMAX, FEED, (None, None))


@pytest.mark.parametrize(
    "sent", [None, 7, "nonsense", "ä", "", base64.b64encode(b"short").decode(), [1], {}, BOMB]
)
def test_what_is_no_drawing_is_refused(sent):
    with pytest.raises(DrawingError):
        drawing_from(sent)


def test_a_drawing_arrives_as_it_was_sent():
    image = 17 * (image_on_pad(3) // 17)
    code = drawing_code(image)
    assert len(code) < 600
    np.testing.assert_array_equal(drawing_from(code), image)
