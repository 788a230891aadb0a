from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.parametric import FAMILIES

Z = np.linspace(-6, 6, 241)
ORACLE = """
import json, sys
import keras, tensorflow as tf
from keras import layers
lines, places = json.load(sys.stdin)
answers = []
for line in lines:
    z = tf.constant(places)
    with tf.GradientTape() as tape:
        tape.watch(z)
        y = eval(line)(z)
    answers.append([y.numpy().tolist(), tape.gradient(y, z).numpy().tolist()])
json.dump(answers, sys.stdout)
"""


@pytest.mark.keras
def test_members_are_what_the_keras_line_computes():
    cases = [(f, value) for f in FAMILIES.values() for value in (f.low, f.default, 0.7, f.high)]
    assert cases
    lines = [family.keras.format(value=value) for family, value in cases]
    answer = subprocess.run(
        [sys.executable, "-c", ORACLE],
        input=json.dumps([lines, Z.tolist()]),
        capture_output=True,
        text=True,
        check=True,
    )
    for (family, value), (expected, slope) in zip(cases, json.loads(answer.stdout), strict=True):
        member, z = family.member(value), Z.astype(np.float32)
        np.testing.assert_allclose(member.function(z), expected, atol=1e-5, err_msg=family.name)
        # whether the corner at 0 belongs to the left or the right is Keras' choice, and differs by layer
        np.testing.assert_allclose(member.derivative(z)[z != 0], np.array(slope)[z != 0], atol=1e-5)


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
