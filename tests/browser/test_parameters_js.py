"""Where the picture of /parameters draws its grids, computed in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import JSHandle, Page

from components.concepts.parameters import MAX_HIDDEN_LAYERS, MAX_INPUTS, MAX_UNITS, Network, summarize
from tests.browser.javascript import call, load

SIZES = (
    [8, 1],
    [8, 32, 32, 1],
    [784, 256, 256, 10],
    [1, 1],
    [MAX_INPUTS, *[MAX_UNITS] * MAX_HIDDEN_LAYERS, MAX_UNITS],
)


@pytest.fixture
def geometry(blank: Page) -> JSHandle:
    return load(blank, "parameters/geometry.js")


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_the_browser_counts_what_python_counts(geometry, sizes):
    first, *hidden, last = sizes
    derived = summarize(Network((first,), tuple(hidden), last))
    assert call(geometry, "products", sizes) == [line.parameters for line in derived.dense]
    assert call(geometry, "sum", call(geometry, "products", sizes)) == derived.parameters


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize(("width", "height"), [(700, 420), (340, 330)])
def test_all_grids_have_one_scale_and_fit(geometry, sizes, width, height):
    scale = call(geometry, "fit", sizes, width, height)
    grids = call(geometry, "layout", sizes, scale, height)
    assert len(grids) == len(sizes) - 1
    for grid, rows, columns in zip(grids, sizes, sizes[1:], strict=False):
        assert grid["width"] == pytest.approx(columns * scale)
        assert grid["height"] == pytest.approx((rows + 1) * scale)
        assert grid["left"] >= 0
        assert grid["top"] >= 0
        assert grid["left"] + grid["width"] <= width
        assert grid["top"] + grid["height"] <= height


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_a_line_of_the_network_is_a_cell_of_a_grid(geometry, sizes):
    nodes = call(geometry, "nodesOf", sizes, 250, 214)
    for layer, column in enumerate(nodes):
        units = [node["unit"] for node in column if isinstance(node["unit"], int)]
        assert units[0] == 0
        assert units[-1] == sizes[layer] - 1
        assert ("bias" in [node["unit"] for node in column]) == (layer + 1 < len(sizes))
        assert all(0 <= node["x"] <= 250 and 0 <= node["y"] <= 214 for node in column)
    lines = call(geometry, "linesOf", sizes, nodes)
    cells = {(line["layer"], line["row"], line["column"]) for line in lines}
    assert len(cells) == len(lines)
    for layer, row, column in cells:
        assert 0 <= row <= sizes[layer]
        assert 0 <= column < sizes[layer + 1]
    if max(sizes) <= 8:  # every parameter is one line
        assert len(lines) == sum(call(geometry, "products", sizes))


def test_a_cell_is_found_under_its_middle(geometry):
    grids = call(geometry, "layout", [3, 2, 1], 20, 420)
    for grid in grids:
        for row in range(grid["inputs"] + 1):
            for column in range(grid["units"]):
                x, y = grid["left"] + 20 * (column + 0.5), grid["top"] + 20 * (row + 0.5)
                found = call(geometry, "cellAt", grids, 20, x, y)
                assert (found["grid"]["layer"], found["row"], found["column"]) == (grid["layer"], row, column)
    assert call(geometry, "cellAt", grids, 20, 0, 0) is None


def test_a_drag_moves_small_numbers_slowly(geometry):
    assert call(geometry, "dragged", 8, 0) == 8
    assert call(geometry, "dragged", 8, 50) == 14
    assert call(geometry, "dragged", 320, 50) == 420
    assert call(geometry, "dragged", 8, -50) == 2
