"""Silenced units in weights, against silencing what a layer puts out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from components.concepts.dense_network import forward, logits
from components.concepts.silenced_units import cut_layers, without_units
from components.concepts.silencing import FILLS, onward, silenced

RNG = np.random.default_rng(0)
SIZES = (2, 4, 3, 1)
WEIGHTS = [
    RNG.normal(size=shape).astype(np.float32)
    for n_in, n_out in itertools.pairwise(SIZES)
    for shape in ((n_in, n_out), (n_out,))
]
POINTS = RNG.normal(size=(50, 2)).astype(np.float32)


@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize(("layer", "units"), [(0, (1, 3)), (1, (0,))])
def test_it_is_the_network_whose_layer_says_so(fill: str, layer: int, units: tuple[int, ...]) -> None:
    pairs = {(layer, unit) for unit in units}
    changed = without_units(WEIGHTS, "sigmoid", pairs, fill=fill, reference=POINTS)
    outputs = forward(POINTS, WEIGHTS, "sigmoid").outputs[layer]
    expected = onward(silenced(outputs, units, fill), layer, WEIGHTS, "sigmoid")
    np.testing.assert_allclose(logits(POINTS, changed, "sigmoid"), expected, atol=1e-5)


def test_a_whole_layer_silenced_says_the_same_everywhere() -> None:
    pairs = {(0, unit) for unit in range(4)}
    changed = without_units(WEIGHTS, "relu", pairs, fill="zero", reference=POINTS)
    assert np.ptp(logits(POINTS, changed, "relu")) == 0
    assert cut_layers((4, 3), pairs | {(1, 0)}) == (0,)


def test_a_unit_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no hidden layer 2"):
        without_units(WEIGHTS, "relu", {(2, 0)}, fill="zero", reference=POINTS)
