"""What is H, One point, and With and without in a browser: drag, click, train, and what the address keeps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from components.concepts.one_step import gradients, loss_of, stepped
from components.training.store import RECORDED, RunStore
from components.training.toy_recipes import points_of, toy_recipe
from tests.browser.conftest import choose, click_point, container, settle

pytestmark = pytest.mark.trains


def visit(page: Page, app_url: str, view: str, **settings: object) -> None:
    query = "&".join(f"hidden_layers.{name}={value}" for name, value in {"view": view, **settings}.items())
    page.goto(f"{app_url}/hidden_layers?{query}")
    expect(result(page)).to_be_visible(timeout=60_000)
    settle(page)


def result(page: Page) -> Locator:
    return container(page, "hidden_layers-result")


def _number(text: str) -> float:
    """Read 0.123 or 3.1·10⁻⁴."""
    mantissa, _, power = text.partition("·10")
    return float(mantissa) * 10 ** float(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0)


def loss_in(text: str) -> float:
    return float(re.search(r"loss (\d+\.\d+)", text).group(1))


def test_the_line_by_hand_and_by_keras(page: Page, app_url: str) -> None:
    visit(page, app_url, "What is H", dataset="blobs", w1=-1)
    component = container(page, "hidden_layers-by_hand")
    score, w1 = component.get_by_test_id("by-hand-score"), component.get_by_role("slider", name="w1")
    expect(w1).to_have_value("-1")
    before = loss_in(score.inner_text())
    assert loss_in(result(page).inner_text()) == before  # counted alike here and in Python
    w1.focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    expect(w1).to_have_value("1")
    after = loss_in(score.inner_text())  # at once, without a rerun
    assert after < before
    expect(result(page)).to_contain_text(f"loss {after:.3f}")
    box = component.get_by_role("slider", name="w2").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.58 * box["width"], box["y"] + box["height"] / 2, steps=4)
    dragged = loss_in(score.inner_text())
    assert dragged < after
    page.mouse.up()
    expect(result(page)).to_contain_text(f"loss {dragged:.3f}")
    settle(page)
    expect(page).to_have_url(re.compile(r"hidden_layers\.w2=[12]"))

    page.locator(".st-key-hidden_layers-keras button").click()
    expect(result(page)).to_contain_text("Keras: loss", timeout=60_000)
    expect(result(page)).to_contain_text(f"By hand: loss {dragged:.3f}")
    reached = loss_in(result(page).inner_text())
    assert reached < dragged
    expect(score).to_contain_text(f"loss {reached:.3f}")  # the line has travelled there


def test_a_point_is_clicked_and_a_unit_written_out(page: Page, app_url: str) -> None:
    visit(page, app_url, "One point", layer_2="true", point=5, unit="H2.3")
    expect(result(page)).to_contain_text("Point 5 at")
    expect(container(page, "hidden_layers-sum")).to_contain_text("Unit 3 of H2")
    expect(page.locator(".st-key-hidden_layers-sum .katex").first).to_be_visible()
    walk = container(page, "hidden_layers-walk")
    said = walk.locator(".said")
    expect(said).to_contain_text("y forward: z =")  # as far as the output
    walk.locator('[data-unit="H2.3"]').press("Enter")
    settle(page)
    walk.get_by_role("button", name="H2 ←").click()
    expect(said).to_contain_text("H2.3 back: dL/dh =")
    walk.get_by_role("button", name="step", exact=True).click()
    run = RunStore(RECORDED).find(toy_recipe("circles", (4, 4), "relu"))
    points, layers = points_of(run.recipe), run.weights(150)
    point, label = points.x_train[5], int(points.y_train[5])
    found = gradients(point, label, layers, "relu")
    after = loss_of(point, label, stepped(layers, found, 0.5), "relu")
    told = re.search(r"loss of this point: (\S+) → (\S+),", said.inner_text()).groups()
    assert [_number(text) for text in told] == pytest.approx([found.loss, after], rel=0.06, abs=5e-4)
    page.locator(".st-key-hidden_layers-hardest button").click()
    expect(page).not_to_have_url(re.compile(r"hidden_layers\.point=5\b"))
    expect(result(page)).not_to_contain_text("Point 5 at")
    click_point(page, "hidden_layers.points_picture", 17)
    expect(result(page)).not_to_contain_text("Point 5 at")
    expect(page).to_have_url(re.compile(r"hidden_layers\.point=\d+"))
    choose(page, "hidden_layers.unit", "y")
    expect(container(page, "hidden_layers-sum")).to_contain_text("The output y")


def test_a_layer_silenced_and_trained_without(page: Page, app_url: str) -> None:
    # With ReLU a network of three units may have been trained: the question of the first view asks for it.
    visit(page, app_url, "With and without", put_to="mean", point=7, activation="sigmoid")
    accuracies = re.search(
        r"test accuracy (0\.\d+|1\.0+) → (0\.\d+|1\.0+)", result(page).inner_text()
    ).groups()
    assert float(accuracies[1]) < float(accuracies[0])
    page.locator(".st-key-hidden_layers-silence_all button").click()
    expect(result(page)).to_contain_text("Nothing passes H1")
    without = container(page, "hidden_layers-without_numbers")
    expect(without).to_contain_text("test accuracy")  # logistic regression ships with the app
    assert float(re.search(r"test accuracy (0\.\d+)", without.inner_text()).group(1)) < 0.75
    choose(page, "hidden_layers.how", "unbent")
    expect(result(page)).to_contain_text("H1 unbent")
    page.locator(".st-key-hidden_layers-more_changes button").first.click()
    choose(page, "hidden_layers.without", "one unit of it")
    expect(page).to_have_url(re.compile("hidden_layers.without=unit"))
    page.keyboard.press("Escape")
    page.locator(".st-key-hidden_layers-train_without button").click()
    expect(without).to_contain_text("test accuracy", timeout=120_000)
    expect(page.get_by_test_id("stMain")).to_contain_text("Trained as 2-3-1")
    settle(page)
    for setting in ("put_to=mean", "point=7", "how=unbent", "without=unit"):
        expect(page).to_have_url(re.compile(re.escape(f"hidden_layers.{setting}")))
