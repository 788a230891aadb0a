"""The main path of /tabular as a visitor goes it: the shipped contest, a feature, an own file, Stop."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import settle

QUICK = "tabular.folds=3&tabular.epochs=30&tabular.hidden_units=4"


def open_tabular(page: Page, app_url: str, settings: str = "") -> None:
    page.goto(f"{app_url}/tabular?{settings}")
    page.wait_for_selector(".st-key-tabular-view", timeout=60_000)
    settle(page)


def result(page: Page):
    return page.locator(".st-key-tabular-result")


def status(page: Page):
    return page.locator(".st-key-tabular-status")


def dots(page: Page, row: str):
    return page.locator(f'.st-key-tabular-picture [data-row="{row}"]')


def places(page: Page, row: str) -> list[float]:
    return [float(dot.get_attribute("data-x")) for dot in dots(page, row).all()]


def press(page: Page, name: str) -> None:
    page.locator(f".st-key-tabular-{name} button").first.click()


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
