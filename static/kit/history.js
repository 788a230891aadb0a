// The browser's history in order: Streamlit makes an entry of everything that Python writes into the address;
// here only another view, or another page, makes one. And what Python drew in the colours of a theme is drawn
// anew when the theme changes.
const VIEW = /\.(view|step)$/;

export default (kit) => ({
  create(root, { send }) {
    const view = { root, send, theme: "" };
    if (history.layerwise) return view;
    history.layerwise = true;
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
  receive(view) {
    const theme = kit.themeOf(view.root);
    if (view.theme && view.theme !== theme) view.send("theme", theme);
    view.theme = theme;
  },
});

export function viewOf({ search }) {
  return [...new URLSearchParams(search)].filter(([key]) => VIEW.test(key)).map((pair) => pair.join("=")).join("&");
}
