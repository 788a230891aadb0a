"""/vanishing_gradients in a browser: the collapse, the views, the slider that needs no rerun."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from components.concepts.gain_map import DEPTHS
from components.concepts.gradient_flow import gradient_flow
from tests.browser.conftest import sent, settle

STEM = "vanishing_gradients"
VIEWS = {"layers": "Layers", "gain_map": "Gain map", "chain_rule": "Chain rule", "trained": "Trained"}
pytestmark = pytest.mark.browser
_LINES = "chart => chart.calcdata.map(p => ({y: p.map(q => q.y), color: p[0].trace.line.color}))"


def opened(page: Any, app_url: str, **parameters: str) -> Any:
    query = "&".join(f"{STEM}.{name}={value}" for name, value in parameters.items())
    page.goto(f"{app_url}/{STEM}?{query}")
    settle(page)
    chart = page.locator(".js-plotly-plot")
    chart.wait_for()
    return chart


def test_depth_50_with_sigmoid_shows_the_collapse(page: Any, app_url: str) -> None:
    chart = opened(page, app_url, depth="50")
    signal, error, weights = chart.evaluate(_LINES)
    kept = gradient_flow("sigmoid", "glorot_uniform", 50, 128, 0).kept
    assert len(error["y"]) == 50
    assert error["y"][0] == pytest.approx(kept)
    assert error["y"][0] < 1e-25
    assert weights["y"][0] < 1e-25
    assert min(signal["y"]) > 0.05
    expect(page.get_by_text("after 50 layers")).to_contain_text("one part in")


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_opens_and_lands_in_the_address(page: Any, app_url: str, view: str) -> None:
    opened(page, app_url)
    page.locator(f".st-key-{STEM}-view").get_by_text(VIEWS[view], exact=True).click()
    page.locator(f".st-key-{STEM}-{view} .js-plotly-plot").wait_for()
    settle(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    if view != "layers":
        expect(page).to_have_url(re.compile(rf"{STEM}\.view={view}"))


def test_the_depth_of_the_gain_map_moves_without_a_rerun(page: Any, app_url: str) -> None:
    chart = opened(page, app_url, view="Gain+map", activation="relu")
    before = chart.evaluate(_LINES)[0]
    messages = sent(page)
    rail = chart.locator(".slider-rail-touch-rect").bounding_box()
    page.mouse.click(rail["x"] + rail["width"] - 2, rail["y"] + rail["height"] / 2)
    page.wait_for_function(
        "last => document.querySelector('.js-plotly-plot').layout.sliders[0].active === last",
        arg=len(DEPTHS) - 1,
    )
    after = chart.evaluate(_LINES)[0]
    assert after["y"][0] < before["y"][0] * 1e-6
    settle(page)
    assert sent(page) == messages


def test_the_prediction_moves_the_picture_to_the_truth(page: Any, app_url: str) -> None:
    chart = opened(page, app_url)
    assert len(chart.evaluate(_LINES)) == 3
    page.get_by_text("all about the same").click()
    page.wait_for_function("document.querySelector('.js-plotly-plot')?.data?.length === 9")
    settle(page)
    assert len({line["color"] for line in chart.evaluate(_LINES)}) == 3
    expect(page).to_have_url(re.compile(rf"{STEM}\.activation=.*tanh"))


def test_a_bad_address_is_one_warning(page: Any, app_url: str) -> None:
    opened(page, app_url, depth="999", width="9", initializer="foo", activation="bar")
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    expect(page.get_by_test_id("stException")).to_have_count(0)
