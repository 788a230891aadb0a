"""The strip of seeds: full marks succeed, open ones do not, those to come are not drawn."""

from __future__ import annotations

from components.charts.hidden_layers_seeds import seed_strip
from components.charts.theme import LIGHT


def test_each_seed_that_is_there_stands_in_its_place() -> None:
    good, bad = seed_strip([0.99, None, 0.5, 0.95], 0.95, LIGHT).data
    assert (list(good.x), list(good.y), good.marker.symbol) == ([0, 3], [0.99, 0.95], "circle")
    assert (list(bad.x), list(bad.y), bad.marker.symbol) == ([2], [0.5], "circle-open")
