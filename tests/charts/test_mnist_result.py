import numpy as np
import pytest

from components.charts import mnist_result as charts
from components.charts.theme import THEMES
from components.concepts.paired import Paired

pytestmark = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)


def test_only_first_points_left_and_only_second_right(theme):
    pairs = {"epoch 7": Paired(9_000, 30, 70, 900), "epoch 30": Paired(9_000, 0, 0, 1_000)}
    first, second = charts.only_one_right(pairs, "epoch 5", theme).data
    assert list(first.x) == [-30, 0]
    assert list(second.x) == [70, 0]
    assert list(first.text) == ["30", "0"]


def test_confusion_colours_mistakes_and_writes_all_counts(theme):
    matrix = np.array([[980, 0, 3], [7, 1_100, 0], [0, 1, 900]])
    heatmap, texts = charts.confusion(matrix, theme).data
    assert np.asarray(heatmap.z).diagonal().tolist() == [0, 0, 0]
    assert heatmap.zmax == 7
    assert list(texts.text) == ["980", "", "3", "7", "1,100", "", "", "1", "900"]
    assert texts.textfont.color[0] == theme.muted
    assert texts.textfont.color[3] == theme.background


def test_a_perfect_matrix_is_drawn_too(theme):
    heatmap, _ = charts.confusion(np.diag([5, 5]), theme).data
    assert heatmap.zmax == 1


@pytest.mark.parametrize("count", [1, 4, 5, 12])
def test_every_mistake_has_its_caption_below(count, theme):
    images = np.full((count, 28, 28), 9, dtype=np.uint8)
    captions = [f"true {i}, said 0" for i in range(count)]
    chart = charts.mistakes(images, captions, 4, theme)
    canvas = np.asarray(chart.data[0].z)
    assert (canvas == 9).sum() == count * 784
    assert [a.text for a in chart.layout.annotations] == captions
    for note in chart.layout.annotations:  # the image ends where its caption begins
        assert canvas[int(note.y) - 1, int(note.x)] == 9
        assert np.isnan(canvas[int(note.y), int(note.x)])
