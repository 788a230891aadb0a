// Copies the address of the page, which carries every setting that shapes it.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("#copy");
  const said = parentElement.querySelector("#said");
  button.textContent = data.label;
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
}
