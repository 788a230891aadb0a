// The early-stopping rule as geometry on the curves of a training: draws it, and lets its ruler
// (patience) and its band (min_delta) be dragged. Python sends the walk of the rule for every min_delta;
// here it is only looked up and counted. The nodes live as long as the component: a new run of the
// script, or a longer history, is drawn into them.
const pictures = new WeakMap();
const PATIENCE = 50; // the largest
const SETTLED = 400; // milliseconds after the last key
const PATIENT = 10000; // milliseconds to wait for Python's answer
const KEYS = {
  ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5, Home: -1000, End: 1000,
};
const DRAGS = { patience: "the ruler", min_delta: "the band" };

export default function ({ data, parentElement, setTriggerValue }) {
  let picture = pictures.get(parentElement);
  if (!picture) pictures.set(parentElement, (picture = mount(parentElement)));
  picture.report = (value) => setTriggerValue("drag", value);
  receive(picture, data);
  return () => {
    picture.observer.disconnect();
    clearTimeout(picture.timer);
    clearTimeout(picture.tipTimer);
    cancelAnimationFrame(picture.frame);
    pictures.delete(parentElement);
  };
}

function mount(parentElement) {
  const find = (name) => parentElement.querySelector(`.${name}`);
  const picture = {
    root: find("picture"), svg: find("drawing"), legend: find("legend"), sentence: find("sentence"),
    tip: find("tip"), hint: find("hint"), guide: find("guide"), plot: find("plot"),
    handles: { patience: find("of-patience"), min_delta: find("of-min-delta") },
    data: null, patience: 0, minDelta: 0, drag: null, pending: null, timer: 0, tipTimer: 0, frame: 0,
  };
  for (const name of Object.keys(DRAGS)) makeDraggable(picture, name);
  picture.plot.onpointermove = picture.plot.onpointerdown = (event) => {
    clearTimeout(picture.tipTimer);
    showTip(picture, event);
  };
  picture.plot.onpointerleave = (event) => { // a finger is gone at once: what it asked for stays a while
    clearTimeout(picture.tipTimer);
    picture.tipTimer = setTimeout(() => showTip(picture, null), event.pointerType === "touch" ? 5000 : 0);
  };
  picture.observer = new ResizeObserver(() => redraw(picture));
  picture.observer.observe(picture.root);
  return picture;
}

// Take over what Python sent. What the viewer set a moment ago stands until Python has answered it.
function receive(picture, data) {
  picture.data = data;
  for (const [name, color] of Object.entries(data.colors)) picture.root.style.setProperty(`--${name}`, color);
  picture.svg.setAttribute("aria-label", data.alt);
  const { pending } = picture;
  if (pending && (data.answered >= pending || Date.now() > pending + PATIENT)) picture.pending = null;
  if (!data.rule) picture.drag = null;
  if (data.rule && !picture.drag && !picture.pending && !picture.timer) {
    picture.patience = data.rule.patience;
    picture.minDelta = data.rule.min_delta;
  }
  redraw(picture);
}

function walkOf({ data, minDelta }) {
  if (!data.rule) return null;
  const away = (walk) => Math.abs(walk.min_delta - minDelta);
  return data.walks.reduce((a, b) => (away(b) < away(a) ? b : a));
}

function redraw(picture) {
  const width = picture.root.clientWidth;
  if (!picture.data || !width) return;
  const { data, patience } = picture;
  const walk = walkOf(picture);
  const minDelta = walk ? walk.min_delta : 0;
  const ghost = picture.drag?.ghost ?? null;
  const drawn = drawPicture({ data, patience, walk, minDelta, width, ghost });
  Object.assign(picture, { drawn, walk });
  const { layout, outcome } = drawn;
  picture.svg.setAttribute("viewBox", `0 0 ${width} ${layout.height}`);
  picture.svg.setAttribute("height", layout.height);
  picture.svg.innerHTML = drawn.svg;
  picture.root.classList.toggle("narrow", layout.narrow);
  const sentence = sentenceOf(outcome, data.rule, layout.last, data.progress !== null);
  picture.sentence.textContent = sentence;
  const legend = legendOf(data, layout.narrow);
  if (picture.legendText !== legend) picture.legend.innerHTML = legend;
  picture.legendText = legend;
  const { top } = layout.panels.loss;
  place(picture.plot, layout.left, top, layout.right - layout.left, layout.bottom - top);
  const values = { patience: [patience, PATIENCE], min_delta: [minDelta, data.walks?.at(-1)?.min_delta] };
  for (const [name, handle] of Object.entries(picture.handles)) {
    const at = data.draggable ? drawn.handles[name] : null;
    handle.hidden = !at;
    if (!at) continue;
    handle.style.transform = `translate(${at.x}px, ${at.y}px)`;
    handle.setAttribute("aria-valuenow", values[name][0]);
    handle.setAttribute("aria-valuemax", values[name][1]);
    const unit = name === "patience" ? " epochs" : "";
    handle.setAttribute("aria-valuetext", `${values[name][0]}${unit}: ${sentence}`);
  }
}

function place(element, x, y, width, height) {
  Object.assign(element.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}

function legendOf({ rule, compare }, narrow) {
  const swatch = (drawing) =>
    `<svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true" class="swatch">${drawing}</svg>`;
  const stroke = (style) => `<path d="M1 6H21" class="${style}"/>`;
  const dot = (style) => `<circle cx="11" cy="6" r="4.2" class="dot ${style}"/>`;
  const series = rule?.monitor.startsWith("val_") ? "validation" : "train";
  const entries = [["train", stroke("curve train")], ["validation", stroke("curve validation")]];
  if (rule) {
    entries.push([narrow ? "best" : "best so far", '<path d="M1 3H11V9H21" class="steps"/>']);
    const band = '<rect x="1" y="2" width="20" height="8" class="band"/><path d="M1 10H21" class="edge"/>';
    entries.push(["min_delta", band]);
    entries.push(["hit", dot(`${series} hit`)], ["miss", dot(`${series} miss`)]);
  }
  if (compare) entries.push([compare.label, stroke("curve other train")]);
  return entries.map(([text, drawing]) => `<span>${swatch(drawing)}${escaped(text)}</span>`).join("");
}

// ---- dragging, by pointer and by keyboard ----

function makeDraggable(picture, name) {
  const handle = picture.handles[name];
  handle.onpointerdown = (event) => {
    if (event.button) return;
    event.preventDefault();
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    startDrag(picture, name, event);
  };
  handle.onpointermove = (event) => {
    if (picture.drag?.name !== name) return showHint(picture, name);
    moveDrag(picture, event);
    cancelAnimationFrame(picture.frame);
    picture.frame = requestAnimationFrame(() => redraw(picture));
  };
  handle.onpointerup = handle.onlostpointercapture = () => endDrag(picture);
  handle.onpointercancel = () => endDrag(picture);
  handle.onpointerenter = handle.onfocus = () => showHint(picture, name);
  handle.onpointerleave = () => showHint(picture, null);
  handle.onblur = () => { showHint(picture, null); if (picture.timer) report(picture); };
  handle.onkeydown = (event) => pressKey(picture, name, event);
}

function startDrag(picture, name, event) {
  const { drawn, patience, minDelta } = picture;
  const { left } = picture.root.getBoundingClientRect();
  const { layout, outcome } = drawn;
  showHint(picture, null);
  picture.root.classList.add("dragging");
  picture.drag = {
    name, left, grasped: event.clientX - left - drawn.handles[name].x, y: event.clientY, layout,
    patience, minDelta: picture.walk.min_delta, before: [patience, minDelta], ghost: null,
    from: outcome.from,
    beyond: outcome.ticks.at(-1) - outcome.from - outcome.ticks.length, // epochs without a value
  };
}

function moveDrag(picture, event) {
  const { drag, data } = picture;
  if (drag.name === "patience") {
    const { x } = drag.layout;
    const epoch = x.at(event.clientX - drag.left - drag.grasped) - 1;
    picture.patience = clamp(Math.round(epoch - drag.from - drag.beyond), 0, PATIENCE);
    drag.ghost = { from: drag.from, to: drag.from + drag.beyond + picture.patience };
  } else {
    const { y } = drag.layout.panels[drag.layout.decides];
    const further = (event.clientY - drag.y) / y.factor * (data.rule.direction === "min" ? 1 : -1);
    const wanted = drag.minDelta + further;
    const away = (walk) => Math.abs(walk.min_delta - wanted);
    picture.minDelta = data.walks.reduce((a, b) => (away(b) < away(a) ? b : a)).min_delta;
  }
}

function endDrag(picture) {
  const { drag } = picture;
  if (!drag) return;
  picture.drag = null;
  picture.root.classList.remove("dragging");
  cancelAnimationFrame(picture.frame);
  const [patience, minDelta] = drag.before;
  if (picture.patience !== patience || picture.minDelta !== minDelta) report(picture);
  redraw(picture);
}

function pressKey(picture, name, event) {
  const step = KEYS[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  if (name === "patience") picture.patience = clamp(picture.patience + step, 0, PATIENCE);
  else {
    const { walks } = picture.data;
    picture.minDelta = walks[clamp(walks.indexOf(picture.walk) + step, 0, walks.length - 1)].min_delta;
  }
  clearTimeout(picture.timer);
  picture.timer = setTimeout(() => report(picture), SETTLED);
  redraw(picture);
  showHint(picture, name);
}

function report(picture) {
  clearTimeout(picture.timer);
  picture.timer = 0;
  picture.pending = Date.now();
  picture.report({ patience: picture.patience, min_delta: picture.minDelta, at: picture.pending });
}

function showHint(picture, name) {
  const { hint, root, drag } = picture;
  const at = name && !drag && picture.drawn.handles[name];
  hint.hidden = !at;
  if (!at) return;
  const [keys, value] = name === "patience" ? ["← →", picture.patience] : ["↑ ↓", picture.walk.min_delta];
  hint.textContent = `${name} ${value}: drag ${DRAGS[name]}, or press ${keys}`;
  const x = clamp(at.x - hint.offsetWidth / 2, 2, root.clientWidth - hint.offsetWidth - 2);
  const below = at.y + 30 + hint.offsetHeight < picture.drawn.layout.height;
  hint.style.transform = `translate(${x}px, ${below ? at.y + 30 : at.y - 24 - hint.offsetHeight}px)`;
}

// ---- what one epoch says ----

function showTip(picture, event) {
  const { tip, guide, drawn, data, root } = picture;
  const count = drawn ? finiteLength(data.history) : 0;
  tip.hidden = guide.hidden = !event || !count || Boolean(picture.drag);
  if (tip.hidden) return;
  showHint(picture, null);
  const { layout } = drawn;
  const pointer = event.clientX - root.getBoundingClientRect().left;
  const epoch = clamp(Math.round(layout.x.at(pointer)), 1, count);
  tip.innerHTML = tipOf(picture, epoch - 1);
  const x = layout.x(epoch);
  place(guide, x, layout.panels.loss.top, 0, layout.bottom - layout.panels.loss.top);
  const right = x + 14 + tip.offsetWidth < layout.width;
  const at = right ? x + 14 : x - 14 - tip.offsetWidth;
  const inside = clamp(at, 2, layout.width - tip.offsetWidth - 2);
  const beside = layout.panels[layout.decides === "loss" ? "accuracy" : "loss"]; // the rule stays in view
  tip.style.transform = `translate(${inside}px, ${beside.top + 3}px)`;
}

function tipOf({ data, drawn, walk, patience }, e) {
  const value = (name) => `<td>${short(data.history[name]?.[e])}</td>`;
  const row = (name) => `<tr><th>${name}</th>${value(name)}${value(`val_${name}`)}</tr>`;
  const head = "<tr><th></th><th>train</th><th>validation</th></tr>";
  const table = `<table>${head}${row("loss")}${row("accuracy")}</table>`;
  const reason = walk ? `<p>${escaped(reasonOf(data, drawn.outcome, walk, patience, e))}</p>` : "";
  return `<b>Epoch ${e + 1}</b>${table}${reason}`;
}

// Python's sentence for the epoch; while a min_delta is new to Python, a shorter one.
function reasonOf(data, { stop, last }, walk, patience, e) {
  const miss = `miss ${walk.wait[e]}`;
  const kinds = { h: "hit", b: "hit, but the baseline is not met", m: miss, w: "warm-up", "-": "no value" };
  const known = walk.min_delta === data.rule.min_delta ? data.reasons[e] : kinds[walk.kinds[e]];
  if (e > last) return `after the stop; had it gone on: ${known}`;
  return e === stop ? `${known}; patience ${patience} is used up: stop` : known;
}
