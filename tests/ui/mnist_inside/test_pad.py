"""What the pad sends to the browser."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.training.digit_reading import image_on_pad, read_digit
from components.training.sent_network import PLACES, REACH, activation_table, as_sent, file_of, fits_half
from components.ui.mnist_inside import pad
from components.ui.mnist_inside.network import network_at, softmax_regression
from components.ui.mnist_inside.settings import SETTINGS

NETWORK = network_at(SETTINGS.all["run"].default, 12)


def test_recorded_weights_are_sent_without_loss_in_two_bytes_each():
    assert len(file_of(NETWORK)) == 2 * 269_322
    for sent, kept in zip(as_sent(NETWORK).weights.to_arrays(), NETWORK.weights.to_arrays(), strict=True):
        np.testing.assert_array_equal(sent, kept)


def test_weights_that_half_precision_cannot_hold_are_sent_whole():
    arrays = NETWORK.weights.to_arrays()
    for value in (1e6, np.nan, np.inf):
        kernel = arrays[0].copy()
        kernel[3, 4] = value
        layers = NETWORK.weights.replaced(0, replace(NETWORK.weights[0], kernel=kernel))
        network = replace(NETWORK, weights=layers)
        assert not fits_half(layers)
        assert as_sent(network) is network
        assert len(file_of(network)) == 4 * 269_322


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_has_a_table_of_numbers(name):
    values, slopes = np.frombuffer(activation_table(name), "<f4").reshape(2, PLACES)
    assert np.isfinite(values).all()
    assert np.isfinite(slopes).all()
    assert values[0] == pytest.approx(float(ACTIVATIONS[name].function(np.array(-REACH))), abs=1e-5)


def test_pythons_reading_is_few_bytes_and_plain_json():
    for network in (NETWORK, softmax_regression()):
        found = read_digit(image_on_pad(4), network, softmax_regression(), "mnist_form", (4, 9))
        assert len(json.dumps(pad.settled(found), allow_nan=False)) < 600


def test_favourites_are_one_picture_of_nine():
    images = np.arange(9, dtype=np.uint8)[:, None, None] * np.ones((1, 28, 28), np.uint8)
    sent = pad.favourites("H1.3", images, "words")
    picture = np.frombuffer(base64.b64decode(sent["images"]), np.uint8).reshape(84, 84)
    assert picture[::28, ::28].tolist() == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    assert pad.favourites("H1.3", None, "dead")["images"] is None
