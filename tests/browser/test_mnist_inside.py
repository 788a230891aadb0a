"""/mnist_inside in a browser: what one draws is read while one draws."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from components.charts.theme import THEMES
from components.training.recordings import RECORDINGS
from tests.browser.conftest import choose, settle

pytestmark = pytest.mark.browser
PAD = ".st-key-mnist_inside-pad"


@pytest.fixture
def lesson(page: Page, app_url: str):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_inside(page, app_url)
    yield page
    assert not errors


def open_inside(page: Page, app_url: str, settings: str = "") -> None:
    page.goto(f"{app_url}/mnist_inside?{settings}")
    page.wait_for_selector(f"{PAD} canvas.paper", timeout=60_000)
    settle(page)


def result(page: Page):
    return page.locator(".st-key-mnist_inside-result")


def clear(page: Page) -> None:
    page.locator(f"{PAD} button.clear").click()
    expect(result(page)).to_contain_text("Nothing is drawn yet")


def stroke(page: Page, *points: tuple[float, float]) -> None:
    """Draw through points, given as shares of the pad."""
    box = page.locator(f"{PAD} canvas.paper").bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=8)
    page.mouse.up()


def pixels(page: Page, canvas: str) -> str:
    return page.locator(f"{PAD} {canvas}").evaluate("node => node.toDataURL()")


def test_it_opens_with_a_4_taken_for_a_9_above_the_fold(lesson: Page) -> None:
    expect(result(lesson)).to_contain_text("reads 9 (")
    expect(lesson.locator(f"{PAD} .template .title")).to_contain_text("9 minus 4")
    for part in (".pad", ".template", ".fixed", ".bars"):
        box = lesson.locator(f"{PAD} {part}").bounding_box()
        assert box["y"] + box["height"] < 800, f"{part} stands below the fold"


def test_a_vertical_stroke_is_a_1_and_the_template_forms_anew(lesson: Page) -> None:
    clear(lesson)
    before = pixels(lesson, ".template .weights")
    stroke(lesson, (0.5, 0.2), (0.5, 0.8))
    expect(result(lesson)).to_contain_text("Your drawing")
    expect(result(lesson)).to_contain_text("reads 1 (")
    expect(lesson.locator(f"{PAD} .bar.first b")).to_have_text("1")
    assert pixels(lesson, ".template .weights") != before


def test_it_answers_before_the_pen_is_lifted(lesson: Page) -> None:
    clear(lesson)
    box = lesson.locator(f"{PAD} canvas.paper").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 40
    lesson.mouse.move(x, y)
    lesson.mouse.down()
    lesson.mouse.move(x, y + 140, steps=12)
    expect(result(lesson)).to_contain_text("reads 1 (")
    lesson.mouse.up()


def test_undo_takes_back_a_stroke_and_a_clear(lesson: Page) -> None:
    stroke(lesson, (0.2, 0.2), (0.8, 0.2), (0.8, 0.8))
    expect(result(lesson)).to_contain_text("Your drawing")
    lesson.locator(f"{PAD} button.undo").click()
    expect(result(lesson)).to_contain_text("reads 9 (66.2 %)")
    clear(lesson)
    lesson.locator(f"{PAD} button.undo").click()
    expect(result(lesson)).to_contain_text("reads 9 (66.2 %)")


def test_keys_draw_a_1(lesson: Page) -> None:
    clear(lesson)
    lesson.locator(f"{PAD} canvas.paper").focus()
    lesson.keyboard.press("Space")
    for _ in range(14):
        lesson.keyboard.press("ArrowDown")
    lesson.keyboard.press("Space")
    expect(result(lesson)).to_contain_text("reads 1 (")
    lesson.keyboard.press("Delete")
    expect(result(lesson)).to_contain_text("Nothing is drawn yet")


def test_a_class_puts_its_next_test_image_on_the_pad_and_into_the_address(lesson: Page) -> None:
    lesson.locator(f"{PAD} .next button").get_by_text("7", exact=True).click()
    expect(lesson).to_have_url(re.compile(r"mnist_inside\.image=726"))
    expect(result(lesson)).to_contain_text("Test image 726, a 7")
    stroke(lesson, (0.3, 0.5), (0.7, 0.5))
    expect(result(lesson)).to_contain_text("Your drawing")


def test_a_drawing_is_gone_with_the_image_that_it_was_made_on(lesson: Page) -> None:
    opened = pixels(lesson, "canvas.paper")
    stroke(lesson, (0.1, 0.1), (0.9, 0.1))
    expect(result(lesson)).to_contain_text("Your drawing")
    lesson.locator(f"{PAD} .next button").get_by_text("7", exact=True).click()
    expect(result(lesson)).to_contain_text("Test image 726, a 7")
    number = lesson.locator(".st-key-mnist_inside-image input")
    number.fill("707")
    number.press("Enter")
    expect(result(lesson)).to_contain_text("Test image 707, a 4")
    settle(lesson)
    assert pixels(lesson, "canvas.paper") == opened


def test_another_epoch_reads_the_same_drawing(lesson: Page) -> None:
    clear(lesson)
    stroke(lesson, (0.5, 0.2), (0.5, 0.8))
    expect(result(lesson)).to_contain_text("after epoch 12 it reads 1")
    settle(lesson)
    slider = lesson.locator(".st-key-mnist_inside-snapshot").get_by_role("slider")
    slider.focus()
    lesson.keyboard.press("End")
    expect(result(lesson)).to_contain_text("Your drawing: after epoch 30 it reads 1")
    expect(lesson).to_have_url(re.compile(r"mnist_inside\.epoch=30"))
    lesson.locator(".st-key-mnist_inside-snapshot").get_by_role("slider").focus()
    lesson.keyboard.press("Home")
    expect(result(lesson)).to_contain_text("before training")


def test_every_way_to_hand_it_over_opens_by_its_link(page: Page, app_url: str) -> None:
    open_inside(page, app_url, "mnist_inside.feed=inverted&mnist_inside.for=4&mnist_inside.against=7")
    expect(result(page)).to_contain_text("Ink and ground are exchanged")
    expect(page.locator(f"{PAD} .template .title")).to_contain_text("4 minus 7")


def test_softmax_regression_has_no_units_and_twice_the_same_template(page: Page, app_url: str) -> None:
    digest = RECORDINGS["mnist_softmax"].recipe.digest[:12]
    open_inside(page, app_url, f"mnist_inside.run={digest}")
    expect(page.locator(f"{PAD} .layers canvas")).to_have_count(0)
    assert pixels(page, ".template .weights") == pixels(page, ".fixed .weights")


@pytest.mark.parametrize(
    ("setting", "said"),
    [("run=feedfeedfeed", "no weights of a run feedfeedfeed"), ("epoch=7", "epoch 7 were not kept")],
)
def test_what_is_not_there_is_one_sentence(page: Page, app_url: str, setting: str, said: str) -> None:
    open_inside(page, app_url, f"mnist_inside.{setting}")
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    expect(page.get_by_test_id("stAlert")).to_contain_text(said)
    expect(result(page)).to_contain_text(re.compile(r"it reads \d \("))
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)


def test_reset_takes_the_prediction_back_and_another_control_holds(lesson: Page) -> None:
    lesson.get_by_text("By a quarter, to about .73").click()
    expect(lesson.get_by_test_id("stMain")).to_contain_text("a random quarter of H1 off 0.9", timeout=30_000)
    lesson.get_by_role("button", name="Reset", exact=True).click()
    expect(lesson.locator(".st-key-mnist_inside-verdict")).to_have_count(0)
    settle(lesson)
    choose(lesson, "mnist_inside.feed", "inverted")
    expect(result(lesson)).to_contain_text("Ink and ground are exchanged")
    expect(lesson).to_have_url(re.compile(r"mnist_inside\.feed=inverted"))
    expect(lesson.locator(".st-key-mnist_inside-verdict")).to_have_count(0)
    expect(lesson.locator(".st-key-mnist_inside-truth")).to_have_count(0)


def test_back_goes_to_the_view_before(lesson: Page) -> None:
    lesson.locator(".st-key-mnist_inside-view").get_by_text("Silence", exact=True).click()
    expect(result(lesson)).to_contain_text("units of H1 silenced", timeout=30_000)
    settle(lesson)
    lesson.go_back()
    expect(result(lesson)).to_contain_text("reads 9 (", timeout=30_000)
    expect(lesson.locator(f"{PAD} canvas.paper")).to_be_visible()


def test_another_network_starts_at_its_best_epoch_and_a_chosen_one_holds(lesson: Page) -> None:
    box = lesson.locator(".st-key-mnist_inside-network").get_by_role("combobox")
    box.click()
    lesson.get_by_role("option").nth(1).click()
    expect(lesson).to_have_url(re.compile(r"mnist_inside\.run=[0-9a-f]{12}"))
    settle(lesson)
    lesson.locator(".st-key-mnist_inside-snapshot").get_by_role("slider").focus()
    lesson.keyboard.press("Home")
    expect(result(lesson)).to_contain_text("before training")
    expect(lesson).to_have_url(re.compile(r"mnist_inside\.run=[0-9a-f]{12}.*"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pad_has_the_colours_of_the_theme(page: Page, app_url: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    open_inside(page, app_url)
    corner = page.locator(f"{PAD} canvas.paper").evaluate(
        "canvas => [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data].slice(0, 3)"
    )
    surface = THEMES[scheme].surface
    assert corner == [int(surface[i : i + 2], 16) for i in (1, 3, 5)]


def test_what_is_asked_for_and_not_there_is_no_markdown(page: Page, app_url: str) -> None:
    open_inside(page, app_url, "mnist_inside.run=%5Ba%5D%28b%29")
    expect(page.get_by_test_id("stAlert")).to_contain_text("no weights of a run [a](b)")
    expect(page.get_by_test_id("stAlert").get_by_role("link")).to_have_count(0)
