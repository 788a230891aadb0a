// Each layer's weights as a grid of inputs x units with the bias as one more row, and beside it the sums,
// (8 + 1) × 32 = 288. The numbers of the sums are dragged here, without a rerun, and sent when they are let go.
export default (kit, geometry) => {
  const { GAP, cellAt, dragged, fit, gridLines, layout, linesOf, nodesOf, products, sum, turn, way } = geometry;
  const { clamp, svg } = kit;
  const counted = (number) => number.toLocaleString("en");

  function create(root, { send }) {
    const view = { cell: null, drag: null, sizes: null, target: null, scale: 0, handles: [], stop() {} };
    view.exchange = kit.exchange((sizes) => send("edited", sizes), { settled: 400 });
    root.innerHTML = `<div class="stage"><svg role="application" tabindex="0"></svg><p class="said"></p></div>
      <div class="beside"><div class="sums"></div><svg class="net" aria-hidden="true"></svg><p class="networds"></p></div>`;
    const [stage, beside] = root.children;
    const [sums, net, netWords] = beside.children;
    Object.assign(view, { svg: stage.children[0], said: stage.children[1], stage, sums, net, netWords });
    view.net.onpointerleave = () => { view.cell = null; mark(view); };
    view.svg.onpointermove = view.svg.onpointerdown = (event) => point(view, event);
    view.svg.onpointerleave = () => { view.cell = null; mark(view); };
    view.svg.onkeydown = (event) => walk(view, event);
    view.unwatch = kit.onResize(stage, () => settle(view, false));
    return view;
  }

  function receive(view, data) {
    view.data = data;
    view.svg.setAttribute("aria-label", data.alt);
    view.netWords.textContent = data.words.network;
    view.free = view.exchange.answered(data.answered); // an older answer must not move the picture under the hand
    follow(view);
  }

  function destroy(view) {
    view.stop();
    view.exchange.stop();
    view.unwatch();
  }

  // Show what Python says.
  function follow(view) {
    if (view.drag || !view.free) return;
    const { sizes } = view.data;
    const known = view.target?.length === sizes.length;
    view.target = [...sizes];
    if (!known) Object.assign(view, { sizes: [...sizes], scale: 0 });
    writeSums(view);
    settle(view, known);
  }

  // Move from what is shown to the target, or jump.
  function settle(view, moving) {
    if (!view.target || view.drag) return;
    const { width, height } = space(view);
    if (!width) return;
    view.stop();
    const from = { sizes: view.sizes, scale: view.scale };
    const scale = fit(view.target, width, height);
    view.stop = kit.travel(moving && from.scale ? 450 : 0, (part) => {
      view.sizes = view.target.map((size, i) => (part === 1 ? size : from.sizes[i] + (size - from.sizes[i]) * part));
      view.scale = part === 1 ? scale : from.scale + (scale - from.scale) * part;
      draw(view);
    });
  }

  function space({ stage }) {
    const width = stage.clientWidth;
    return { width, height: width < 380 ? 330 : 420 };
  }

  // ---- the grids ----

  function draw(view) {
    const { width, height } = space(view);
    const { scale, data } = view;
    view.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    view.svg.setAttribute("height", height);
    view.grids = layout(view.sizes, scale, height);
    const cells = sum(view.grids.map((grid) => (Math.round(grid.inputs) + 1) * Math.round(grid.units)));
    const numbered = scale >= 17 && cells <= 99;
    const parts = [];
    let count = 0;
    for (const grid of view.grids) {
      const { layer, left, top } = grid;
      const fill = color(view, layer);
      if (layer + 1 < view.grids.length) {
        parts.push(svg("path", { d: turn(grid), fill, opacity: 0.16 }));
        for (let unit = 0; scale >= 4 && unit < Math.round(grid.units); unit++) {
          parts.push(svg("path", { d: way(grid, unit, scale), class: "way", stroke: fill }));
        }
        const far = (GAP + grid.width) * 0.62 * 0.71;
        if (grid.width > 40) {
          parts.push(label(grid.pivot.x - far, grid.pivot.y - far, Math.round(grid.units), "count"));
        }
      }
      const bias = top + grid.inputs * scale;
      parts.push(svg("rect", { "data-layer": layer, x: left, y: top, width: grid.width, height: grid.height, fill }));
      parts.push(svg("rect", {
        x: left, y: bias, width: Math.max(grid.width, 1.5), height: Math.max(scale, 1.5), class: "bias",
      }));
      if (scale >= 4) parts.push(svg("path", { d: gridLines(grid, scale), class: "lines" }));
      for (let row = 0; numbered && row <= Math.round(grid.inputs); row++) {
        for (let column = 0; column < Math.round(grid.units); column++) {
          parts.push(label(left + (column + 0.5) * scale, top + (row + 0.5) * scale, ++count, "number"));
        }
      }
      const middle = left + (layer ? 0 : grid.width / 2);
      parts.push(label(middle, top + grid.height + 14, data.names[layer], layer ? "name start" : "name"));
      if (!layer) parts.push(...rowNames(view, grid));
      parts.push(...gridWords(view, grid, width));
    }
    view.mark = svg("g");
    view.svg.replaceChildren(...parts, view.mark);
    mark(view);
  }

  // How many weights and biases a grid has, in words beside it, and what its inputs are; where there is room.
  function gridWords({ scale, data, grids }, grid, width) {
    const [inputs, units] = [Math.round(grid.inputs), Math.round(grid.units)];
    const many = (name, count) => data.words[count === 1 ? `${name}_one` : name].replaceAll("{n}", counted(count));
    const weights = inputs > 1 && units > 1 ? `${counted(inputs)} × ${counted(units)} = ${many("weights", inputs * units)}` : many("weights", inputs * units);
    const biases = many("biases", units);
    const x = grid.left + grid.width + 10;
    const room = (text) => x + 7 * text.length < width;
    const parts = [];
    const foot = grid.top + (grid.inputs + 0.5) * scale;
    let middle = grid.top + (grid.inputs * scale) / 2;
    const next = grids[grid.layer + 1];
    if (next) middle = Math.max(middle, next.top + next.height + 46); // below the words of the next grid
    if (foot - middle > 15 && room(weights)) parts.push(label(x, middle, weights, "words start"));
    if (room(biases) && !(next && foot < next.top + next.height + 44)) parts.push(label(x, foot, biases, "words start one"));
    if (grid.layer) {
      const passed = many("passed", inputs).replace("{name}", data.names[grid.layer - 1]);
      if (grid.left + 6.4 * passed.length < width) parts.push(label(grid.left, grid.top + grid.height + 30, passed, "words start"));
    }
    return parts;
  }

  // ---- the network beside the grids ----

  function drawNet(view) {
    const { net, target, data } = view;
    const [width, height] = [net.clientWidth, 214];
    if (!width) return;
    const nodes = nodesOf(target, width, height);
    net.setAttribute("viewBox", `0 0 ${width} ${height}`);
    view.lines = linesOf(target, nodes).map((line) => {
      const { layer, row, from, to } = line;
      const d = `M${from.x} ${from.y}L${to.x} ${to.y}`;
      const stroke = row === target[layer] ? "var(--bias)" : color(view, layer);
      const hit = kit.svg("path", { d, class: "hit" });
      hit.onpointerenter = () => { view.cell = { grid: view.grids[layer], row, column: line.column }; mark(view); };
      return { ...line, path: kit.svg("path", { d, stroke, class: "line" }), hit };
    });
    const circles = nodes.flat().map(({ unit, x, y }) => (unit === null ? label(x, y, "⋮", "gap")
      : svg("circle", { cx: x, cy: y, r: 6, class: unit === "bias" ? "node one" : "node" })));
    net.replaceChildren(...view.lines.map(({ path }) => path), ...view.lines.map(({ hit }) => hit), ...circles);
    view.netOf = String(target);
  }

  // Light the line that is the marked cell; of a unit that is not drawn, none.
  function markNet(view) {
    if (view.netOf !== String(view.target)) drawNet(view);
    const { cell } = view;
    for (const { layer, row, column, path } of view.lines ?? []) {
      const isOn = cell && cell.grid.layer === layer && cell.row === row && cell.column === column;
      path.classList.toggle("on", Boolean(isOn));
    }
    view.net.classList.toggle("marked", Boolean(cell));
  }

  // What feeds each row of the first layer: x1, x2, ... and, for the bias, a constant 1.
  function rowNames({ scale, data }, grid) {
    const inputs = Math.round(grid.inputs);
    if (scale < 13) {
      const name = label(0, 0, data.words.inputs.replace("{n}", counted(inputs)), "name");
      name.setAttribute("transform", `translate(${grid.left - 12} ${grid.top + grid.height / 2}) rotate(-90)`);
      return [name];
    }
    return Array.from({ length: inputs + 1 }, (_, row) => {
      const [name, kind] = row === inputs ? ["1", "name end one"] : [`x${row + 1}`, "name end"];
      return label(grid.left - 8, grid.top + (row + 0.5) * scale, name, kind);
    });
  }

  // ---- one cell ----

  function point(view, event) {
    const { x, y } = kit.within(view.svg, event);
    view.cell = cellAt(view.grids, view.scale, x, y);
    mark(view);
  }

  // Arrow keys walk through the cells of a layer; Page Up and Page Down go to the next one.
  function walk(view, event) {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const layers = { PageDown: 1, PageUp: -1 };
    if (!(event.key in steps) && !(event.key in layers)) return;
    event.preventDefault();
    const old = view.cell ?? { grid: view.grids[0], row: 0, column: -(steps[event.key]?.[1] ?? 0) };
    const grid = view.grids[clamp(old.grid.layer + (layers[event.key] ?? 0), 0, view.grids.length - 1)];
    const [down, right] = steps[event.key] ?? [0, 0];
    view.cell = {
      grid, row: clamp(old.row + down, 0, grid.inputs), column: clamp(old.column + right, 0, grid.units - 1),
    };
    mark(view);
  }

  function mark(view) {
    const { cell, scale, data } = view;
    view.mark?.replaceChildren();
    markNet(view);
    const grid = cell && view.grids[cell.grid.layer];
    if (!grid) {
      kit.say(view.said, scale < 1.5 ? data.words.thin : data.words.hint, { quiet: true });
      return;
    }
    const [x, y] = [grid.left + cell.column * scale, grid.top + cell.row * scale];
    const side = Math.max(scale, 3);
    if (scale >= 4) {
      view.mark.append(
        svg("rect", { x: grid.left, y, width: grid.width, height: scale, class: "band" }),
        svg("rect", { x, y: grid.top, width: scale, height: grid.height, class: "band" }),
      );
    }
    view.mark.append(svg("rect", { x, y, width: side, height: side, class: "cell" }));
    const words = cell.row === grid.inputs ? data.words.bias : data.words.weight;
    const near = scale < 1 ? ` ${data.words.near.replace("{n}", counted(Math.round(1 / scale ** 2)))}` : "";
    kit.say(view.said, `${data.names[grid.layer]}: ${words}${near}`
      .replace("{input}", cell.row + 1).replace("{unit}", cell.column + 1));
  }

  // ---- the sums: one row for each line of the summary, the numbers of Dense layers are sliders ----

  function writeSums(view) {
    const { data } = view;
    view.handles = [];
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
      name.style.setProperty("--own", color(view, line.layer));
      const equation = element("span", "equation");
      const result = element("span", "result");
      result.dataset.layer = line.layer;
      equation.append("(", handle(view, line.layer, "inputs"), " + ", element("span", "plus", "1"), ") × ",
        handle(view, line.layer + 1, "units"), " = ", result);
      if (line.layer < data.names.length - 1) {
        const name = data.words.remove.replace("{name}", line.name);
        row.append(button("×", name, () => send(view, view.target.toSpliced(line.layer + 1, 1))));
      }
      row.append(equation);
      return row;
    });
    const total = element("div", "sum total");
    total.append(element("span", "layer plain", data.words.total), element("span", "grand"));
    const add = button(data.words.add, data.words.add, () => send(view, view.target.toSpliced(-1, 0, 8)));
    add.className = "add";
    add.disabled = data.names.length > data.limits.layers;
    kit.renew(view.sums, [...rows, total, add], "handle");
    writeNumbers(view);
  }

  function writeNumbers(view) {
    const parameters = products(view.target);
    for (const { node, index, say } of view.handles) {
      node.textContent = counted(view.target[index]);
      say?.();
    }
    for (const result of view.sums.querySelectorAll(".result")) {
      result.textContent = counted(parameters[result.dataset.layer]);
    }
    view.sums.querySelector(".grand").textContent = counted(sum(parameters));
  }

  // A number that is dragged, or changed by arrow keys. Index 0 counts the inputs.
  function handle(view, index, side) {
    const { data } = view;
    const node = element("span", "handle");
    node.dataset.handle = `${index}${side}`;
    if (index === 0 && data.fixed) {
      node.classList.add("fixed");
      view.handles.push({ node, index });
      return node;
    }
    const name = index === 0 ? data.words.first : data.words.units.replace("{name}", data.names[index - 1]);
    node.setAttribute("aria-label", name);
    node.title = data.words.drag;
    const say = kit.draggable(node, {
      read: () => view.target[index],
      limits: () => [1, index === 0 ? data.limits.inputs : data.limits.units],
      step: 1,
      grab(event) {
        view.stop();
        view.sizes = [...view.target];
        const { width, height } = space(view);
        view.drag = { from: kit.within(view.svg, event).x, start: view.target[index], scale: fit(view.target, width, height) };
        return view.drag;
      },
      at: (event, { from, start }) => dragged(start, kit.within(view.svg, event).x - from),
      put: (value) => set(view, index, value),
      done(how) {
        if (how === "key") {
          view.exchange.soon(() => { settle(view, true); return message(view.target); });
          return;
        }
        const moved = view.drag.start !== view.target[index];
        view.drag = null;
        settle(view, true);
        if (moved) send(view, view.target);
        else follow(view);
      },
    });
    view.handles.push({ node, index, say });
    return node;
  }

  // While a number changes the scale only shrinks, so that the rectangle is seen to grow.
  function set(view, index, value) {
    view.stop();
    view.target[index] = value;
    view.sizes = [...view.target];
    const { width, height } = space(view);
    view.scale = Math.min(view.drag?.scale ?? view.scale, fit(view.target, width, height));
    writeNumbers(view);
    draw(view);
  }

  const message = (sizes) => ({ inputs: sizes[0], hidden: sizes.slice(1, -1), outputs: sizes.at(-1) });

  function send(view, sizes) {
    view.exchange.now(message(sizes));
    view.free = false;
  }

  // ---- nodes ----

  const color = ({ data }, layer) => `var(--${data.roles[layer]})`;
  const label = (x, y, text, kind) => svg("text", { x, y, class: kind }, text);

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

  return { create, receive, destroy };
};
