from __future__ import annotations

import pytest

from components.charts.hidden_layers import separability_bars
from components.charts.theme import THEMES
from components.concepts.linear_probe import Separability

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)


@themes
def test_every_layer_has_a_bar_with_its_number_on_it(theme):
    chart = separability_bars(Separability(("x", "H1", "H2"), (0.5, 0.85, 0.995), 100, 100), theme)
    (bars,) = chart.data
    assert list(bars.x) == ["x, the inputs", "H1", "H2"]
    assert list(bars.y) == [0.5, 0.85, 0.995]
    assert list(bars.text) == ["0.500", "0.850", "0.995"]
    assert "100" in chart.layout.xaxis.title.text
    assert chart.layout.title.text
    assert chart.layout.yaxis.range[1] > 1  # room for the number over a full bar


@themes
def test_without_hidden_layers_there_is_one_bar(theme):
    assert len(separability_bars(Separability(("x",), (0.9,), 10, 10), theme).data[0].x) == 1
