"""The projector in the browser: every page, and the lessons scene by scene, there and back by a clicker."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from components.text.plans import plans
from components.ui.kit.projector import steps_of
from tests.browser.conftest import settle
from tests.browser.javascript import call, load
from tests.browser.tab import LOOKS

MEASURED = Path(__file__).with_name("projected.js").read_text().split("\n", 2)[2].rstrip()
PAGES = sorted(path.stem for path in Path(__file__).parents[2].glob("pages/[!s]*/*.py"))
LEAST_TYPE, LEAST_PICTURE = 21.9, 0.6  # pixels, and a share of the height, at 1920 x 1080
OLD_SCREEN, LEAST_ON_IT = {"width": 1024, "height": 768}, 15.7  # the same type, smaller with the window
PAGED = 20  # keys there and back
HEAD, BAR = ".st-key-projector-head", ".st-key-projector .bar"


def _measure(page: Page, where: str, least: float = LEAST_TYPE) -> list[str]:
    """What is wrong with what the projector shows now."""
    with suppress(PlaywrightTimeout):  # the code of a picture may still be on its way
        page.wait_for_function(
            f"({MEASURED})({least}).share >= {LEAST_PICTURE}", polling=LOOKS, timeout=10_000
        )
    found = page.evaluate(MEASURED, least)
    faults = [f"{where}: {small}" for small in found["small"]]
    if found["share"] < LEAST_PICTURE:
        faults.append(f"{where}: the picture takes {found['share']:.0%} of the height")
    said = page.locator('[data-testid="stException"], [data-testid="stAlert"]').all_text_contents()
    return [*faults, *(f"{where}: {sentence}" for sentence in said)]


def _present(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(address)
    expect(page.locator(BAR)).to_be_attached()
    settle(page)


def test_every_page_and_a_scene_of_each_lesson_fills_the_projector(page: Page, app_url: str) -> None:
    faults = []
    for stem in PAGES:
        _present(page, f"{app_url}/{stem}?present=true")
        faults += _measure(page, stem)
    for plan in plans().values():
        number = len(plan.scenes)
        _present(page, f"{app_url}/{plan.scenes[-1].page}?plan={plan.key}&scene={number}")
        faults += _measure(page, f"{plan.title} {number}")
        page.set_viewport_size(OLD_SCREEN)
        settle(page)
        faults += _measure(page, f"{plan.title} {number}, small", LEAST_ON_IT)
    assert not faults, "\n".join(faults)
    assert len(PAGES) >= 7


def test_a_button_begins_it_and_escape_ends_it(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/parameters?parameters.outputs=2")
    page.get_by_role("button", name="Present").click()
    expect(page.locator(BAR)).to_be_attached()
    settle(page)
    assert "present=true" in page.url
    assert "parameters.outputs=2" in page.url
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.keyboard.press("b")
    expect(page.locator(".st-key-projector .blank")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(".st-key-projector .blank")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    settle(page)
    assert "present" not in page.url


def test_a_key_that_is_pressed_before_the_projector_s_code_has_come_is_not_lost(
    new_page: Page, app_url: str
) -> None:
    page = new_page
    plan, held = plans()["ten_pictures"], []
    page.route("**/kit/projector.js*", lambda route: held.append(route))
    with page.expect_request("**/kit/projector.js*"):
        page.goto(f"{app_url}/{plan.scenes[0].page}?plan={plan.key}&scene=1")
    page.wait_for_function("Boolean(window.earlyKeys)")
    page.keyboard.press("PageDown")
    held[0].continue_()
    expect(page.locator(f"{HEAD} .stMarkdownBadge")).to_have_count(1)  # the answer, of four


def test_a_lesson_is_paged_there_and_back(page: Page, app_url: str) -> None:
    """Through all pages, measured at each step; then back as fast as the keys come, to the beginning."""
    plan = plans()["ten_pictures"]
    assert {scene.page for scene in plan.scenes} == set(PAGES)
    steps, faults = steps_of(plan), []
    _present(page, f"{app_url}/{plan.scenes[0].page}?plan={plan.key}&scene=1")
    for step, (number, revealed) in enumerate(steps):
        scene = plan.scenes[number - 1]
        if step:
            page.keyboard.press("PageDown")
        expect(page.locator(".st-key-projector .place")).to_contain_text(f"{number} of ")
        answers = 0 if scene.ask is None else 1 if revealed else len(scene.ask.choices)
        expect(page.locator(f"{HEAD} .stMarkdownBadge")).to_have_count(answers)
        settle(page)
        assert f"/{scene.page}?" in page.url
        assert f"scene={number}" in page.url
        faults += _measure(page, f"{number}{' answered' * revealed}, {scene.title}")
    assert not faults, "\n".join(faults)
    for key in ("PageUp", "PageDown", "PageUp"):
        for _ in range(PAGED):
            page.keyboard.press(key)
    expect(page.locator(".st-key-projector .place")).to_contain_text("1 of ")
    settle(page)
    assert f"/{plan.scenes[0].page}?" in page.url
    assert "scene=1" in page.url
    assert not page.locator('[data-testid="stException"]').count()


def test_a_key_means_what_a_clicker_sends_unless_something_else_needs_it(page: Page) -> None:
    projector = load(page, "kit/projector.js")
    free, typing, handle = (
        {"typing": t, "handle": h} for t, h in ((False, False), (True, True), (False, True))
    )
    means = partial(call, projector, "meaning")
    assert [means(key, free) for key in ("PageDown", "ArrowRight", "PageUp", "b", "F", "Escape", "x")] == [
        *("next", "next", "back", "blank", "full", "end", "")
    ]
    assert [means(key, typing) for key in ("PageDown", "ArrowRight", "b", "Escape")] == ["next", "", "", ""]
    assert [means(key, handle) for key in ("PageUp", "ArrowLeft", "b")] == ["back", "", "blank"]
