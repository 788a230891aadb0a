"""What does not fit a screen: sideways scrolling, words cut off, a head too high, targets too small for a finger."""

from __future__ import annotations

from playwright.sync_api import Page

PHONE = (390, 844)
WIDTHS = ((320, 700), (820, 1180), (1024, 768))  # a small phone or 400 % zoom, a tablet, a projector
TARGET = 32  # pixels, of what a finger presses
HEAD = 1 / 4  # of a phone's screen, down to the control that chooses the view

_FAULTS = """({ target, head }) => {
  const main = document.querySelector('[data-testid="stMain"]'), frame = main.getBoundingClientRect(), faults = [];
  if (main.scrollWidth > main.clientWidth) faults.push(`scrolls sideways: ${main.scrollWidth} > ${main.clientWidth}`);
  const parent = (node) => node.parentElement ?? node.getRootNode().host;
  const seen = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && node.getClientRects().length;
  const style = (node) => getComputedStyle(node);
  const name = (node) => {
    const said = (node.getAttribute("aria-label") || node.textContent || node.tagName).trim().slice(0, 30);
    let key = node;
    while (key && !/st-key-/.test(key.className?.baseVal ?? key.className)) key = parent(key);
    return `${said} (${[...(key?.classList ?? [])].find((one) => one.startsWith("st-key-")) ?? ""})`;
  };
  const scrolls = (node) => {  // inside something that may be moved sideways
    for (let at = parent(node); at && at !== main; at = parent(at)) {
      if (["auto", "scroll"].includes(style(at).overflowX) && at.clientWidth <= frame.width) return true;
    }
    return false;
  };
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) look(node.shadowRoot);
      if (!seen(node) || node.closest(".katex, .js-plotly-plot, .stDataFrame, .stCode")) continue;
      const box = node.getBoundingClientRect();
      const words = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
      const size = parseFloat(style(node).fontSize);
      if (words && size && box.width > 1) {
        if ((box.right > frame.right + 1 || box.left < frame.left - 1) && !scrolls(node)) faults.push(`cut: ${name(node)}`);
        const shut = ["hidden", "clip"].includes(style(node).overflowX);
        if (shut && node.scrollWidth > node.clientWidth + 2) faults.push(`cut: ${name(node)}`);
      }
      const pressed = "button, summary, select, input:not([type=hidden], [type=file]), a.stPageLink, [role=button], [role=slider]";
      if (!target || !node.matches(pressed) || node.disabled || node.tabIndex < 0) continue;
      if (style(node).clipPath !== "none" || node instanceof SVGElement || node.closest(".stTooltipIcon button[aria-label]")) continue;
      const whole = (node.closest("label") ?? node).getBoundingClientRect();
      const hidden = whole.width < 2;  // a slider's own input, under the handle
      if (!hidden && Math.min(whole.width, whole.height) < target - 0.5) {
        faults.push(`small: ${name(node)} ${Math.round(whole.width)} x ${Math.round(whole.height)}`);
      }
    }
  };
  look(main);
  if (head) {
    const ends = [...main.querySelectorAll('h1, [class*="-view "] .stButtonGroup, .st-key-mnist-step .stButtonGroup')]
      .map((node) => node.getBoundingClientRect().bottom + main.scrollTop);
    if (Math.max(...ends) > head) faults.push(`head: ${Math.max(...ends)} > ${head}`);
  }
  return [...new Set(faults)];
}"""


def faults(page: Page, *, finger: bool = False) -> list[str]:
    """What does not fit the window as it is; for a finger the head and the targets, too."""
    size = page.viewport_size
    limits = {"target": TARGET if finger else 0, "head": HEAD * size["height"] if finger else 0}
    return page.evaluate(_FAULTS, limits)


def faults_at_all_widths(page: Page) -> list[str]:
    """What does not fit a phone, a small one, a tablet and a projector; the window is a phone's afterwards."""
    found = faults(page, finger=True)
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(
            "width => document.querySelector('[data-testid=stMain]').clientWidth <= width", arg=width
        )
        page.evaluate(
            "() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(r, 60))))"
        )
        found += [f"at {width}: {fault}" for fault in faults(page)]
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    return found
