// A button that prints the page.
export default () => ({
  create(root) {
    root.innerHTML = '<button type="button" class="button"></button>';
    root.firstChild.onclick = () => window.print();
    return { button: root.firstChild };
  },
  receive({ button }, { label }) { button.textContent = label; },
});
