from __future__ import annotations

import numpy as np
import pytest

from components.concepts.unit_features import activity
from components.concepts.unit_kinds import kinds_by_layer, unit_kinds

RANDOM = np.random.default_rng(0)
ROWS = RANDOM.normal(size=(100, 8)).astype(np.float32)


def test_units_that_differ_are_all_features():
    kinds = unit_kinds(ROWS)
    assert (kinds.constant, kinds.alike, kinds.features) == ((), (), 8)
    assert kinds.sentence == "8 units, all different"
    assert unit_kinds(ROWS[:, :1]).sentence == "1 unit"


def test_a_unit_with_one_output_is_constant_whatever_the_output_is():
    rows = ROWS.copy()
    rows[:, 2], rows[:, 5] = 0, 0.75
    kinds = unit_kinds(rows)
    assert kinds.constant == (2, 5)
    assert kinds.features == 6
    assert kinds.sentence == "8 units, 2 the same everywhere"
    assert set(activity(rows, "relu").dead) < set(kinds.constant)


def test_units_that_rise_together_or_against_each_other_are_alike():
    rows = ROWS.copy()
    rows[:, 3] = 0
    rows[:, 1] = 2 * rows[:, 0] + 1
    rows[:, 6] = -rows[:, 0]
    rows[:, 7] = rows[:, 4] + 0.01 * rows[:, 2]
    kinds = unit_kinds(rows)
    assert kinds.alike == ((0, 1, 6), (4, 7))
    assert kinds.features == 4
    assert kinds.sentence == "8 units, 1 the same everywhere, 3 and 2 alike"


def test_units_of_a_chain_are_alike_though_its_ends_are_not():
    x, y = RANDOM.normal(size=(2, 5000))
    turns = 0.1 * np.arange(9)  # neighbours correlate by 0.995, the ends by 0.70
    kinds = unit_kinds(np.outer(x, np.cos(turns)) + np.outer(y, np.sin(turns)))
    assert kinds.alike == (tuple(range(9)),)


def test_a_layer_of_constant_units_has_no_feature():
    kinds = unit_kinds(np.zeros((10, 3)))
    assert kinds.features == 0
    assert kinds.sentence == "3 units, 3 the same everywhere"


def test_no_numbers_are_refused():
    with pytest.raises(ValueError, match="not numbers"):
        unit_kinds(np.full((4, 2), np.nan))


def test_the_units_of_each_layer_are_counted():
    outputs = [np.zeros((30, 4)), np.random.default_rng(0).normal(size=(30, 2))]
    assert kinds_by_layer(outputs) == "H1: 4 units, 4 the same everywhere; H2: 2 units, all different."
    assert kinds_by_layer([]) == ""
