// The browser's history in order: Streamlit makes an entry of everything that Python writes into the address;
// here only another view, or another page, makes one. And while the visit holds what a reload would lose, the
// browser asks first.
const VIEW = /\.(view|step)$/;
let losable = false;

export default () => ({
  create() {
    if (history.layerwise) return;
    history.layerwise = true;
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
  },
  receive(view, data) { losable = Boolean(data.losable); },
});

export function viewOf({ search }) {
  return [...new URLSearchParams(search)].filter(([key]) => VIEW.test(key)).map((pair) => pair.join("=")).join("&");
}
