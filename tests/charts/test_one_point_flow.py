"""The flow shows every layer as a table, and frames the unit that is chosen."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from components.charts.one_point_flow import flow
from components.charts.theme import THEMES
from components.concepts.layers import Dense, Layers
from components.concepts.one_sum import pass_of


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("sizes", [(2, 1), (2, 1, 1), (2, 3, 8, 1)])
def test_one_table_a_layer_and_one_framed_unit(sizes, theme) -> None:
    random, point = np.random.default_rng(0), np.array([0.4, -1.2])
    network = Layers(Dense(random.normal(size=(n, m)), random.normal(size=m)) for n, m in pairwise(sizes))
    passed = pass_of(point, network, "relu")
    for layer in range(len(network)):
        shown = flow(point, passed, (layer, 0), theme)
        assert shown.count("outline") == 1
        assert shown.count("<table>") == len(sizes)
    assert "−1.20" in shown


def test_a_diverged_network_has_no_numbers_to_show() -> None:
    network = Layers([Dense(np.full((2, 1), np.nan), np.zeros(1))])
    assert "no number" in flow(np.zeros(2), pass_of(np.zeros(2), network, "relu"), (0, 0), THEMES["light"])
