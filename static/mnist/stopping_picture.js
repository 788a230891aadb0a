// The early-stopping rule as geometry on the curves of a training: draws it, and lets its ruler
// (patience) and its band (min_delta) be dragged. Python sends the walk of the rule for every min_delta;
// here it is only looked up and counted.
let kit, geometry; // handed over below, before anything is drawn
const DRAGS = { patience: "the ruler", min_delta: "the band" };
const HTML = `
  <div class="picture">
    <div class="legend"></div>
    <div class="stage">
      <svg class="drawing" role="img"></svg>
      <div class="guide" hidden></div>
      <div class="plot"></div>
      <div class="handle of-patience" aria-label="patience" aria-orientation="horizontal" hidden><i></i></div>
      <div class="handle of-min-delta" aria-label="min_delta" aria-orientation="vertical" hidden><i></i></div>
      <div class="hint" hidden></div>
      <div class="tip" hidden></div>
    </div>
    <p class="sentence" data-testid="stopping-sentence"></p>
  </div>`;

export default (...given) => {
  [kit, geometry] = given;
  return { create, receive, destroy };
};

function create(parent, { send }) {
  parent.innerHTML = HTML;
  const find = (name) => parent.querySelector(`.${name}`);
  const picture = {
    root: find("picture"), svg: find("drawing"), legend: find("legend"), sentence: find("sentence"),
    tip: find("tip"), hint: find("hint"), guide: find("guide"), plot: find("plot"),
    handles: { patience: find("of-patience"), min_delta: find("of-min-delta") },
    say: {}, data: null, patience: 0, minDelta: 0, drag: null, tipTimer: 0,
  };
  picture.link = kit.exchange((value) => send("drag", value), { patience: 10000, settled: 400 });
  picture.redraw = kit.eachFrame(() => redraw(picture));
  makePatienceDraggable(picture);
  makeMinDeltaDraggable(picture);
  for (const name of Object.keys(DRAGS)) hintAt(picture, name);
  picture.plot.onpointermove = picture.plot.onpointerdown = (event) => {
    clearTimeout(picture.tipTimer);
    showTip(picture, event);
  };
  picture.plot.onpointerleave = (event) => { // a finger is gone at once: what it asked for stays a while
    clearTimeout(picture.tipTimer);
    picture.tipTimer = setTimeout(() => showTip(picture, null), event.pointerType === "touch" ? 5000 : 0);
  };
  picture.unobserve = kit.onResize(picture.root, () => redraw(picture));
  return picture;
}

// What the viewer set a moment ago stands until Python has answered it.
function receive(picture, data) {
  picture.data = data;
  picture.svg.setAttribute("aria-label", data.alt);
  const settled = picture.link.answered(data.answered);
  if (!data.rule) endDrag(picture);
  if (data.rule && !picture.drag && settled) {
    picture.patience = data.rule.patience;
    picture.minDelta = data.rule.min_delta;
  }
  redraw(picture);
}

function destroy(picture) {
  picture.unobserve();
  picture.redraw.stop();
  picture.link.stop();
  clearTimeout(picture.tipTimer);
}

// The walk whose min_delta is nearest.
function nearest(walks, minDelta) {
  const away = (walk) => Math.abs(walk.min_delta - minDelta);
  return walks.reduce((a, b) => (away(b) < away(a) ? b : a));
}

function redraw(picture) {
  const width = picture.root.clientWidth;
  if (!picture.data || !width) return;
  const { data, patience } = picture;
  const walk = data.rule ? nearest(data.walks, picture.minDelta) : null;
  const minDelta = walk ? walk.min_delta : 0;
  const ghost = picture.drag?.ghost ?? null;
  const drawn = drawPicture({ data, patience, walk, minDelta, width, ghost });
  Object.assign(picture, { drawn, walk });
  const { layout, outcome } = drawn;
  picture.svg.setAttribute("viewBox", `0 0 ${width} ${layout.height}`);
  picture.svg.setAttribute("height", layout.height);
  picture.svg.innerHTML = drawn.svg;
  picture.root.classList.toggle("narrow", layout.narrow);
  const sentence = geometry.sentenceOf(outcome, data.rule, layout.last, data.progress !== null);
  picture.sentence.textContent = sentence;
  const legend = legendOf(data, layout.narrow);
  if (picture.legendText !== legend) picture.legend.innerHTML = legend;
  picture.legendText = legend;
  const { top } = layout.panels.loss;
  place(picture.plot, layout.left, top, layout.right - layout.left, layout.bottom - top);
  for (const [name, handle] of Object.entries(picture.handles)) {
    const at = data.draggable ? drawn.handles[name] : null;
    handle.hidden = !at;
    if (!at) continue;
    handle.style.transform = `translate(${at.x}px, ${at.y}px)`;
    picture.say[name]();
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
  return entries.map(([text, drawing]) => `<span>${swatch(drawing)}${kit.escaped(text)}</span>`).join("");
}

// ---- dragging, by pointer and by keyboard ----

function makePatienceDraggable(picture) {
  picture.say.patience = kit.draggable(picture.handles.patience, {
    read: () => picture.patience,
    limits: () => [0, picture.data?.most_patience ?? 0],
    step: 1,
    leap: 5,
    grab: (event) => startDrag(picture, event, "patience"),
    at: (event, { layout, grasped, from, beyond }) =>
      Math.round(layout.x.at(event.clientX - grasped) - 1 - from - beyond),
    put: (patience, how) => {
      const { drag } = picture;
      picture.patience = patience;
      if (drag) drag.ghost = { from: drag.from, to: drag.from + drag.beyond + patience };
      changed(picture, how);
    },
    done: (how) => done(picture, how, "patience"),
    text: (patience) => `${patience} epochs: ${picture.sentence.textContent}`,
  });
}

function makeMinDeltaDraggable(picture) {
  const walks = () => picture.data?.walks ?? [{ min_delta: 0 }];
  picture.say.min_delta = kit.draggable(picture.handles.min_delta, {
    read: () => nearest(walks(), picture.minDelta).min_delta,
    limits: () => [0, walks().at(-1).min_delta],
    step: (minDelta, count) => {
      const at = walks().findIndex((walk) => walk.min_delta === minDelta);
      return walks()[kit.clamp(at + count, 0, walks().length - 1)].min_delta;
    },
    leap: 5,
    grab: (event) => startDrag(picture, event, "min_delta"),
    at: (event, { layout, y, minDelta }) => {
      const further = (event.clientY - y) / layout.panels[layout.decides].y.factor;
      return nearest(walks(), minDelta + further * (picture.data.rule?.direction === "min" ? 1 : -1)).min_delta;
    },
    put: (minDelta, how) => {
      picture.minDelta = minDelta;
      changed(picture, how);
    },
    done: (how) => done(picture, how, "min_delta"),
    text: (minDelta) => `${minDelta}: ${picture.sentence.textContent}`,
  });
}

// What a drag needs to know of its beginning: the scales do not move under the pointer.
function startDrag(picture, event, name) {
  const { drawn: { layout, outcome, handles }, patience, walk } = picture;
  showHint(picture, null);
  picture.root.classList.add("dragging");
  picture.drag = {
    layout, patience, minDelta: walk.min_delta, before: [patience, picture.minDelta], ghost: null,
    grasped: event.clientX - handles[name].x, y: event.clientY, from: outcome.from,
    beyond: outcome.ticks.at(-1) - outcome.from - outcome.ticks.length, // epochs without a value
  };
  return picture.drag;
}

function changed(picture, how) {
  if (how === "drag") picture.redraw();
  else redraw(picture); // what a screen reader says of the new value follows from the picture
}

function done(picture, how, name) {
  const value = () => ({ patience: picture.patience, min_delta: picture.minDelta });
  if (how === "key") {
    picture.link.soon(value);
    showHint(picture, name);
    return;
  }
  const [patience, minDelta] = picture.drag?.before ?? [];
  if (picture.drag && (picture.patience !== patience || picture.minDelta !== minDelta)) picture.link.now(value());
  endDrag(picture);
  redraw(picture);
}

function endDrag(picture) {
  picture.drag = null;
  picture.redraw.stop();
  picture.root.classList.remove("dragging");
}

function hintAt(picture, name) {
  const handle = picture.handles[name];
  const show = () => showHint(picture, name);
  for (const event of ["pointermove", "pointerenter", "focus"]) handle.addEventListener(event, show);
  handle.addEventListener("pointerleave", () => showHint(picture, null));
  handle.addEventListener("blur", () => {
    showHint(picture, null);
    if (picture.link.unsent) picture.link.now({ patience: picture.patience, min_delta: picture.minDelta });
  });
}

function showHint(picture, name) {
  const { hint, root, drag } = picture;
  const at = name && !drag && picture.drawn.handles[name];
  hint.hidden = !at;
  if (!at) return;
  const [keys, value] = name === "patience" ? ["← →", picture.patience] : ["↑ ↓", picture.walk.min_delta];
  hint.textContent = `${name} ${value}: drag ${DRAGS[name]}, or press ${keys}`;
  const x = kit.clamp(at.x - hint.offsetWidth / 2, 2, root.clientWidth - hint.offsetWidth - 2);
  const below = at.y + 30 + hint.offsetHeight < picture.drawn.layout.height;
  hint.style.transform = `translate(${x}px, ${below ? at.y + 30 : at.y - 24 - hint.offsetHeight}px)`;
}

// ---- what one epoch says ----

function showTip(picture, event) {
  const { tip, guide, drawn, data, root } = picture;
  const count = drawn ? geometry.lengthOf(data.history) : 0;
  tip.hidden = guide.hidden = !event || !count || Boolean(picture.drag);
  if (tip.hidden) return;
  showHint(picture, null);
  const { layout } = drawn;
  const pointer = event.clientX - root.getBoundingClientRect().left;
  const epoch = kit.clamp(Math.round(layout.x.at(pointer)), 1, count);
  tip.innerHTML = tipOf(picture, epoch - 1);
  const x = layout.x(epoch);
  place(guide, x, layout.panels.loss.top, 0, layout.bottom - layout.panels.loss.top);
  const right = x + 14 + tip.offsetWidth < layout.width;
  const at = right ? x + 14 : x - 14 - tip.offsetWidth;
  const inside = kit.clamp(at, 2, layout.width - tip.offsetWidth - 2);
  const beside = layout.panels[layout.decides === "loss" ? "accuracy" : "loss"]; // the rule stays in view
  tip.style.transform = `translate(${inside}px, ${beside.top + 3}px)`;
}

function tipOf({ data, drawn, walk, patience }, e) {
  const value = (name) => `<td>${geometry.short(data.history[name]?.[e])}</td>`;
  const row = (name) => `<tr><th>${name}</th>${value(name)}${value(`val_${name}`)}</tr>`;
  const head = "<tr><th></th><th>train</th><th>validation</th></tr>";
  const table = `<table>${head}${row("loss")}${row("accuracy")}</table>`;
  const reason = walk ? `<p>${kit.escaped(reasonOf(data, drawn.outcome, walk, patience, e))}</p>` : "";
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

// ---- the drawing, as SVG text ----

const BOTH = [["", "train"], ["val_", "validation"]];

const tag = (name, attributes, content = "") =>
  `<${name} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(" ")}>${content}</${name}>`;
const line = (x1, y1, x2, y2, style) => tag("line", { x1, y1, x2, y2, class: style });
const label = (x, y, content, style = "", anchor = "start") =>
  tag("text", { x, y, class: style, "text-anchor": anchor }, kit.escaped(content));
const rect = (x, y, width, height, style) =>
  tag("rect", { x, y, width: Math.max(width, 0), height: Math.max(height, 0), class: style });
const textWidth = (content, size = 12) => content.length * size * 0.54;

// The grid, the numbers at the axes and the names of the panels.
function drawFrame(layout, data) {
  const { x, left, right, bottom, panels } = layout;
  let out = "";
  for (const panel of Object.values(panels)) {
    const { name, top, y } = panel;
    const height = panel.bottom - top;
    out += rect(left, top, right - left, height, "panel");
    const values = geometry.lengthOf(data.history) ? kit.ticks(...panel.range, height > 150 ? 5 : 3) : [];
    const decimals = Math.max(0, -Math.floor(Math.log10(values[1] - values[0]) + 1e-9));
    for (const value of values) {
      if (y(value) < top || y(value) > panel.bottom) continue;
      const text = Math.abs(value) >= 1e5 ? value.toExponential(0) : value.toFixed(decimals);
      out += line(left, y(value), right, y(value), "grid") + label(left - 6, y(value) + 4, text, "tick", "end");
    }
    const turned = `translate(13 ${top + height / 2}) rotate(-90)`;
    out += tag("text", { class: "name", "text-anchor": "middle", transform: turned }, name);
  }
  for (const epoch of geometry.epochTicks(layout.last, (right - left) / 38)) {
    out += line(x(epoch), bottom, x(epoch), bottom + 4, "mark");
    out += label(x(epoch), bottom + 17, epoch, "tick", "middle");
  }
  return out + label((left + right) / 2, bottom + 32, "epoch", "name", "middle");
}

// The four curves (of the run that is compared too), full up to the stop and faded after it.
function drawCurves(layout, data, last) {
  const { x, panels } = layout;
  let out = "";
  for (const panel of Object.values(panels)) {
    let curves = "";
    const runs = data.compare ? [[data.compare.history, "other "]] : [];
    for (const [history, style] of [...runs, [data.history, ""]]) {
      const stop = style ? Infinity : last;
      for (const [prefix, name] of BOTH) {
        const values = history[prefix + panel.name] ?? [];
        const end = values.length - 1;
        const draw = (a, b, more) => {
          const { path, lone } = geometry.pathOf(values, x, panel.y, a, b);
          const look = `curve ${style}${name}${more}`;
          return tag("path", { d: path, class: look }) + (lone && tag("path", { d: lone, class: `${look} lone` }));
        };
        if (stop < end) curves += draw(stop, end, " after");
        curves += draw(0, Math.min(stop, end), "");
      }
    }
    out += tag("g", { "clip-path": `url(#clip-${panel.name})` }, curves) + drawCuts(layout, data, panel);
  }
  return out;
}

// A small arrow where a curve leaves the frame, with the value that it reaches.
function drawCuts({ x, right, decides }, data, { name, top, bottom, range, y }) {
  const [low, high] = range;
  let out = "";
  let taken = -Infinity;
  const watched = decides === name ? data.history[data.rule.monitor] ?? [] : [];
  const beside = watched.some((value) => value === null || value > high || value < low) ? 14 : 0; // dots there
  for (const [prefix, series] of BOTH) {
    const values = data.history[prefix + name] ?? [];
    const beyond = (value) => value !== null && (name === "loss" ? value > high : value < low);
    const cut = values.map((value, e) => [value, e]).filter(([value]) => beyond(value));
    if (!cut.length) continue;
    const far = cut.reduce((a, b) => (Math.abs(b[0] - high) > Math.abs(a[0] - high) ? b : a))[0];
    const text = `${name === "loss" ? "↑" : "↓"} ${cut.length > 1 ? "to " : ""}${geometry.short(far)}`;
    const at = Math.min(Math.max(x(cut[0][1] + 1) + 5, taken), right - textWidth(text, 11) - 4);
    out += label(at, name === "loss" ? top + 12 + beside : bottom - 6 - beside, text, `cut ${series}`);
    taken = at + textWidth(text, 11) + 10;
  }
  return out;
}

// Warm-up, baseline, what lies behind the stop, and the lines of stop and kept through both panels.
function drawZones(layout, data, outcome) {
  const { x, left, right, panels, bottom } = layout;
  const { rule } = data;
  const panel = panels[layout.decides];
  const overBoth = (from, to, style) =>
    Object.values(panels).map((at) => rect(from, at.top, to - from, at.bottom - at.top, style)).join("");
  let [under, over] = ["", ""];
  if (rule.start_from_epoch > 0) {
    const end = Math.min(x(rule.start_from_epoch + 0.5), right);
    under += overBoth(left, end, "warm");
    const at = rule.direction === "min" ? panel.bottom - 8 : panel.top + 15;
    over += label(left + 5, at, "warm-up: not compared", "note");
  }
  if (rule.baseline !== null) {
    const at = panel.y(rule.baseline);
    const inside = at > panel.top + 3 && at < panel.bottom - 3;
    const text = `baseline ${geometry.short(rule.baseline)}${inside ? "" : at < panel.bottom - 3 ? " ↑" : " ↓"}`;
    const row = Math.min(Math.max(at - 4, panel.top + 13), panel.bottom - 7);
    if (inside) under += line(left, at, right, at, "baseline");
    over += label(right - 5, row, text, "note", "end");
  }
  if (outcome.stop !== null) {
    const at = x(outcome.stop + 1);
    under += overBoth(at, right, "beyond");
    under += line(at, panels.loss.top, at, bottom, "stop-line");
  }
  if (outcome.compared) {
    const at = x(outcome.kept + 1);
    under += line(at, panels.loss.top - 4, at, bottom, "kept-line");
  }
  return [under, over];
}

// Best so far, band, hits and misses: what each epoch was compared with, and how it ended.
function drawRule(layout, { data, walk, minDelta }, outcome) {
  const { x, right } = layout;
  const { rule } = data;
  const { top, bottom, y } = layout.panels[layout.decides];
  const shift = rule.direction === "min" ? -minDelta : minDelta;
  const first = Math.max(outcome.first, 0);
  const { line: steps, band, edge } = geometry.stepsOf(walk.best, x, y, shift, first, outcome.last);
  const level = walk.best[outcome.last];
  let out = tag("path", { d: band, class: "band" }) + tag("path", { d: edge, class: "edge" });
  if (level !== null && level !== undefined) {
    const [a, b, at] = [y(level), y(level + shift), x(outcome.last + 1)];
    out += rect(at, Math.min(a, b), right - at, Math.abs(a - b), "band ahead");
    out += line(at, a, right, a, "level") + line(at, b, right, b, "edge ahead");
  }
  out += tag("path", { d: steps, class: "steps" });
  const series = rule.monitor.startsWith("val_") ? "validation" : "train";
  const values = data.history[rule.monitor] ?? [];
  const radius = x.factor > 11 ? 4.2 : x.factor > 6 ? 3.2 : 2.4;
  for (let e = 0; e < walk.kinds.length; e++) {
    if (!geometry.isCompared(walk.kinds[e])) continue;
    const [cx, after] = [x(e + 1), e > outcome.last ? " after" : ""];
    const style = `dot ${series} ${geometry.isHit(walk.kinds[e]) ? "hit" : "miss"}${after}`;
    if ((values[e] ?? null) !== null) {
      const cy = kit.clamp(y(values[e]), top + 1, bottom - 1); // a value beyond the frame stands at its edge
      out += tag("circle", { cx: cx.toFixed(1), cy: cy.toFixed(1), r: radius, class: style, "data-epoch": e + 1 });
    } else { // not a number: compared, and missed
      const at = rule.direction === "min" ? top + 7 : bottom - 7;
      out += tag("path", { d: `M${cx - 4} ${at - 4}l8 8m0-8l-8 8`, class: style, "data-epoch": e + 1 });
    }
  }
  return tag("g", { "clip-path": "url(#clip-dots)" }, out) + tag("clipPath", { id: "clip-dots" },
    rect(layout.left, top - 5, right - layout.left + 5, bottom - top + 10, ""));
}

// The flag of the epoch whose weights are kept, above the panels, and a ring on both.
function drawKept(layout, data, outcome) {
  const { x, panels, right, width, narrow } = layout;
  const { rule } = data;
  const at = x(outcome.kept + 1);
  const open = outcome.stop === null && data.progress !== null;
  const text = `${narrow ? "kept" : "weights kept"}${open ? " so far" : ""}: epoch ${outcome.kept + 1}`;
  const half = textWidth(text, 13) / 2 + 8;
  const middle = Math.min(Math.max(at, half), width - half);
  let out = tag("path", { d: `M${at - 5} ${panels.loss.top - 7}h10l-5 7z`, class: "kept-flag" });
  for (const { name, y, top, bottom: low } of Object.values(panels)) {
    const watched = name === layout.decides ? rule.monitor : `val_${name}`;
    const value = data.history[watched]?.[outcome.kept] ?? null;
    if (value === null || y(value) < top || y(value) > low) continue;
    out += tag("circle", { cx: at, cy: y(value), r: name === layout.decides ? 7.5 : 4.5, class: "kept-ring" });
  }
  out += label(middle, panels.loss.top - 11, text, "kept-text", "middle");
  const [from, room] = [Math.max(x((outcome.stop ?? 0) + 1), middle + half) + 4, "had it gone on"];
  const beyond = outcome.stop !== null && outcome.stop + 1 < geometry.lengthOf(data.history);
  if (beyond && right - from > textWidth(room) + 14) {
    out += label(from, panels.loss.top - 11, `${room} →`, "note");
  }
  return out;
}

// The ruler of length `patience`; returns its drawing and where its end can be grasped.
function drawRuler(layout, { data, walk, patience, minDelta, ghost }, outcome) {
  const { x, right, left, decides } = layout;
  const panel = layout.panels[decides];
  const down = data.rule.direction === "min";
  const level = walk.best[outcome.last];
  const anchor = level ?? data.history[data.rule.monitor]?.[Math.max(outcome.from, 0)] ?? panel.range[0];
  const passed = panel.y(anchor + (down ? -minDelta : minDelta));
  const middle = Math.min(Math.max(passed + (down ? 1 : -1) * geometry.RULER.drop, panel.top + (down ? 12 : 30)),
    panel.bottom - (down ? 30 : 12));
  const [half, row] = [geometry.RULER.height / 2, middle + (down ? 24 : -15)];
  const start = Math.max(x(outcome.from + 1), left);
  const whole = x(outcome.ticks.at(-1) + 1);
  const end = Math.min(whole, right);
  const spent = outcome.used ? Math.min(x(outcome.ticks[outcome.used - 1] + 1), right) : start;
  let out = line(start, Math.min(panel.y(anchor), panel.bottom), start, middle, "hanger");
  if (ghost) out += line(x(ghost.from + 1), middle, Math.min(x(ghost.to + 1), layout.width), middle, "ghost");
  out += rect(start, middle - half, end - start, geometry.RULER.height, "ruler");
  out += rect(start, middle - half, spent - start, geometry.RULER.height, "spent");
  const dense = x.factor < 5;
  outcome.ticks.forEach((e, i) => {
    if (x(e + 1) > right || (dense && (i + 1) % 5)) return;
    const long = (i + 1) % 5 === 0 ? half : half * 0.35;
    out += line(x(e + 1), middle + half, x(e + 1), middle - long, "notch");
  });
  if (outcome.stop !== null && x(outcome.stop + 1) > end + 1) {
    out += line(end, middle, x(outcome.stop + 1), middle, "ghost"); // baseline: used up, but not yet tested
  }
  const used = outcome.stop !== null ? "" : `, ${outcome.used} used`;
  const text = `patience ${patience}${used}${whole > right + 1 ? " →" : ""}`;
  const size = textWidth(text, 12);
  const at = Math.min(Math.max((start + end) / 2, left + size / 2 + 2), right - size / 2 - 2);
  out += label(at, row, text, "ruler-text", "middle");
  if (outcome.stop !== null) {
    const x0 = x(outcome.stop + 1) + 11;
    const full = `stop: epoch ${outcome.stop + 1}`;
    const pushed = Math.abs(middle - passed) < 14; // by the frame, to where the band's grip is
    if (x0 + textWidth(full, 13) < right) out += label(x0, middle + 4.5, full, "stop-text");
    else if (!pushed) out += label(x0, middle + 4.5, "stop", "stop-text");
    else out += label(x0 - 24, middle + (down ? -11 : 21), "stop", "stop-text", "end");
  }
  return { out, handle: { x: end, y: middle } };
}

// The height of the band at the right edge: from the best so far to what a value has to pass.
function drawGauge(layout, { data, walk, minDelta }, outcome) {
  const { right, width, decides } = layout;
  const { top, bottom, y } = layout.panels[decides];
  const down = data.rule.direction === "min";
  const level = walk.best[outcome.last];
  if (level === null || level === undefined) return { out: "", handle: null };
  const inside = (pixel) => Math.min(Math.max(pixel, top), bottom);
  const [a, b] = [inside(y(level)), inside(y(level + (down ? -minDelta : minDelta)))];
  const x = right + 24;
  const row = down ? Math.max(a - 22, 9) : a + 18; // beside the band's other side, where no ruler is
  const out = line(right, a, x + 7, a, "gauge") + line(x, a, x, b, "gauge")
    + label(width - 2, row, "min_delta", "gauge-text", "end")
    + label(width - 2, row + 14, String(minDelta), "gauge-text strong", "end");
  return { out, handle: { x, y: b } };
}

// The bar of the epoch under way: it fills that epoch's cell on the axis.
function drawProgress({ x, bottom, right, left }, { progress }) {
  if (progress === null) return "";
  const begin = Math.max(x(Math.floor(progress) + 0.5), left);
  const cell = Math.min(x(Math.floor(progress) + 1.5), right);
  if (begin >= right) return "";
  const done = Math.min(x(progress + 0.5), right);
  return rect(begin, bottom - 2, cell - begin, 4, "under-way") + rect(begin, bottom - 2, done - begin, 4, "done");
}

// Put all of it together. Returns {svg, height, layout, outcome, handles}.
function drawPicture(view) {
  const { data, walk } = view;
  const layout = geometry.layoutOf(view, kit.scale);
  const count = geometry.lengthOf(data.history);
  const clips = Object.values(layout.panels).map(({ name, top, bottom }) =>
    tag("clipPath", { id: `clip-${name}` }, rect(layout.left, top, layout.right - layout.left, bottom - top, "")));
  let svg = tag("defs", {}, clips.join("")) + drawFrame(layout, data);
  const outcome = walk
    ? geometry.outcomeOf(walk, view.patience, data.rule.restore_best_weights)
    : { last: count - 1, stop: null };
  const handles = { patience: null, min_delta: null };
  const [under, over] = walk ? drawZones(layout, data, outcome) : ["", ""];
  svg += under + drawCurves(layout, data, outcome.last);
  if (walk && outcome.compared) {
    svg += drawRule(layout, view, outcome);
    const [ruler, gauge] = [drawRuler(layout, view, outcome), drawGauge(layout, view, outcome)];
    svg += drawKept(layout, data, outcome) + over + gauge.out + ruler.out;
    handles.patience = ruler.handle;
    handles.min_delta = gauge.handle;
  } else svg += over;
  svg += drawProgress(layout, data);
  if (!count) {
    const { top, bottom } = layout.panels.loss;
    const middle = (layout.left + layout.right) / 2;
    svg += label(middle, (top + bottom) / 2 + 4, "waiting for the first epoch", "waiting", "middle");
  }
  return { svg, layout, outcome, handles };
}
