"""A changed layer does to any point what silencing does to the rows that it is given."""

import itertools

import numpy as np
import pytest

from components.concepts.changed_layer import HOWS, Change, changed_logits
from components.concepts.dense_network import forward, logits
from components.concepts.silencing import FILLS, onward, silenced

RANDOM = np.random.default_rng(1)
SIZES = (2, 5, 3, 1)


def random_weights():
    pairs = itertools.pairwise(SIZES)
    return [array for n, m in pairs for array in (RANDOM.normal(size=(n, m)), RANDOM.normal(size=m))]


WEIGHTS, START = random_weights(), random_weights()
POINTS, OTHERS = RANDOM.normal(size=(50, 2)), RANDOM.normal(size=(20, 2))


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize("put_to", FILLS)
@pytest.mark.parametrize("layer", [0, 1])
def test_silencing_agrees_with_silenced_on_the_reference_points(activation, put_to, layer):
    change = Change(layer, "silenced", (0, 2), put_to)
    found = changed_logits(POINTS, (WEIGHTS, START, activation), change, POINTS)
    outputs = forward(POINTS, WEIGHTS, activation).outputs[layer]
    expected = onward(silenced(outputs, (0, 2), put_to), layer, WEIGHTS, activation)
    np.testing.assert_allclose(found, expected)


def test_what_a_unit_says_does_not_depend_on_who_is_asked():
    change = Change(0, "silenced", range(5), "mean")
    few = changed_logits(OTHERS[:3], (WEIGHTS, START, "tanh"), change, POINTS)
    many = changed_logits(OTHERS, (WEIGHTS, START, "tanh"), change, POINTS)
    np.testing.assert_allclose(few, many[:3])
    assert np.ptp(many) < 1e-12  # a whole layer: the same everywhere


@pytest.mark.parametrize("layer", [0, 1])
def test_linear_layers_are_unbent_already(layer):
    found = changed_logits(POINTS, (WEIGHTS, START, "linear"), Change(layer, "unbent"), POINTS)
    np.testing.assert_allclose(found, logits(POINTS, WEIGHTS, "linear"))


def test_every_layer_put_back_is_the_start():
    for layer in (0, 1):
        place = slice(2 * layer, 2 * layer + 2)
        mixed = [*WEIGHTS[: place.start], *START[place], *WEIGHTS[place.stop :]]
        change = Change(layer, "random start")
        found = changed_logits(POINTS, (WEIGHTS, START, "relu"), change, POINTS)
        np.testing.assert_allclose(found, logits(POINTS, mixed, "relu"))


@pytest.mark.parametrize("wrong", [{"how": "bent"}, {"put_to": "one"}])
def test_a_change_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="has to be one of"):
        Change(0, **wrong)
    assert len(HOWS) == 3
