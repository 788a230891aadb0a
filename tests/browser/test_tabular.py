"""The main path of /tabular as a visitor goes it: the shipped contest, a feature, an own file, Stop."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, container, settle

pytestmark = pytest.mark.trains

QUICK = "tabular.folds=3&tabular.epochs=30&tabular.hidden_units=4"


def open_tabular(page: Page, app_url: str, settings: str = "") -> None:
    page.goto(f"{app_url}/tabular?{settings}")
    page.wait_for_selector(".st-key-tabular-view", timeout=60_000)
    settle(page)


def result(page: Page):
    return container(page, "tabular-result")


def status(page: Page):
    return container(page, "tabular-status")


def chosen(page: Page, name: str):
    """The field of a selectbox."""
    return container(page, f"tabular-{name}").get_by_role("combobox")


def dots(page: Page, row: str):
    return page.locator(f'.st-key-tabular-picture [data-row="{row}"]')


def places(page: Page, row: str) -> list[float]:
    return [float(dot.get_attribute("data-x")) for dot in dots(page, row).all()]


def press(page: Page, name: str) -> None:
    page.locator(f".st-key-tabular-{name} button").first.click()


def pick(page: Page, feature: str):
    """Click a feature in the list; return its button."""
    buttons = page.locator(".st-key-tabular-game li button")
    button = buttons.filter(has=page.get_by_text(feature, exact=True))
    button.click()
    return button


def test_one_feature_after_the_other_up_to_the_finale(page: Page, app_url: str) -> None:
    open_tabular(page, app_url)
    expect(status(page)).to_contain_text("saved results")
    expect(result(page)).to_contain_text(
        re.compile(r"logistic regression 0\.7\d\d \(0\.\d{3}–0\.\d{3}\), MLP 0\.8")
    )
    drawing = page.locator(".st-key-tabular-picture svg").bounding_box()
    assert drawing["y"] + drawing["height"] < 800, "the picture stands below the fold"
    for control in ("run", "dataset", "game", "two_rows"):
        box = container(page, f"tabular-{control}").bounding_box()
        assert box["y"] + box["height"] < 800, f"{control} stands below the fold"
    expect(page.get_by_test_id("rows-guess")).to_contain_text("always “gamma ray”: 0.648")

    rows = container(page, "tabular-two_rows")
    expect(rows.locator("figure")).to_have_count(2)
    first = rows.locator("figcaption").first.inner_text()
    rows.get_by_test_id("another-pair").click()
    expect(rows.locator("figcaption").first).not_to_have_text(first)

    best = page.get_by_test_id("game-best")
    expect(best).to_have_text("Which single feature helps most? Try one.")
    before = places(page, "made")
    assert before == places(page, "logistic")  # hollow, where it will slide from
    ticks = page.locator(".st-key-tabular-picture .tick").all_inner_texts()
    expect(pick(page, "width / length")).to_contain_text("8 %")
    expect(best).to_have_text("Your best single feature: width / length, 8 %")
    expect(pick(page, "alpha × dist")).to_contain_text("22 %")
    expect(best).to_have_text("Your best single feature: alpha × dist, 22 %")
    expect(pick(page, "All squares and products")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_test_id("rows-share")).to_have_text("you closed 84 % of the gap")
    expect(result(page)).to_contain_text("You closed 84 % of the gap")
    expect(page).to_have_url(re.compile("tabular.features=squares"))
    settle(page)
    assert places(page, "made")[0] > before[0] + 100
    assert page.locator(".st-key-tabular-picture .tick").all_inner_texts() == ticks  # the axis stays

    container(page, "tabular-folds_shown").get_by_text("Show the folds").click()
    expect(dots(page, "made")).to_have_count(5)
    settle(page)
    dots(page, "network").first.hover(force=True)
    expect(page.locator(".st-key-tabular-picture .tip")).to_contain_text("fold 1, accuracy")
    page.locator(".st-key-tabular-picture svg").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("rows-sentence")).to_contain_text("MLP 0.8")

    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert dots(page, "trees").first.bounding_box()["x"] > 0


def test_stop_keeps_the_folds_that_are_done(page: Page, app_url: str) -> None:
    open_tabular(
        page, app_url, "tabular.dataset=breast_cancer&tabular.folds=10&tabular.seeds=5&tabular.epochs=21"
    )
    press(page, "run")
    expect(status(page)).to_contain_text(re.compile(r"[3-9] of 150 trainings done"), timeout=120_000)
    press(page, "stop")
    expect(container(page, "tabular-run")).to_be_visible()
    expect(status(page)).to_contain_text("press Run")
    expect(result(page)).to_contain_text(re.compile(r"\d of 50 folds"))


def test_reset_takes_the_prediction_back_for_good(page: Page, app_url: str) -> None:
    open_tabular(page, app_url, "tabular.dataset=phoneme")
    question = container(page, "tabular-prediction")
    question.get_by_text("25–50 %", exact=True).click()
    expect(page.get_by_test_id("rows-share")).to_have_text("you closed 66 % of the gap")
    expect(container(page, "tabular-verdict")).to_contain_text("More: 66 %")
    press(page, "reset")
    expect(container(page, "tabular-verdict")).to_have_count(0)
    settle(page)
    assert "tabular." not in page.url
    question.get_by_text("75–100 %", exact=True).click()
    expect(container(page, "tabular-verdict")).to_contain_text("Yes, 84 %")
    choose(page, "tabular.dataset", "Pima diabetes")
    expect(status(page)).to_contain_text("Pima diabetes")
    expect(container(page, "tabular-verdict")).to_have_count(0)
    expect(question.get_by_text("5 folds cannot tell")).to_be_visible()


def test_back_goes_to_the_view_before(page: Page, app_url: str) -> None:
    open_tabular(page, app_url, "tabular.dataset=pima")
    views = container(page, "tabular-view")
    views.get_by_text("Verdict", exact=True).click()
    expect(result(page)).to_contain_text("Best mean accuracy")
    choose(page, "tabular.confused", "MLP")
    views.get_by_text("Data", exact=True).click()
    expect(page.get_by_test_id("stMain")).to_contain_text("glucose alone")
    settle(page)
    page.go_back()
    expect(container(page, "tabular-confusion_words")).to_contain_text("MLP at 0.50")
    expect(page).to_have_url(
        re.compile("tabular.confused=network.*tabular.view=verdict|view=verdict.*confused=network")
    )
    settle(page)
    page.go_back()
    expect(status(page)).to_contain_text("Pima diabetes")
    assert "view=" not in page.url
    assert "dataset=pima" in page.url
