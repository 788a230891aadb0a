"""Verdict, Whose features? and Data of /tabular in a browser: controls, clicks, the address."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, click_point, container, settle

WORDS = ".st-key-tabular-confusion_words"


def open_view(page: Page, name: str) -> None:
    container(page, "tabular-view").get_by_text(name, exact=True).click()
    settle(page)


def test_from_the_verdict_to_the_data(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/tabular?tabular.view=Verdict&tabular.dataset=pima")
    result = container(page, "tabular-result")
    expect(result).to_contain_text("Best mean accuracy: logistic regression, 0.772", timeout=60_000)
    expect(result).to_contain_text("5 folds cannot tell")
    settle(page)
    expect(page.locator(".st-key-tabular-who .js-plotly-plot")).to_be_visible(timeout=60_000)
    expect(container(page, "tabular-differences")).to_contain_text("no difference that 5 folds can show")
    settle(page)

    choose(page, "tabular.confused", "gradient-boosted trees")
    expect(page.locator(WORDS)).to_contain_text("gradient-boosted trees at 0.50")
    container(page, "tabular-threshold").get_by_role("slider").press("Home")
    expect(page.locator(WORDS)).to_contain_text("Sensitivity 1.000")
    settle(page)

    open_view(page, "Whose features?")
    expect(result).to_contain_text("It is number 1 of 64")
    expect(page.locator(".st-key-tabular-unit_sum .js-plotly-plot")).to_be_visible()
    click_point(page, "tabular.first_layer", 9)
    expect(result).to_contain_text("It is number 10 of 64", timeout=30_000)
    unit = re.search(r"Unit (\d+) mixes", result.inner_text()).group(1)

    open_view(page, "Data")
    expect(page.get_by_test_id("stMain")).to_contain_text("glucose alone")
    choose(page, "tabular.column", "age")
    expect(page.get_by_test_id("stMain")).to_contain_text("age alone")
    for setting in ("column=age", f"unit={unit}", "confused=trees", "threshold=0"):
        expect(page).to_have_url(re.compile(re.escape(f"tabular.{setting}")))

    page.goto(f"{app_url}/tabular?tabular.view=depth&tabular.dataset=phoneme")
    curve = container(page, "tabular-depth")
    expect(curve).to_contain_text("rows on: MLP ahead of logistic regression in every fold", timeout=60_000)
    expect(page.locator(".st-key-tabular-curves .js-plotly-plot")).to_be_visible()
