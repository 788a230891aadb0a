// Each layer's weights as a grid of inputs x units with the bias as one more row; its numbers are dragged
// here, without a rerun, and reported on release. picture_geometry.js and picture_sums.js stand before it.
const SVG = "http://www.w3.org/2000/svg";
const instances = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let view = instances.get(parentElement);
  if (!view) {
    view = { frame: 0, drag: null, timer: 0, awaited: null, cell: null };
    view.svg = parentElement.querySelector("svg");
    view.sums = parentElement.querySelector(".sums");
    view.said = parentElement.querySelector(".said");
    view.watch = new ResizeObserver(() => settle(view, false));
    instances.set(parentElement, view);
    view.watch.observe(parentElement.querySelector(".stage"));
  }
  view.data = data;
  view.report = (sizes) => {
    view.awaited = sizes.join();
    setTriggerValue("edited", { inputs: sizes[0], hidden: sizes.slice(1, -1), outputs: sizes.at(-1) });
  };
  const root = parentElement.querySelector(".picture");
  for (const [name, color] of Object.entries(data.colors)) root.style.setProperty(`--${name}`, color);
  view.svg.setAttribute("aria-label", data.alt);
  view.svg.onpointermove = (event) => point(view, event);
  view.svg.onpointerdown = (event) => point(view, event);
  view.svg.onpointerleave = () => { view.cell = null; mark(view); };
  view.svg.onkeydown = (event) => walk(view, event);

  // An answer to an older edit must not move the picture back under the hand.
  const late = view.awaited && view.awaited !== data.sizes.join() && Date.now() - view.since < 2000;
  if (!view.drag && !view.timer && !late) {
    view.awaited = null;
    const known = view.target && view.target.length === data.sizes.length;
    view.target = [...data.sizes];
    if (!known) { view.sizes = [...data.sizes]; view.scale = 0; }
    writeSums(view);
    settle(view, known);
  }
  return () => { cancelAnimationFrame(view.frame); clearTimeout(view.timer); view.watch.disconnect(); instances.delete(parentElement); };
}

// Move from what is shown to the target, or jump.
function settle(view, moving) {
  if (!view.target || view.drag) return;
  const { width, height } = space(view);
  if (!width) return;
  cancelAnimationFrame(view.frame);
  const from = { sizes: view.sizes, scale: view.scale };
  const scale = fit(view.target, width, height);
  const still = !moving || !from.scale || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const began = performance.now();
  const step = (now) => {
    const part = still ? 1 : clamp((now - began) / 450, 0, 1);
    const eased = 1 - (1 - part) ** 3;
    view.sizes = part === 1 ? [...view.target] : view.target.map((n, i) => from.sizes[i] + (n - from.sizes[i]) * eased);
    view.scale = from.scale + (scale - from.scale) * (still ? 1 : eased);
    draw(view);
    if (part < 1) view.frame = requestAnimationFrame(step);
  };
  step(still ? began : performance.now());
}

function space(view) {
  const width = view.svg.parentElement.clientWidth;
  return { width, height: width < 380 ? 330 : 420 };
}

function draw(view) {
  const { width, height } = space(view);
  const { svg, scale, data } = view;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", height);
  view.grids = layout(view.sizes, scale, height);
  const cells = sum(view.grids.map((grid) => (Math.round(grid.inputs) + 1) * Math.round(grid.units)));
  const numbered = scale >= 17 && cells <= 99;
  const parts = [];
  let count = 0;
  view.grids.forEach((grid, i) => {
    const color = `var(--layer${grid.layer})`;
    if (i + 1 < view.grids.length) {
      parts.push(node("path", { d: turn(grid), fill: color, opacity: 0.16 }));
      for (let unit = 0; scale >= 4 && unit < Math.round(grid.units); unit++) {
        parts.push(node("path", { d: way(grid, unit, scale), class: "way", stroke: color }));
      }
      const far = (GAP + grid.width) * 0.62;
      if (grid.width > 40) {
        parts.push(label(grid.pivot.x - far * 0.71, grid.pivot.y - far * 0.71, Math.round(grid.units), "count"));
      }
    }
    const { left, top } = grid;
    const bias = top + grid.inputs * scale;
    parts.push(node("rect", { x: left, y: top, width: grid.width, height: grid.height, fill: color }));
    parts.push(node("rect", {
      x: left, y: bias, width: Math.max(grid.width, 1.5), height: Math.max(scale, 1.5), class: "bias",
    }));
    if (scale >= 4) parts.push(node("path", { d: gridLines(grid, scale), class: "lines" }));
    if (numbered) {
      for (let row = 0; row <= Math.round(grid.inputs); row++) {
        for (let column = 0; column < Math.round(grid.units); column++) {
          parts.push(label(left + (column + 0.5) * scale, top + (row + 0.5) * scale, ++count, "number"));
        }
      }
    }
    const name = data.names[grid.layer];
    parts.push(label(left + (i ? 0 : grid.width / 2), top + grid.height + 14, name, i ? "name start" : "name"));
    if (i === 0) parts.push(...rowNames(view, grid));
  });
  view.mark = node("g", { class: "mark" });
  svg.replaceChildren(...parts, view.mark);
  mark(view);
}

// What feeds each row of the first layer: x1, x2, ... and, for the bias, a constant 1.
function rowNames(view, grid) {
  const { scale } = view;
  if (scale < 13) {
    const text = label(0, 0, view.data.words.inputs.replace("{n}", Math.round(grid.inputs).toLocaleString("en")), "name");
    text.setAttribute("transform", `translate(${grid.left - 12} ${grid.top + grid.height / 2}) rotate(-90)`);
    return [text];
  }
  const rows = Array.from({ length: Math.round(grid.inputs) + 1 }, (_, row) => row);
  return rows.map((row) => {
    const name = row === Math.round(grid.inputs) ? "1" : `x${row + 1}`;
    return label(grid.left - 8, grid.top + (row + 0.5) * scale, name, row === Math.round(grid.inputs) ? "name end one" : "name end");
  });
}

function point(view, event) {
  const box = view.svg.getBoundingClientRect();
  view.cell = cellAt(view.grids, view.scale, event.clientX - box.left, event.clientY - box.top);
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
  if (!cell) {
    view.said.textContent = scale < 1.5 ? data.words.thin : data.words.hint;
    return;
  }
  const grid = view.grids[cell.grid.layer];
  const [x, y] = [grid.left + cell.column * scale, grid.top + cell.row * scale];
  const side = Math.max(scale, 3);
  if (scale >= 4) {
    view.mark.append(
      node("rect", { x: grid.left, y, width: grid.width, height: scale, class: "band" }),
      node("rect", { x, y: grid.top, width: scale, height: grid.height, class: "band" }),
    );
  }
  view.mark.append(node("rect", { x, y, width: side, height: side, class: "cell" }));
  const words = cell.row === grid.inputs ? data.words.bias : data.words.weight;
  const near = scale < 1 ? ` ${data.words.near.replace("{n}", Math.round(1 / scale ** 2).toLocaleString("en"))}` : "";
  view.said.textContent = `${data.names[grid.layer]}: ${words}${near}`
    .replace("{input}", cell.row + 1).replace("{unit}", cell.column + 1);
}

// While a number changes the scale only shrinks, so that the rectangle is seen to grow.
function set(view, index, value) {
  view.target[index] = value;
  view.sizes = [...view.target];
  const { width, height } = space(view);
  view.scale = Math.min(view.drag?.scale ?? view.scale, fit(view.target, width, height));
  writeNumbers(view);
  draw(view);
}

function change(view, sizes) {
  view.since = Date.now();
  view.report(sizes);
}

function send(view) {
  change(view, [...view.target]);
}

function node(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function label(x, y, text, kind) {
  const made = node("text", { x, y, class: kind });
  made.textContent = text;
  return made;
}
