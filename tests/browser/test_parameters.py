import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import container, drawn, settle


@pytest.fixture
def open_parameters(page, app_url):
    def go(query: str = ""):
        page.goto(f"{app_url}/parameters{query}")
        settle(page)
        expect(picture(page)).to_be_visible()
        return page

    return go


def picture(page):
    return page.locator(".st-key-parameters-picture .stage svg")


def type_network(page) -> None:
    """Open what describes the network by numbers that are typed."""
    page.get_by_role("button", name="Network").click()


def grid(page, layer: int = 0) -> dict[str, float]:
    """The rectangle of a layer, biases included, in pixels of the picture."""
    rectangle = picture(page).locator(f'rect[data-layer="{layer}"]')
    return {name: float(rectangle.get_attribute(name)) for name in ("x", "y", "width", "height")}


def point_at(page, x: float, y: float) -> None:
    picture(page).hover(position={"x": x, "y": y}, force=True)


def slider(page, name: str):
    return page.get_by_role("slider", name=name, exact=True).first


def drag(page, handle, distance: int) -> None:
    handle.hover()  # waits until it stands still
    box = handle.bounding_box()
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + distance, box["y"] + box["height"] / 2, steps=6)
    drawn(page)


def test_dragging_grows_the_rectangle_in_the_browser_and_lands_in_the_address(open_parameters):
    page = open_parameters("?parameters.hidden_units=8")
    before = grid(page)
    drag(page, slider(page, "units of dense"), 120)
    units = int(slider(page, "units of dense").get_attribute("aria-valuenow"))
    assert units > 8
    wide, tall = grid(page)["width"], grid(page)["height"]
    assert wide / tall > 1.5 * before["width"] / before["height"]
    sums = page.locator(".st-key-parameters-picture .sums")
    expect(sums).to_contain_text(f"= {9 * units:,}")
    expect(sums).to_contain_text(f"{9 * units + units + 1:,}")
    assert "hidden_units=8" in page.url  # nothing was sent yet
    page.mouse.up()
    page.wait_for_url(re.compile(rf"hidden_units={units}\b"))
    expect(picture(page)).to_have_attribute("aria-label", re.compile(rf"\(8 \+ 1\) × {units} "))


def test_the_keyboard_changes_a_number(open_parameters):
    page = open_parameters()
    slider(page, "inputs").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(slider(page, "inputs")).to_have_attribute("aria-valuenow", "10")
    page.wait_for_url(re.compile(r"parameters\.inputs=10"))
    expect(slider(page, "inputs")).to_be_focused()


def test_layers_are_added_and_removed(open_parameters):
    page = open_parameters()
    page.get_by_role("button", name="+ layer").click()
    page.wait_for_url(re.compile(r"hidden_units=8"))
    page.get_by_role("button", name="remove dense", exact=True).click()
    page.wait_for_url(lambda url: "hidden_units" not in url)


def test_a_cell_says_what_it_joins(open_parameters):
    page = open_parameters("?parameters.outputs=5")
    said = page.locator(".st-key-parameters-picture .said")
    box = grid(page)
    cell = box["width"] / 5
    point_at(page, box["x"] + 4.5 * cell, box["y"] + 2.5 * cell)
    expect(said).to_have_text("dense: weight from input 3 to unit 5")
    point_at(page, box["x"] + 0.5 * cell, box["y"] + 8.5 * cell)
    expect(said).to_have_text("dense: bias of unit 1")
    picture(page).focus()
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("dense: bias of unit 2")
    net = page.locator(".st-key-parameters-picture .net")
    expect(net.locator(".line.on")).to_have_count(1)  # the same number as a line of the network
    expect(net.locator(".line.on")).to_have_attribute("stroke", "var(--bias)")
    net.locator(".hit").nth(7).dispatch_event("pointerenter")  # from x2 to unit 3
    expect(said).to_have_text("dense: weight from input 2 to unit 3")
    words = page.locator(".st-key-parameters-picture .words")
    expect(words).to_have_text(["8 × 5 = 40 weights", "5 biases"])


def test_a_prediction_moves_the_picture_and_after_reset_the_controls_are_the_visitor_s(open_parameters):
    page = open_parameters()
    top = picture(page).bounding_box()["y"]
    container(page, "parameters-prediction").get_by_text("17", exact=True).click()
    expect(picture(page)).to_have_attribute("aria-label", re.compile(r"\(8 \+ 1\) × 2 = 18"))
    expect(container(page, "parameters-verdict")).to_contain_text("One bias for the whole layer?")
    expect(page.get_by_test_id("announcer")).to_contain_text("There is one for each unit: (8 + 1)")
    settle(page)
    assert picture(page).bounding_box()["y"] == top  # the verdict stands where the question stood
    expect(page).to_have_url(re.compile(r"parameters\.outputs=2"))
    page.get_by_role("button", name="Reset", exact=True).click()
    expect(container(page, "parameters-verdict")).to_have_count(0)
    expect(page).not_to_have_url(re.compile(r"parameters\."))
    settle(page)
    slider(page, "units of dense").press("ArrowUp")
    slider(page, "units of dense").press("ArrowUp")
    expect(page).to_have_url(re.compile(r"parameters\.outputs=3"))
    settle(page)
    expect(container(page, "parameters-verdict")).to_have_count(0)
    expect(picture(page)).to_have_attribute("aria-label", re.compile(r"\(8 \+ 1\) × 3 = 27"))


def test_back_goes_to_the_view_before(open_parameters):
    page = open_parameters("?parameters.outputs=3")
    container(page, "parameters-view").get_by_text("Quiz", exact=True).click()
    expect(container(page, "parameters-question")).to_be_visible()
    expect(page).to_have_url(re.compile(r"parameters\.view=quiz"))
    settle(page)
    page.go_back()
    expect(picture(page)).to_be_visible()
    expect(container(page, "parameters-question")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?parameters\.outputs=3$"))


def test_bad_layers_are_one_sentence_and_the_picture_stays(open_parameters):
    page = open_parameters("?parameters.hidden_units=7,5")
    before = picture(page).get_attribute("aria-label")
    type_network(page)
    hidden = page.get_by_role("textbox", name="Hidden layers")
    hidden.fill("8,,1")
    hidden.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("an empty place")
    expect(picture(page)).to_have_attribute("aria-label", before)
    hidden.fill("9")
    hidden.press("Enter")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(picture(page)).not_to_have_attribute("aria-label", before)


def test_the_address_keeps_the_settings_of_closed_views(open_parameters):
    page = open_parameters(
        "?parameters.fit=adam&parameters.api=functional&parameters.seed=4&parameters.question=3"
        "&parameters.dropout=0.5&parameters.input=28x28&parameters.inputs=9"
    )
    for view in ("Cost", "Picture", "Summary"):
        container(page, "parameters-view").get_by_text(view, exact=True).click()
        settle(page)
    for part in (
        "fit=adam",
        "api=functional",
        "seed=4",
        "question=3",
        "dropout=0.5",
        "input=28x28",
        "inputs=9",
    ):
        expect(page).to_have_url(re.compile(re.escape(f"parameters.{part}")))
    page.get_by_role("button", name="Reset", exact=True).click()
    page.wait_for_url(lambda url: "parameters." not in url)


def test_what_the_address_may_not_ask_for_is_said(open_parameters):
    page = open_parameters("?parameters.inputs=5000&parameters.fit=lion&parameters.view=")
    expect(page.get_by_role("alert")).to_contain_text("5000")
    expect(page.get_by_role("alert")).to_contain_text("lion")


@pytest.mark.parametrize("hidden", ["", "32,32", "512,512,512,512,512,512"])
def test_nothing_is_cut_on_a_phone(open_parameters, page, hidden):
    page.set_viewport_size({"width": 390, "height": 844})
    open_parameters(f"?parameters.hidden_units={hidden}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    frame = picture(page).bounding_box()
    for layer in range(hidden.count(",") + 2 if hidden else 1):
        box = grid(page, layer)
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= frame["width"]
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= frame["height"]
