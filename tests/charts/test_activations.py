from __future__ import annotations

import numpy as np
import pytest

from components.charts import activations as charts
from components.charts.theme import THEMES, activation_line
from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import Bell
from components.concepts.dying_relu import relu_units

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


@every_theme
def test_every_function_has_a_line_of_its_own(theme):
    lines = [tuple(activation_line(name, theme).values()) for name in ACTIVATIONS]
    assert lines
    assert len(set(lines)) == len(lines)
    assert {entry.family for entry in ACTIVATIONS.values()} <= set(theme.families)


@every_theme
def test_rms_against_spread_has_a_labelled_line_for_each_function(theme):
    chart = charts.rms_against_spread(["relu", "tanh"], 0.0, theme)
    assert [line.name for line in chart.data] == ["ReLU", "tanh"]
    np.testing.assert_allclose(chart.data[0].y, np.sqrt(0.5), atol=1e-3)
    assert (np.diff(chart.data[1].y) < 0).all()
    assert chart.layout.title.text
    assert chart.layout.xaxis.title.text
    assert chart.layout.yaxis.title.text


def test_rms_against_spread_of_no_function_is_an_empty_chart():
    assert not charts.rms_against_spread([], 0.0, THEMES["light"]).data


@every_theme
@pytest.mark.parametrize("center", [0.0, -3.0, -5.0])
def test_dead_units_stand_out_from_the_page(theme, center):
    layer = relu_units(Bell(center, 1.0))
    chart = charts.units_by_inputs(layer, theme)
    heat = chart.data[0]
    state = np.asarray(heat.z)
    assert (heat.x[0], heat.x[-1], heat.y[0], heat.y[-1]) == (1, 200, 1, 60)  # units count from 1
    np.testing.assert_array_equal((state == 0).all(axis=1), layer.dead)
    np.testing.assert_array_equal(state == 2, layer.lit)
    assert [trace.name for trace in chart.data[1:]] == ["dead unit", "off", "on"]
    assert chart.data[1].marker.color == theme.text  # against the page in both themes
    said = [note.text for note in chart.layout.annotations]
    assert said == ([f"{layer.dead.sum()} dead units"] if layer.dead.sum() > 2 else [])


@every_theme
def test_thumbnail_has_the_three_slopes_in_their_colours(theme):
    chart = charts.thumbnail(theme)
    colors = {activation_line(name, theme)["color"] for name in ("relu", "tanh", "sigmoid")}
    assert {line.line.color for line in chart.data} == colors
