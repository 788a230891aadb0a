"""A changed layer, against the whole network computed anew with other weights."""

import itertools

import numpy as np
import pytest

from components.concepts.changed_layer import HOWS, Change, changed_logits, unbent_distance
from components.concepts.layers import Dense, Layers
from components.concepts.silencing import FILLS, silenced

RANDOM = np.random.default_rng(1)
SIZES = (2, 5, 3, 1)


def random_layers():
    return Layers(
        Dense(RANDOM.normal(size=(n, m)), RANDOM.normal(size=m)) for n, m in itertools.pairwise(SIZES)
    )


TRAINED, START = random_layers(), random_layers()
POINTS, OTHERS = RANDOM.normal(size=(50, 2)), RANDOM.normal(size=(20, 2))


def changed(rows, activation, change, **more):
    return changed_logits(TRAINED.stages(rows, activation), TRAINED, START, activation, change, **more)


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize("put_to", FILLS)
@pytest.mark.parametrize("layer", [0, 1])
def test_silenced_units_say_the_same_for_every_row(activation, put_to, layer):
    found = changed(POINTS, activation, Change(layer, "silenced", (0, 2), put_to))
    outputs = silenced(TRAINED.forward(POINTS, activation).outputs[layer], (0, 2), put_to)
    np.testing.assert_allclose(found, TRAINED.after(layer).logits(outputs, activation))


def test_the_mean_of_reference_rows_does_not_depend_on_who_is_asked():
    change, reference = Change(0, "silenced", range(5), "mean"), TRAINED.stages(POINTS, "tanh")
    few = changed(OTHERS[:3], "tanh", change, reference=reference)
    many = changed(OTHERS, "tanh", change, reference=reference)
    np.testing.assert_allclose(few, many[:3])
    assert np.ptp(many) < 1e-12  # a whole layer: the same everywhere
    np.testing.assert_allclose(changed(POINTS, "tanh", change)[:3], few)  # None: of the rows themselves


def test_an_unbent_layer_is_a_linear_one():
    linear = TRAINED.forward(POINTS, "linear").outputs[0]
    found = changed(POINTS, "relu", Change(0, "unbent"))
    np.testing.assert_allclose(found, TRAINED.after(0).logits(linear, "relu"))


@pytest.mark.parametrize("layer", [0, 1])
def test_linear_layers_are_unbent_already(layer):
    found = changed(POINTS, "linear", Change(layer, "unbent"))
    np.testing.assert_allclose(found, TRAINED.logits(POINTS, "linear"))


@pytest.mark.parametrize("layer", [0, 1])
def test_a_layer_put_back_has_its_first_weights_and_the_others_keep_theirs(layer):
    mixed = list(TRAINED)
    mixed[layer] = START[layer]
    found = changed(POINTS, "relu", Change(layer, "random start"))
    np.testing.assert_allclose(found, Layers(mixed).logits(POINTS, "relu"))


@pytest.mark.parametrize("wrong", [{"how": "bent"}, {"put_to": "one"}])
def test_a_change_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="has to be one of"):
        Change(0, **wrong)
    assert len(HOWS) == 3


def test_the_only_hidden_layer_unbent_has_a_line_at_this_distance():
    layers = Layers([TRAINED[0], Dense(RANDOM.normal(size=(5, 1)), RANDOM.normal(size=1))])
    distance = unbent_distance(layers)
    angles = np.linspace(0, 2 * np.pi, 20_000)
    circle = distance * np.column_stack([np.cos(angles), np.sin(angles)])
    z = layers.output.sums(layers[0].sums(circle))[:, 0]
    assert min(abs(z.max()), abs(z.min())) == pytest.approx(0, abs=1e-4)  # the circle touches the line
    layers.output.kernel[:] = 0
    assert unbent_distance(layers) == np.inf
