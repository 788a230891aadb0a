"""The boundary is drawn where the probability is one half, and classes differ by shape, too."""

from __future__ import annotations

import numpy as np
import pytest

from components.charts import hidden_layers_boundary as charts
from components.charts.theme import THEMES
from components.concepts.plane import plane_around

X = np.array([[-1.0, 0.5], [1.0, -0.5], [2.0, 1.0]], dtype=np.float32)
LABELS = np.array([0.0, 1.0, 1.0], dtype=np.float32)
PLANE = plane_around(X)
themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@themes
def test_probability_line_and_points(theme):
    probability = 1 / (1 + np.exp(-3 * PLANE.points[:, :1]))
    chart = charts.boundary(probability, PLANE, (X, LABELS), "As trained", theme)
    heatmap, line, *classes = chart.data
    assert (heatmap.zmin, heatmap.zmax) == (0, 1)
    np.testing.assert_allclose(heatmap.z, PLANE.picture(probability), atol=1e-6)
    # Of z, which is straight here: of probabilities the line would have steps.
    assert (line.contours.start, line.contours.end) == (0, 0)
    np.testing.assert_allclose(line.z, 3 * PLANE.picture(PLANE.points[:, 0]), atol=1e-4)
    assert [len(trace.x) for trace in classes] == [1, 2]
    assert len({trace.marker.symbol for trace in classes}) == 2
    assert chart.layout.title.text == "As trained"


@themes
def test_the_thumbnail_shows_the_points_of_each_class_in_its_colour_and_shape(theme):
    probability = 1 / (1 + np.exp(-3 * PLANE.points[:, :1]))
    plane, line, zeros, ones = charts.thumbnail(probability, PLANE, (X, LABELS), theme).data
    assert plane.x[0] == PLANE.axis[0]
    assert line.contours.start == line.contours.end == 0
    assert list(zeros.x) == [-1]
    assert list(ones.y) == [-0.5, 1]
    assert (zeros.marker.color, ones.marker.color) == (theme.class_0, theme.class_1)
    assert zeros.marker.symbol != ones.marker.symbol


@themes
@pytest.mark.parametrize("same", [0.3, 0.5, np.nan])
def test_the_same_answer_everywhere_has_no_line(theme, same):
    chart = charts.boundary(np.full(len(PLANE.points), same), PLANE, (X, LABELS), "", theme)
    assert [trace.type for trace in chart.data] == ["heatmap", "scatter", "scatter"]
    assert np.isfinite(chart.data[0].z).all()


@themes
def test_every_point_can_be_picked_and_one_is_ringed(theme):
    chart = charts.pickable(PLANE, (X, LABELS), 2, "", theme)
    points, ring = chart.data[-1], chart.layout.shapes[0]
    np.testing.assert_array_equal(points.x, X[:, 0])
    assert list(points.marker.symbol) == ["circle", "diamond", "diamond"]
    assert ring.x0 < 2.0 < ring.x1
    assert ring.y0 < 1.0 < ring.y1


@themes
def test_colours_fade_at_one_half(theme):
    scale = charts.fading(theme)
    assert [place for place, _ in scale] == [0, 0.5, 0.5, 1]
    assert all(color.endswith(",0)") for place, color in scale if place == 0.5)
