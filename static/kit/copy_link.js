// A button that copies the address of the page.
export default (kit) => ({
  create(root) {
    root.innerHTML = `<button type="button" class="button in-head"><i aria-hidden="true">link</i><b></b></button>
      <span></span>`;
    const [button, said] = root.children;
    button.onclick = async () => {
      kit.say(said, "");
      try {
        await navigator.clipboard.writeText(window.location.href);
        kit.say(said, "copied");
      } catch {
        // Browsers allow the clipboard only on https and localhost: then the address bar has the link.
        kit.say(said, "the link is in the address bar");
      }
      setTimeout(() => { kit.say(said, ""); }, 2500);
    };
    return { button };
  },
  receive({ button }, { label }) { button.lastChild.textContent = label; },
});
