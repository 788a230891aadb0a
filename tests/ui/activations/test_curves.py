from __future__ import annotations

import json
import re

import numpy as np
import pytest

from components.charts.theme import LIGHT
from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import CELLS, EDGES
from components.ui.activations import curves

every = pytest.mark.parametrize("name", ACTIVATIONS)


def test_every_dash_of_the_charts_is_one_that_the_browser_draws():
    dashes = [curves.samples(curves.drawn_entry(name, LIGHT))["dash"] for name in ACTIVATIONS]
    assert dashes.count("") == 1  # a full line
    assert all(re.fullmatch(r"\d+px(,\d+px)+", dash) for dash in dashes if dash)


@every
def test_samples_are_the_function_and_survive_json(name):
    sent = json.loads(json.dumps(curves.samples(curves.drawn_entry(name, LIGHT)), allow_nan=False))
    entry = ACTIVATIONS[name]
    np.testing.assert_allclose(sent["value"], entry.function(CELLS), rtol=1e-5)
    np.testing.assert_allclose(sent["slope"], entry.derivative(CELLS), rtol=1e-5, atol=1e-12)
    assert [place for place, _, _ in sent["jumps"]] == list(entry.jumps)


@every
def test_flat_intervals_cover_exactly_the_flat_cells(name):
    sent = curves.samples(curves.drawn_entry(name, LIGHT))
    covered = np.zeros(CELLS.shape, bool)
    for start, end in sent["flat"]:
        covered |= (start < CELLS) & (end > CELLS)
    np.testing.assert_array_equal(covered, np.abs(ACTIVATIONS[name].derivative(CELLS)) < 0.1)


def test_a_picture_is_small_enough_to_send():
    sent = [curves.samples(curves.drawn_entry(name, LIGHT)) for name in ("relu", "sigmoid", "tanh")]
    assert len(json.dumps([sent, curves.rounded(EDGES)])) < 120_000
