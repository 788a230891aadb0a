// A sentence that screen readers say when it changes, but for those of a film; **bold** is its only markup.
// Or one that is only heard: it stands on the page already.
export default (kit) => ({
  create(root) {
    root.innerHTML = "<p></p>";
    return root.firstChild;
  },
  receive(line, { text, quiet, heard }) {
    line.classList.toggle("heard", Boolean(heard));
    if (heard) kit.say(line, text, { quiet });
    else kit.say(line, kit.escaped(text).replace(/\*\*(.+?)\*\*/g, "<b>$1</b>"), { html: true, quiet });
  },
});
