"""Silenced units in weights, against silencing what a layer puts out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from components.concepts.layers import Dense, Layers
from components.concepts.silenced_units import cut_layers, without_units
from components.concepts.silencing import FILLS, silenced

RNG = np.random.default_rng(0)
SIZES = (2, 4, 3, 1)
LAYERS = Layers(
    Dense(RNG.normal(size=(n_in, n_out)), RNG.normal(size=n_out)) for n_in, n_out in itertools.pairwise(SIZES)
).as_type(np.float32)
POINTS = RNG.normal(size=(50, 2)).astype(np.float32)


@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize(("layer", "units"), [(0, (1, 3)), (1, (0,))])
def test_it_is_the_network_whose_layer_says_so(fill: str, layer: int, units: tuple[int, ...]) -> None:
    pairs = {(layer, unit) for unit in units}
    changed = without_units(LAYERS, "sigmoid", pairs, fill=fill, reference=POINTS)
    outputs = LAYERS.forward(POINTS, "sigmoid").outputs[layer]
    expected = LAYERS.after(layer).logits(silenced(outputs, units, fill), "sigmoid")
    np.testing.assert_allclose(changed.logits(POINTS, "sigmoid"), expected, atol=1e-5)


def test_a_whole_layer_silenced_says_the_same_everywhere() -> None:
    pairs = {(0, unit) for unit in range(4)}
    changed = without_units(LAYERS, "relu", pairs, fill="zero", reference=POINTS)
    assert np.ptp(changed.logits(POINTS, "relu")) == 0
    assert cut_layers((4, 3), pairs | {(1, 0)}) == (0,)


def test_a_unit_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no hidden layer 2"):
        without_units(LAYERS, "relu", {(2, 0)}, fill="zero", reference=POINTS)
