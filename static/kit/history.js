// The browser's history in order: Streamlit makes an entry of everything that Python writes into the address;
// here only another view, or another page, makes one. What Python drew in the colours of a theme is drawn anew
// when the theme changes. While the visit holds what a reload would lose, the browser asks first. And what
// Streamlit draws is mended where a script of Python's cannot: for paper, phones and screen readers.
const VIEW = /\.(view|step)$/;
const PAPER = 680; // CSS pixels between the margins of A4
let losable = false;
let printing = false;

export default (kit) => ({
  create(root, { send }) {
    const view = { root, send, theme: "" };
    if (history.layerwise) return view;
    history.layerwise = true;
    // On a phone the button of the contents goes away as one scrolls: it would lie over what stands there.
    document.addEventListener("scroll", ({ target }) => {
      if (target.dataset?.testid === "stMain") document.documentElement.toggleAttribute("data-scrolled", target.scrollTop > 40);
    }, { capture: true, passive: true });
    // A chart's name says what it shows: its labels are not read one by one as well. frame.css tells of each chart.
    document.addEventListener("animationstart", ({ animationName, target }) => {
      if (animationName !== "chart") return;
      target.setAttribute("role", "img");
      document.getElementById("js-plotly-tester")?.setAttribute("aria-hidden", "true");
    });
    window.addEventListener("beforeprint", () => { inColoursOfPaper(kit, true); fitPaper(); });
    window.addEventListener("afterprint", () => { unfit(); inColoursOfPaper(kit, false); });
    window.addEventListener("beforeunload", (event) => { if (losable) event.preventDefault(); });
    const push = history.pushState.bind(history);
    history.pushState = (state, title, url) => {
      const next = new URL(url ?? location.href, location.href);
      if (next.pathname === location.pathname && viewOf(next) === viewOf(location)) {
        history.replaceState(state, title, url);
      } else {
        push(state, title, url);
      }
    };
    return view;
  },
  receive(view, data) {
    losable = Boolean(data.losable);
    if (printing) return;
    const theme = kit.themeOf(view.root);
    document.documentElement.toggleAttribute("data-dark", theme === "dark");
    if (view.theme && view.theme !== theme) view.send("theme", theme);
    view.theme = theme;
  },
});

function inColoursOfPaper(kit, on) {
  printing = on;
  const app = document.querySelector(".stApp");
  if (on) app.style.setProperty("color-scheme", "light", "important");
  else app.style.removeProperty("color-scheme");
  for (const entry of kit.mounted) entry.redraw();
}

// Charts and tables are drawn anew a moment after their width has changed, which is too late for paper: they keep
// the width that they have, and what is wider than the paper is made smaller as a whole.
const FITTED = ["width", "min-width", "flex", "zoom"];
const fitted = [];
function fitPaper() {
  for (const chart of document.querySelectorAll(".stPlotlyChart, .stBidiComponent, .stDataFrame")) {
    const node = chart.closest(".stElementContainer") ?? chart;
    const { width, height } = node.getBoundingClientRect();
    if (height < 40) continue;
    const values = [`${width}px`, `${width}px`, "none", Math.min(1, PAPER / width)];
    FITTED.forEach((name, i) => node.style.setProperty(name, values[i], "important"));
    fitted.push(node);
  }
}

function unfit() {
  for (const node of fitted.splice(0)) FITTED.forEach((name) => node.style.removeProperty(name));
}

export function viewOf({ search }) {
  return [...new URLSearchParams(search)].filter(([key]) => VIEW.test(key)).map((pair) => pair.join("=")).join("&");
}
