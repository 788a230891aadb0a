"""The arithmetic of the picture of /activations, run in the browser and compared with that of concepts/."""

from __future__ import annotations

import itertools
from dataclasses import asdict
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import JSHandle, Page

from components.charts.theme import LIGHT
from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import CELLS, EDGES, FLAT, LAYERS, Bell, under_bell
from components.ui.activations.curves import drawn_entry, rounded, samples
from tests.browser.javascript import call, load

BELLS = (Bell(), Bell(-2.0, 0.25), Bell(1.5, 5.0))


@pytest.fixture
def sums(blank: Page) -> JSHandle:
    return load(blank, "activations/sums.js")


@pytest.fixture
def sent(sums: JSHandle) -> dict[str, Any]:
    """All functions as Python sends them, with the middles of the cells."""
    edges = rounded(EDGES)
    return {
        "edges": edges,
        "middles": call(sums, "middles", edges),
        "curves": [samples(drawn_entry(name, LIGHT)) for name in ACTIVATIONS],
        "flat": FLAT,
        "layers": LAYERS,
    }


def test_the_cells_are_those_of_python(sent):
    np.testing.assert_allclose(sent["middles"], CELLS, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("bell", BELLS, ids=str)
def test_the_browser_sums_what_python_sums(sums, sent, bell):
    browser = call(sums, "sums", sent, asdict(bell))
    np.testing.assert_allclose(browser["shares"], bell.shares, rtol=1e-3, atol=1e-7)
    assert len(browser["found"]) == len(ACTIVATIONS)
    for found, (name, entry) in zip(browser["found"], ACTIVATIONS.items(), strict=True):
        expected = under_bell(entry, bell)
        assert found["rms"] == pytest.approx(expected.rms_slope, abs=2e-4), name
        assert found["flat"] == pytest.approx(expected.flat_share, abs=2e-3), name
        assert found["after"] == pytest.approx(expected.after_layers, rel=2e-2, abs=1e-9), name


def test_value_and_slope_at_a_place_are_the_function_s_own(sums, sent):
    places = (-4.99, -3.0, -1.0, -0.35, 0.0, 0.05, 1.0, 3.0, 6.0, 7.5)
    read = "({ at }, [sent, places]) => sent.curves.map((curve) => places.map((z) => at(sent, curve, z)))"
    for points, entry in zip(sums.evaluate(read, [sent, places]), ACTIVATIONS.values(), strict=True):
        values, slopes = np.transpose(points)
        np.testing.assert_allclose(values, entry.function(np.array(places)), atol=2e-3, err_msg=entry.name)
        np.testing.assert_allclose(slopes, entry.derivative(np.array(places)), atol=1e-2, err_msg=entry.name)


def test_every_output_is_in_a_bar_or_outside(sums, sent):
    shares = call(sums, "sums", sent, asdict(Bell(0.5, 3.0)))["shares"]
    panel = {"top": 3.0, "per": 30.0, "height": 150, "bar": 3}
    fill = """({ outputs }, [{ curves, edges }, shares, panel]) =>
        Object.fromEntries(curves.map((curve) => [curve.name, outputs(curve, shares, edges, panel)]))"""
    every = sums.evaluate(fill, [sent, shares, panel])
    assert set(every) == set(ACTIVATIONS)
    for drawn in every.values():
        assert sum(drawn["bars"]) + sum(drawn["outside"]) == pytest.approx(1.0, abs=1e-5)
    drawn = every["relu"]
    below = float(Bell(0.5, 3.0).shares[CELLS < 0].sum())
    assert max(drawn["stuck"]) == pytest.approx(below, abs=1e-4)  # all of z below 0 comes out as 0
    assert drawn["outside"][0] > 0.1
    assert drawn["outside"][1] == 0


@pytest.mark.parametrize("bell", BELLS, ids=str)
def test_quantiles_part_the_bell_into_equal_shares(sums, bell):
    places = call(sums, "quantiles", bell.shares.tolist(), rounded(EDGES), 14)
    expected = [NormalDist(bell.center, bell.spread).inv_cdf((i + 0.5) / 14) for i in range(14)]
    np.testing.assert_allclose(places, expected, atol=0.03)


def test_labels_do_not_cover_each_other_and_stay_inside(sums):
    placed = call(sums, "apart", [{"y": 20}, {"y": 21}, {"y": 400}, {"y": 21}], {"top": 18, "height": 150})
    places = sorted(label["shown"] for label in placed)
    assert all(b - a >= 14 for a, b in itertools.pairwise(places))
    assert places[0] >= 18
    assert places[-1] <= 168


@pytest.mark.parametrize(
    ("function", "value", "text"),
    [
        ("share", 0, "0 %"),
        ("share", 0.001, "< 1 %"),
        ("share", 0.125, "13 %"),
        ("share", 1, "100 %"),
        ("power", 1, "1.0"),
        ("power", 0.1313, "0.13"),
        ("power", 8.56e-13, "8.6·10⁻¹³"),
        ("power", 0, "0"),
    ],
)
def test_numbers_are_written_short(sums, function, value, text):
    assert call(sums, function, value) == text
