"""Initializers: what is drawn has the spread that the registry says, and is bounded like Keras' draw."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.initializers import INITIALIZERS, named
from tests.keras_child import InKeras


def test_registry_is_not_empty() -> None:
    assert len(INITIALIZERS) >= 5


@pytest.mark.parametrize("name", [*INITIALIZERS, "normal:1.5"])
@pytest.mark.parametrize("shape", [(400, 300), (64, 512)])
def test_drawn_weights_have_the_stated_deviation(name: str, shape: tuple[int, int]) -> None:
    rule = named(name)
    weights = rule.sample(np.random.default_rng(0), *shape)
    assert weights.shape == shape
    assert weights.std() == pytest.approx(rule.deviation(*shape), rel=0.02)
    assert abs(weights.mean()) < 4 * rule.deviation(*shape) / np.sqrt(weights.size)


def drawn(name: str, shape: tuple[int, int]) -> np.ndarray:
    """Weights as Keras draws them."""
    import keras

    return keras.ops.convert_to_numpy(keras.initializers.get(name)(shape))


@pytest.mark.keras
@pytest.mark.parametrize("name", INITIALIZERS)
def test_spread_and_reach_are_those_of_keras(name: str, in_keras: InKeras) -> None:
    shape = (400, 300)
    theirs = in_keras(drawn, name, shape)
    ours = INITIALIZERS[name].sample(np.random.default_rng(0), *shape)
    assert ours.std() == pytest.approx(theirs.std(), rel=0.02)
    assert np.abs(ours).max() == pytest.approx(np.abs(theirs).max(), rel=0.02)


def test_gain_in_a_stack_of_equal_layers() -> None:
    assert named("glorot_uniform").gain(64) == pytest.approx(1)
    assert named("he_normal").gain(200) == pytest.approx(np.sqrt(2))
    assert named("normal:2.5").gain(8) == pytest.approx(2.5)


@pytest.mark.parametrize(
    "name",
    ["", "normal", "normal:", "normal:x", "normal:nan", "normal:inf", "normal:11", "normal:0", "foo:1", None],
)
def test_other_names_are_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(ValueError, match=r"it has to be .*\.$"):
        named(name)
