"""/vanishing_gradients in a browser: the error walks back, the views, the slider that needs no rerun."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from components.concepts.gain_map import DEPTHS
from components.concepts.gradient_flow import gradient_flow
from components.ui.vanishing_gradients.sizes import share
from tests.browser.conftest import container, drawn, sent, settle
from tests.browser.javascript import call, load
from tests.training.conditions import wait_for

STEM = "vanishing_gradients"
PICTURE = f".st-key-{STEM}-layers"
_LINES = "chart => chart.calcdata.map(p => ({y: p.map(q => q.y), color: p[0].trace.line.color}))"


def opened(page: Page, app_url: str, **parameters: str) -> None:
    query = "&".join(f"{STEM}.{name}={value}" for name, value in parameters.items())
    page.goto(f"{app_url}/{STEM}?{query}")
    settle(page)


def filled(page: Page, name: str) -> list[float]:
    """How strongly the tiles of an activation are filled, first layer first."""
    tiles = page.locator(f'{PICTURE} .tile[data-name="{name}"]')
    return [float(tile.evaluate("tile => tile.style.fillOpacity")) for tile in tiles.all()]


def expect_layer(page: Page, layer: int) -> Locator:
    handle = page.locator(f"{PICTURE} .handle")
    expect(handle).to_have_attribute("aria-valuenow", str(layer))
    return handle


def test_the_error_walks_back_by_answer_by_hand_by_keys_and_by_play(page: Page, app_url: str) -> None:
    """One visit: what is ahead of the error is not shown; each way to move it ends in the address."""
    opened(page, app_url)
    expect_layer(page, 20)
    for name in ("relu", "sigmoid", "tanh"):
        assert filled(page, name) == [0] * 19 + [1]
    expect(page.locator(f"{PICTURE} .said").first).to_have_text("")
    expect(page.locator(f"{PICTURE} .factor").first).not_to_be_visible()

    page.get_by_text("all about the same").click()
    handle = expect_layer(page, 1)
    expect(page).to_have_url(re.compile(rf"{STEM}\.layer=1(&|$)"))
    settle(page)
    for i, name in enumerate(("relu", "sigmoid", "tanh")):
        flow = gradient_flow(name, "glorot_uniform", 20, 128, 0)
        assert filled(page, name) == pytest.approx(flow.shares.tolist(), abs=1e-3)
        expect(page.locator(f"{PICTURE} .said").nth(i)).to_contain_text(f"{share(flow.kept)} left")
    assert "sigmoid: one part in 9·10¹¹" in handle.get_attribute("aria-valuetext")

    before = sent(page)
    tile = page.locator(f"{PICTURE} .tile").nth(12).bounding_box()
    box = handle.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(tile["x"] + tile["width"] / 2, box["y"], steps=4)
    drawn(page)
    expect_layer(page, 13)
    assert filled(page, "tanh")[11] == 0 < filled(page, "tanh")[12]
    assert sent(page) == before  # no rerun while it is dragged
    page.mouse.up()
    expect(page).to_have_url(re.compile(rf"{STEM}\.layer=13"))
    page.locator(f"{PICTURE} .tile").nth(16).click()
    expect_layer(page, 17)
    handle.press("ArrowLeft")
    expect_layer(page, 16)
    expect(page).to_have_url(re.compile(rf"{STEM}\.layer=16"))

    page.get_by_role("button", name="Send the error back").click()
    expect_layer(page, 1)
    expect(page).to_have_url(re.compile(rf"{STEM}\.layer=1(&|$)"))
    page.get_by_role("button", name="Reset", exact=True).click()
    expect_layer(page, 20)
    expect(container(page, f"{STEM}-verdict")).to_have_count(0)
    assert STEM + "." not in page.url


def test_it_moves_layer_by_layer_and_can_be_paused(page: Page, app_url: str) -> None:
    page.emulate_media(reduced_motion="no-preference")
    opened(page, app_url, depth="50", activation="sigmoid")
    page.get_by_role("button", name="Send the error back").click()
    handle = page.locator(f"{PICTURE} .handle")
    expect(handle).not_to_have_attribute("aria-valuenow", "50")
    page.get_by_role("button", name="Pause").click()
    assert 1 < int(handle.get_attribute("aria-valuenow")) < 50
    expect(page).to_have_url(re.compile(rf"{STEM}\.layer="))
    handle.press("Home")
    kept = gradient_flow("sigmoid", "glorot_uniform", 50, 128, 0).kept
    assert kept < 1e-25
    expect(page.locator(f"{PICTURE} .said")).to_contain_text(f"{share(kept)} left")
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    right = page.locator(f"{PICTURE} svg[role=group]").evaluate(
        """node => Math.max(...[...node.querySelectorAll("text, rect")]
            .map((part) => part.getBoundingClientRect().right))"""
    )
    assert right <= 390


def test_the_depth_of_the_gain_map_moves_without_a_rerun(page: Page, app_url: str) -> None:
    opened(page, app_url, view="Gain+map", activation="relu")
    chart = page.locator(".js-plotly-plot")
    chart.wait_for()
    before = chart.evaluate(_LINES)[0]
    messages = sent(page)
    rail = chart.locator(".slider-rail-touch-rect").bounding_box()
    page.mouse.click(rail["x"] + rail["width"] - 2, rail["y"] + rail["height"] / 2)
    page.wait_for_function(
        "last => document.querySelector('.js-plotly-plot').layout.sliders[0].active === last",
        arg=len(DEPTHS) - 1,
    )
    wait_for(lambda: chart.evaluate(_LINES)[0]["y"][0] < before["y"][0] * 1e-6, what="the deeper line")
    settle(page)
    assert sent(page) == messages


def test_a_bad_address_is_one_warning(page: Page, app_url: str) -> None:
    opened(page, app_url, depth="999", width="9", initializer="foo", activation="bar")
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_the_arithmetic_of_the_tiles(page: Page) -> None:
    walk = load(page, f"{STEM}/walk.js")
    shares: list[Any] = [0, 0.25, 1, 42, None]
    assert [call(walk, "strength", value) for value in shares] == [0, 0.25, 1, 1, 1]
    assert [call(walk, "every", pitch, 44) for pitch in (60, 44, 34, 7)] == [1, 1, 2, 7]
    places = [call(walk, "layerAt", pixel, 600, 20) for pixel in (-5, 0, 29, 31, 599, 900)]
    assert places == [1, 1, 1, 2, 20, 20]
