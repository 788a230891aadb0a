"""A control that has moved to another view still writes into the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settle

MOVES = [  # view opened by the address, view chosen, a field of the second one, what is typed, page
    ("tabular.view=Verdict", "Contest", "tabular.hidden_units", "32,8", "tabular"),
    ("tabular.view=Data", "Contest", "tabular.l2_logistic", "7", "tabular"),
    ("tabular.view=Verdict", "Whose features?", "tabular.unit", "7", "tabular"),
    ("mnist.step=Result", "Model", "mnist.hidden_units", "32,8", "mnist"),
    ("mnist.step=Prepare", "Train", "mnist.patience", "7", "mnist"),
    ("mnist_inside.view=Silence", "Maps", "mnist_inside.point", "7", "mnist_inside"),
    ("mnist_inside.view=Maps", "One unit", "mnist_inside.unit", "7", "mnist_inside"),
    ("hidden_layers.view=Toggle", "One point", "hidden_layers.point", "7", "hidden_layers"),
    ("activations.view=Dying+ReLU", "Curves", "activations.range", "7", "activations"),
    ("parameters.view=Cost", "Quiz", "parameters.question", "7", "parameters"),
]


@pytest.mark.parametrize(
    ("opened", "chosen", "key", "typed", "stem"), MOVES, ids=[f"{move[1]}: {move[2]}" for move in MOVES]
)
def test_a_moved_control_keeps_its_place(
    page: Page, app_url: str, opened: str, chosen: str, key: str, typed: str, stem: str
) -> None:
    views = f".st-key-{opened.partition('=')[0].replace('.', '-')}"
    page.goto(f"{app_url}/{stem}?{opened}")
    page.locator(views).get_by_text(chosen, exact=True).click(timeout=60_000)
    settle(page)
    field = page.locator(f".st-key-{key.replace('.', '-')} input").first
    if field.get_attribute("type") == "range":
        field.press("ArrowRight")
        typed = ""
    else:
        field.fill(typed)
        field.press("Enter")
    expect(page).to_have_url(re.compile(f"{re.escape(key)}={re.escape(typed).replace(',', '(,|%2C)')}"))
