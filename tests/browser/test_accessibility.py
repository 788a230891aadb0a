"""Every page and view, wide and narrow, light and dark: as axe-core sees it, what does not fit, names."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from components.text import load
from tests.addresses import PAGES
from tests.browser.conftest import settle
from tests.browser.fits import (
    JUMPS,
    LAPTOP,
    LAPTOPS_HEAD,
    MOST_JUMPING,
    PHONE,
    PHONES_HEAD,
    TARGET,
    assert_paper_is_for_readers,
    controls_without_picture,
    faults,
    faults_at_other_widths,
    hard_to_read,
)

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# What Streamlit 1.67 draws so itself, by the rule that it breaks; an app of one title breaks the first two.
STREAMLITS_OWN = {
    "list": '[data-testid="stSidebarNavItems"]',
    "listitem": '[data-testid="stSidebarNavItems"] *',
    "scrollable-region-focusable": ".stCode pre, .katex-display",
    "empty-table-header": "th.blank",  # of a table with an index
}
EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]  # axe's tags
OF_ITS_LOOK = ["color-contrast", "link-in-text-block", "target-size"]  # rules that width or colours can break
# Every view is seen wide and narrow, light and dark; which goes with which changes from page to page.
MODES = [[(PHONE, "dark"), (LAPTOP, "light")], [(PHONE, "light"), (LAPTOP, "dark")]]
ALL_MODES = [(PHONE, "dark"), (LAPTOP, "dark"), (LAPTOP, "light"), (PHONE, "light")]
# Charts by Plotly and formulas are named from outside; their thousands of labels would take axe minutes.
_LOOK = """async ([own, runOnly]) => {
  const node = ({ target }) => (target.length === 1 ? document.querySelector(target[0]) : null);
  const { violations } = await axe.run(
    { exclude: [".js-plotly-plot", ".katex"] },
    { runOnly, resultTypes: ["violations"], preload: false, iframes: false },
  );
  return violations.flatMap(({ id, nodes }) => nodes
    .filter((found) => !own[id] || !node(found)?.matches(own[id]))
    .map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ""}`));
}"""
# Names in which markup was left, which a screen reader spells; charts that it reads label by label.
_SPELT = """() => {
  const found = [];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      const name = node.getAttribute("aria-label") ?? "";
      if (/[*`]\\S|&#?\\w+;|undefined|NaN/.test(name)) found.push(name);
      const isRead = node.matches(".stPlotlyChart:not([role='img'][aria-label])");
      if (isRead) found.push(node.outerHTML.slice(0, 200));
      if (node.shadowRoot) look(node.shadowRoot);
    }
  };
  look(document);
  return found;
}"""
# The levels of the headings that are shown, in the order in which they are read.
_HEADINGS = """() => {
  const levels = [];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (/^H[1-6]$/.test(node.tagName) && node.checkVisibility()) levels.push(Number(node.tagName[1]));
      if (node.shadowRoot) look(node.shadowRoot);
    }
  };
  look(document);
  return levels;
}"""


@pytest.mark.parametrize("stem", sorted(PAGES))
def test_a_page_keeps_nobody_out(new_page: Page, app_url: str, stem: str) -> None:
    page = new_page
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    page.add_init_script(JUMPS)
    page.goto(f"{app_url}/{'' if stem == 'home' else stem}")
    is_lesson = "complete" in load(stem).sections
    title = page.get_by_role("heading", level=1)
    last = page.get_by_text("Complete the sentence.") if is_lesson else title
    expect(last).to_be_visible(timeout=60_000)  # the first visit loads much
    settle(page)
    assert page.evaluate("jumps.reduce((sum, jump) => sum + jump, 0)") < MOST_JUMPING
    expect(title).to_have_count(1)
    name = page.locator('[data-testid="stSidebarNavLink"][aria-current="page"]').text_content()
    expect(page).to_have_title("Layerwise" if stem == "home" else f"{name} · Layerwise")
    page.evaluate(f"{AXE}; undefined")
    views = page.locator(f".st-key-{stem}-{'step' if stem == 'mnist' else 'view'}").get_by_role("radio")
    if is_lesson:
        expect(views.nth(1)).to_be_visible()
    modes = MODES[sorted(PAGES).index(stem) % 2] if is_lesson else ALL_MODES
    for number in range(max(1, views.count())):
        where = f"{stem}, view {number}"
        if views.count() and not views.nth(number).is_checked():
            before = page.url
            views.nth(number).click()
            page.mouse.move(2, 2)
            expect(page).not_to_have_url(before)  # the address names the view, or none where it is the first
        for place, (size, scheme) in enumerate(modes):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            settle(page)
            rules = OF_ITS_LOOK if place else EVERY_RULE  # on a phone, in the next view on a laptop
            assert page.evaluate(_LOOK, [STREAMLITS_OWN, rules]) == [], (where, size, scheme)
            if size is PHONE:
                assert controls_without_picture(page) == [], where
            elif not number:
                assert faults(page, head=LAPTOPS_HEAD) == [], where
            if not number:
                assert hard_to_read(page) == [], (where, scheme)
            if not number and not place:
                assert faults(page, target=TARGET, head=PHONES_HEAD) == [], where
                assert faults_at_other_widths(page) == [], where
                assert_paper_is_for_readers(page, is_lesson=is_lesson)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        assert page.evaluate(_SPELT) == [], where
        levels = page.evaluate(_HEADINGS)
        assert levels[0] == 1, where
        assert all(1 < below <= above + 1 for above, below in pairwise(levels)), (where, levels)
        modes = modes[::-1]  # the next view begins as this one ends: a change of colours is a run
    if is_lesson:  # where the system chooses the colours, the view that is open is still marked
        page.emulate_media(forced_colors="active")
        grounds = views.evaluate_all("radios => radios.map((one) => getComputedStyle(one).backgroundColor)")
        assert sorted(map(grounds.count, set(grounds))) == [1, len(grounds) - 1]
