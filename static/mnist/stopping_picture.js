// The early-stopping rule as geometry on the curves of a training: draws it, and lets its ruler
// (patience) and its band (min_delta) be dragged. Python sends the walk of the rule for every min_delta;
// here it is only looked up and counted.
let kit, geometry; // handed over below, before anything is drawn
const DRAGS = { patience: "the ruler", min_delta: "the band" };
const AT_FIRST = 3; // epochs that are seen when a round begins
const PACE = 650; // milliseconds an epoch
const ALL = 4; // the steps in which the answer is drawn: 1 what came after, 2 best so far, 3 misses, 4 the band
const NEXT = ["", "How does the rule decide?", "What is a miss?", "And min_delta?"];
const WHO = { you: "you", rule: "the rule", on: "going on" };
const HTML = `
  <div class="picture">
    <div class="game" hidden>
      <div class="row">
        <button class="go primary">Go on</button><button class="one">One more epoch</button>
        <button class="stop">Stop now</button><button class="mark">I would stop here</button>
        <span class="told"></span>
      </div>
      <div class="row">
        <span class="word"></span>
        <button class="next"></button><button class="again">Stop it yourself</button>
      </div>
    </div>
    <div class="legend"></div>
    <div class="stage">
      <svg class="drawing" role="img"></svg>
      <div class="guide" hidden></div>
      <div class="plot" tabindex="0" role="slider" aria-label="epoch" aria-valuenow="1"></div>
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
    game: find("game"), told: find("told"), word: find("word"),
    buttons: Object.fromEntries(["go", "one", "stop", "mark", "next", "again"].map((name) => [name, find(name)])),
    say: {}, data: null, patience: 0, minDelta: 0, drag: null, tipTimer: 0, tipEpoch: 1,
    round: -1, level: ALL, seen: AT_FIRST, you: null, frame: 0, ending: () => {}, send,
  };
  makeGame(picture);
  picture.link = kit.exchange((value) => send("drag", value), { patience: 10000, settled: 400 });
  picture.redraw = kit.eachFrame(() => redraw(picture));
  makePatienceDraggable(picture);
  makeMinDeltaDraggable(picture);
  for (const name of Object.keys(DRAGS)) hintAt(picture, name);
  picture.plot.onpointermove = picture.plot.onpointerdown = (event) => {
    clearTimeout(picture.tipTimer);
    showTip(picture, event);
  };
  picture.plot.onkeydown = (event) => {
    const count = epochsSeen(picture);
    const to = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, Home: -count, End: count }[event.key];
    if (event.key === "Escape") showTip(picture, null);
    if (to === undefined) return;
    event.preventDefault();
    showTip(picture, null, kit.clamp(picture.tipEpoch + to, 1, count));
  };
  picture.plot.onfocus = () => {
    if (picture.plot.matches(":focus-visible")) showTip(picture, null, picture.tipEpoch);
  };
  picture.plot.onblur = () => showTip(picture, null);
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
  takeRound(picture, data.game);
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
  pause(picture);
  picture.ending();
  clearTimeout(picture.tipTimer);
}

// ---- "when would you stop?" ----

// A new round begins when Python, or the button, says so; what was pressed a moment ago stands meanwhile.
function takeRound(picture, game) {
  if (!game) {
    Object.assign(picture, { round: -1, level: ALL, you: null });
  } else if (game.round > picture.round) {
    begin(picture, game.round, game.hidden);
    picture.you = game.you;
  } else if (game.round === picture.round && !game.hidden && picture.level === 0 && !picture.leaving) {
    picture.level = ALL; // another rule was set: whoever asks for the answer gets it
  }
  if (picture.level > 0) pause(picture);
}

function begin(picture, round, hidden) {
  pause(picture);
  picture.ending();
  const seen = Math.min(AT_FIRST, geometry.lengthOf(picture.data.history));
  Object.assign(picture, { round, seen, you: null, level: hidden ? 0 : ALL, leaving: false, ending: () => {} });
}

function makeGame(picture) {
  const { go, one, stop, mark, next, again } = picture.buttons;
  go.onclick = () => (picture.frame ? pause(picture) : play(picture));
  one.onclick = () => step(picture);
  stop.onclick = () => stopNow(picture, Math.max(Math.floor(picture.seen), 1) - 1);
  mark.onclick = () => {
    picture.you = Math.max(geometry.lengthOf(picture.data.history), 1) - 1;
    tell(picture, "stop", picture.you);
    redraw(picture);
  };
  next.onclick = () => {
    picture.level += 1;
    redraw(picture);
    if (next.hidden) again.focus({ preventScroll: true });
  };
  again.onclick = () => {
    begin(picture, picture.round + 1, true);
    tell(picture, "again", 0);
    redraw(picture);
    (kit.still() ? one : go).focus({ preventScroll: true });
  };
}

const tell = (picture, what, epoch) => picture.send("play", { what, round: picture.round, epoch, at: Date.now() });

function play(picture) {
  let before = performance.now();
  const move = (now) => {
    const count = geometry.lengthOf(picture.data.history);
    const passed = Math.min(now - before, 100); // a tab that was hidden goes on from where it was
    const [was, seen] = [picture.seen, Math.min(picture.seen + passed / PACE, count)];
    before = now;
    picture.seen = seen;
    uncover(picture);
    if (Math.floor(seen) !== Math.floor(was)) sayRound(picture);
    if (seen >= count) stopNow(picture, count - 1);
    else picture.frame = requestAnimationFrame(move);
  };
  picture.frame = requestAnimationFrame(move);
  sayRound(picture);
}

function pause(picture) {
  if (!picture.frame) return;
  cancelAnimationFrame(picture.frame);
  picture.frame = 0;
  if (picture.level === 0) sayRound(picture);
}

function step(picture) {
  pause(picture);
  const { seen, over } = geometry.seenAfter(picture.seen, geometry.lengthOf(picture.data.history));
  picture.seen = seen;
  uncover(picture);
  sayRound(picture);
  if (over) stopNow(picture, seen - 1);
}

// Uncover what came after, then draw the answer.
function stopNow(picture, epoch) {
  if (picture.leaving) return;
  pause(picture);
  Object.assign(picture, { you: epoch, leaving: true, seen: epoch + 1 });
  tell(picture, "stop", epoch);
  const count = geometry.lengthOf(picture.data.history);
  picture.ending = kit.travel(epoch + 1 < count ? 900 : 0, (share) => {
    picture.seen = epoch + 1 + share * (count - epoch - 1);
    uncover(picture);
  }, () => {
    Object.assign(picture, { level: 1, leaving: false });
    redraw(picture);
    picture.buttons.next.focus({ preventScroll: true });
  });
}

// Curves are drawn whole; how much of them is seen is a matter of the frame that they are cut to.
function uncover(picture) {
  const { layout } = picture.drawn ?? {};
  if (!layout) return;
  const width = picture.level === 0 ? layout.x(picture.seen) + 3 - layout.left : layout.right - layout.left;
  for (const clip of picture.svg.querySelectorAll(".seen rect")) clip.setAttribute("width", Math.max(width, 0));
}

// What the round says, and which of its buttons can be pressed.
function sayRound(picture) {
  const { data, game, buttons, level, told, word } = picture;
  const { history, progress, rule } = data;
  const count = geometry.lengthOf(history);
  const live = progress !== null;
  const asks = level === 0;
  game.hidden = !data.game || (!live && !rule) || (live && !count);
  if (game.hidden) return;
  for (const name of ["go", "one", "stop"]) buttons[name].hidden = !asks;
  for (const name of ["go", "one", "stop"]) buttons[name].disabled = Boolean(picture.leaving);
  buttons.go.hidden ||= kit.still();
  buttons.go.textContent = picture.frame ? "Pause" : "Go on";
  buttons.one.classList.toggle("primary", kit.still());
  buttons.mark.hidden = !live;
  buttons.next.hidden = live || asks || level >= ALL;
  buttons.next.textContent = NEXT[level] ?? "";
  buttons.again.hidden = live || asks || count <= AT_FIRST || (level < ALL && picture.you !== null);
  buttons.again.textContent = picture.you === null ? "Stop it yourself" : "Play again";
  const seen = Math.min(Math.max(Math.floor(picture.seen), 1), count);
  const where = asks ? `<b>epoch ${seen}</b> of ${count}` : live ? markedAt(picture) : verdict(picture);
  const quiet = Boolean(picture.frame); // while it plays there is too much to say
  const value = (name) => geometry.short(history[name]?.[seen - 1]);
  const now = asks ? `val_loss ${value("val_loss")}, val_accuracy ${value("val_accuracy")}`
    : !live && picture.you !== null ? data.game.words[level - 1] ?? "" : "";
  const changed = told.words !== where || word.words !== now;
  const isFirst = told.words === undefined;
  kit.say(told, where, { html: true, quiet: true });
  kit.say(word, now, { quiet: true });
  if (changed && !isFirst && !quiet) kit.announce(`${told.textContent}. ${now}`); // both as one sentence
}

const markedAt = ({ you }) => (you === null ? "" : `you would have stopped after epoch ${you + 1}`);

// "you 0.9529, the rule 0.9499, going on 0.9649", each with the epoch whose weights it keeps.
function verdict({ data, drawn, you }) {
  if (you === null) return "";
  const found = geometry.endingsOf(data.rule ? drawn.outcome : null, data.game.test, you);
  const part = ({ who, kept, accuracy }) =>
    `<span class="of-${who}">${WHO[who]} <b>${accuracy.toFixed(4)}</b> <small>epoch ${kept + 1}</small></span>`;
  return `<small>test accuracy:</small> ${found.map(part).join(", ")}`;
}

const epochsSeen = ({ data, level, seen }) => {
  const count = geometry.lengthOf(data?.history ?? {});
  return level === 0 ? Math.min(Math.max(Math.floor(seen), 1), count) : count;
};

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
  const { level, you } = picture;
  const drawn = drawPicture({ data, patience, walk, minDelta, width, ghost, level, you, seen: epochsSeen(picture) });
  Object.assign(picture, { drawn, walk });
  const { layout, outcome } = drawn;
  picture.svg.setAttribute("viewBox", `0 0 ${width} ${layout.height}`);
  picture.svg.setAttribute("height", layout.height);
  picture.svg.innerHTML = drawn.svg;
  picture.root.classList.toggle("narrow", layout.narrow);
  const asked = `epoch ${epochsSeen(picture)} of ${layout.last}, what comes after is hidden`;
  const sentence = level === 0 ? asked : geometry.sentenceOf(outcome, data.rule, layout.last, data.progress !== null);
  picture.sentence.textContent = sentence;
  picture.svg.setAttribute("aria-label", `${data.alt} ${sentence[0].toUpperCase()}${sentence.slice(1)}.`);
  picture.root.classList.toggle("still", Boolean(data.still));
  sayRound(picture);
  uncover(picture);
  const legend = legendOf(data, layout.narrow, level);
  if (picture.legendText !== legend) picture.legend.innerHTML = legend;
  picture.legendText = legend;
  const { top } = layout.panels.loss;
  place(picture.plot, layout.left, top, layout.right - layout.left, layout.bottom - top);
  for (const [name, handle] of Object.entries(picture.handles)) {
    const at = data.draggable && level >= DRAWN[name] ? drawn.handles[name] : null;
    handle.hidden = !at;
    if (!at) continue;
    handle.style.transform = `translate(${at.x}px, ${at.y}px)`;
    picture.say[name]();
  }
}

function place(element, x, y, width, height) {
  Object.assign(element.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}

const DRAWN = { patience: 3, min_delta: 4 }; // from which step on

function legendOf({ rule, compare, still }, narrow, level) {
  const swatch = (drawing) =>
    `<svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true" class="swatch">${drawing}</svg>`;
  const stroke = (style) => `<path d="M1 6H21" class="${style}"/>`;
  const dot = (style) => `<circle cx="11" cy="6" r="4.2" class="dot ${style}"/>`;
  const series = rule?.monitor.startsWith("val_") ? "validation" : "train";
  const entries = [["train", stroke("curve train")], ["validation", stroke("curve validation")]];
  if (rule && level >= 2) entries.push([narrow ? "best" : "best so far", '<path d="M1 3H11V9H21" class="steps"/>']);
  if (rule && level >= 3) entries.push(["hit", dot(`${series} hit`)], ["miss", dot(`${series} miss`)]);
  if (rule && level >= 4) {
    const band = '<rect x="1" y="2" width="20" height="8" class="band"/><path d="M1 10H21" class="edge"/>';
    entries.push(["min_delta", band]);
  }
  if (compare) entries.push([compare.label, stroke("curve other train")]);
  const named = entries.map(([text, drawing]) => `<span>${swatch(drawing)}${kit.escaped(text)}</span>`).join("");
  return still ? `<span class="stands">still: ${kit.escaped(still)}</span>${named}` : named;
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
      Math.round(layout.x.at(kit.within(picture.root, event).x - grasped) - 1 - from - beyond),
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
      const further = (kit.within(picture.root, event).y - y) / layout.panels[layout.decides].y.factor;
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
  const at = kit.within(picture.root, event);
  showHint(picture, null);
  picture.root.classList.add("dragging");
  picture.drag = {
    layout, patience, minDelta: walk.min_delta, before: [patience, picture.minDelta], ghost: null,
    grasped: at.x - handles[name].x, y: at.y, from: outcome.from,
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

function showTip(picture, event, asked = null) {
  const { tip, guide, drawn, root } = picture;
  const count = drawn ? epochsSeen(picture) : 0;
  tip.hidden = guide.hidden = (!event && asked === null) || !count || Boolean(picture.drag);
  if (tip.hidden) return;
  showHint(picture, null);
  const { layout } = drawn;
  const at0 = event ? Math.round(layout.x.at(kit.within(root, event).x)) : asked;
  const epoch = kit.clamp(at0, 1, count);
  picture.tipEpoch = epoch;
  sayTip(picture, epoch, count);
  tip.innerHTML = tipOf(picture, epoch - 1);
  const x = layout.x(epoch);
  place(guide, x, layout.panels.loss.top, 0, layout.bottom - layout.panels.loss.top);
  const right = x + 14 + tip.offsetWidth < layout.width;
  const at = right ? x + 14 : x - 14 - tip.offsetWidth;
  const inside = kit.clamp(at, 2, layout.width - tip.offsetWidth - 2);
  const beside = layout.panels[layout.decides === "loss" ? "accuracy" : "loss"]; // the rule stays in view
  tip.style.transform = `translate(${inside}px, ${beside.top + 3}px)`;
}

function sayTip({ plot, data }, epoch, count) {
  const value = (name) => `${name} ${geometry.short(data.history[name]?.[epoch - 1])}`;
  plot.setAttribute("aria-valuemin", 1);
  plot.setAttribute("aria-valuemax", count);
  plot.setAttribute("aria-valuenow", epoch);
  const names = ["loss", "val_loss", "accuracy", "val_accuracy"];
  plot.setAttribute("aria-valuetext", `epoch ${epoch}: ${names.map(value).join(", ")}`);
}

function tipOf({ level, data, drawn, walk, patience }, e) {
  const value = (name) => `<td>${geometry.short(data.history[name]?.[e])}</td>`;
  const row = (name) => `<tr><th>${name}</th>${value(name)}${value(`val_${name}`)}</tr>`;
  const head = "<tr><th></th><th>train</th><th>validation</th></tr>";
  const table = `<table>${head}${row("loss")}${row("accuracy")}</table>`;
  const reason = walk && level > 0 ? `<p>${kit.escaped(reasonOf(data, drawn.outcome, walk, patience, e))}</p>` : "";
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
      const text = Math.abs(value) >= 1e5 ? geometry.power(value, 1) : value.toFixed(decimals);
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
function drawCurves(layout, data, last, known) {
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
    out += tag("g", { "clip-path": `url(#clip-${panel.name})` }, curves) + drawCuts(layout, known, panel);
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
    const at = Math.min(Math.max(x(cut[0][1] + 1) + 5, taken), right - textWidth(text) - 4);
    out += label(at, name === "loss" ? top + 12 + beside : bottom - 6 - beside, text, `cut ${series}`);
    taken = at + textWidth(text) + 10;
  }
  return out;
}

// The line of guessing, or where it lies; and where the viewer stopped.
function drawGuessing({ left, right, panels }, { guessing }) {
  if (!guessing) return "";
  let out = "";
  for (const { name, top, bottom, y } of Object.values(panels)) {
    const at = y(guessing[name]);
    const inside = at > top + 2 && at < bottom - 2;
    const text = `guessing ${guessing[name].toFixed(2)}`;
    if (inside) out += line(left, at, right, at, "guessing") + label(right - 5, at - 4, text, "note", "end");
    else out += label(right - 5, at <= top + 2 ? top + 13 : bottom - 6, `${text} ${at <= top + 2 ? "↑" : "↓"}`, "note", "end");
  }
  return out;
}

function drawYou({ x, right, panels, bottom }, you, count) {
  if (you === null || you >= count) return "";
  const at = x(you + 1);
  const text = `you: epoch ${you + 1}`;
  const fits = at + textWidth(text, 13) + 10 < right;
  const { bottom: low } = panels.loss;
  return line(at, panels.loss.top, at, bottom, "you-line")
    + label(fits ? at + 6 : at - 6, low - 8, text, "you-text", fits ? "start" : "end");
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
function drawRule(layout, { data, walk, minDelta, level: shown }, outcome) {
  const { x, right } = layout;
  const { rule } = data;
  const { top, bottom, y } = layout.panels[layout.decides];
  const shift = rule.direction === "min" ? -minDelta : minDelta;
  const first = Math.max(outcome.first, 0);
  const { line: steps, band, edge } = geometry.stepsOf(walk.best, x, y, shift, first, outcome.last);
  const level = walk.best[outcome.last];
  let out = shown < ALL ? "" : tag("path", { d: band, class: "band" }) + tag("path", { d: edge, class: "edge" });
  if (level !== null && level !== undefined) {
    const [a, b, at] = [y(level), y(level + shift), x(outcome.last + 1)];
    if (shown >= ALL) {
      out += rect(at, Math.min(a, b), right - at, Math.abs(a - b), "band ahead");
      out += line(at, b, right, b, "edge ahead");
    }
    out += line(at, a, right, a, "level");
  }
  out += tag("path", { d: steps, class: "steps" });
  const series = rule.monitor.startsWith("val_") ? "validation" : "train";
  const values = data.history[rule.monitor] ?? [];
  const radius = x.factor > 11 ? 4.2 : x.factor > 6 ? 3.2 : 2.4;
  for (let e = 0; shown >= DRAWN.patience && e < walk.kinds.length; e++) {
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

// The stop's name, while no ruler carries it.
function drawStop({ x, right, panels }, { stop }) {
  const { top } = panels.loss;
  const [at, text] = [x(stop + 1), `stop: epoch ${stop + 1}`];
  const fits = at + textWidth(text, 13) + 10 < right;
  return label(fits ? at + 6 : at - 6, top + 34, text, "stop-text", fits ? "start" : "end");
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
  const { data, walk, level } = view;
  const layout = geometry.layoutOf(view, kit.scale);
  const count = geometry.lengthOf(data.history);
  const clips = Object.values(layout.panels).map(({ name, top, bottom }) =>
    tag("clipPath", { id: `clip-${name}`, class: "seen" }, rect(layout.left, top, layout.right - layout.left, bottom - top, "")));
  let svg = tag("defs", {}, clips.join("")) + drawFrame(layout, data);
  const outcome = walk
    ? geometry.outcomeOf(walk, view.patience, data.rule.restore_best_weights)
    : { last: count - 1, stop: null };
  const handles = { patience: null, min_delta: null };
  if (level === 0) {
    const { seen } = view; // an arrow at the frame's edge is drawn of what was seen alone
    const history = Object.fromEntries(Object.entries(data.history).map(([name, list]) => [name, list.slice(0, seen)]));
    svg += drawCurves(layout, data, count - 1, { ...data, history }) + drawGuessing(layout, data);
    return { svg, layout, outcome, handles };
  }
  const [under, over] = walk ? drawZones(layout, data, outcome) : ["", ""];
  svg += under + drawCurves(layout, data, outcome.last, data);
  if (walk && outcome.compared) {
    if (level >= 2) svg += drawRule(layout, view, outcome);
    svg += drawKept(layout, data, outcome) + over;
    if (level >= DRAWN.min_delta) {
      const gauge = drawGauge(layout, view, outcome);
      svg += gauge.out;
      handles.min_delta = gauge.handle;
    }
    if (level >= DRAWN.patience) {
      const ruler = drawRuler(layout, view, outcome);
      svg += ruler.out;
      handles.patience = ruler.handle;
    } else if (outcome.stop !== null) svg += drawStop(layout, outcome);
  } else svg += over;
  svg += drawGuessing(layout, data) + drawYou(layout, view.you, count) + drawProgress(layout, data);
  if (!count) {
    const { top, bottom } = layout.panels.loss;
    const middle = (layout.left + layout.right) / 2;
    svg += label(middle, (top + bottom) / 2 + 4, "waiting for the first epoch", "waiting", "middle");
  }
  return { svg, layout, outcome, handles };
}
