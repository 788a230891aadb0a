"""/mnist_inside in a browser: what one draws is read while one draws, without the server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from components.charts.theme import THEMES
from components.training.recordings import RECORDINGS
from tests.browser.conftest import choose, container, drawn, sent, settle

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
    expect(page.locator(f"{PAD} .frame:not(.loading) .said strong")).to_be_visible(timeout=60_000)
    settle(page)


def said(page: Page):
    return page.locator(f"{PAD} .said")


def part(page: Page, selector: str):
    return page.locator(f"{PAD} {selector}")


def clear(page: Page) -> None:
    part(page, "button.clear").click()
    expect(said(page)).to_contain_text("Nothing is drawn yet")


def stroke(page: Page, *points: tuple[float, float]) -> None:
    """Draw through points, given as shares of the pad."""
    box = part(page, "canvas.paper").bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=8)
    page.mouse.up()


def pixels(page: Page, canvas: str) -> str:
    return part(page, canvas).evaluate("node => node.toDataURL()")


def why(page: Page, step: str) -> None:
    part(page, f"button[data-step={step}]").click()
    expect(part(page, f"button[data-step={step}]")).to_have_attribute("aria-expanded", "true")


def test_a_drawing_is_read_while_it_is_drawn_and_told_once_when_it_has_settled(lesson: Page) -> None:
    for section in (".pad", ".answer"):
        box = part(lesson, section).bounding_box()
        assert box["y"] + box["height"] < 800, f"{section} stands below the fold"
    expect(said(lesson)).to_contain_text("It reads 9 (66.2 %), next 4 (33.8 %)")
    expect(part(lesson, ".about")).to_contain_text("Test image 707 is a 4. Network after epoch 12.")
    clear(lesson)
    settle(lesson)  # an empty pad goes into the address, too
    before = sent(lesson)
    box = part(lesson, "canvas.paper").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 0.2 * box["height"]
    lesson.mouse.move(x, y)
    lesson.mouse.down()
    lesson.mouse.move(x, y + 0.6 * box["height"], steps=12)
    expect(said(lesson)).to_contain_text("Your drawing: it reads 1")  # the pen is still down
    assert sent(lesson) == before
    lesson.mouse.up()
    expect(lesson).to_have_url(re.compile(r"mnist_inside\.drawing=[\w-]+"))
    settle(lesson)
    expect(part(lesson, ".bar.first b")).to_have_text("1")

    link, drawn = lesson.url, pixels(lesson, "canvas.paper")
    lesson.goto(link)  # the address has the drawing
    expect(said(lesson)).to_contain_text("Your drawing: it reads 1")
    settle(lesson)
    assert pixels(lesson, "canvas.paper") == drawn

    part(lesson, ".next button").get_by_text("7", exact=True).click()
    expect(lesson).to_have_url(re.compile(r"mnist_inside\.image=726"))
    expect(part(lesson, ".about")).to_contain_text("Test image 726 is a 7")
    expect(lesson).not_to_have_url(re.compile(r"drawing="))
    stroke(lesson, (0.3, 0.5), (0.7, 0.5))
    expect(said(lesson)).to_contain_text("Your drawing")
    settle(lesson)
    number = lesson.locator(".st-key-mnist_inside-image input")
    number.fill("707")
    number.press("Enter")
    expect(part(lesson, ".about")).to_contain_text("Test image 707 is a 4")


def test_keys_draw_undo_takes_back_and_another_epoch_reads_the_same_drawing(lesson: Page) -> None:
    stroke(lesson, (0.2, 0.2), (0.8, 0.2), (0.8, 0.8))
    expect(said(lesson)).to_contain_text("Your drawing")
    part(lesson, "button.undo").click()
    expect(said(lesson)).to_contain_text("It reads 9 (66.2 %)")
    expect(part(lesson, ".about")).to_contain_text("Test image 707 is a 4")
    clear(lesson)
    part(lesson, "canvas.paper").focus()
    lesson.keyboard.press("Space")
    for _ in range(14):
        lesson.keyboard.press("ArrowDown")
    lesson.keyboard.press("Space")
    expect(said(lesson)).to_contain_text("Your drawing: it reads 1")
    settle(lesson)
    container(lesson, "mnist_inside-snapshot").get_by_role("slider").focus()
    lesson.keyboard.press("End")
    expect(part(lesson, ".about")).to_contain_text("after epoch 30")
    expect(said(lesson)).to_contain_text("Your drawing: it reads 1")
    expect(lesson).to_have_url(re.compile(r"mnist_inside\.epoch=30"))
    container(lesson, "mnist_inside-snapshot").get_by_role("slider").focus()
    lesson.keyboard.press("Home")
    expect(part(lesson, ".about")).to_contain_text("before training")

    stroke(lesson, (0.5, 0.2), (0.55, 0.25))
    clear(lesson)
    stroke(lesson, (0.5, 0.45), (0.5, 0.6))
    expect(part(lesson, ".aside")).to_contain_text("Draw larger")
    clear(lesson)
    stroke(lesson, (0.1, 0.1), (0.9, 0.9))
    stroke(lesson, (0.9, 0.1), (0.1, 0.9))
    expect(part(lesson, ".aside")).to_contain_text("like no digit it has seen")


def test_why_in_three_steps_and_a_unit_that_is_opened_and_silenced(lesson: Page) -> None:
    black = pixels(lesson, "canvas.paper")
    why(lesson, "ink")
    expect(part(lesson, ".ink-key")).to_contain_text("orange ink argues for 9, blue for 4")
    assert pixels(lesson, "canvas.paper") != black
    expect(part(lesson, ".why.ink .words")).to_contain_text("ink argues for 9 rather than 4")
    rows = part(lesson, ".why.ink .sum td:last-child").all_inner_texts()
    parts = [round(100 * float(row.replace("−", "-"))) for row in rows]
    assert sum(parts[:-1]) == parts[-1] == 67
    template = pixels(lesson, ".why.ink .weights")
    stroke(lesson, (0.35, 0.3), (0.5, 0.2))
    expect(said(lesson)).to_contain_text("Your drawing")
    assert pixels(lesson, ".why.ink .weights") != template
    part(lesson, "button.undo").click()
    part(lesson, ".bar").nth(8).click()
    expect(part(lesson, ".asked")).to_have_text("Why 9 and not 8?")
    expect(lesson).to_have_url(re.compile(r"mnist_inside\.against=8"))
    part(lesson, ".bar").nth(9).click()
    expect(part(lesson, ".asked")).to_have_text("Why 9 and not 4?")

    why(lesson, "units")
    h2 = part(lesson, ".maps canvas").nth(1)
    h2.click(position={"x": 3, "y": 3})
    expect(part(lesson, ".cell h2")).to_have_text("Unit 0 of H2")
    lesson.keyboard.press("Tab")
    h2.focus()
    lesson.keyboard.press("ArrowRight")
    expect(part(lesson, ".cell h2")).to_have_text("Unit 1 of H2")
    lesson.mouse.move(0, 0)
    button = part(lesson, ".counts button").first
    unit = button.inner_text().removeprefix("unit ")
    button.hover()
    lesson.mouse.down()
    h2.dispatch_event("pointerleave")  # the pad is shown anew in the next frame
    drawn(lesson)
    lesson.mouse.up()
    expect(lesson).to_have_url(re.compile(rf"mnist_inside\.why=units.*mnist_inside\.cell=H2\.{unit}"))
    expect(part(lesson, ".favourites + figcaption")).to_contain_text("excite it most", timeout=30_000)
    without = re.search(r"= (\S+) instead of", part(lesson, ".without").inner_text()).group(1)
    part(lesson, ".silence").click()
    expect(part(lesson, ".without")).to_contain_text(f"instead of {without}")
    expect(part(lesson, ".aside")).to_contain_text("1 silenced")
    part(lesson, ".back").click()
    expect(part(lesson, ".aside")).not_to_contain_text("silenced")

    why(lesson, "softmax")
    expect(part(lesson, ".why.softmax .words")).to_contain_text(re.compile(r"hidden layers, reads \d"))
    why(lesson, "units")
    part(lesson, ".more").click()
    expect(container(lesson, "mnist_inside-result")).to_contain_text(f"Unit {unit} of H2", timeout=30_000)
    settle(lesson)
    lesson.go_back()
    expect(said(lesson)).to_contain_text("reads 9 (")


def test_every_way_to_hand_it_over_opens_by_its_link(page: Page, app_url: str) -> None:
    open_inside(page, app_url, "mnist_inside.feed=inverted&mnist_inside.for=4&mnist_inside.against=7")
    expect(part(page, ".aside")).to_contain_text("Ink and ground are exchanged")
    expect(part(page, ".asked")).to_have_text("Why 4 and not 7?")
    page.get_by_role("button", name="Reset", exact=True).click()
    expect(part(page, ".asked")).to_have_text("Why 9 and not 4?")
    settle(page)
    choose(page, "mnist_inside.feed", "off-centre")
    expect(part(page, ".aside")).to_contain_text("too far to the right")
    expect(page).to_have_url(re.compile(r"mnist_inside\.feed=off_centre"))


def test_softmax_regression_has_no_units_and_twice_the_same_template(page: Page, app_url: str) -> None:
    digest = RECORDINGS["mnist_softmax"].recipe.digest[:12]
    open_inside(page, app_url, f"mnist_inside.run={digest}")
    expect(part(page, "button[data-step=units]")).to_be_hidden()
    why(page, "ink")
    own = pixels(page, ".why.ink .weights")
    why(page, "softmax")
    assert pixels(page, ".why.softmax .weights") == own

    settle(page)  # the step that was opened is told to Python a moment later, which would close the list
    box = container(page, "mnist_inside-network").get_by_role("combobox")
    box.evaluate("box => box.scrollIntoView({ block: 'center' })")  # a list that is open closes on scrolling
    settle(page)
    box.click()
    page.get_by_role("option").nth(1).click()
    expect(page).to_have_url(re.compile(r"mnist_inside\.run=[0-9a-f]{12}"))
    settle(page)
    container(page, "mnist_inside-snapshot").get_by_role("slider").focus()
    page.keyboard.press("Home")
    expect(part(page, ".about")).to_contain_text("before training")


@pytest.mark.parametrize(
    ("setting", "words"),
    [("run=%5Ba%5D%28b%29", "no weights of a run [a](b)"), ("epoch=7", "epoch 7 were not kept")],
)
def test_what_is_not_there_is_one_sentence(page: Page, app_url: str, setting: str, words: str) -> None:
    open_inside(page, app_url, f"mnist_inside.{setting}")
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    expect(page.get_by_test_id("stAlert")).to_contain_text(words)
    expect(page.get_by_test_id("stAlert").get_by_role("link")).to_have_count(0)
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)


def test_a_phone_has_the_pad_across_its_width_in_the_colours_of_the_theme(page: Page, app_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_inside(page, app_url)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        surface = THEMES[scheme].surface
        page.wait_for_function(
            """([canvas, color]) => {
                const found = [...canvas.getContext('2d').getImageData(0, 0, 1, 1).data].slice(0, 3);
                return String(found) === String(color);
            }""",
            arg=[
                part(page, "canvas.paper").element_handle(),
                [int(surface[i : i + 2], 16) for i in (1, 3, 5)],
            ],
        )
    assert part(page, "canvas.paper").bounding_box()["width"] > 330
    for step in ("ink", "units", "softmax"):
        why(page, step)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, f"{step} is wider than the screen"
