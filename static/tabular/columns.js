// The columns of a visitor's file, one a row: what each was taken for, which can be changed, and what was done.
// All of it is text; nothing of the file is ever markup.

export default (kit) => ({
  create(root, { send }) {
    root.innerHTML = `<div class="scroll" role="region" tabindex="0"><table><thead></thead><tbody></tbody></table></div>`;
    const view = { send, region: root.firstChild, head: root.querySelector("thead"), body: root.querySelector("tbody"), shape: "" };
    return view;
  },

  receive(view, { rows, words }) {
    view.region.setAttribute("aria-label", words.label);
    view.region.firstChild.setAttribute("aria-label", words.label);
    const shape = JSON.stringify([words, rows.map(({ name, options }) => [name, options])]);
    if (shape !== view.shape) {
      view.shape = shape;
      build(view, rows, words);
    }
    rows.forEach((row, place) => fill(view.rows[place], row));
  },
});

function build(view, rows, words) {
  const heads = ["name", "kind", "missing", "done", "example"];
  const head = document.createElement("tr");
  head.append(...heads.map((name) => cell("th", words[name], name, { scope: "col" })));
  view.head.replaceChildren(head);
  view.rows = rows.map((row) => {
    const node = document.createElement("tr");
    const select = document.createElement("select");
    select.setAttribute("aria-label", `${words.kind}: ${row.shown}`);
    select.append(...row.options.map(([key, label]) => new Option(label, key)));
    select.onchange = () => view.send("chosen", { name: row.name, kind: select.value });
    const kind = cell("td", "", "kind");
    kind.append(select);
    const parts = {
      node, select,
      missing: cell("td", "", "missing"), done: cell("td", "", "done"), example: cell("td", "", "example"),
    };
    node.append(cell("th", row.shown, "name", { scope: "row" }), kind, parts.missing, parts.done, parts.example);
    return parts;
  });
  view.body.replaceChildren(...view.rows.map(({ node }) => node));
}

function fill(parts, row) {
  parts.select.value = row.kind;
  parts.node.classList.toggle("out", row.kind === "left_out");
  put(parts.missing, row.missing ? row.missing.toLocaleString("en") : "");
  put(parts.done, row.done);
  put(parts.example, row.example);
}

function cell(tag, text, name, attributes = {}) {
  const node = document.createElement(tag);
  node.className = name;
  node.textContent = text;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
