// A sentence that screen readers follow: its node stays, its words change. **Bold** is the only markup.
export default (kit) => ({
  create(root) {
    root.innerHTML = '<p role="status"></p>';
    return { root: root.firstChild, text: "" };
  },
  receive(view, { text }) {
    if (text === view.text) return;
    view.text = text;
    view.root.innerHTML = kit.escaped(text).replace(/\*\*(.+?)\*\*/g, "<b>$1</b>");
  },
});
