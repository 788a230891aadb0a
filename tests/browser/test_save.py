"""The menu Save: what it offers, and what its files are."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
from playwright.sync_api import Page, expect

from components.training.version import VERSION
from tests.browser.conftest import settle
from tests.training.conditions import wait_for

SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, name: str, kind: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"{name} as {kind}", exact=True).click()
    assert waiting.value.suggested_filename.startswith("layerwise_")
    assert waiting.value.suggested_filename.endswith(f".{kind.lower()}")
    return Path(waiting.value.path()).read_bytes()


def open_menu(page: Page) -> list[str]:
    """Open the menu by keyboard; what it offers."""
    offered = wait_for(lambda: _offered(page), what="a picture in the menu")
    menu = page.get_by_role("dialog", name="Save what this page shows")
    expect(menu.get_by_role("button").first).to_be_focused()
    return offered


def _offered(page: Page, name: str = "") -> list[str]:
    """What the menu offers, which stays open; nothing if the code of this one, or of all, is on its way."""
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    menu = page.get_by_role("dialog", name="Save what this page shows")
    expect(menu).to_be_visible()
    offered = [button.get_attribute("aria-label") for button in menu.get_by_role("button").all()]
    if offered and name in ("", *offered):
        return offered
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    return []


def test_a_chart_a_component_and_a_table_are_saved_and_say_what_they_are(app_url: str, page: Page) -> None:
    page.goto(f"{app_url}/mnist?mnist.step=rule&mnist.patience=2")
    settle(page)
    offered = wait_for(lambda: _offered(page, "Ledger of wait as CSV"), what="the ledger in the menu")
    chart = next(name for name in offered if name.endswith(" as PNG")).removesuffix(" as PNG")
    image = saved(page, chart, "PNG")
    width, height = struct.unpack(">II", image[16:24])
    assert image.startswith(b"\x89PNG")
    assert width > 600
    assert height > 400
    drawing = ElementTree.fromstring(saved(page, chart, "SVG"))
    described = drawing.find(f"{SVG}desc").text
    assert "Shown: 256-256, 12,000 rows" in described
    assert "patience 2" in described
    assert f"{app_url}/mnist?mnist.step=rule" in described
    assert VERSION in described
    assert not list(drawing.iter(f"{SVG}foreignObject"))
    assert len(list(drawing.iter(f"{SVG}text"))) > 20

    told, table = saved(page, "Ledger of wait", "CSV").decode().split("\nepoch,", 1)
    assert all(line.startswith("# ") for line in told.splitlines())
    assert "patience 2" in told
    ledger = pd.read_csv(io.StringIO(f"epoch,{table}"))
    assert ledger["epoch"].tolist() == list(range(1, len(ledger) + 1))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Save what this page shows")).to_be_hidden()

    page.get_by_text("Train", exact=True).click()
    settle(page)
    pictures = [name for name in open_menu(page) if name.endswith(" as SVG")]
    assert len(pictures) == 1
    drawing = ElementTree.fromstring(saved(page, pictures[0].removesuffix(" as SVG"), "SVG"))
    said = " ".join(text.text or "" for text in drawing.iter(f"{SVG}text"))
    assert "weights kept" in said
    assert "Shown: 256-256, 12,000 rows" in drawing.find(f"{SVG}desc").text
