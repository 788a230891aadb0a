import numpy as np
import pytest

from components.charts import tabular
from components.charts.theme import THEMES


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_small_picture_has_a_row_of_dots_for_each_contestant(theme):
    scores = {"logistic": np.array([0.78, 0.8]), "network": np.array([0.86, 0.87])}
    chart = tabular.thumbnail(scores, theme)
    dots = [trace for trace in chart.data if trace.mode == "markers"]
    assert [list(trace.x) for trace in dots] == [[0.78, 0.8], [0.86, 0.87]]
    assert len({trace.marker.color for trace in dots}) == 2


def test_the_small_picture_stands_without_recordings():
    assert tabular.thumbnail({}, THEMES["light"]).data == ()
