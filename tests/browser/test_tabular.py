"""The main path of /tabular as a visitor goes it: the shipped contest, a feature, an own file, Stop."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, settle

QUICK = "tabular.folds=3&tabular.epochs=30&tabular.hidden_units=4"


def open_tabular(page: Page, app_url: str, settings: str = "") -> None:
    page.goto(f"{app_url}/tabular?{settings}")
    page.wait_for_selector(".st-key-tabular-view", timeout=60_000)
    settle(page)


def result(page: Page):
    return page.locator(".st-key-tabular-result")


def status(page: Page):
    return page.locator(".st-key-tabular-status")


def chosen(page: Page, name: str):
    """The field of a selectbox."""
    return page.locator(f".st-key-tabular-{name}").get_by_role("combobox")


def dots(page: Page, row: str):
    return page.locator(f'.st-key-tabular-picture [data-row="{row}"]')


def places(page: Page, row: str) -> list[float]:
    return [float(dot.get_attribute("data-x")) for dot in dots(page, row).all()]


def press(page: Page, name: str) -> None:
    page.locator(f".st-key-tabular-{name} button").first.click()


def pick(page: Page, feature: str) -> None:
    page.locator(".st-key-tabular-picks").get_by_text(feature, exact=True).click()


def test_the_shipped_contest_stands_there_above_the_fold(page: Page, app_url: str) -> None:
    open_tabular(page, app_url)
    expect(status(page)).to_contain_text("recorded")
    expect(result(page)).to_contain_text(
        re.compile(r"logistic regression 0\.7\d\d \(0\.\d{3}-0\.\d{3}\), MLP 0\.8")
    )
    drawing = page.locator(".st-key-tabular-picture svg").bounding_box()
    assert drawing["y"] + drawing["height"] < 800, "the picture stands below the fold"
    for control in ("run", "dataset", "picks", "hidden_units"):
        box = page.locator(f".st-key-tabular-{control}").bounding_box()
        assert box["y"] + box["height"] < 800, f"{control} stands below the fold"


def test_picking_a_feature_slides_the_row(page: Page, app_url: str) -> None:
    open_tabular(page, app_url)
    expect(dots(page, "made")).to_have_count(5)
    before = places(page, "made")
    assert before == places(page, "logistic")  # hollow, where they will slide from
    pick(page, "All squares")
    pick(page, "All products")
    expect(page.get_by_test_id("rows-share")).to_have_text(re.compile(r"you closed [78]\d % of the gap"))
    settle(page)
    assert min(places(page, "made")) > max(before)
    expect(result(page)).to_contain_text(re.compile(r"You closed [78]\d % of the gap"))
    expect(page).to_have_url(re.compile("tabular.features=squares"))
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
    expect(page.locator(".st-key-tabular-run")).to_be_visible()
    expect(status(page)).to_contain_text("press Run")
    expect(result(page)).to_contain_text(re.compile(r"\d of 50 folds"))


def test_reset_takes_the_prediction_back_for_good(page: Page, app_url: str) -> None:
    open_tabular(page, app_url, "tabular.dataset=pima")
    question = page.locator(".st-key-tabular-prediction")
    question.get_by_text("50 %", exact=True).click()
    expect(page.get_by_test_id("rows-share")).to_have_text("you closed 84 % of the gap")
    expect(chosen(page, "dataset")).to_have_value("MAGIC telescope")
    expect(page.locator(".st-key-tabular-verdict")).to_contain_text("84 %")
    press(page, "reset")
    expect(page.locator(".st-key-tabular-verdict")).to_have_count(0)
    settle(page)
    assert "tabular." not in page.url
    choose(page, "tabular.dataset", "Phoneme")
    expect(status(page)).to_contain_text("Phoneme")
    expect(page).to_have_url(re.compile("tabular.dataset=phoneme"))
    expect(page.locator(".st-key-tabular-verdict")).to_have_count(0)
    question.get_by_text("85 %", exact=True).click()
    expect(page.get_by_test_id("rows-share")).to_have_text("you closed 84 % of the gap")


def test_back_goes_to_the_view_before(page: Page, app_url: str) -> None:
    open_tabular(page, app_url, "tabular.dataset=pima")
    views = page.locator(".st-key-tabular-view")
    views.get_by_text("Verdict", exact=True).click()
    expect(result(page)).to_contain_text("against logistic regression")
    choose(page, "tabular.confused", "MLP")
    views.get_by_text("Data", exact=True).click()
    expect(page.get_by_test_id("stMain")).to_contain_text("glucose alone")
    settle(page)
    page.go_back()
    expect(page.locator(".st-key-tabular-confusion_words")).to_contain_text("MLP at 0.50")
    expect(page).to_have_url(
        re.compile("tabular.confused=network.*tabular.view=verdict|view=verdict.*confused=network")
    )
    settle(page)
    page.go_back()
    expect(status(page)).to_contain_text("Pima diabetes")
    assert "view=" not in page.url
    assert "dataset=pima" in page.url
