"""Weights and importance are drawn under the names of their inputs, the largest first."""

from __future__ import annotations

import numpy as np
import pytest

from components.charts import tabular_features as charts
from components.charts.theme import THEMES

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@themes
def test_the_heaviest_input_is_on_top_with_its_folds(theme) -> None:
    folds = np.array([[0.1, -2.0, np.nan], [0.3, -1.0, 0.5]])
    bars, dots = charts.weights("Coefficients", ["a", "a", "c"], folds, theme).data
    np.testing.assert_allclose(bars.x, [-1.5, 0.5, 0.2])  # a fold without the input does not count
    assert list(bars.customdata) == ["a", "c", "a"]
    assert list(bars.marker.color) == [theme.negative, theme.positive, theme.positive]
    np.testing.assert_array_equal(dots.x, [-2.0, np.nan, 0.1, -1.0, 0.5, 0.3])


@themes
def test_only_so_many_inputs_are_drawn(theme) -> None:
    chart = charts.weights("Coefficients", [str(i) for i in range(90)], np.eye(5, 90), theme)
    assert len(chart.data[0].x) == len(chart.layout.yaxis.ticktext) == charts.MOST_BARS


@themes
def test_importance_has_a_symbol_for_each_contestant_and_the_range_of_the_folds(theme) -> None:
    lost = {"logistic": np.array([[0.0, 0.1], [0.02, 0.3]]), "trees": np.array([[0.5, 0.0]])}
    chart = charts.importance(["a", "b"], lost, {"logistic": "LR", "trees": "T"}, theme)
    first, second = chart.data
    assert [tick.strip() for tick in chart.layout.yaxis.ticktext] == ["a", "b"]
    np.testing.assert_allclose(first.x, [0.01, 0.2])
    np.testing.assert_allclose(first.error_x.array, [0.01, 0.1])
    np.testing.assert_allclose(second.x, [0.5, 0.0])
    assert first.marker.symbol != second.marker.symbol


@themes
@pytest.mark.parametrize("units", [1, 64, 256])
def test_each_cell_of_the_first_layer_can_be_clicked(theme, units: int) -> None:
    kernel = np.random.default_rng(0).normal(size=(3, units))
    chart = charts.first_layer(kernel, ["a", "b", "c"], range(units), units - 1, theme)
    heat, points = chart.data[0], chart.data[-1]
    np.testing.assert_allclose(heat.z, kernel, atol=0.0006)
    assert heat.zmin == -heat.zmax
    assert len(points.x) == 3 * units
    assert points.x[units] == 0  # the second input of the first unit
    assert chart.layout.shapes[0].x0 == units - 1.5


def test_weights_of_zero_are_no_error() -> None:
    chart = charts.first_layer(np.zeros((2, 2)), ["a", "b"], [0, 1], 0, THEMES["light"])
    assert chart.data[0].zmax == 1.0


@themes
def test_a_unit_is_a_sum_of_signed_terms_and_a_made_feature_reads_a_few_columns(theme) -> None:
    names = ["width", "size", "length"]
    bars = charts.unit_sum("Unit 3", names, np.array([0.74, -0.25, 0.16]), theme).data[0]
    assert list(bars.text) == ["+0.74 × width", "−0.25 × size", "+0.16 × length"]
    assert list(bars.marker.color) == [theme.positive, theme.negative, theme.positive]
    read = charts.reads("width / length", names, ["width", "length"], theme).data[0]
    assert list(read.x) == [1.0, 0.0, 1.0]
    assert list(read.customdata) == ["read", "not read", "read"]
