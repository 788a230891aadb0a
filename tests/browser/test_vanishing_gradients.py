"""/vanishing_gradients in a browser: the collapse, the views, the slider that needs no rerun."""

from __future__ import annotations

import re
from typing import Any

import pytest
from components.ui.vanishing_gradients.controls import STEM, VIEWS

from components.concepts.gain_map import DEPTHS
from components.concepts.gradient_flow import gradient_flow
from tests.browser.conftest import settle

pytestmark = pytest.mark.browser
_LINES = "chart => chart.calcdata.map(p => ({y: p.map(q => q.y), color: p[0].trace.line.color}))"
_COUNT_RUNS = """() => {
    window.runs = 0;
    new MutationObserver(changes => { window.runs += changes.length; }).observe(
        document.querySelector('[data-testid="stApp"]'),
        {attributes: true, attributeFilter: ['data-test-script-state']});
}"""


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
    assert "one part in" in page.get_by_text("after 50 layers").inner_text()


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_opens_and_lands_in_the_address(page: Any, app_url: str, view: str) -> None:
    opened(page, app_url)
    page.locator(f".st-key-{STEM}-view").get_by_text(view, exact=True).click()
    key = view.lower().replace(" ", "_")
    page.locator(f".st-key-{STEM}-{key} .js-plotly-plot").wait_for()
    settle(page)
    assert page.locator('[data-testid="stException"]').count() == 0
    if view != VIEWS[0]:
        assert re.search(rf"{STEM}\.view={view.replace(' ', '(%20|[+])')}", page.url)


def test_the_depth_of_the_gain_map_moves_without_a_rerun(page: Any, app_url: str) -> None:
    chart = opened(page, app_url, view="Gain+map", activation="relu")
    before = chart.evaluate(_LINES)[0]
    page.evaluate(_COUNT_RUNS)
    rail = chart.locator(".slider-rail-touch-rect").bounding_box()
    page.mouse.click(rail["x"] + rail["width"] - 2, rail["y"] + rail["height"] / 2)
    page.wait_for_function(
        "last => document.querySelector('.js-plotly-plot').layout.sliders[0].active === last",
        arg=len(DEPTHS) - 1,
    )
    after = chart.evaluate(_LINES)[0]
    assert after["y"][0] < before["y"][0] * 1e-6
    assert page.evaluate("window.runs") == 0


def test_the_prediction_moves_the_picture_to_the_truth(page: Any, app_url: str) -> None:
    chart = opened(page, app_url)
    assert len(chart.evaluate(_LINES)) == 3
    page.get_by_text("all about the same").click()
    page.wait_for_function("document.querySelector('.js-plotly-plot')?.data?.length === 9")
    settle(page)
    assert len({line["color"] for line in chart.evaluate(_LINES)}) == 3
    assert page.url.count(f"{STEM}.activation=") == 3 or "tanh" in page.url


def test_a_bad_address_is_one_warning(page: Any, app_url: str) -> None:
    opened(page, app_url, depth="999", width="9", initializer="foo", activation="bar")
    assert page.locator('[data-testid="stAlert"]').count() == 1
    assert page.locator('[data-testid="stException"]').count() == 0
