// Draws the stopping picture as SVG text from one view: {data, patience, walk, width, ghost}.

const BOTH = [["", "train"], ["val_", "validation"]];

const escaped = (text) =>
  String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
const tag = (name, attributes, content = "") =>
  `<${name} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(" ")}>${content}</${name}>`;
const line = (x1, y1, x2, y2, style) => tag("line", { x1, y1, x2, y2, class: style });
const label = (x, y, content, style = "", anchor = "start") =>
  tag("text", { x, y, class: style, "text-anchor": anchor }, escaped(content));
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
    const empty = !finiteLength(data.history);
    for (const { value, label: text } of empty ? [] : niceTicks(y.domain, height > 150 ? 5 : 3)) {
      if (y(value) < top || y(value) > panel.bottom) continue;
      out += line(left, y(value), right, y(value), "grid") + label(left - 6, y(value) + 4, text, "tick", "end");
    }
    const turned = `translate(13 ${top + height / 2}) rotate(-90)`;
    out += tag("text", { class: "name", "text-anchor": "middle", transform: turned }, name);
  }
  for (const epoch of epochTicks(layout.last, (right - left) / 38)) {
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
          const { path, lone } = pathOf(values, x, panel.y, a, b);
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
function drawCuts({ x, right, decides }, data, { name, top, bottom, y }) {
  const [low, high] = y.domain;
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
    const text = `${name === "loss" ? "↑" : "↓"} ${cut.length > 1 ? "to " : ""}${short(far)}`;
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
    const text = `baseline ${short(rule.baseline)}${inside ? "" : at < panel.bottom - 3 ? " ↑" : " ↓"}`;
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
  const { line: steps, band, edge } = stepsOf(walk.best, x, y, shift, Math.max(outcome.first, 0), outcome.last);
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
    if (!isCompared(walk.kinds[e])) continue;
    const [cx, after] = [x(e + 1), e > outcome.last ? " after" : ""];
    const style = `dot ${series} ${isHit(walk.kinds[e]) ? "hit" : "miss"}${after}`;
    if ((values[e] ?? null) !== null) {
      const cy = clamp(y(values[e]), top + 1, bottom - 1); // a value beyond the frame stands at its edge
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
  const beyond = outcome.stop !== null && outcome.stop + 1 < finiteLength(data.history);
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
  const anchor = level ?? data.history[data.rule.monitor]?.[Math.max(outcome.from, 0)] ?? panel.y.domain[0];
  const passed = panel.y(anchor + (down ? -minDelta : minDelta));
  const middle = Math.min(Math.max(passed + (down ? 1 : -1) * RULER.drop, panel.top + (down ? 12 : 30)),
    panel.bottom - (down ? 30 : 12));
  const [half, row] = [RULER.height / 2, middle + (down ? 24 : -15)];
  const start = Math.max(x(outcome.from + 1), left);
  const whole = x(outcome.ticks.at(-1) + 1);
  const end = Math.min(whole, right);
  const spent = outcome.used ? Math.min(x(outcome.ticks[outcome.used - 1] + 1), right) : start;
  let out = line(start, Math.min(panel.y(anchor), panel.bottom), start, middle, "hanger");
  if (ghost) out += line(x(ghost.from + 1), middle, Math.min(x(ghost.to + 1), layout.width), middle, "ghost");
  out += rect(start, middle - half, end - start, RULER.height, "ruler");
  out += rect(start, middle - half, spent - start, RULER.height, "spent");
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
  const layout = layoutOf(view);
  const count = finiteLength(data.history);
  const clips = Object.values(layout.panels).map(({ name, top, bottom }) =>
    tag("clipPath", { id: `clip-${name}` }, rect(layout.left, top, layout.right - layout.left, bottom - top, "")));
  let svg = tag("defs", {}, clips.join("")) + drawFrame(layout, data);
  const outcome = walk
    ? outcomeOf(walk, view.patience, data.rule.restore_best_weights)
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
