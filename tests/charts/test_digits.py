import numpy as np
import pytest

from components.charts.digits import SIDE, digits, montage, written
from components.charts.theme import THEMES

IMAGES = np.random.default_rng(0).integers(0, 256, (2, 3, SIDE, SIDE)).astype(np.uint8)


def test_montage_keeps_every_image_where_it_belongs():
    canvas = montage(IMAGES)
    assert canvas.shape == (2 * SIDE, 3 * SIDE)
    assert canvas.dtype == np.uint8
    for row in range(2):
        for column in range(3):
            tile = canvas[row * SIDE : (row + 1) * SIDE, column * SIDE : (column + 1) * SIDE]
            assert (tile == IMAGES[row, column]).all()


def test_gaps_are_empty():
    canvas = montage(IMAGES, gap=4, below=10)
    assert canvas.shape == (2 * (SIDE + 10), 3 * (SIDE + 4))
    assert np.isnan(canvas[SIDE : SIDE + 10]).all()
    assert np.isnan(canvas[:, SIDE : SIDE + 4]).all()
    assert (canvas[:SIDE, SIDE + 4 : 2 * SIDE + 4] == IMAGES[0, 1]).all()


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_no_ink_is_the_surface_and_full_ink_the_text(theme):
    trace = digits(montage(IMAGES), theme)
    assert trace["colorscale"] == [(0.0, theme.surface), (1.0, theme.text)]
    assert (trace["zmin"], trace["zmax"]) == (0, 255)


def test_texts_stand_on_their_cells():
    trace = written(list("abcdef"), ["red"] * 6, columns=3, size=10)
    assert list(zip(trace["x"], trace["y"], trace["text"], strict=True))[3:5] == [(0, 1, "d"), (1, 1, "e")]
