"""/hidden_layers in a browser: layers switched, units silenced, epochs scrubbed, points put down."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import container, settle

pytestmark = pytest.mark.trains
NUMBER = r"[0-9.]+"
WORDS = re.compile(f"[Tt]rain accuracy {NUMBER}, test accuracy {NUMBER}, loss {NUMBER}")
TRAINED = 200_000  # milliseconds: twenty trainings, on a machine that does other things too


@pytest.fixture
def lesson(page: Page):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors


def open_page(page: Page, app_url: str, settings: str = "") -> None:
    page.goto(f"{app_url}/hidden_layers?{settings}")
    expect(result(page)).to_contain_text(WORDS)
    settle(page)


def result(page: Page) -> Locator:
    return container(page, "hidden_layers-result")


def status(page: Page) -> Locator:
    return container(page, "hidden_layers-status")


def switch(page: Page, layer: int) -> None:
    page.locator(f".st-key-hidden_layers-layer_{layer} label").first.click()


def picture(page: Page) -> Locator:
    return container(page, "hidden_layers-picture")


def unit(page: Page, name: str) -> Locator:
    return picture(page).locator(f'[data-unit="{name}"]')


def plane(page: Page) -> Locator:
    return page.locator(".st-key-hidden_layers-own_points svg.plane")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_layers_go_off_one_by_one_until_it_is_logistic_regression(lesson: Page, app_url: str) -> None:
    open_page(lesson, app_url, "hidden_layers.layer_2=true&hidden_layers.layer_3=true")
    formula = container(lesson, "hidden_layers-formula")
    expect(formula).to_contain_text("only its inputs have changed: from x to H3")
    before = result(lesson).inner_text()
    for layer, left in ((3, "H2"), (2, "H1")):
        switch(lesson, layer)
        expect(formula).to_contain_text(f"from x to {left}")
        expect(status(lesson)).to_contain_text("Recorded")
    expect(result(lesson)).not_to_have_text(before, use_inner_text=True)
    switch(lesson, 1)
    expect(formula).to_contain_text("This is logistic regression: a straight boundary.")
    expect(result(lesson)).to_contain_text("train accuracy 0.5")
    expect(lesson).to_have_url(re.compile(r"hidden_layers\.layer_1=false"))
    settle(lesson)
    lesson.get_by_role("button", name="Reset", exact=True).click()
    expect(result(lesson)).to_contain_text("train accuracy 1.000")


def test_a_silenced_unit_costs_accuracy_and_epoch_0_is_random(lesson: Page, app_url: str) -> None:
    open_page(lesson, app_url)
    box = picture(lesson).bounding_box()
    assert box["y"] + box["height"] <= 800
    assert result(lesson).bounding_box()["y"] < 800
    unit(lesson, "H1.2").click()
    expect(result(lesson)).to_contain_text("with 1 unit silenced: train accuracy 0.")
    expect(result(lesson)).to_contain_text("The whole network: train accuracy 1.000")
    expect(lesson).to_have_url(re.compile(r"hidden_layers\.silenced=H1\.2"))
    settle(lesson)
    unit(lesson, "H1.2").focus()
    press(lesson, "ArrowDown", "Enter")  # by keyboard: the next unit, too
    expect(result(lesson)).to_contain_text("with 2 units silenced")
    settle(lesson)
    lesson.reload()
    expect(result(lesson)).to_contain_text("with 2 units silenced")  # the address keeps them
    settle(lesson)
    picture(lesson).get_by_role("button", name="all units on").click()
    expect(result(lesson)).to_contain_text("train accuracy 1.000")
    settle(lesson)
    score = picture(lesson).get_by_test_id("network-score")
    epochs = picture(lesson).get_by_role("slider", name="Epoch")
    epochs.focus()
    lesson.keyboard.press("Home")
    expect(score).to_contain_text("epoch 0 (random start)")
    travel = container(lesson, "hidden_layers-travel").get_by_role("slider")
    travel.focus()
    lesson.keyboard.press("End")
    expect(container(lesson, "hidden_layers-travel")).to_contain_text("exactly the line z = 0")
    expect(score).to_contain_text("epoch 0 (random start)")


def test_unequal_layers_train_live_and_the_link_brings_them_back(lesson: Page, app_url: str) -> None:
    address = (
        "hidden_layers.layer_2=true&hidden_layers.units_2=3&hidden_layers.seed=5&hidden_layers.dataset=moons"
    )
    open_page(lesson, app_url, address)
    expect(status(lesson)).to_contain_text("Trained here with Keras", timeout=TRAINED)
    expect(result(lesson)).to_contain_text(re.compile("H1: 4 units.*H2: 3 units"))
    reached = result(lesson).inner_text()
    lesson.locator(".st-key-hidden_layers-units_2 input").fill("4")
    lesson.keyboard.press("Enter")
    expect(result(lesson)).to_contain_text("H2: 4 units", timeout=TRAINED)
    open_page(lesson, app_url, address)  # kept: the same numbers, at once
    expect(status(lesson)).to_contain_text("Recorded")
    expect(result(lesson)).to_have_text(reached, use_inner_text=True)


def test_own_points_by_keyboard_become_a_network(lesson: Page, app_url: str) -> None:
    lesson.set_viewport_size({"width": 390, "height": 844})
    open_page(lesson, app_url, "hidden_layers.dataset=own_points")
    expect(lesson.get_by_test_id("stAlert")).to_contain_text("There are no points yet")
    lesson.get_by_role("radio", name="class 0").focus()
    press(lesson, "ArrowRight")
    expect(lesson.get_by_role("radio", name="class 1")).to_be_focused()
    expect(lesson.get_by_role("radio", name="class 1")).to_be_checked()
    plane(lesson).focus()
    for label, way in (("0", "ArrowLeft"), ("1", "ArrowRight")):
        press(lesson, label, way, way, way)
        for _ in range(3):
            press(lesson, "Enter", "ArrowUp")
        press(lesson, "ArrowDown", "ArrowDown", "ArrowDown", *[opposite(way)] * 3)
    marks = plane(lesson).locator(".mark")
    expect(marks).to_have_count(6)
    expect(status(lesson)).to_contain_text("Trained here with Keras", timeout=TRAINED)
    expect(lesson.get_by_test_id("stAlert")).to_have_count(0)
    expect(result(lesson)).to_contain_text("train accuracy 1.000")
    settle(lesson)
    plane(lesson).focus()
    press(lesson, "ArrowLeft", "ArrowLeft", "ArrowLeft", "Delete")
    expect(marks).to_have_count(5)
    expect(lesson.get_by_test_id("announcer")).to_contain_text("2 of class 0, 3 of class 1")
    expect(lesson.get_by_test_id("stAlert")).to_contain_text("There are 2 points of class 0 and 3 of class 1")
    expect(result(lesson)).to_contain_text("train accuracy 1.000")  # the last good picture stays
    settle(lesson)
    lesson.locator(".st-key-hidden_layers-own_points button.undo").click()
    expect(marks).to_have_count(6)
    expect(lesson.get_by_test_id("stAlert")).to_have_count(0)
    expect(lesson).to_have_url(re.compile("own_points"))
    assert lesson.evaluate("document.documentElement.scrollWidth") <= 390
    box = plane(lesson).bounding_box()
    plane(lesson).click(position={"x": box["width"] / 4, "y": box["height"] / 4})
    expect(marks).to_have_count(7)
    marks.last.click()
    expect(marks).to_have_count(6)
    settle(lesson)
    large = picture(lesson).locator("canvas.plane")
    large.scroll_into_view_if_needed()
    large.click(position={"x": 40, "y": 40})  # a click in the large picture puts one down, too
    expect(marks).to_have_count(7)
    settle(lesson)
    lesson.reload()
    expect(marks).to_have_count(7)
    expect(status(lesson)).to_contain_text("Own points", timeout=TRAINED)


def opposite(way: str) -> str:
    return "ArrowRight" if way == "ArrowLeft" else "ArrowLeft"


def test_seeds_come_one_by_one(lesson: Page, app_url: str) -> None:
    open_page(lesson, app_url, "hidden_layers.epochs=5")
    lesson.get_by_role("button", name="Try 20 seeds").click()
    told = container(lesson, "hidden_layers-seeds_result")
    expect(told).to_contain_text(re.compile(r"\d+ of 20 starts reach"), timeout=TRAINED)


def test_reset_takes_the_prediction_back_and_another_control_holds(lesson: Page, app_url: str) -> None:
    open_page(lesson, app_url)
    answers = container(lesson, "hidden_layers-prediction")
    verdict = container(lesson, "hidden_layers-verdict")
    answers.get_by_role("radio", name="2", exact=True).click()
    expect(verdict).to_contain_text("Two cuts make a wedge")
    expect(lesson.get_by_test_id("announcer")).to_contain_text("Two cuts make a wedge")
    units = lesson.locator(".st-key-hidden_layers-units_1 input")
    expect(units).to_have_value("3")  # the picture has moved to the truth
    settle(lesson)
    lesson.get_by_role("button", name="Reset", exact=True).click()
    expect(verdict).to_have_count(0)
    expect(units).to_have_value("4")
    settle(lesson)
    switch(lesson, 2)
    expect(status(lesson)).to_contain_text("2-4-4-1")
    settle(lesson)
    expect(verdict).to_have_count(0)
    expect(units).to_have_value("4")
    assert "layer_2=true" in lesson.url


def test_back_goes_to_the_view_before(lesson: Page, app_url: str) -> None:
    open_page(lesson, app_url, "hidden_layers.silenced=H1.2")
    lesson.get_by_role("radio", name="One point").click()
    expect(result(lesson)).to_contain_text("Point 8 at")
    expect(lesson).to_have_url(re.compile(r"hidden_layers\.view=one_point"))
    settle(lesson)
    lesson.go_back()
    expect(result(lesson)).to_contain_text("with 1 unit silenced")
    expect(lesson).not_to_have_url(re.compile("view="))
    settle(lesson)
