// One point forward and back: a network whose numbers come step by step, from x to the loss, back to the first
// layer, and one step down. Python sends every number; here they are only placed. Layers count from 0: 0 is x.
const HTML = `
<div class="walk" role="group">
  <div class="steps"><button type="button" class="back" aria-label="One step back">‹</button><div class="stops" role="group" aria-label="Steps"></div><button type="button" class="on" aria-label="One step on">›</button></div>
  <svg class="drawing" role="group"></svg>
  <p class="said"></p>
</div>`;
const RADIUS = 19;
const LABELLED = 8; // so many numbers are written on lines at most
let kit;

export default (theKit) => {
  kit = theKit;
  return { create, receive, destroy: (view) => view.stopWatching() };
};

function create(root, { send }) {
  root.innerHTML = HTML;
  const find = (selector) => root.querySelector(selector);
  const view = { find, data: null, step: 0, path: [], picked: (unit) => send("picked", unit) };
  find(".stops").onclick = ({ target }) => { if (target.dataset.step) go(view, Number(target.dataset.step)); };
  find(".back").onclick = () => go(view, view.step - 1);
  find(".on").onclick = () => go(view, view.step + 1);
  find(".walk").onkeydown = (event) => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!move) return;
    event.preventDefault();
    go(view, view.step + move);
  };
  view.stopWatching = kit.onResize(find(".walk"), () => view.data && draw(view));
  return view;
}

function receive(view, data) {
  const before = view.data;
  const sameShape = before && String(before.sizes) === String(data.sizes);
  view.data = data;
  view.stops = stopsOf(data.sizes);
  if (!sameShape) view.step = data.sizes.length - 1; // forward, up to y
  view.path = data.path;
  const stop = ({ label, title }, step) => `<button type="button" title="${title}" data-step="${step}">${label}</button>`;
  kit.renew(view.find(".stops"), view.stops.map(stop).join(""));
  go(view, view.step);
}

// The steps: x, each layer forward, the loss, each layer back, and the update.
export function stopsOf(sizes) {
  const last = sizes.length - 1;
  const name = (layer) => (layer === last ? "y" : `H${layer}`);
  const layers = sizes.slice(1).map((_, i) => i + 1);
  return [
    { kind: "forward", layer: 0, label: "x", title: "the point" },
    ...layers.map((layer) => ({ kind: "forward", layer, label: `→ ${name(layer)}`, title: `forward: ${name(layer)}` })),
    { kind: "loss", layer: last, label: "loss", title: "how wrong y is" },
    ...layers.toReversed().map((layer) => ({ kind: "back", layer, label: `${name(layer)} ←`, title: `back: ${name(layer)}` })),
    { kind: "update", layer: 1, label: "step", title: "one step down, and the loss after it" },
  ];
}

function go(view, step) {
  view.step = kit.clamp(step, 0, view.stops.length - 1);
  [...view.find(".stops").children].forEach((button, i) => {
    if (i === view.step) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  });
  view.find(".back").disabled = view.step === 0;
  view.find(".on").disabled = view.step === view.stops.length - 1;
  draw(view);
  const said = inWords(view.data, view.stops[view.step], view.path);
  kit.say(view.find(".said"), said, { html: true });
}

// ---- the network with its numbers ----

function draw(view) {
  const { find, data, path, stops, step } = view;
  const svg = find(".drawing");
  const width = find(".walk").clientWidth;
  if (!width) return;
  const { sizes } = data;
  const most = Math.max(...sizes);
  const pitch = most > 6 ? 44 : 54;
  const height = 22 + most * pitch;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", height);
  const apart = width / sizes.length;
  const place = (layer, unit) => [apart * (layer + 0.5), 22 + (height - 22) / 2 + (unit - (sizes[layer] - 1) / 2) * pitch];
  const stop = stops[step];
  const isBack = stop.kind === "back" || stop.kind === "update";
  const nodes = [];
  const lines = [];
  const words = [];
  const largest = (numbers) => Math.max(...numbers.flat(2).map(Math.abs), 1e-30);
  const [mostWeight, mostSlope] = [largest(data.kernels), largest(data.dKernels)];
  for (let layer = 1; layer < sizes.length; layer++) {
    for (let unit = 0; unit < sizes[layer]; unit++) {
      const isShown = path[layer] === unit && (stop.kind === "update" || stop.layer === layer);
      for (let from = 0; from < sizes[layer - 1]; from++) {
        const weight = data.kernels[layer - 1][from][unit];
        const slope = data.dKernels[layer - 1][from][unit];
        const value = isBack && stop.layer <= layer ? slope : weight;
        const share = isBack && stop.layer <= layer ? Math.abs(slope) / mostSlope : Math.abs(weight) / mostWeight;
        const [[x0, y0], [x1, y1]] = [place(layer - 1, from), place(layer, unit)];
        lines.push(kit.svg("path", {
          d: `M${x0 + RADIUS} ${y0}L${x1 - RADIUS} ${y1}`, stroke: `var(--${value < 0 ? "negative" : "positive"})`,
          "stroke-width": (0.6 + 3.4 * share).toFixed(2), class: isShown ? "shown" : "",
        }));
        if (!isShown || sizes[layer - 1] > LABELLED || stop.kind === "loss") continue;
        const text = stop.kind === "update" ? small(weight - data.rate * slope) : small(value);
        const at = sizes[layer - 1] > 3 ? 0.3 : 0.42;
        words.push(kit.svg("text", { x: x0 + RADIUS + at * (x1 - x0 - 2 * RADIUS), y: y0 + at * (y1 - y0), class: "weight" }, text));
      }
    }
  }
  sizes.forEach((units, layer) => {
    const name = layer === 0 ? "x" : layer === sizes.length - 1 ? "y" : `H${layer}`;
    words.push(kit.svg("text", { x: apart * (layer + 0.5), y: 10, class: "head" }, name));
    for (let unit = 0; unit < units; unit++) nodes.push(nodeOf(view, layer, unit, place(layer, unit), name));
  });
  kit.renew(svg, [...lines, ...nodes, ...words], "unit");
}

// A unit: what it puts out, and on the way back dL/dz, as soon as the steps have come that far.
function nodeOf(view, layer, unit, [x, y], name) {
  const { data, path, stops, step } = view;
  const stop = stops[step];
  const last = data.sizes.length - 1;
  const isBack = layer > 0 && (stop.kind === "update" || (stop.kind === "back" && stop.layer <= layer));
  const isThere = stop.kind !== "forward" || layer <= stop.layer;
  const value = layer ? data.outputs[layer - 1][unit] : data.point[unit];
  const shown = isBack ? data.dSums[layer - 1][unit] : value;
  const label = layer === 0 ? `x${unit + 1}` : layer === last ? "y" : `${name}.${unit + 1}`;
  let paint = "none";
  if (isThere && layer === last && !isBack) {
    paint = `color-mix(in srgb, var(--class_${value > 0.5 ? 1 : 0}) ${Math.round(110 * Math.abs(value - 0.5))}%, var(--background))`;
  } else if (isThere) {
    const all = layer ? (isBack ? data.dSums : data.outputs)[layer - 1] : data.point;
    const share = Math.abs(shown) / Math.max(...all.map(Math.abs), 1e-30);
    paint = `color-mix(in srgb, var(--${shown < 0 ? "negative" : "positive"}) ${Math.round(50 * share)}%, var(--background))`;
  }
  const node = kit.svg("g", { class: layer > 0 && path[layer] === unit ? "node on" : "node", "data-unit": label });
  node.append(kit.svg("circle", { cx: x, cy: y, r: RADIUS, style: `fill: ${paint === "none" ? "var(--background)" : paint}` }));
  if (isThere) {
    const text = small(shown, 2);
    node.append(kit.svg("text", { x, y, class: text.length > 5 ? "long" : "" }, text));
  }
  const what = isBack ? "dL/dz" : "puts out";
  node.append(kit.svg("title", {}, isThere ? `${label}: ${what} ${small(shown)}` : label));
  if (!layer) return node;
  node.setAttribute("role", "button");
  node.setAttribute("tabindex", "0");
  const pick = () => view.picked({ unit: label });
  node.onclick = pick;
  node.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pick();
  };
  return node;
}

// ---- what a step says, with its numbers ----

export function inWords(data, stop, path) {
  const { sizes, rate } = data;
  const last = sizes.length - 1;
  const { kind, layer } = stop;
  const unit = path[layer];
  const nameOf = (at, i) => (at === 0 ? `x${i + 1}` : at === last ? "y" : `H${at}.${i + 1}`);
  const value = (at, i) => (at ? data.outputs[at - 1][i] : data.point[i]);
  const name = nameOf(layer, unit);
  if (kind === "forward" && layer === 0) {
    return `<b>The point</b> is x1 = ${small(data.point[0])}, x2 = ${small(data.point[1])}, of class ${data.label}.`;
  }
  const inputs = Array.from({ length: sizes[layer - 1] }, (_, i) => i);
  if (kind === "forward") {
    const terms = inputs.map((i) => `${small(data.kernels[layer - 1][i][unit])} · ${bracketed(value(layer - 1, i))}`);
    const z = data.sums[layer - 1][unit];
    const activation = layer === last ? "sigmoid" : data.activation;
    return `<b>${name} forward:</b> z = ${added([...terms, small(data.biases[layer - 1][unit])])} = ${small(z)}, and ${activation}(z) = <b>${small(value(layer, unit))}</b>.`;
  }
  const y = value(last, 0);
  if (kind === "loss") {
    return `<b>Loss:</b> L = −ln(${data.label ? "y" : "1 − y"}) = −ln ${small(data.label ? y : 1 - y)} = <b>${small(data.loss)}</b>: the smaller the probability of its own class, the larger the loss.`;
  }
  if (kind === "back") {
    const dz = data.dSums[layer - 1][unit];
    const dh = data.dOutputs[layer - 1][unit];
    const slope = data.slopes[layer - 1][unit];
    const weights = inputs.map((i) => `dL/dw<sub>${nameOf(layer - 1, i)}</sub> = ${small(dz)} · ${bracketed(value(layer - 1, i))} = ${small(data.dKernels[layer - 1][i][unit])}`);
    const start = layer === last
      ? `dL/dy = ${data.label ? "−1/y" : "1/(1 − y)"} = ${small(dh)}. Times the slope of the sigmoid, y(1 − y) = ${small(slope)}:`
      : `dL/dh = ${arriving(data, layer, unit, nameOf)} = ${small(dh)}. Times the slope ${data.activation}′(z) = ${small(slope)}:`;
    return `<b>${name} back:</b> ${start} <b>dL/dz = ${small(dz)}</b>. Each weight gets this times what comes in: ${weights.join("; ")}; dL/db = ${small(dz)}.`;
  }
  const down = inputs.map((i) => {
    const [w, slope] = [data.kernels[0][i][unit], data.dKernels[0][i][unit]];
    return `w<sub>x${i + 1}</sub>: ${small(w)} − ${rate} · ${bracketed(slope)} = ${small(w - rate * slope)}`;
  });
  return `<b>One step down</b> changes every weight by −${rate} times its dL/dw, here of ${nameOf(1, path[1])}: ${down.join("; ")}. The loss of this point: <b>${small(data.loss)} → ${small(data.lossAfter)}</b>, y: ${small(y)} → ${small(data.yAfter)}.`;
}

// dL/dh of a hidden unit: from each unit that reads it comes that unit's dL/dz times the weight between.
function arriving(data, layer, unit, nameOf) {
  const terms = data.dSums[layer].map((dz, to) => `${small(dz)} · ${bracketed(data.kernels[layer][unit][to])}`);
  return terms.length <= 4 ? added(terms) : `${added([terms[0], "…", terms.at(-1)])} (from ${nameOf(layer + 1, 0)} to ${nameOf(layer + 1, terms.length - 1)})`;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// Three decimals; what would then be 0, and what is very large, with two digits and a power of ten.
export function small(value, digits = 3) {
  if (!Number.isFinite(value)) return "no number";
  if (value === 0 || (Math.abs(value) >= 0.5 / 10 ** digits && Math.abs(value) < 1e4)) return (value < 0 ? "−" : "") + Math.abs(value).toFixed(digits);
  const [mantissa, power] = Math.abs(value).toExponential(digits === 2 ? 0 : 1).split("e");
  const raised = [...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[digit]).join("");
  return `${value < 0 ? "−" : ""}${mantissa}·10${power < 0 ? "⁻" : ""}${raised}`;
}

// A sum; a term that begins with a minus is taken away, so that no two signs meet.
export const added = (terms) => terms.join(" + ").replaceAll("+ −", "− ");

const bracketed = (value) => (value < 0 ? `(${small(value)})` : small(value));
