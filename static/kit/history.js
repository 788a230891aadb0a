// The browser's history in order: Streamlit makes an entry of everything that Python writes into the address;
// here only another view, or another page, makes one. What Python drew in the colours of a theme is drawn anew
// when the theme changes. And while the visit holds what a reload would lose, the browser asks first.
const VIEW = /\.(view|step)$/;
let losable = false;

export default (kit) => ({
  create(root, { send }) {
    const view = { root, send, theme: "" };
    if (history.layerwise) return view;
    history.layerwise = true;
    // On a phone the button of the contents goes away as one scrolls: it would lie over what stands there.
    document.addEventListener("scroll", ({ target }) => {
      if (target.dataset?.testid === "stMain") document.documentElement.toggleAttribute("data-scrolled", target.scrollTop > 40);
    }, { capture: true, passive: true });
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
    const theme = kit.themeOf(view.root);
    if (view.theme && view.theme !== theme) view.send("theme", theme);
    view.theme = theme;
  },
});

export function viewOf({ search }) {
  return [...new URLSearchParams(search)].filter(([key]) => VIEW.test(key)).map((pair) => pair.join("=")).join("&");
}
