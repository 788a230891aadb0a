"""/activations in a browser: what moves there, and what the address carries."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from components.charts.theme import LIGHT, activation_line
from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import Bell, under_bell
from tests.browser.conftest import drawn, sent, settle, wait_until_sent

pytestmark = pytest.mark.browser
PICTURE = ".st-key-activations-picture"
DRAWN = {  # view -> key, what it draws
    "Curves": ("curves", PICTURE),
    "Compare": ("compare", '[data-testid="stDataFrame"]'),
    "Swish": ("swish", ".st-key-activations-family_picture"),
    "Dying ReLU": ("dying_relu", ".st-key-activations-units"),
}


@pytest.fixture
def lesson(page, app_url):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{app_url}/activations")
    settle(page)
    page.wait_for_selector(f"{PICTURE} table tbody tr")
    yield page
    assert not errors


def numbers(page) -> dict[str, float]:
    """RMS slopes as the picture shows them."""
    cells = page.locator(f"{PICTURE} .rms")
    return {cell.get_attribute("data-name"): float(cell.inner_text()) for cell in cells.all()}


def expect_numbers(page, *slopes: str) -> None:
    """Wait until the picture, which travels, shows these RMS slopes."""
    expect(page.locator(f"{PICTURE} .rms")).to_have_text(list(slopes))


def pull(page, handle: str, pixels: float) -> None:
    """Drag a handle of the picture along z, without letting go."""
    box = page.locator(f"{PICTURE} .handle.{handle}").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels / 2, y, steps=3)
    page.mouse.move(x + pixels, y, steps=3)
    drawn(page)


def test_the_probe_moves_without_a_rerun(lesson):
    handle = lesson.locator(f"{PICTURE} .handle.probe")
    expect(handle).to_have_attribute("aria-valuenow", "2")
    before = sent(lesson)
    assert before
    pull(lesson, "probe", -120)
    lesson.mouse.up()
    moved = float(handle.get_attribute("aria-valuenow"))
    assert moved < 1.5
    handle.focus()
    lesson.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuenow", f"{moved + 0.1:g}")
    settle(lesson)
    assert sent(lesson) == before


def test_the_probe_reads_values_slopes_and_the_slope_at_the_corner(lesson):
    handle = lesson.locator(f"{PICTURE} .handle.probe")
    handle.focus()
    for _ in range(10):
        lesson.keyboard.press("ArrowLeft")
    expect(handle).to_have_attribute("aria-valuetext", re.compile(r"^z = 1\.00;"))
    said = handle.get_attribute("aria-valuetext").replace("−", "-")
    for name in ("relu", "sigmoid", "tanh"):
        entry = ACTIVATIONS[name]
        value, slope = float(entry.function(1.0)), float(entry.derivative(1.0))
        assert f"{entry.label}: f {value:.2f}, f' {slope:.2f}" in said
    for _ in range(10):
        lesson.keyboard.press("ArrowLeft")
    expect(handle).to_have_attribute("aria-valuetext", re.compile("ReLU: f 0\\.00, f' 0\\.00"))


def test_adding_a_function_adds_its_two_curves_in_its_colour(lesson):
    curves = lesson.locator(f'{PICTURE} path.curve[data-name="gelu"]')
    expect(curves).to_have_count(0)
    lesson.locator(".st-key-activations-chosen").get_by_text("GELU", exact=True).click()
    expect(curves).to_have_count(2)
    settle(lesson)
    assert [curve.get_attribute("data-part") for curve in curves.all()] == ["value", "slope"]
    color = activation_line("gelu", LIGHT)["color"]
    assert {curve.get_attribute("stroke") for curve in curves.all()} == {color}
    expect(lesson).to_have_url(re.compile("gelu"))


def test_dragging_the_bell_changes_the_rms_slopes_and_the_address(lesson):
    expect_numbers(lesson, "0.71", "0.21", "0.68")
    pull(lesson, "center", -80)
    during = numbers(lesson)
    assert during["relu"] < 0.2
    assert "center" not in lesson.url
    lesson.mouse.up()
    expect(lesson).to_have_url(re.compile("activations\\.center="))
    settle(lesson)
    center = float(re.search(r"activations\.center=(-?[0-9.]+)", lesson.url)[1])
    expected = under_bell(ACTIVATIONS["relu"], Bell(center, 1.0)).rms_slope
    assert numbers(lesson)["relu"] == pytest.approx(expected, abs=0.006)


def test_widening_the_bell_by_keys_is_taken_over(lesson):
    lesson.locator(f"{PICTURE} .handle.spread").focus()
    for _ in range(6):
        lesson.keyboard.press("PageUp")
    lesson.wait_for_function("location.search.includes('activations.spread=4')")
    expect_numbers(lesson, "0.71", "0.13", "0.36")


def test_the_answer_moves_the_picture_to_the_truth_and_reset_takes_it_back(lesson):
    lesson.locator(".st-key-activations-prediction").get_by_text("tanh", exact=True).click()
    lesson.wait_for_selector(".st-key-activations-verdict")
    expect_numbers(lesson, "0.71", "0.13", "0.36")
    lesson.get_by_role("button", name="Reset").first.click()
    expect_numbers(lesson, "0.71", "0.21", "0.68")


@pytest.mark.parametrize("name", DRAWN)
def test_each_view_opens_from_the_control_and_from_the_address(page, app_url, name):
    key, picture = DRAWN[name]
    page.goto(f"{app_url}/activations?activations.center=-1")
    settle(page)
    page.locator(".st-key-activations-view").get_by_text(name, exact=True).click()
    expect(page.locator(picture)).to_be_visible()
    settle(page)
    if key != "curves":
        expect(page).to_have_url(re.compile(rf"activations\.view={key}"))
    # settings of other views stay in the address
    expect(page).to_have_url(re.compile(r"activations\.center=-1"))
    page.goto(page.url)
    settle(page)
    expect(page.locator(picture)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_link_of_today_opens_its_view(page, app_url):
    page.goto(f"{app_url}/activations?activations.view=Dying+ReLU")
    expect(page.locator(".st-key-activations-units")).to_be_visible()
    expect(page).to_have_url(re.compile(r"activations\.view=dying_relu"))


def test_back_goes_to_the_view_before(lesson):
    lesson.locator(".st-key-activations-view").get_by_text("Swish", exact=True).click()
    expect(lesson.locator(".st-key-activations-family_picture")).to_be_visible()
    settle(lesson)
    lesson.go_back()
    expect(lesson.locator(PICTURE)).to_be_visible()
    expect(lesson).not_to_have_url(re.compile("swish"))


def test_after_a_prediction_and_reset_the_controls_are_the_visitor_s(lesson):
    lesson.locator(".st-key-activations-prediction").get_by_text("sigmoid", exact=True).click()
    expect(lesson.locator(".st-key-activations-verdict")).to_be_visible()
    expect(lesson).to_have_url(re.compile(r"activations\.spread=4"))
    lesson.get_by_role("button", name="Reset").first.click()
    expect(lesson.locator(".st-key-activations-verdict")).to_have_count(0)
    settle(lesson)
    lesson.locator(".st-key-activations-center input[type=range]").press("ArrowRight")
    expect(lesson).to_have_url(re.compile(r"activations\.center=0\.05"))
    settle(lesson)
    expect(lesson.locator(".st-key-activations-verdict")).to_have_count(0)
    assert "spread" not in lesson.url


def test_the_family_bends_in_the_same_picture(page, app_url):
    page.goto(f"{app_url}/activations?activations.view=Swish&activations.beta=0")
    settle(page)
    rms = page.locator(".st-key-activations-family_picture .rms")
    expect(rms).to_have_text("0.50")


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=str)
def test_nothing_of_the_picture_is_cut(page, app_url, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{app_url}/activations")
    settle(page)
    page.wait_for_selector(f"{PICTURE} table tbody tr")
    right = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll('.st-key-activations-picture *')]
            .flatMap((node) => node.shadowRoot ? [...node.shadowRoot.querySelectorAll('text, td')] : [])
            .map((node) => node.getBoundingClientRect().right))"""
    )
    assert 0 < right <= size[0]
    if size[0] == 1280:
        assert page.locator(f"{PICTURE}").bounding_box()["y"] + 452 <= size[1]


def test_moving_a_slider_to_and_fro_keeps_the_connection(lesson):
    slider = lesson.locator(".st-key-activations-spread input[type=range]")
    for turn in range(10):
        before = sent(lesson)
        slider.focus()
        for _ in range(3):
            lesson.keyboard.press("ArrowLeft" if turn % 2 else "ArrowRight")
        wait_until_sent(lesson, before)
        if turn % 3 == 0:
            settle(lesson)  # some runs end before the next, some do not
    settle(lesson)
    expect(lesson).not_to_have_url(re.compile(r"activations\.spread"))  # back at the default
    expect(lesson.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "CONNECTED")
