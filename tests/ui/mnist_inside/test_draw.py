"""The sentence over the pad."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components import text
from components.concepts.digit_form import FEEDS
from components.training.digit_reading import image_on_pad, read_digit
from components.ui.mnist_inside.draw import _sentence
from components.ui.mnist_inside.network import network_at, softmax_regression
from components.ui.mnist_inside.settings import SETTINGS, DigitQuery

DEFAULTS = {name: setting.default for name, setting in SETTINGS.all.items()}
NETWORK = network_at(DEFAULTS["run"], 12)


def sentence(network=NETWORK, feed: str = DEFAULTS["feed"], *, drawn: bool = False) -> str:
    query = DigitQuery(DEFAULTS["image"], feed, None, None)
    found = read_digit(image_on_pad(query.image), network, softmax_regression(), feed, (None, None))
    return _sentence(text.load("mnist_inside"), found, query, network, drawn=drawn)


def test_it_says_what_was_read_and_how_the_difference_comes_about():
    said = sentence()
    assert said.startswith(
        "Test image 707, a **4**: after epoch 12 it **reads 9 (66.2 %), next 4 (33.8 %)**."
    )
    assert "z₉ − z₄ = 0.67" in said
    assert sentence(drawn=True).startswith("Your drawing: ")


@pytest.mark.parametrize(("activation", "exact"), [("relu", True), ("leaky_relu", True), ("tanh", False)])
def test_first_order_is_said_of_activations_that_bend(activation, exact):
    network = replace(NETWORK, recipe=replace(NETWORK.recipe, activation=activation))
    assert ("first order" not in sentence(network)) == exact


@pytest.mark.parametrize("feed", FEEDS)
def test_a_slip_is_named(feed):
    assert FEEDS[feed].says in sentence(feed=feed)
    assert (":orange[" in sentence(feed=feed)) == bool(FEEDS[feed].says)
