// f above, f' below, the bell of z between them on one axis. The probe and the bell move here, with no
// rerun; a bell let go is reported once. curves.py joins this file with curves_sums.js and curves_draw.js.
const F = { top: 18, height: 150 };
const BELL = { top: 190, height: 84 };
const SLOPE = { top: 298, height: 122 };
const HEIGHT = 452;
const LEFT = 32;
const BIN = 3; // pixels of a bar in the distribution of outputs
const STEP = 0.05;
const states = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let picture = states.get(parentElement);
  if (!picture) {
    picture = mount(parentElement.querySelector(".frame"));
    states.set(parentElement, picture);
  }
  picture.report = () => setTriggerValue("bell", { center: picture.bell.center, spread: picture.bell.spread });
  receive(picture, data);
  return () => picture.observer.disconnect();
}

function mount(frame) {
  frame.innerHTML = `<svg role="group"><g class="still"></g><g class="moving"></g>
    <rect class="area"></rect><rect class="area"></rect><rect class="area"></rect>
    ${["center", "spread", "probe"].map(handle).join("")}</svg><table></table>`;
  const find = (selector) => frame.querySelector(selector);
  const picture = { frame, find, probe: 2, bell: null, dragging: null, width: 0 };
  picture.observer = new ResizeObserver(() => {
    if (picture.data && Math.abs(frame.clientWidth - picture.width) > 1) draw(picture);
  });
  picture.observer.observe(frame);
  const svg = find("svg");
  svg.onpointerdown = (event) => grab(picture, event);
  svg.onpointermove = (event) => drag(picture, event);
  svg.onpointerup = svg.onpointercancel = () => release(picture);
  for (const name of ["center", "spread", "probe"]) find(`.${name}`).onkeydown = (e) => press(picture, name, e);
  return picture;
}

function handle(name) {
  const shape = name === "probe"
    ? `<rect class="dot" x="-32" y="-10" width="64" height="20" rx="10"></rect><text y="4"></text>`
    : name === "center" ? `<circle class="dot" r="8"></circle>` : `<rect class="dot" x="-7" y="-7" width="14" height="14" rx="3"></rect>`;
  return `<g class="handle ${name}" tabindex="0" role="slider"><circle class="touch" r="20"></circle>${shape}</g>`;
}

// What Python sent: samples and settings. A bell that it moved travels there.
function receive(picture, data) {
  const first = !picture.data;
  picture.data = data;
  picture.middles = data.edges.slice(1).map((edge, i) => (edge + data.edges[i]) / 2);
  picture.home = sums(picture, data.home);
  const target = { center: data.center, spread: data.spread };
  cancelAnimationFrame(picture.frameRequest);
  if (first) picture.bell = target;
  if (Math.abs(picture.probe) > data.range) picture.probe = Math.sign(picture.probe) * data.range;
  draw(picture);
  if (!first && picture.dragging === null) travel(picture, target);
}

function travel(picture, target) {
  const from = { ...picture.bell };
  if (from.center === target.center && from.spread === target.spread) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const start = performance.now();
  const step = (now) => {
    const t = still ? 1 : Math.min(1, (now - start) / 700);
    const eased = t * t * (3 - 2 * t);
    picture.bell = t === 1 ? target : {
      center: from.center + (target.center - from.center) * eased,
      spread: from.spread + (target.spread - from.spread) * eased,
    };
    move(picture);
    if (t < 1) picture.frameRequest = requestAnimationFrame(step);
  };
  picture.frameRequest = requestAnimationFrame(step);
}

// What the viewer moves: with a pointer, or with the keys on a handle.

function grab(picture, event) {
  const node = event.target.closest(".handle");
  const name = node ? ["center", "spread", "probe"].find((known) => node.classList.contains(known)) : "probe";
  if (!node && !event.target.classList.contains("area")) return;
  picture.dragging = name;
  cancelAnimationFrame(picture.frameRequest);
  picture.find("svg").setPointerCapture(event.pointerId);
  if (node) node.focus({ preventScroll: true });
  event.preventDefault();
  drag(picture, event);
}

function drag(picture, event) {
  if (!picture.dragging) return;
  const { range } = picture.data;
  const pixel = event.clientX - picture.frame.getBoundingClientRect().left;
  const z = ((pixel - LEFT) / (picture.right - LEFT)) * 2 * range - range;
  put(picture, picture.dragging, picture.dragging === "spread" ? Math.abs(z - picture.bell.center) : z);
}

function release(picture) {
  if (picture.dragging && picture.dragging !== "probe") picture.report();
  picture.dragging = null;
}

function press(picture, name, event) {
  const now = name === "probe" ? picture.probe : picture.bell[name];
  const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
  if (step === undefined && !["Home", "End"].includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  const ends = { Home: -1e9, End: 1e9 };
  put(picture, name, step === undefined ? ends[event.key] : now + step * (name === "probe" ? 2 : 1) * STEP);
  if (name === "probe") return;
  clearTimeout(picture.timer);
  picture.timer = setTimeout(picture.report, 500);
}

function put(picture, name, value) {
  const { range, bounds } = picture.data;
  const [least, most] = { probe: [-range, range], center: [-bounds.center, bounds.center], spread: bounds.spread }[name];
  const whole = Math.round(Math.min(most, Math.max(least, value)) / STEP) / Math.round(1 / STEP);
  if (name === "probe") picture.probe = whole; else picture.bell = { ...picture.bell, [name]: whole };
  move(picture);
}
