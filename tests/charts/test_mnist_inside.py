import numpy as np
import pytest

from components.charts.mnist_inside import quarter_silenced, thumbnail
from components.charts.theme import THEMES

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)


@themes
def test_every_draw_is_a_dot_and_the_whole_network_a_line(theme):
    accuracies = np.array([0.95, 0.96, 0.94])
    chart = quarter_silenced(accuracies, 0.979, theme)
    np.testing.assert_array_equal(chart.data[0].x, accuracies)
    assert sorted(shape.x0 for shape in chart.layout.shapes) == pytest.approx([0.75 * 0.979, 0.95, 0.979])
    assert chart.layout.title.text
    assert chart.layout.xaxis.title.text == "test accuracy"


@themes
def test_the_thumbnail_has_zero_in_the_neutral_colour(theme):
    values = np.linspace(-2, 1, 784)
    picture, template = thumbnail(np.zeros((28, 28), np.uint8), values, theme).data
    assert picture.z.shape == (28, 28)
    np.testing.assert_array_equal(template.z.ravel(), values)
    assert template.zmin == -template.zmax
    assert template.colorscale[1] == (0.5, theme.neutral)
