// Logistic regression by hand: w1, w2 and b move the line, the loss and the accuracy here, with no rerun.
// What is let go is reported once; weights that Python sends (Keras' own, a reset) are travelled to.
const HTML = `
<div class="by-hand">
  <div class="plane">
    <canvas width="64" height="64" aria-hidden="true"></canvas>
    <svg viewBox="0 0 400 400" role="img"></svg>
  </div>
  <div class="side">
    <p class="formula"></p>
    <div class="sliders"></div>
    <p class="score" data-testid="by-hand-score"></p>
    <p class="best"></p>
  </div>
</div>`;
const NAMES = ["w1", "w2", "b"];
const CELLS = 64; // of the shaded plane, along each axis
const SIZE = 400; // of the drawing, in its own units
const TRAVEL = 900; // milliseconds
let kit, line; // kit.js and logistic_line.js

export default (...modules) => {
  [kit, line] = modules;
  return { create, receive, destroy };
};

function create(root, { send }) {
  root.innerHTML = HTML;
  const find = (selector) => root.querySelector(selector);
  const view = {
    root, canvas: find("canvas"), svg: find("svg"), formula: find(".formula"),
    score: find(".score"), best: find(".best"), inputs: {}, weights: null, lowest: null, shown: "",
    halt: () => {}, pressed: false, moved: false,
  };
  view.talk = kit.exchange((moved) => send("moved", moved));
  for (const name of NAMES) find(".sliders").append(slider(view, name));
  return view;
}

function destroy(view) {
  view.halt();
  view.talk.stop();
}

function slider(view, name) {
  const label = document.createElement("label");
  label.innerHTML = `<b>${name}</b><input type="range" aria-label="${name}"><span></span>`;
  const input = (view.inputs[name] = label.querySelector("input"));
  input.oninput = () => {
    view.halt();
    view.weights = { ...view.weights, [name]: Number(input.value) };
    view.moved = true;
    if (view.pressed) view.talk.stop(); // it is sent when it is let go
    else view.talk.soon(() => view.weights);
    view.lowest = Math.min(view.lowest, draw(view));
    tell(view);
  };
  input.onpointerdown = () => { view.pressed = true; };
  input.onpointerup = input.onpointercancel = () => {
    view.pressed = false;
    if (view.moved) view.talk.now(view.weights);
    view.moved = false;
  };
  return label;
}

// Take over what Python sent. What the hand set a moment ago stands until Python has answered it.
function receive(view, data) {
  const first = !view.data;
  view.data = data;
  for (const input of Object.values(view.inputs)) Object.assign(input, { min: -data.bound, max: data.bound, step: data.step });
  if (view.shown !== data.name) Object.assign(view, { shown: data.name, lowest: null });
  view.colors = ["class_0", "class_1"].map((name) => kit.color(view.root, name));
  furnish(view);
  const follows = view.talk.answered(data.answered);
  if (first) view.weights = data.weights;
  const loss = draw(view);
  view.lowest ??= loss;
  tell(view);
  if (!first && follows && !view.pressed) travel(view, data.weights);
}

function travel(view, target) {
  const from = view.weights;
  if (NAMES.every((name) => from[name] === target[name])) return;
  view.halt();
  view.halt = kit.travel(TRAVEL, (share) => {
    view.weights = share === 1 ? target
      : Object.fromEntries(NAMES.map((name) => [name, from[name] + (target[name] - from[name]) * share]));
    draw(view);
  });
}

// What stands still: ticks, Keras' line, the points.
function furnish(view) {
  const { data, svg } = view;
  const x = (view.x = kit.scale([-data.reach, data.reach], [0, SIZE]));
  const y = (view.y = kit.scale([-data.reach, data.reach], [SIZE, 0]));
  const ticks = [-2, -1, 0, 1, 2].filter((tick) => Math.abs(tick) < data.reach);
  const axes = ticks.map((tick) => `<path class="tick" d="M${x(tick)} ${SIZE}V${SIZE - 6}M0 ${y(tick)}H6"/>
    <text x="${x(tick)}" y="${SIZE - 10}" text-anchor="middle">${kit.plain(tick, 0)}</text>
    ${tick === -2 ? "" : `<text x="10" y="${y(tick) + 4}">${kit.plain(tick, 0)}</text>`}`);
  const points = data.points.map(([x1, x2, label]) => kit.marker(label, x(x1), y(x2), 4, `class="point c${label}"`));
  const keras = data.keras ? `<path class="keras" d="${lineOf(view, data.keras)}"/>` : "";
  svg.innerHTML = `${axes.join("")}<text x="${SIZE - 10}" y="${SIZE - 24}" text-anchor="end">x1</text>
    <text x="10" y="18">x2</text><g>${points.join("")}</g>${keras}<path class="cut"/><path class="arrow"/>`;
  view.dots = [...svg.querySelectorAll(".point")];
}

function draw(view) {
  const { data, weights } = view;
  const { loss, right, wrong } = line.judge(data.points, weights);
  wrong.forEach((is, i) => view.dots[i].classList.toggle("wrong", is));
  view.svg.querySelector(".cut").setAttribute("d", lineOf(view, weights));
  view.svg.querySelector(".arrow").setAttribute("d", arrowOf(view, weights));
  shade(view);
  view.formula.textContent = `z = ${kit.plain(weights.w1)} x1 ${kit.signed(weights.w2, 2, " ")} x2 ${kit.signed(weights.b, 2, " ")}`;
  const count = data.points.length;
  view.score.textContent = `loss ${loss.toFixed(3)}, accuracy ${(right / count).toFixed(3)} (${count - right} of ${count} wrong)`;
  view.svg.setAttribute("aria-label", `${data.alt} ${view.formula.textContent}; ${view.score.textContent}.`);
  for (const name of NAMES) {
    const input = view.inputs[name];
    if (Number(input.value) !== weights[name]) input.value = weights[name];
    input.nextElementSibling.textContent = kit.plain(weights[name]);
    input.setAttribute("aria-valuetext", `${kit.plain(weights[name])}, loss ${loss.toFixed(3)}`);
  }
  return loss;
}

function tell(view) {
  view.best.textContent = `Your lowest loss so far: ${view.lowest.toFixed(3)}. Hollow points are on the wrong side.`;
}

function lineOf({ x, y, data }, weights) {
  const ends = line.endsOf(weights, data.reach);
  return ends ? `M${ends.map(([x1, x2]) => `${x(x1)} ${y(x2)}`).join("L")}` : "";
}

// From the line towards class 1: the direction of (w1, w2), the longer the steeper the sigmoid.
function arrowOf({ x, y }, weights) {
  const foot = line.footOf(weights);
  if (!foot) return "";
  const length = Math.hypot(weights.w1, weights.w2);
  const [u, v] = [weights.w1 / length, -weights.w2 / length];
  const reach = 18 + 60 * (1 - Math.exp(-length / 4));
  const [x0, y0] = [x(foot[0]), y(foot[1])];
  const [x1, y1] = [x0 + reach * u, y0 + reach * v];
  const barb = (turn) => `${x1 - 9 * u + turn * 6 * v} ${y1 - 9 * v - turn * 6 * u}`;
  return `M${x0} ${y0}L${x1} ${y1}M${barb(1)}L${x1} ${y1}L${barb(-1)}`;
}

// The probability over the plane: the colour of the likelier class, nothing at one half.
function shade({ canvas, data, weights, colors: [zero, one] }) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(CELLS, CELLS);
  line.probabilities(weights, data.reach, CELLS).forEach((y, i) => {
    image.data.set([...(y > 0.5 ? one : zero), Math.abs(y - 0.5) * 255], 4 * i);
  });
  context.putImageData(image, 0, 0);
}
