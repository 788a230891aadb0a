"""What every page does with its address: what is set lands there, stays there, and leads back there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import container, settle

ROOT = Path(__file__).parents[2]
STEMS = {path.stem for path in ROOT.glob("pages/*/*.py") if path.parent.name != "start"}


@dataclass(frozen=True)
class Case:
    """A control that one view of a page shows and another does not.

    Attributes:
        stem: of the page.
        without: label of a view that does not show the control.
        within: label of one that does.
        name: of the setting.
        typed: a value for it; "" where the control is a slider, which goes one step up.
        view: the setting that says which view is open.
    """

    stem: str
    without: str
    within: str
    name: str
    typed: str = "7"
    view: str = "view"

    @property
    def views(self) -> str:
        """The control that chooses a view."""
        return f".st-key-{self.stem}-{self.view}"

    @property
    def link(self) -> str:
        """What stands in the address of the view without the control, as links of today have it."""
        return f"/{self.stem}?{self.stem}.{self.view}={self.without.replace(' ', '+')}"

    @property
    def value(self) -> re.Pattern[str]:
        """What the address says once the control is set."""
        value = re.escape(self.typed).replace(",", "(,|%2C)")
        return re.compile(rf"[?&]{self.stem}\.{self.name}={value}")

    @property
    def more(self) -> list[Case]:
        """Other cases of this page."""
        return [case for case in MORE if case.stem == self.stem]

    def field(self, page: Page) -> Locator:
        """Where the control's value stands."""
        return page.locator(f".st-key-{self.stem}-{self.name} input").first

    def choose(self, page: Page, label: str) -> None:
        """Open a view, and wait until it is there."""
        page.locator(self.views).get_by_text(label, exact=True).click(timeout=60_000)
        self.expect_view(page, label)

    def expect_view(self, page: Page, label: str) -> None:
        """Wait until a view is open and drawn."""
        expect(page.locator(self.views).get_by_role("radio", name=label, exact=True)).to_be_checked()
        settle(page)

    def set(self, page: Page) -> None:
        """Set the control."""
        if self.typed:
            self.field(page).fill(self.typed)
            self.field(page).press("Enter")
        else:
            self.field(page).press("ArrowRight")
        expect(page).to_have_url(self.value)
        settle(page)


CASES = (
    Case("hidden_layers", "Build", "One point", "point"),
    Case("parameters", "Picture", "Quiz", "question"),
    Case("activations", "Curves", "Dying ReLU", "seed"),
    Case("vanishing_gradients", "Trained", "Layers", "seed"),
    Case("tabular", "Data", "Whose features?", "unit"),
    Case("mnist", "Prepare", "Model", "hidden_units", "32,8", view="step"),
    Case("mnist_inside", "Silence", "One unit", "unit"),
)
MORE = (  # controls that other views share, or that are drawn in another way
    Case("activations", "Dying ReLU", "Curves", "range", ""),
    Case("parameters", "Cost", "Quiz", "seed"),
    Case("mnist", "Prepare", "Train", "patience", "", view="step"),
)


def test_there_is_a_case_for_every_page() -> None:
    assert len(CASES) == len(STEMS)
    assert {case.stem for case in CASES} == STEMS
    assert {case.stem for case in MORE} < STEMS


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_an_address_through_a_visit(page: Page, other_page: Page, app_url: str, case: Case) -> None:
    """Set, view, Back, another page, Reset, more: one walk, since opening a page costs two seconds."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{app_url}{case.link}&{case.stem}.{case.name}={case.typed}")
    case.expect_view(page, case.without)
    expect(case.field(page)).to_be_hidden()  # a link shows no control of another view
    page.goto(f"{app_url}{case.link}")
    case.expect_view(page, case.without)
    case.choose(page, case.within)
    case.set(page)
    value = case.field(page).input_value()

    case.choose(page, case.without)  # what is out of sight stays
    expect(case.field(page)).to_be_hidden()
    expect(page).to_have_url(case.value)
    page.go_back()  # to the view before; what was set made no entry of its own
    case.expect_view(page, case.within)
    expect(case.field(page)).to_have_value(value)
    expect(page).to_have_url(case.value)
    if case.more:
        _back_link_and_another_page(page, other_page, app_url, case, value)

    page.get_by_role("button", name="Reset", exact=True).click()
    expect(page).not_to_have_url(re.compile(rf"[?&]{case.stem}\."))
    settle(page)
    case.choose(page, case.within)
    expect(case.field(page)).not_to_have_value(value)

    for more in case.more:
        more.choose(page, more.within)
        more.set(page)
        value = more.field(page).input_value()
        more.choose(page, more.without)
        expect(page).to_have_url(more.value)
        more.choose(page, more.within)
        expect(more.field(page)).to_have_value(value)
        expect(page).to_have_url(more.value)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def _back_link_and_another_page(page: Page, visit: Page, app_url: str, case: Case, value: str) -> None:
    """What the kit does alike on every page, on those that have most to keep."""
    page.go_back()
    case.expect_view(page, case.without)
    page.go_forward()
    case.expect_view(page, case.within)
    expect(case.field(page)).to_have_value(value)
    expect(page).to_have_url(case.value)

    page.get_by_role("button", name="Copy link").click()
    expect(container(page, f"{case.stem}-copy_link").get_by_text("copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    visit.goto(copied)
    case.expect_view(visit, case.within)
    expect(case.field(visit)).to_have_value(value)
    assert sorted(visit.url.split("?")[1].split("&")) == sorted(copied.split("?")[1].split("&"))

    page.locator('[data-testid="stSidebarNavLink"][href$="/"]').click()
    expect(page).to_have_url(f"{app_url}/")  # settings do not go along to another page
    settle(page)
    page.locator(f'[data-testid="stSidebarNavLink"][href$="/{case.stem}"]').click()
    expect(page).to_have_url(case.value)  # and the visit has kept them
    case.expect_view(page, case.within)
