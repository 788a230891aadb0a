// Logistic regression by hand: w1, w2 and b move the line, the loss and the accuracy here, with no rerun.
// What is let go is reported once; weights that Python sends (Keras' own, a reset) are travelled to.
const NAMES = ["w1", "w2", "b"];
const CELLS = 64; // of the shaded plane, along each axis
const SIZE = 400; // of the drawing, in its own units
const SETTLED = 500; // milliseconds after the last key
const PATIENT = 8000; // milliseconds to wait for Python's answer
const views = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let view = views.get(parentElement);
  if (!view) views.set(parentElement, (view = mount(parentElement)));
  view.report = () => {
    clearTimeout(view.timer);
    view.timer = 0;
    view.pending = Date.now();
    setTriggerValue("moved", { ...view.weights, at: view.pending });
  };
  receive(view, data);
  return () => {
    cancelAnimationFrame(view.frame);
    clearTimeout(view.timer);
    views.delete(parentElement);
  };
}

function mount(parentElement) {
  const find = (selector) => parentElement.querySelector(selector);
  const view = {
    root: find(".by-hand"), canvas: find("canvas"), svg: find("svg"), formula: find(".formula"),
    score: find(".score"), best: find(".best"), inputs: {}, weights: null, lowest: null, shown: "",
    timer: 0, frame: 0, pending: 0, held: false,
  };
  for (const name of NAMES) find(".sliders").append(slider(view, name));
  return view;
}

function slider(view, name) {
  const label = document.createElement("label");
  label.innerHTML = `<b>${name}</b><input type="range" aria-label="${name}"><output></output>`;
  const input = (view.inputs[name] = label.querySelector("input"));
  input.oninput = () => {
    cancelAnimationFrame(view.frame);
    view.weights = { ...view.weights, [name]: Number(input.value) };
    view.held = true;
    clearTimeout(view.timer);
    view.timer = setTimeout(() => { if (!view.pressed) view.report(); }, SETTLED);
    view.lowest = Math.min(view.lowest, draw(view));
    tell(view);
  };
  input.onpointerdown = () => { view.pressed = true; };
  input.onpointerup = input.onpointercancel = () => {
    view.pressed = false;
    if (view.held) view.report();
    view.held = false;
  };
  return label;
}

// Take over what Python sent. What the hand set a moment ago stands until Python has answered it.
function receive(view, data) {
  const first = !view.data;
  view.data = data;
  for (const [name, color] of Object.entries(data.colors)) view.root.style.setProperty(`--${name}`, color);
  view.root.style.colorScheme = data.scheme;
  view.svg.setAttribute("aria-label", data.alt);
  for (const input of Object.values(view.inputs)) Object.assign(input, { min: -data.bound, max: data.bound, step: data.step });
  if (view.shown !== data.name) Object.assign(view, { shown: data.name, lowest: null });
  furnish(view);
  if (view.pending && (data.answered >= view.pending || Date.now() > view.pending + PATIENT)) view.pending = 0;
  if (first) view.weights = data.weights;
  const loss = draw(view);
  view.lowest ??= loss;
  tell(view);
  if (!first && !view.pending && !view.pressed && !view.timer) travel(view, data.weights);
}

function travel(view, target) {
  const from = view.weights;
  if (NAMES.every((name) => from[name] === target[name])) return;
  cancelAnimationFrame(view.frame);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const began = performance.now();
  const step = (now) => {
    const t = still ? 1 : Math.min(1, Math.max(0, (now - began) / 900));
    const eased = t * t * (3 - 2 * t);
    view.weights = t === 1 ? target
      : Object.fromEntries(NAMES.map((name) => [name, from[name] + (target[name] - from[name]) * eased]));
    draw(view);
    if (t < 1) view.frame = requestAnimationFrame(step);
  };
  view.frame = requestAnimationFrame(step);
}

// What stands still: ticks, Keras' line, the points.
function furnish(view) {
  const { data, svg } = view;
  const at = (x) => ((x / data.reach + 1) / 2) * SIZE;
  view.x = at;
  view.y = (x) => SIZE - at(x);
  const ticks = [-2, -1, 0, 1, 2].filter((tick) => Math.abs(tick) < data.reach);
  const axes = ticks.map((tick) => `<path class="tick" d="M${at(tick)} ${SIZE}V${SIZE - 6}M0 ${SIZE - at(tick)}H6"/>
    <text x="${at(tick)}" y="${SIZE - 10}" text-anchor="middle">${tick}</text>
    ${tick === -2 ? "" : `<text x="10" y="${SIZE - at(tick) + 4}">${tick}</text>`}`);
  const points = data.points.map(([x1, x2, label]) => (label
    ? `<rect class="point c1" x="-3.4" y="-3.4" width="6.8" height="6.8" transform="translate(${view.x(x1)} ${view.y(x2)}) rotate(45)"/>`
    : `<circle class="point c0" cx="${view.x(x1)}" cy="${view.y(x2)}" r="4"/>`));
  const keras = data.keras ? `<path class="keras" d="${lineOf(view, data.keras)}"/>` : "";
  svg.innerHTML = `${axes.join("")}<text x="${SIZE - 10}" y="${SIZE - 24}" text-anchor="end">x1</text>
    <text x="10" y="18">x2</text><g>${points.join("")}</g>${keras}<path class="cut"/><path class="arrow"/>`;
  view.dots = [...svg.querySelectorAll(".point")];
}

function draw(view) {
  const { data, weights } = view;
  const { loss, right, wrong } = judge(data.points, weights);
  wrong.forEach((is, i) => view.dots[i].classList.toggle("wrong", is));
  view.svg.querySelector(".cut").setAttribute("d", lineOf(view, weights));
  view.svg.querySelector(".arrow").setAttribute("d", arrowOf(view, weights));
  shade(view);
  view.formula.textContent = `z = ${weights.w1.toFixed(2)} x1 ${signed(weights.w2)} x2 ${signed(weights.b)}`;
  const count = data.points.length;
  view.score.textContent = `loss ${loss.toFixed(3)}, accuracy ${(right / count).toFixed(3)} (${count - right} of ${count} wrong)`;
  for (const name of NAMES) {
    const input = view.inputs[name];
    if (Number(input.value) !== weights[name]) input.value = weights[name];
    input.nextElementSibling.textContent = weights[name].toFixed(2);
    input.setAttribute("aria-valuetext", `${weights[name].toFixed(2)}, loss ${loss.toFixed(3)}`);
  }
  return loss;
}

function tell(view) {
  view.best.textContent = `Your lowest loss so far: ${view.lowest.toFixed(3)}. Hollow points are on the wrong side.`;
}

function signed(value) {
  return `${value < 0 ? "−" : "+"} ${Math.abs(value).toFixed(2)}`;
}

// Mean binary cross-entropy, ln(1 + e^z) - y z, and who is on the wrong side; z = 0 says class 0.
function judge(points, { w1, w2, b }) {
  let loss = 0;
  const wrong = points.map(([x1, x2, label]) => {
    const z = w1 * x1 + w2 * x2 + b;
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - label * z;
    return (z > 0) !== (label === 1);
  });
  return { loss: loss / points.length, right: wrong.filter((is) => !is).length, wrong };
}

// The line w1 x1 + w2 x2 + b = 0, longer than the square; none if both weights are 0.
function lineOf(view, { w1, w2, b }) {
  const square = w1 * w1 + w2 * w2;
  if (square < 1e-9) return "";
  const [x, y] = [(-b * w1) / square, (-b * w2) / square];
  const far = (4 * view.data.reach) / Math.sqrt(square) + (Math.abs(b) / square) ;
  const ends = [-far, far].map((t) => `${view.x(x - t * w2)} ${view.y(y + t * w1)}`);
  return `M${ends[0]}L${ends[1]}`;
}

// From the line towards class 1: the direction of (w1, w2), the longer the steeper the sigmoid.
function arrowOf(view, { w1, w2, b }) {
  const length = Math.hypot(w1, w2);
  if (length < 1e-4) return "";
  const [x, y] = [(-b * w1) / length ** 2, (-b * w2) / length ** 2];
  const [u, v] = [w1 / length, -w2 / length];
  const reach = 18 + 60 * (1 - Math.exp(-length / 4));
  const [x0, y0] = [view.x(x), view.y(y)];
  const [x1, y1] = [x0 + reach * u, y0 + reach * v];
  const barb = (turn) => `${x1 - 9 * u + turn * 6 * v} ${y1 - 9 * v - turn * 6 * u}`;
  return `M${x0} ${y0}L${x1} ${y1}M${barb(1)}L${x1} ${y1}L${barb(-1)}`;
}

// The probability over the plane: the colour of the likelier class, nothing at one half.
function shade(view) {
  const { data, weights: { w1, w2, b } } = view;
  const context = view.canvas.getContext("2d");
  const image = context.createImageData(CELLS, CELLS);
  const [zero, one] = ["class_0", "class_1"].map((name) => parse(data.colors[name]));
  for (let i = 0; i < CELLS * CELLS; i++) {
    const x1 = (((i % CELLS) + 0.5) / CELLS * 2 - 1) * data.reach;
    const x2 = (1 - (Math.floor(i / CELLS) + 0.5) / CELLS * 2) * data.reach;
    const y = 1 / (1 + Math.exp(-(w1 * x1 + w2 * x2 + b)));
    image.data.set([...(y > 0.5 ? one : zero), Math.abs(y - 0.5) * 255], 4 * i);
  }
  context.putImageData(image, 0, 0);
}

function parse(color) {
  return [1, 3, 5].map((start) => parseInt(color.slice(start, start + 2), 16));
}
