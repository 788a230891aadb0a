"""The charts of single units, silencing and maps show the numbers that they are given."""

from __future__ import annotations

import numpy as np
import pytest

from components.charts import mnist_inside_units as charts
from components.charts.theme import THEMES

RANDOM = np.random.default_rng(0)
themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@themes
@pytest.mark.parametrize("units", [1, 20, 128, 256, 512])
def test_gallery_has_a_point_and_a_picture_for_each_unit(theme, units):
    pictures = RANDOM.normal(size=(units, 28, 28))
    chart = charts.gallery(pictures, [f"unit {i}" for i in range(units)], units - 1, theme)
    canvas, points = chart.data
    assert len(points.x) == len(points.text) == units
    for unit in (0, units - 1):
        row, column = int(points.y[unit]), int(points.x[unit])
        shown = canvas.z[row - 13 : row + 15, column - 13 : column + 15]
        limit = np.quantile(np.abs(pictures), 0.995)
        np.testing.assert_allclose(shown / 100, np.clip(pictures[unit] / limit, -1, 1), atol=0.006)
    frame = chart.layout.shapes[0]
    assert frame.x0 < points.x[-1] < frame.x1
    assert frame.y0 < points.y[-1] < frame.y1
    assert 60 <= chart.layout.height <= 560


def test_weights_of_zero_are_no_error():
    theme = THEMES["light"]
    assert not charts.gallery(np.zeros((3, 28, 28)), ["a", "b", "c"], 0, theme).data[0].z.any()
    assert charts.picture(np.zeros((28, 28)), "", theme).data[0].zmax == 1.0


@themes
def test_zero_is_in_the_middle_of_the_signed_colours(theme):
    heatmap = charts.picture(RANDOM.normal(size=(28, 28)) + 2, "a unit", theme).data[0]
    assert heatmap.zmin == -heatmap.zmax
    assert heatmap.colorscale[1] == (0.5, theme.neutral)


@themes
def test_examples_have_their_captions(theme):
    chart = charts.examples(np.full((9, 28, 28), 200, np.uint8), list("123456789"), theme)
    assert list(chart.data[1].text) == list("123456789")
    assert charts.examples(np.zeros((2, 28, 28), np.uint8), ["", ""], theme).data[1].x.size == 2


@themes
def test_before_and_after_are_told_apart_without_colour(theme):
    before, after = np.linspace(0.9, 1, 10), np.linspace(0.2, 0.9, 10)
    _, empty, full = charts.per_class(before, after, theme).data
    assert (empty.marker.symbol, full.marker.symbol) == ("circle-open", "circle")
    np.testing.assert_array_equal(empty.y, before)
    np.testing.assert_array_equal(full.y, after)


@themes
def test_the_band_runs_from_the_worst_draw_to_the_best(theme):
    accuracies = RANDOM.uniform(size=(20, 4))
    chart = charts.by_count(np.arange(4), accuracies, (2, 0.5), theme)
    np.testing.assert_array_equal(chart.data[0].y, accuracies.max(axis=0))
    np.testing.assert_array_equal(chart.data[1].y, accuracies.min(axis=0))
    np.testing.assert_array_equal(chart.data[2].y, accuracies.mean(axis=0))
    assert (chart.data[3].x[0], chart.data[3].y[0]) == (2, 0.5)
    assert len(charts.by_count(np.arange(4), accuracies, None, theme).data) == 3


@themes
def test_probes_write_the_pixels_once(theme):
    rows = {"random start": {"pixels": 0.9, "H1": 0.91}, "epoch 3": {"pixels": 0.9, "H1": 0.97}}
    start, learned = charts.probes(rows, theme).data
    assert list(start.text) == ["0.900", "0.910"]
    assert list(learned.text) == ["", "0.970"]
    assert start.line.dash != learned.line.dash
    np.testing.assert_array_equal(charts.class_means(np.arange(10), theme).data[0].y, np.arange(10))
