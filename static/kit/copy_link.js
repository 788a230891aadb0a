// A button that copies the address of the page.
export default () => ({
  create(root) {
    root.innerHTML = `<button type="button" class="button in-head"><i aria-hidden="true">link</i><b></b></button>
      <span role="status"></span>`;
    const [button, said] = root.children;
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(window.location.href);
        said.textContent = "copied";
      } catch {
        // Browsers allow the clipboard only on https and localhost: then the address bar has the link.
        said.textContent = "the link is in the address bar";
      }
      setTimeout(() => { said.textContent = ""; }, 2500);
    };
    return { button };
  },
  receive({ button }, { label }) { button.lastChild.textContent = label; },
});
