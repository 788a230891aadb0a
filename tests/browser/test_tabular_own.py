"""Files of visitors on /tabular: from the upload to the verdict, with what was decided in sight."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import choose, container, settle
from tests.browser.fits import hard_to_read
from tests.browser.test_tabular import QUICK, chosen, open_tabular, press, result
from tests.datasets.csv_cases import CASES, sheet_rows, workbook

pytestmark = pytest.mark.trains

# A file, its class 1, a column of it, and what was done with that.
FILES = {
    "people.xlsx": (workbook(sheet_rows()), "yes", "since", "days since 2024-01-01"),
    "temperatures.csv": (CASES["degree sign"], "yes", "Temp (°C)", "used as it is"),
    "commas.csv": (CASES["decimal commas"], "yes", "a", "decimal commas read"),
    "churn.csv": (CASES["leave and stay"], "LEAVE", "a", "used as it is"),
    "scores.csv": (CASES["one odd cell"], "yes", "score", "1 cell is not a number: line 5 “tbd”"),
    "grades.csv": (CASES["grades"], "6 and more", "b", "used as it is"),
}
TRAINED = ("people.xlsx", "grades.csv")  # what the others teach is compared with scikit-learn elsewhere


def bring(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def row(page: Page, column: str):
    return page.locator(".st-key-tabular-columns tbody tr", has=page.get_by_role("rowheader", name=column))


def view(page: Page, label: str) -> None:
    container(page, "tabular-view").get_by_text(label, exact=True).click()
    settle(page)


def test_six_files_are_read_and_two_go_on_to_the_verdict(page: Page, app_url: str) -> None:
    open_tabular(page, app_url, f"tabular.dataset=own&{QUICK.replace('folds=3', 'folds=2')}")
    expect(page.get_by_text("Bring a CSV or a workbook")).to_be_visible()
    expect(container(page, "tabular-picture")).to_have_count(0)  # nothing of another table
    for name, (content, one, column, done) in FILES.items():
        bring(page, name, content)
        expect(row(page, column)).to_contain_text(done)
        settle(page)
        expect(container(page, "tabular-own").get_by_role("combobox").nth(1)).to_have_value(
            re.compile(f"^{re.escape(one)}")
        )
        if name not in TRAINED:
            continue
        press(page, "run")
        expect(container(page, "tabular-stop")).to_be_visible()
        view(page, "Verdict")
        expect(container(page, "tabular-stop")).to_have_count(0, timeout=120_000)
        expect(result(page)).to_contain_text(re.compile("logistic regression", re.I), timeout=60_000)
        if name != TRAINED[-1]:
            view(page, "Contest")
    view(page, "Data")
    expect(row(page, "a")).to_contain_text("used as it is")
    row(page, "a").get_by_role("combobox").select_option("left_out")
    expect(row(page, "a")).to_contain_text("left out, as you wish")
    settle(page)
    assert "grades" not in page.url
    bring(page, "bad.csv", b"a,b\n1,2\n3\n")
    expect(page.get_by_role("alert")).to_contain_text("Line 3 has 1 cell")
    settle(page)
    expect(container(page, "tabular-columns")).to_have_count(0)
    expect(page.get_by_test_id("stMain").get_by_text("grades.csv")).to_have_count(0)


def test_a_file_on_its_way_outlives_a_change_of_the_view(page: Page, app_url: str) -> None:
    open_tabular(page, app_url, "tabular.dataset=own&tabular.hidden_units=8,,1")
    bring(page, "first.csv", CASES["leave and stay"])
    expect(row(page, "a")).to_contain_text("used as it is")
    run = container(page, "tabular-run").get_by_role("button").first
    expect(run).to_be_disabled()
    assert hard_to_read(page) == []  # what is off can be read, too
    held: list[Route] = []
    page.route("**/upload_file/**", lambda route: held.append(route))
    uploader = page.get_by_test_id("stFileUploader")
    bring(page, "second.csv", CASES["grades"])
    expect(uploader).to_contain_text("second.csv")
    settle(page)
    view(page, "Data")
    for route in held:
        route.continue_()
    page.unroute("**/upload_file/**")
    expect(row(page, "b")).to_contain_text("used as it is")
    expect(uploader).to_contain_text("second.csv")
    settle(page)


def test_what_is_chosen_for_a_file_stays_while_other_tables_are_open(page: Page, app_url: str) -> None:
    open_tabular(page, app_url, "tabular.dataset=own")
    bring(page, "<b>mine.csv", CASES["two columns with one name"])
    expect(container(page, "tabular-status")).to_contain_text("24 rows")
    settle(page)
    choose(page, "tabular.target.1", "Why? (2)")
    settle(page)
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 800})
    choose(page, "tabular.dataset", "Pima diabetes")
    settle(page)
    choose(page, "tabular.dataset", "your own table")
    expect(page.get_by_text("In use: <b>mine.csv")).to_be_visible()
    expect(chosen(page, "target-1")).to_have_value("Why? (2)")
    # A reload would lose the table: the browser asks, and whoever says no still has it.
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.dismiss())
    with page.expect_event("dialog"):
        page.evaluate("() => { setTimeout(() => location.reload()); }")
    assert asked == ["beforeunload"]
    expect(chosen(page, "target-1")).to_have_value("Why? (2)")
