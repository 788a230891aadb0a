"""The network picture in a browser: units silenced by click and by key, epochs scrubbed and played."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from components.training.store import RunStore
from components.training.toy_recipes import points_of, toy_recipe
from tests.browser.conftest import settle

pytestmark = pytest.mark.browser
PICTURE = ".picture:has(.net)"


@pytest.fixture
def picture(page: Page, app_url: str):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{app_url}/hidden_layers")
    expect(score(page)).to_contain_text("epoch 150")
    settle(page)
    yield page
    assert not errors


def score(page: Page):
    return page.get_by_test_id("network-score")


def result(page: Page):
    return page.locator(".st-key-hidden_layers-result")


def unit(page: Page, name: str):
    return page.locator(f'.picture .unit[data-unit="{name}"]')


def test_the_picture_stands_above_the_fold(picture: Page) -> None:
    box = picture.locator(PICTURE).bounding_box()
    assert box["y"] + box["height"] < 800
    expect(picture.locator(".picture .unit")).to_have_count(2 + 4 + 1)


def test_the_first_picture_plays_from_the_random_start(page: Page, app_url: str) -> None:
    page.emulate_media(reduced_motion="no-preference")
    page.goto(f"{app_url}/hidden_layers")
    expect(score(page)).to_contain_text(re.compile(r"epoch (\d\d?|1[0-4]\d)\b"))
    expect(score(page)).to_contain_text("epoch 150")
    settle(page)
    page.locator(".st-key-hidden_layers-layer_2 label").first.click()
    expect(page.locator(".picture .unit")).to_have_count(2 + 4 + 4 + 1)
    # a switch shows the trained network at once
    expect(page.locator(PICTURE)).to_have_attribute("data-epoch", "150")


def test_the_browser_computes_what_numpy_does(picture: Page, tmp_path) -> None:
    recipe = toy_recipe("circles", (4,), "relu")
    run = RunStore(tmp_path).find(recipe)
    expected = run.weights(150).logits(points_of(recipe).x_train[:5], "relu")[:, 0]
    shown = picture.locator(PICTURE).get_attribute("data-log-odds")
    np.testing.assert_allclose([float(z) for z in shown.split()], expected, rtol=1e-3, atol=1e-3)


def test_a_click_silences_a_unit_and_the_head_a_whole_layer(picture: Page) -> None:
    before = result(picture).inner_text()
    unit(picture, "H1.2").click()
    expect(score(picture)).to_contain_text("1 unit silenced")
    expect(unit(picture, "H1.2")).to_have_attribute("aria-pressed", "true")
    expect(result(picture)).not_to_have_text(before)
    expect(picture).to_have_url(re.compile(r"hidden_layers\.silenced=H1\.2"))
    settle(picture)
    picture.locator(".picture button.head").click()
    expect(score(picture)).to_contain_text("4 units silenced: train accuracy 0.50")
    settle(picture)
    picture.get_by_role("button", name="all units on").click()
    expect(result(picture)).to_have_text(before)
    expect(picture.locator('.picture .unit[aria-pressed="true"]')).to_have_count(0)


def test_keys_go_from_unit_to_unit_and_silence(picture: Page) -> None:
    unit(picture, "H1.1").focus()
    picture.keyboard.press("ArrowDown")
    expect(unit(picture, "H1.2")).to_be_focused()
    expect(picture.locator(".picture .inset")).to_contain_text("H1.2 = relu(")
    picture.keyboard.press("Enter")
    expect(score(picture)).to_contain_text("1 unit silenced")
    settle(picture)
    picture.keyboard.press("ArrowRight")
    expect(unit(picture, "y")).to_be_focused()


def test_the_scrubber_goes_to_the_random_start_without_a_rerun(picture: Page) -> None:
    slider = picture.locator(PICTURE).get_by_role("slider", name="Epoch")
    slider.focus()
    picture.keyboard.press("Home")
    expect(score(picture)).to_contain_text("epoch 0 (random start)")
    expect(picture.locator(PICTURE)).to_have_attribute("data-epoch", "0")
    picture.get_by_role("button", name="Play the epochs").click()
    expect(score(picture)).to_contain_text("epoch 150")
