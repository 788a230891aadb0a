// The sums beside the picture, (8 + 1) × 32 = 288, whose numbers are dragged. Part of picture.js.

// The sums: one row for each line of the summary, the numbers of Dense layers are sliders.
function writeSums(view) {
  const { data } = view;
  const focused = view.sums.getRootNode().activeElement?.dataset?.handle;
  const rows = data.lines.map((line) => {
    const row = element("div", "sum");
    const name = element("span", "layer", line.name);
    row.append(name);
    if (line.layer === null) {
      row.classList.add("none");
      row.title = line.note;
      row.append(element("span", "", "0"));
      return row;
    }
    name.style.setProperty("--own", `var(--layer${line.layer})`);
    const equation = element("span", "equation");
    const result = element("output", "result");
    equation.append("(", handle(view, line.layer, "inputs"), " + ", element("span", "plus", "1"), ") × ",
      handle(view, line.layer + 1, "units"), " = ", result);
    result.dataset.layer = line.layer;
    if (line.layer < data.names.length - 1) {
      const name = data.words.remove.replace("{name}", line.name);
      row.append(button("×", name, () => change(view, view.target.toSpliced(line.layer + 1, 1))));
    }
    row.append(equation);
    return row;
  });
  const total = element("div", "sum total");
  total.append(element("span", "layer plain", data.words.total), element("output", "grand"));
  const add = button(data.words.add, data.words.add, () => change(view, view.target.toSpliced(-1, 0, 8)));
  add.className = "add";
  add.disabled = data.names.length > data.limits.layers;
  view.sums.replaceChildren(...rows, total, add);
  writeNumbers(view);
  if (focused) view.sums.querySelector(`[data-handle="${focused}"]`)?.focus();
}

function writeNumbers(view) {
  const products = view.target.slice(1).map((units, i) => (view.target[i] + 1) * units);
  for (const number of view.sums.querySelectorAll("[data-index]")) {
    const value = view.target[number.dataset.index];
    number.textContent = value.toLocaleString("en");
    number.setAttribute("aria-valuenow", value);
  }
  for (const result of view.sums.querySelectorAll(".result")) {
    result.textContent = products[result.dataset.layer].toLocaleString("en");
  }
  view.sums.querySelector(".grand").textContent = sum(products).toLocaleString("en");
}

// A number that is dragged, or changed by arrow keys. Index 0 counts the inputs.
function handle(view, index, side) {
  const { data } = view;
  const number = element("span", "handle");
  const bounds = [1, index === 0 ? data.limits.inputs : data.limits.units];
  number.dataset.index = index;
  number.dataset.handle = `${index}${side}`;
  if (index === 0 && data.fixed) {
    number.classList.add("fixed");
    return number;
  }
  const name = index === 0 ? data.words.first : data.words.units.replace("{name}", data.names[index - 1]);
  const facts = { role: "slider", tabindex: 0, "aria-label": name, "aria-valuemin": bounds[0], "aria-valuemax": bounds[1] };
  for (const [key, value] of Object.entries(facts)) number.setAttribute(key, value);
  number.title = data.words.drag;
  number.onpointerdown = (event) => {
    event.preventDefault();
    number.focus();
    number.setPointerCapture(event.pointerId);
    cancelAnimationFrame(view.frame);
    view.sizes = [...view.target];
    const { width, height } = space(view);
    view.drag = { from: event.clientX, start: view.target[index], scale: fit(view.target, width, height) };
  };
  number.onpointermove = (event) => {
    if (view.drag) set(view, index, dragged(view.drag.start, event.clientX - view.drag.from, bounds));
  };
  number.onpointerup = number.onpointercancel = () => {
    if (!view.drag) return;
    const moved = view.drag.start !== view.target[index];
    view.drag = null;
    settle(view, true);
    if (moved) send(view);
  };
  number.onkeydown = (event) => {
    const steps = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10, Home: -1e6, End: 1e6 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    set(view, index, clamp(view.target[index] + steps[event.key], ...bounds));
    clearTimeout(view.timer);
    view.timer = setTimeout(() => { view.timer = 0; settle(view, true); send(view); }, 400);
  };
  return number;
}

function element(name, kind = "", text = "") {
  const made = document.createElement(name);
  made.className = kind;
  made.textContent = text;
  return made;
}

function button(text, name, act) {
  const made = element("button", "small", text);
  made.type = "button";
  made.title = name;
  made.setAttribute("aria-label", name);
  made.onclick = act;
  return made;
}
