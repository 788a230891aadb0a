"""The network picture in a browser: units silenced by click and by key, epochs scrubbed and played."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from components.concepts.number_text import number
from components.training.store import RECORDED, RunStore
from components.training.toy_recipes import points_of, toy_recipe
from tests.browser.conftest import container, settle

PICTURE = ".picture:has(.net)"
# Ends when a node has words like these: it looks at every frame, since a film is soon over.
_COMES_BY = """(node, words) => new Promise((done) => {
  const look = () => (new RegExp(words).test(node.textContent) ? done() : requestAnimationFrame(look));
  look();
})"""


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
    return container(page, "hidden_layers-result")


def now(page: Page):
    return page.locator(".picture .now")


def network():
    return RunStore(RECORDED).find(toy_recipe("circles", (4,), "relu"))


def unit(page: Page, name: str):
    return page.locator(f'.picture .unit[data-unit="{name}"]')


def test_the_first_picture_plays_from_the_random_start(new_page: Page, app_url: str) -> None:
    page = new_page  # it plays once in a tab
    page.emulate_media(reduced_motion="no-preference")
    page.goto(f"{app_url}/hidden_layers")
    score(page).evaluate(_COMES_BY, r"epoch (\d\d?|1[0-4]\d)\b")
    expect(score(page)).to_contain_text("epoch 150")
    settle(page)
    page.locator(".st-key-hidden_layers-layer_2 label").first.click()
    expect(page.locator(".picture .unit")).to_have_count(2 + 4 + 4 + 1)
    # a switch shows the trained network at once
    expect(page.locator(PICTURE)).to_have_attribute("data-epoch", "150")


def test_the_browser_computes_what_numpy_does_and_says_it(picture: Page) -> None:
    box = picture.locator(PICTURE).bounding_box()
    assert box["y"] + box["height"] < 800
    expect(picture.locator(".picture .unit")).to_have_count(2 + 4 + 1)
    recipe = toy_recipe("circles", (4,), "relu")
    run = network()
    expected = run.weights(150).logits(points_of(recipe).x_train[:5], "relu")[:, 0]
    shown = picture.locator(PICTURE).get_attribute("data-log-odds")
    np.testing.assert_allclose([float(z) for z in shown.split()], expected, rtol=1e-3, atol=1e-3)
    weights = run.weights(150)
    picture.locator(".picture path.hit").first.dispatch_event("pointerenter")
    expect(picture.locator(".picture .weights text")).to_have_text(number(float(weights[0].kernel[0, 0])))
    # In the middle of the plane, which is (0, 0), z is what the network says there.
    box = picture.locator(".picture .plane").bounding_box()
    picture.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    z = float(weights.logits(np.zeros((1, 2), np.float32), "relu")[0, 0])
    expect(now(picture)).to_contain_text(f"z = {number(z, '.1f')[:-2]}")
    # The sum is built up: its bias first, then one unit after the other.
    adding = picture.locator(".picture .adding input")
    adding.focus()
    picture.mouse.move(0, 0)
    picture.keyboard.press("Home")
    expect(now(picture).locator(".in")).to_have_text([number(float(weights[1].bias[0]))])
    adding.fill("2")
    expect(now(picture).locator(".in")).to_have_count(3)
    picture.keyboard.press("End")
    expect(now(picture).locator(".in")).to_have_count(0)
    # The epochs, without a rerun.
    slider = picture.locator(PICTURE).get_by_role("slider", name="Epoch")
    slider.focus()
    picture.keyboard.press("Home")
    expect(score(picture)).to_contain_text("epoch 0 (random start)")
    expect(picture.locator(PICTURE)).to_have_attribute("data-epoch", "0")
    picture.get_by_role("button", name="Play the epochs").click()
    expect(score(picture)).to_contain_text("epoch 150")


def test_the_boundary_before_stays_as_a_ghost_with_both_accuracies(picture: Page) -> None:
    picture.locator(".st-key-hidden_layers-layer_1 label").first.click()
    expect(now(picture)).to_have_text("Grey dashes: 2-4-1. Train accuracy 1.000 → 0.500.")
    expect(picture.locator(".picture .cuts button")).to_have_count(0)
    settle(picture)
    container(picture, "hidden_layers-dataset").get_by_role("radio", name="Blobs").click()
    expect(now(picture)).to_contain_text("z = ")  # other points: nothing to compare
    settle(picture)


def test_a_click_silences_a_unit_and_the_head_a_whole_layer(picture: Page) -> None:
    before = result(picture).inner_text()
    unit(picture, "H1.2").click()
    expect(score(picture)).to_contain_text("1 unit silenced")
    picture.mouse.move(0, 0)
    expect(now(picture)).to_contain_text("Grey dashes: the whole network. Train accuracy 1.000 →")
    expect(unit(picture, "H1.2")).to_have_attribute("aria-pressed", "true")
    expect(result(picture)).not_to_have_text(before)
    expect(picture).to_have_url(re.compile(r"hidden_layers\.silenced=H1\.2"))
    settle(picture)
    picture.locator(".picture button.head").click()
    expect(score(picture)).to_contain_text("4 units silenced: train accuracy 0.500")
    settle(picture)
    picture.get_by_role("button", name="all units on").click()
    expect(result(picture)).to_have_text(before)
    expect(picture.locator('.picture .unit[aria-pressed="true"]')).to_have_count(0)


def test_keys_go_from_unit_to_unit_and_silence(picture: Page) -> None:
    unit(picture, "H1.1").focus()
    picture.keyboard.press("ArrowDown")
    expect(unit(picture, "H1.2")).to_be_focused()
    expect(now(picture)).to_contain_text("H1.2 = relu(")
    expect(picture.locator(".picture .title")).to_have_text("H1.2: what it puts out")
    weights = network().weights(150)
    numbers = [*weights[0].kernel[:, 1], weights[1].kernel[1, 0]]
    written = picture.locator(".picture .weights text").all_text_contents()
    assert sorted(written) == sorted(number(float(value)) for value in numbers)
    picture.keyboard.press("Escape")
    expect(picture.locator(".picture .title")).to_be_hidden()
    picture.keyboard.press("Enter")
    expect(score(picture)).to_contain_text("1 unit silenced")
    settle(picture)
    picture.keyboard.press("ArrowRight")
    expect(unit(picture, "y")).to_be_focused()
