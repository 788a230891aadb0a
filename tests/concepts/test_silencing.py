"""Silencing against the whole network computed anew with changed weights."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from components.concepts import losses
from components.concepts.activations import ACTIVATIONS
from components.concepts.layers import Dense, Layers
from components.concepts.silencing import (
    FILLS,
    accuracy_by_count,
    affordable_rows,
    loss_without_each,
    random_units,
    score,
    silenced,
)

SIZES = (12, 9, 7, 5)
LOSS = "categorical_crossentropy"


def network(seed: int, sizes: tuple[int, ...] = SIZES) -> Layers:
    random = np.random.default_rng(seed)
    pairs = itertools.pairwise(sizes)
    return Layers(Dense(random.normal(size=(n, m)), random.normal(size=m)) for n, m in pairs)


ROWS = np.random.default_rng(1).normal(size=(60, SIZES[0]))
LABELS = np.random.default_rng(2).integers(0, SIZES[-1], 60)
LAYERS = network(0)


def hidden(layer: int, activation: str = "relu") -> np.ndarray:
    return LAYERS.forward(ROWS, activation).outputs[layer]


def cut(layer: int, units: list[int]) -> Layers:
    """The network with the units' outgoing weights at 0: nobody hears them."""
    following = LAYERS[layer + 1]
    kernel = following.kernel.copy()
    kernel[units] = 0
    return LAYERS.replaced(layer + 1, Dense(kernel, following.bias))


@pytest.mark.parametrize("layer", [0, 1])
@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
def test_units_put_to_zero_are_units_that_nobody_hears(layer: int, activation: str) -> None:
    units = [1, 4]
    z = LAYERS.after(layer).logits(silenced(hidden(layer, activation), units), activation)
    np.testing.assert_allclose(z, cut(layer, units).logits(ROWS, activation))


@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize("layer", [0, 1])
def test_a_whole_layer_silenced_leaves_one_answer_for_every_input(layer: int, fill: str) -> None:
    outputs = silenced(hidden(layer), range(SIZES[layer + 1]), fill)
    z = LAYERS.after(layer).logits(outputs, "relu")
    np.testing.assert_allclose(z, np.broadcast_to(z[0], z.shape))
    assert np.ptp(LAYERS.after(layer).logits(hidden(layer), "relu"), axis=0).min() > 1


def test_silencing_leaves_the_outputs_alone_and_refuses_other_fills() -> None:
    outputs = hidden(0)
    before = outputs.copy()
    outputs.flags.writeable = False
    changed = silenced(outputs, [3], "mean")
    np.testing.assert_array_equal(outputs, before)
    np.testing.assert_allclose(changed[:, 3], before[:, 3].mean())
    with pytest.raises(ValueError, match="has to be one of zero, mean"):
        silenced(outputs, [3], "median")


@pytest.mark.parametrize("layer", [0, 1])
@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
def test_loss_without_each_is_the_loss_computed_anew(layer: int, activation: str) -> None:
    found = loss_without_each(hidden(layer, activation), layer, LAYERS, activation, LABELS)
    before = losses.from_logits(LOSS, LAYERS.logits(ROWS, activation), LABELS)
    anew = [
        losses.from_logits(LOSS, cut(layer, [unit]).logits(ROWS, activation), LABELS) - before
        for unit in range(SIZES[layer + 1])
    ]
    np.testing.assert_allclose(found, anew, atol=1e-12)
    assert np.abs(found).max() > 0.01


@pytest.mark.parametrize("layer", [0, 1])
def test_accuracy_by_count_is_that_of_units_cut_in_the_drawn_order(layer: int) -> None:
    units = SIZES[layer + 1]
    counts = [0, 2, units]
    found = accuracy_by_count(hidden(layer), layer, LAYERS, "relu", LABELS, counts=counts, draws=3)
    assert found.shape == (3, 3)
    for draw in range(3):
        order = np.random.default_rng(draw).permutation(units)
        for place, count in enumerate(counts):
            z = cut(layer, order[:count].tolist()).logits(ROWS, "relu")
            assert found[draw, place] == pytest.approx((z.argmax(axis=1) == LABELS).mean())
    assert len(set(found[:, 0])) == len(set(found[:, -1])) == 1


def test_random_units_are_as_many_as_asked_and_the_same_for_the_same_seed() -> None:
    drawn = random_units(256, 64, 7)
    assert len(set(drawn)) == 64
    assert drawn == random_units(256, 64, 7) != random_units(256, 64, 8)
    assert set(random_units(256, 32, 7)) < set(drawn)


def test_score_counts_by_class() -> None:
    z = np.array([[3.0, 0, 0], [3.0, 0, 0], [0, 3.0, 0]])
    judged = score(z, np.array([0, 1, 1]), LOSS)
    assert judged.accuracy == pytest.approx(2 / 3)
    np.testing.assert_allclose(judged.per_class, [1, 0.5, np.nan])
    assert judged.loss == pytest.approx(losses.from_logits(LOSS, z, np.array([0, 1, 1])))


def test_wide_networks_are_measured_on_fewer_rows() -> None:
    small, wide = network(0, (784, 256, 256, 10)), Layers([Dense(np.empty((512, 512)), np.empty(512))] * 5)
    assert affordable_rows(small, 0, 256, 2_000) == 2_000
    assert 200 <= affordable_rows(wide, 0, 512, 2_000) < 2_000


def test_every_activation_can_be_silenced() -> None:
    assert ACTIVATIONS
    for name in ACTIVATIONS:
        assert np.isfinite(loss_without_each(hidden(0, name), 0, LAYERS, name, LABELS)).all()
