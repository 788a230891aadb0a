from __future__ import annotations

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.parametric import FAMILIES

Z = np.linspace(-6, 6, 241)


def values_and_slopes(lines):
    """What the layers that the page writes down compute at Z, and their slopes there."""
    import keras
    import tensorflow as tf

    answers = []
    for line in lines:
        z = tf.constant(Z.tolist())
        with tf.GradientTape() as tape:
            tape.watch(z)
            y = eval(line, {"keras": keras, "layers": keras.layers})(z)
        answers.append((y.numpy(), tape.gradient(y, z).numpy()))
    return answers


@pytest.mark.keras
def test_members_are_what_the_keras_line_computes(in_keras):
    cases = [(f, value) for f in FAMILIES.values() for value in (f.low, f.default, 0.7, f.high)]
    assert cases
    lines = [family.keras.format(value=value) for family, value in cases]
    for (family, value), (expected, slope) in zip(cases, in_keras(values_and_slopes, lines), strict=True):
        member, z = family.member(value), Z.astype(np.float32)
        np.testing.assert_allclose(member.function(z), expected, atol=1e-5, err_msg=family.name)
        # whether the corner at 0 belongs to the left or the right is Keras' choice, and differs by layer
        np.testing.assert_allclose(member.derivative(z)[z != 0], slope[z != 0], atol=1e-5)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_every_family_names_known_neighbors_and_refuses_what_is_out_of_bounds(family):
    assert set(family.neighbors) <= set(ACTIVATIONS)
    assert family.low <= family.default <= family.high
    for value in (family.low - 1, family.high + 1, float("nan")):
        with pytest.raises(ValueError, match=f"{family.parameter} is .* it has to be between"):
            family.member(value)


@pytest.mark.parametrize(
    ("family", "value", "name"),
    [
        ("swish", 1, "silu"),
        ("leaky_relu", 0.2, "leaky_relu"),
        ("leaky_relu", 0, "relu"),
        ("leaky_relu", 1, "linear"),
        ("elu", 1, "elu"),
        ("elu", 0, "relu"),
    ],
)
def test_known_members(family, value, name):
    member = FAMILIES[family].member(value)
    np.testing.assert_allclose(member.function(Z), ACTIVATIONS[name].function(Z), atol=1e-12)
    np.testing.assert_allclose(member.derivative(Z), ACTIVATIONS[name].derivative(Z), atol=1e-12)


def test_swish_goes_from_half_z_over_gelu_to_relu():
    swish = FAMILIES["swish"].member
    np.testing.assert_allclose(swish(0.0).function(Z), Z / 2)
    np.testing.assert_allclose(swish(0.0).derivative(Z), 0.5)
    away_from_gelu = np.abs(swish(1.702).function(Z) - ACTIVATIONS["gelu"].function(Z)).max()
    assert away_from_gelu < 0.021
    away_from_relu = [np.abs(swish(b).function(Z) - np.maximum(Z, 0)).max() for b in (1, 3, 10)]
    assert away_from_relu == sorted(away_from_relu, reverse=True)
    assert away_from_relu[-1] < 0.03
