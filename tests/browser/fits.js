// What does not fit the window; see fits.py.
({ target, main_target, head }) => {
  // what one presses most: answers, views, what starts something, switches
  const MAIN = '[class*="-prediction "] button, [class*="-view "] button, .st-key-mnist-step button, .stButton button, .stCheckbox label';
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
      const height = Math.round(box.height);
      if (target && node.matches(MAIN) && height < main_target) faults.push(`small: ${name(node)} is ${height} high`);
      if (window.innerHeight < 600 && style(node).position === "sticky" && box.height > window.innerHeight / 2) {
        faults.push(`fills the window: ${name(node)}`);
      }
      if (!target || !node.matches(pressed) || node.disabled || node.tabIndex < 0) continue;
      if (style(node).clipPath !== "none" || node instanceof SVGElement || node.closest(".stSlider, .stTooltipIcon button[aria-label]")) continue;
      const field = '[data-testid="stNumberInputContainer"], [data-testid="stTextInputRootElement"], [role="group"]';
      const around = node.closest("label") ?? (node.matches("input") && node.closest(field)) ?? node;
      const whole = (around || node).getBoundingClientRect();
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
}
