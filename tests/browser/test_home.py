"""The contents: every page that exists has a card that leads to it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from components import text
from tests.browser.conftest import container, settle
from tests.browser.fits import PHONE, PHONES_HEAD, TARGET, faults, faults_at_other_widths
from tests.browser.server import start_app
from tests.training.conditions import wait_for

MOST_BYTES = 350e6  # of the web process; Keras is in the workers
ROOT = Path(__file__).parents[2]
STEMS = sorted(path.stem for path in ROOT.glob("pages/*/*.py") if path.stem != "home")


# Words that can hardly be told from what they stand on: the contrast of their colour and the page's.
_HARD_TO_READ = """() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (color) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = (color) => channels(color).slice(0, 3).map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const page = light(getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor);
  const onShape = (node) => {
    if (!(node instanceof SVGElement)) return false;
    const box = node.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    return [...node.parentNode.children].some((other) => {
      const { left, right, top, bottom } = other.getBoundingClientRect();
      const isShape = other !== node && !["text", "line"].includes(other.tagName);
      return isShape && left < x && x < right && top < y && y < bottom;
    });
  };
  const bad = [];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) look(node.shadowRoot);
      const texts = [...node.childNodes].filter((child) => child.nodeType === 3);
      const words = texts.map((child) => child.data.trim()).join("");
      if (!words || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      let behind = node;
      while (behind && !channels(getComputedStyle(behind).backgroundColor)[3]) behind = behind.parentElement;
      if (behind && behind.dataset?.testid !== "stApp") continue;  // a button has a ground of its own
      if (onShape(node)) continue;  // and so has a badge
      const style = getComputedStyle(node);
      const one = light(node instanceof SVGElement ? style.fill : style.color);
      const contrast = (Math.max(one, page) + 0.05) / (Math.min(one, page) + 0.05);
      if (contrast < 2) bad.push(`${words.slice(0, 40)}: ${contrast.toFixed(2)}`);
    }
  };
  look(document.querySelector('[data-testid="stMain"]'));
  return bad;
}"""


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[tuple[subprocess.Popen, str]]:
    """An app that nobody else visits, without workers."""
    server, url = start_app(tmp_path, LAYERWISE_WORKERS="0")
    yield server, url
    server.terminate()
    server.wait(20)


def test_a_card_leads_to_each_page_which_fits_a_phone_light_and_dark(
    page: Page, alone: tuple[subprocess.Popen, str]
) -> None:
    """One visit through all pages; the web process stays small meanwhile."""
    server, url = alone
    page.set_viewport_size(PHONE)
    page.goto(url)
    settle(page)
    schemes = ["light", "dark"]
    _assert_fits(page, "home", schemes)
    for stem in STEMS:
        card = container(page, f"home-{stem}")
        expect(card.get_by_role("link")).to_be_visible()
        card.click(position={"x": 30, "y": 60})  # the whole of it, not the link alone
        page.wait_for_url(f"**/{stem}*")
        settle(page)
        if "complete" in text.load(stem).sections:  # a lesson: its end is drawn last
            expect(page.get_by_text("Complete the sentence.")).to_be_visible(timeout=30_000)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        _assert_fits(page, stem, schemes)
        page.go_back()
        page.wait_for_url(f"{url}/")
        settle(page)
    assert psutil.Process(server.pid).memory_info().rss < MOST_BYTES


def _assert_fits(page: Page, stem: str, schemes: list[str]) -> None:
    """Nothing is cut or too small for a finger, and every word can be read; the theme changes meanwhile."""
    assert faults(page, target=TARGET, head=PHONES_HEAD) == [], stem
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        app = page.get_by_test_id("stApp")
        expect(app).to_have_css("color-scheme", scheme)
        settle(page)
        wait_for(
            lambda: not page.evaluate(_HARD_TO_READ), seconds=10, what=f"words to read: {stem}, {scheme}"
        )
    schemes.reverse()  # the next page begins as this one ends: each change draws every chart again
    assert faults_at_other_widths(page) == [], stem
    page.emulate_media(media="print")  # question, picture, words
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_role("heading").first).to_be_visible()  # of a sheet not the h1
    assert (
        page.locator(".stButton, .stSlider, .stSelectbox, .stButtonGroup").filter(visible=True).count() == 0
    )
    pressed = "button:not(.head, .bar, :has(canvas)), input[type=range]"  # but for parts of a picture
    assert page.locator(f".stBidiComponent :is({pressed})").filter(visible=True).count() == 0, stem
    if "complete" in text.load(stem).sections:  # of what one may try the name stays
        links = page.get_by_test_id("stMain").get_by_test_id("stPageLink")
        assert links.filter(visible=True).count() == links.count(), stem
    page.emulate_media(media="screen")
