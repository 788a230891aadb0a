// A sentence that screen readers say when it changes, but for those of a film; or one that is only heard. **Bold** is the only markup.
export default (kit) => ({
  create(root) {
    root.innerHTML = "<p></p>";
    return root.firstChild;
  },
  receive(line, { text, quiet, heard }) {
    line.classList.toggle("heard", Boolean(heard));
    kit.say(line, kit.escaped(text).replace(/\*\*(.+?)\*\*/g, "<b>$1</b>"), { html: true, quiet });
  },
});
