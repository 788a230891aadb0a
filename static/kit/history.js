// The browser's history in order: Streamlit makes an entry of everything that Python writes into the address;
// here only another view, or another page, makes one.
const VIEW = /\.(view|step)$/;

export default () => ({
  create() {
    if (history.layerwise) return;
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
  },
  receive() {},
});

export function viewOf({ search }) {
  return [...new URLSearchParams(search)].filter(([key]) => VIEW.test(key)).map((pair) => pair.join("=")).join("&");
}
