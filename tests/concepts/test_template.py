"""The template against the difference of logits that the network computes, and against small changes."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.layers import Dense, Layers
from components.concepts.template import contributions, made_of_lines, template

PAIR = (4, 9)


def network(sizes: tuple[int, ...], seed: int = 0) -> tuple[np.ndarray, Layers]:
    rng = np.random.default_rng(seed)
    layers = Layers(
        Dense(rng.normal(0, (2 / n_in) ** 0.5, (n_in, n_out)), rng.normal(0, 0.3, n_out))
        for n_in, n_out in itertools.pairwise(sizes)
    )
    return rng.random(sizes[0]), layers


def difference(inputs: np.ndarray, layers: Layers, activation: str) -> float:
    z = layers.logits(inputs[None], activation)[0]
    return float(z[PAIR[0]] - z[PAIR[1]])


@pytest.mark.parametrize("sizes", [(784, 10), (784, 64, 10), (784, 64, 48, 10), (20, 9, 8, 7, 10)])
@pytest.mark.parametrize("seed", range(3))
def test_for_relu_template_and_biases_are_the_whole_difference(sizes, seed):
    inputs, layers = network(sizes, seed)
    found = template(inputs, layers, "relu", PAIR)
    assert found.from_bends == pytest.approx(0, abs=1e-12)
    assert found.exact
    assert found.on_image == pytest.approx(float(found.pixels @ inputs))
    whole = difference(inputs, layers, "relu")
    assert found.on_image + found.from_biases == pytest.approx(whole, rel=1e-10, abs=1e-10)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_parts_add_up_for_every_activation(name):
    inputs, layers = network((30, 12, 11, 10))
    found = template(inputs, layers, name, PAIR)
    assert found.difference == pytest.approx(difference(inputs, layers, name), rel=1e-9, abs=1e-9)
    assert found.exact == made_of_lines(name)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_template_tells_what_a_small_change_does(name):
    inputs, layers = network((30, 12, 11, 10))
    found = template(inputs, layers, name, PAIR)
    change = np.random.default_rng(1).normal(0, 1e-5, 30)
    moved = difference(inputs + change, layers, name) - difference(inputs, layers, name)
    assert moved == pytest.approx(float(found.pixels @ change), rel=1e-2, abs=1e-9)


def test_a_relu_network_is_exactly_linear_until_a_unit_switches():
    inputs, layers = network((30, 12, 11, 10))
    found = template(inputs, layers, "relu", PAIR)
    change = np.random.default_rng(1).normal(0, 1e-4, 30)
    before, after = (layers.forward(x[None], "relu").pre_activations for x in (inputs, inputs + change))
    assert all(((a > 0) == (b > 0)).all() for a, b in zip(before[:-1], after[:-1], strict=True))
    predicted = float(found.pixels @ (inputs + change)) + found.rest
    assert predicted == pytest.approx(difference(inputs + change, layers, "relu"), rel=1e-12)


def test_without_hidden_layers_the_template_is_fixed():
    inputs, layers = network((784, 10))
    kernel, bias = layers.to_arrays()
    for image in (inputs, 1 - inputs):
        found = template(image, layers, "relu", PAIR)
        np.testing.assert_array_equal(found.pixels, kernel[:, 4] - kernel[:, 9])
        assert found.rest == pytest.approx(bias[4] - bias[9])


def test_the_other_way_round_is_the_negative():
    inputs, layers = network((30, 12, 10))
    one, other = (template(inputs, layers, "relu", pair) for pair in ((4, 9), (9, 4)))
    np.testing.assert_allclose(one.pixels, -other.pixels)
    assert one.difference == pytest.approx(-other.difference)


def test_which_functions_are_made_of_lines():
    found = {name for name in ACTIVATIONS if made_of_lines(name)}
    assert {"relu", "linear", "leaky_relu", "relu6", "hard_tanh"} <= found
    assert not {"sigmoid", "tanh", "silu", "gelu", "elu", "hard_silu"} & found


def test_contributions_and_the_bias_make_the_logit():
    inputs, layers = network((30, 12, 11, 10))
    through = layers.forward(inputs[None], "relu")
    hidden, z = through.outputs[-2][0], through.pre_activations[-1][0]
    kernel, bias = layers.output.kernel, layers.output.bias
    assert contributions(hidden, kernel, (4, None)).sum() + bias[4] == pytest.approx(z[4])
    rival = contributions(hidden, kernel, PAIR).sum() + bias[4] - bias[9]
    assert rival == pytest.approx(z[4] - z[9])
