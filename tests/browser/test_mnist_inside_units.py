"""One unit, Silence and Maps of /mnist_inside in a browser: clicks, the address, what moves."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, click_point, container, settle


def visit(page: Page, app_url: str, view: str, **settings: object) -> None:
    query = "&".join(f"mnist_inside.{name}={value}" for name, value in {"view": view, **settings}.items())
    page.goto(f"{app_url}/mnist_inside?{query}")
    expect(container(page, "mnist_inside-result")).to_be_visible(timeout=60_000)
    settle(page)


def result(page: Page) -> str:
    return container(page, "mnist_inside-result").inner_text()


def accuracies(page: Page) -> tuple[float, float]:
    """Test accuracy before and after, as the page says it."""
    before, after = re.search(r"accuracy (0\.\d+) → (0\.\d+)", result(page)).groups()
    return float(before), float(after)


def test_half_of_a_layer_silenced_costs_accuracy_and_the_link_says_so(page: Page, app_url: str) -> None:
    visit(page, app_url, "Silence", share=50)
    before, after = accuracies(page)
    assert "128 of 256 units of H1 silenced" in result(page)
    assert 0.7 < after < before - 0.02
    visit(page, app_url, "Silence", share=95)
    assert accuracies(page)[1] < after - 0.2


def test_a_layer_put_back_to_its_random_start(page: Page, app_url: str) -> None:
    visit(page, app_url, "Silence")
    assert "→ ? Choose an answer" in result(page)  # the question comes before its answer
    page.get_by_text("a little, by less than 0.05").click()
    expect(container(page, "mnist_inside-result")).to_contain_text(
        "on all 10,000 test images", timeout=30_000
    )
    silenced = accuracies(page)[1]
    choose(page, "mnist_inside.how", "random start")
    expect(container(page, "mnist_inside-result")).to_contain_text(
        "put back to its random start", timeout=30_000
    )
    before, after = accuracies(page)
    assert after < 0.6 < silenced < before
    expect(page).to_have_url(re.compile(r"mnist_inside\.how=random_start"))


def test_a_click_on_a_picture_opens_the_unit(page: Page, app_url: str) -> None:
    visit(page, app_url, "One unit")
    assert "number 1 of 256" in result(page)
    click_point(page, "mnist_inside.gallery", 5)
    expect(container(page, "mnist_inside-result")).to_contain_text("number 6 of 256", timeout=30_000)
    unit = re.search(r"mnist_inside\.unit=(\d+)", page.url).group(1)
    assert f"Unit {unit} of H1" in result(page)


def test_a_click_on_a_point_shows_its_image(page: Page, app_url: str) -> None:
    visit(page, app_url, "Maps")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("Test image 0: a 7")
    maps = container(page, "mnist_inside-class_maps")
    box = maps.locator("canvas").first.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    expect(maps.locator("circle.under")).to_have_count(3)  # the same image in every map
    page.mouse.click(*middle)
    expect(main).not_to_contain_text("Test image 0: a 7", timeout=30_000)
    picked = int(re.search(r"mnist_inside\.point=(\d+)", page.url).group(1))
    expect(main).to_contain_text(f"Test image {picked * 5:,}: a ")
    maps.get_by_role("slider").press("ArrowRight")
    expect(main).to_contain_text(f"Test image {picked * 5 + 5:,}: a ", timeout=30_000)


def test_settings_of_other_views_stay_in_the_address(page: Page, app_url: str) -> None:
    visit(page, app_url, "Silence", layer="H2", share=60, draw=7, put_to="mean", point=12, unit=3)
    container(page, "mnist_inside-view").get_by_text("Maps", exact=True).click()
    settle(page)
    expect(page.get_by_test_id("stMain")).to_contain_text("Test image 60: a ", timeout=60_000)
    for setting in ("layer=H2", "share=60", "draw=7", "put_to=mean", "point=12", "unit=3", "view=maps"):
        expect(page).to_have_url(re.compile(re.escape(f"mnist_inside.{setting}")))
