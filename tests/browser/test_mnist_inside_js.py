"""The arithmetic of the pad, as the browser computes it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from components.charts.theme import LIGHT
from components.concepts.digit_form import mnist_form
from components.training.digit_reading import PAD, drawing_from, image_on_pad

TEXT = (Path(__file__).parents[2] / "static/mnist_inside/pad_numbers.js").read_text(encoding="utf-8")
_LOAD = "(text) => import(URL.createObjectURL(new Blob([text], {type: 'text/javascript'})))"
_CALL = """(module, [name, values, kind, rest]) => {
    const Kind = {int8: Int8Array, uint8: Uint8Array}[kind];
    const first = Kind ? Kind.from(values) : values;
    const found = module[name](first, ...rest);
    return ArrayBuffer.isView(found) ? [...found] : found;
}"""


@pytest.fixture
def numbers(page: Page) -> Callable[..., Any]:
    """Call a function of the file: its name, its first argument, what kind of array that is, the rest."""
    module = page.evaluate_handle(_LOAD, TEXT)

    def call(name: str, first: Any, *rest: Any, kind: str = "") -> Any:
        return module.evaluate(_CALL, [name, first, kind, list(rest)])

    return call


def rgb(color: str) -> list[int]:
    return [int(color[i : i + 2], 16) for i in (1, 3, 5)]


def test_a_ramp_passes_evenly_through_its_colours(numbers):
    path = [rgb(color) for color in (LIGHT.negative, LIGHT.neutral, LIGHT.positive)]
    found = np.reshape(numbers("ramp", path), (256, 3))
    places = np.linspace(0, 2, 256)
    for channel, values in enumerate(np.transpose(path)):
        np.testing.assert_allclose(found[:, channel], np.interp(places, range(3), values), atol=0.51)
    assert found[0].tolist() == path[0]
    assert found[-1].tolist() == path[-1]


def test_a_fitted_digit_stands_in_the_middle_of_its_square(numbers):
    fitted = mnist_form(image_on_pad(2)).fitted  # a 1: higher than wide
    height, width = fitted.shape
    found = np.reshape(numbers("greyLevels", fitted.ravel().tolist(), width, height, 20), (20, 20))
    left, top = (20 - width) // 2, (20 - height) // 2
    np.testing.assert_array_equal(found[top : top + height, left : left + width], fitted)
    assert found.sum() == fitted.sum()


@pytest.mark.parametrize("sharpen", [1, 1.4, 1.5])
def test_signed_numbers_become_levels_around_the_middle(numbers, sharpen):
    values = np.random.default_rng(0).normal(size=64)
    found = np.array(numbers("signedLevels", values.tolist(), sharpen))
    share = np.clip(values / np.abs(values).max() * sharpen, -1, 1)
    np.testing.assert_allclose(found, 127.5 * (share + 1), atol=0.51)
    assert numbers("signedLevels", [-127, 0, 127]) == [0, 128, 255]
    assert numbers("signedLevels", [0, 0]) == [128, 128]


def test_what_is_left_of_the_last_row_is_transparent(numbers):
    colors = numbers("ramp", [[0, 0, 0], [255, 255, 255]])
    found = np.reshape(numbers("rgba", [0, 128, 255], 2, colors, kind="uint8"), (2, 2, 4))
    assert found[:, :, 3].tolist() == [[255, 255], [255, 0]]
    assert found[:, :, 0].tolist() == [[0, 128], [255, 0]]


@pytest.mark.parametrize(
    ("x", "y", "unit"), [(0, 0, 0), (99, 0, 9), (0, 10, 10), (35, 21, 23), (51, 95, 95), (99, 99, None)]
)
def test_a_place_of_a_layer_is_a_unit(numbers, x, y, unit):
    assert numbers("cellAt", x, y, 100, 10, 97) == unit


def test_an_arrow_moves_the_brush_and_never_over_the_edge(numbers):
    start = {"x": PAD / 2, "y": PAD / 4}
    right = numbers("moved", start, "ArrowRight", PAD, False)
    assert right == {"x": pytest.approx(PAD / 2 + 0.036 * PAD), "y": PAD / 4}
    assert numbers("moved", start, "ArrowUp", PAD, True)["y"] == pytest.approx(PAD / 4 - 0.012 * PAD)
    assert numbers("moved", {"x": 4, "y": 4}, "ArrowLeft", PAD, False)["x"] == 3
    assert numbers("moved", {"x": 4, "y": PAD - 4}, "ArrowDown", PAD, False)["y"] == PAD - 3
    assert numbers("moved", start, "Enter", PAD, False) is None


def test_a_pen_that_presses_draws_a_wider_stroke(numbers):
    assert numbers("strokeWidth", PAD, 0.5) == pytest.approx(0.083 * PAD)
    assert numbers("strokeWidth", PAD, 1) > numbers("strokeWidth", PAD, 0.5) > numbers("strokeWidth", PAD, 0)


def test_a_drawing_becomes_a_code_that_python_reads(numbers):
    drawing = np.random.default_rng(0).integers(0, 256, (PAD, PAD)).astype(np.uint8)
    greys = np.reshape(numbers("sixteenGreys", drawing.ravel().tolist(), kind="uint8"), (PAD, PAD))
    assert np.abs(greys - drawing.astype(int)).max() <= 8
    for image in (greys, np.zeros_like(greys)):
        np.testing.assert_array_equal(drawing_from(numbers("codeOf", image.ravel().tolist())), image)
    packed = np.reshape(greys // 17, (-1, 2)) @ [16, 1]
    stored = bytes(numbers("stored", packed.tolist()))
    code = base64.b64encode(stored, altchars=b"-_").decode()
    np.testing.assert_array_equal(drawing_from(code), greys)
