// The picture of /hidden_layers. Python sends a film (weights of every kept epoch); what is drawn is one of
// its snapshots with some units silent. Only the set of silent units goes back to Python.
const HTML = `
<div class="picture">
  <p class="awaited" hidden></p>
  <div class="stage">
    <div class="side">
      <div class="net" role="group"><svg class="edges"><g class="lines"></g><g class="weights"></g></svg><div class="units"></div></div>
      <p class="legend"></p>
    </div>
    <figure class="ground">
      <div class="field"><canvas class="plane" role="img"></canvas><p class="title" hidden></p></div>
      <div class="tools only-screen">
        <span class="cuts" role="group" aria-label="Cuts that are drawn"></span>
        <label class="adding"><span></span><input type="range" min="0" step="0.05"></label>
        <span class="puts" role="group" aria-label="A click puts down" hidden></span>
      </div>
      <p class="now"></p>
    </figure>
  </div>
  <div class="film">
    <button type="button" class="play" aria-label="Play the epochs"><svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path></path></svg></button>
    <div class="line">
      <canvas class="curve" aria-hidden="true"></canvas>
      <input type="range" class="epoch" min="0" step="1" aria-label="Epoch">
    </div>
    <p class="words"><span class="score" data-testid="network-score"></span> <button type="button" class="all-on" hidden>all units on</button>
      <span class="losses" aria-hidden="true"><i class="of-train"></i>loss <i class="of-test"></i>test loss</span></p>
  </div>
</div>`;
const PAINTED = [ // colours that a canvas needs as numbers
  "text", "muted", "background", "train", "test", "class_0", "class_1", "negative", "neutral", "positive",
];
const FONT = "12px Pretendard, sans-serif";
const GUESSING = Math.log(2); // the loss of one half for every point
const PLAY_SECONDS = 5; // for all epochs
let opened = false; // the first picture of a visit plays from epoch 0, so that learning is seen
let kit, net; // kit.js and forward.js

export default (...modules) => {
  [kit, net] = modules;
  return { create, receive, destroy };
};

function create(root, { keep }) {
  root.innerHTML = HTML;
  const frame = root.firstElementChild;
  const find = (selector) => frame.querySelector(selector);
  const view = {
    root, frame, find, film: null, index: 0, silent: new Set(), timer: 0, looking: null, before: null,
    cuts: new Set(["1"]), added: Infinity, putting: 1, pointed: null,
  };
  view.talk = kit.exchange((silenced) => keep("silenced", silenced));
  view.put = (point) => keep("placed", { ...point, at: Date.now() });
  view.repaint = kit.eachFrame(() => drawPlane(view));
  buildStage(view);
  find(".epoch").oninput = (event) => {
    clearInterval(view.timer);
    view.timer = 0;
    view.index = Number(event.target.value);
    draw(view);
  };
  find(".play").onclick = () => play(view);
  find(".all-on").onclick = () => tell(view, new Set());
  view.stopWatching = kit.onResize(frame, () => {
    if (!view.film) return;
    placeNetwork(view);
    drawPlane(view);
    drawEpochs(view);
  });
  return view;
}

function destroy(view) {
  clearInterval(view.timer);
  view.repaint.stop();
  view.stopWatching();
}

function receive(view, data) {
  const before = view.film;
  if (before && before.name !== data.name && !before.live) rememberBoundary(view, before);
  const film = (view.film = net.filmOf(unpacked(data)));
  if (view.before && (view.before.points !== film.drawn || view.before.name === film.name)) view.before = null;
  const sameShape = before && String(before.sizes) === String(film.sizes);
  const sameFilm = sameShape && before.name === film.name;
  const epoch = before?.snapshotEpochs[view.index];
  const following = !sameFilm || view.index === before.snapshots.length - 1;
  const kept = film.snapshotEpochs.findLastIndex((other) => other <= epoch);
  view.index = following && !view.timer ? film.snapshots.length - 1 : Math.max(0, kept);
  if (view.talk.answered(data.answered) || !sameFilm) view.silent = new Set(data.silenced.map(String));
  view.colors = Object.fromEntries(PAINTED.map((name) => [name, kit.color(view.root, name)]));
  view.palettes = palettesOf(view.colors);
  view.find(".net").setAttribute("aria-label", networkInWords(film));
  view.find(".awaited").textContent = data.awaited;
  view.find(".awaited").hidden = !data.awaited;
  view.frame.classList.toggle("waiting", Boolean(data.awaited));
  if (!sameShape) {
    view.looking = null;
    view.added = Infinity;
    buildNetwork(view);
    look(view);
    offerCuts(view);
  }
  offerPutting(view);
  placeNetwork(view);
  draw(view);
  if (!opened && !film.live && !view.silent.size && !kit.still()) play(view);
  opened = true;
}

function unpacked(data) {
  const floats = (text) => kit.decode(text, Float32Array);
  const points = Object.fromEntries(Object.entries(data.points).map(([name, text]) => [name, floats(text)]));
  const table = { reach: data.table.reach, values: floats(data.table.values) };
  const drawn = `${data.reach} ${data.points.x_train}`; // the same points, drawn alike
  return { ...data, weights: floats(data.weights), points, table, drawn };
}

// Keep the boundary of a network that another one is about to replace, with its accuracy.
function rememberBoundary(view, film) {
  const shown = net.compute(film, film.snapshots.length - 1, new Set());
  view.before = {
    name: film.name, points: film.drawn, label: film.label, accuracy: shown.scores.train.accuracy,
    pieces: net.boundaryOf(shown.z),
  };
}

// Draw the snapshot that is looked at, with what is silent.
function draw(view) {
  view.shown = net.compute(view.film, view.index, view.silent);
  view.whole = view.silent.size ? net.compute(view.film, view.index, new Set()) : null;
  drawNetwork(view);
  drawEpochs(view);
  drawPlane(view);
  if (view.looking) look(view, ...view.looking);
  const { frame, film, shown } = view;
  frame.dataset.epoch = film.snapshotEpochs[view.index];
  frame.dataset.silenced = [...view.silent].sort().join(" ");
  frame.dataset.logOdds = Array.from(shown.z.subarray(net.GRID, net.GRID + 5), (z) => z.toFixed(5)).join(" ");
}

// Silence these units, or let them speak again if all of them are silent.
function silence(view, units) {
  const names = units.map(String);
  const all = names.every((name) => view.silent.has(name));
  const silent = new Set(view.silent);
  for (const name of names) {
    if (all) silent.delete(name);
    else silent.add(name);
  }
  tell(view, silent);
}

function tell(view, silent) {
  if (view.film.live) return; // what is being trained is only looked at
  view.silent = silent;
  draw(view);
  view.talk.now({ units: [...silent].sort().map((name) => name.split(",").map(Number)) });
}

// ---- the network: units as buttons with their maps, heads over the layers, edges between ----

const TOP = 30; // pixels for the heads
const NAMED = 16; // pixels below a unit for its name
const LABELLED = 12; // so many weights are written at most

// Build the buttons of a network; called when its shape is new. One button can be reached by Tab; arrow keys
// go on from there.
function buildNetwork(view) {
  const { film, find } = view;
  const last = film.sizes.length - 1;
  view.units = film.sizes.map((units, layer) =>
    Array.from({ length: units }, (_, unit) => makeUnit(view, layer, unit, layer === 0 || layer === last)));
  view.heads = film.sizes.map((units, layer) => makeHead(view, layer, units, last));
  view.names = view.units.map((column, layer) => column.map((_, unit) => {
    const name = document.createElement("span");
    name.className = "name";
    name.textContent = unitName(film, layer, unit);
    return name;
  }));
  find(".units").replaceChildren(...view.heads, ...view.units.flat(), ...view.names.flat());
  view.edges = [];
  for (let layer = 1; layer <= last; layer++) {
    for (let to = 0; to < film.sizes[layer]; to++) {
      for (let from = 0; from < film.sizes[layer - 1]; from++) {
        const edge = { layer, from, to, path: kit.svg("path"), hit: kit.svg("path", { class: "hit" }) };
        edge.hit.onpointerenter = () => writeWeights(view, [edge]);
        edge.hit.onpointerleave = () => writeWeights(view, []);
        view.edges.push(edge);
      }
    }
  }
  find(".lines").replaceChildren(...view.edges.map((edge) => edge.path), ...view.edges.map((edge) => edge.hit));
  find(".legend").innerHTML = legend(film);
  reach(view, Math.min(1, last - 1), 0, false);
}

function makeUnit(view, layer, unit, fixed) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = fixed ? "unit fixed" : "unit";
  button.dataset.unit = unitName(view.film, layer, unit);
  button.append(document.createElement("canvas"), kit.svg("svg", { viewBox: `0 0 ${net.SIDE - 1} ${net.SIDE - 1}` }, kit.svg("path")));
  if (fixed) button.setAttribute("aria-disabled", "true");
  else button.onclick = () => silence(view, [[layer - 1, unit]]);
  button.onpointerenter = button.onfocus = () => look(view, layer, unit);
  button.onpointerleave = button.onblur = () => look(view);
  button.onkeydown = (event) => step(view, layer, unit, event);
  return button;
}

function makeHead(view, layer, units, last) {
  const hidden = layer > 0 && layer < last;
  const head = document.createElement(hidden ? "button" : "span");
  head.className = hidden ? "head" : "head fixed";
  head.textContent = hidden ? `H${layer} · ${count(units, "unit")}` : layer ? "y" : "x";
  if (hidden) {
    head.type = "button";
    head.setAttribute("aria-label", `H${layer} · ${count(units, "unit")}: silence all`);
    head.onclick = () => silence(view, Array.from({ length: units }, (_, unit) => [layer - 1, unit]));
  }
  return head;
}

// Arrow keys: up and down within a layer, left and right to the next one.
function step(view, layer, unit, event) {
  const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const move = moves[event.key];
  if (event.key === "Escape") look(view);
  if (!move) return;
  event.preventDefault();
  const { sizes } = view.film;
  const next = kit.clamp(layer + move[0], 0, sizes.length - 1);
  reach(view, next, kit.clamp(unit + move[1], 0, sizes[next] - 1), true);
}

function reach(view, layer, unit, focus) {
  for (const button of view.units.flat()) button.tabIndex = -1;
  view.units[layer][unit].tabIndex = 0;
  if (focus) view.units[layer][unit].focus();
}

// Put everything in its place for the width that there is.
function placeNetwork(view) {
  const { film, find } = view;
  const plot = find(".net");
  const [width, height] = [plot.clientWidth, plot.clientHeight];
  if (!width) return;
  const most = Math.max(...film.sizes);
  const apart = width / film.sizes.length;
  const pitch = Math.min(96, (height - TOP) / most);
  const isTight = pitch < 52; // then a unit has but its number, at its corner
  const size = Math.round(Math.min(60, pitch - (isTight ? 6 : NAMED + 4), apart * 0.6));
  view.frame.style.setProperty("--unit", `${size}px`);
  view.frame.classList.toggle("tight", isTight);
  view.size = size;
  view.places = film.sizes.map((units, layer) => {
    const x = apart * (layer + 0.5);
    const top = TOP + (height - TOP - pitch * units - (isTight ? 0 : NAMED / 2)) / 2;
    return Array.from({ length: units }, (_, unit) => [x, top + pitch * (unit + 0.5)]);
  });
  view.places.forEach((column, layer) => {
    const head = view.heads[layer];
    head.style.left = `${column[0][0]}px`;
    if (layer > 0 && layer < film.sizes.length - 1) {
      head.textContent = `H${layer} · ${apart < 92 ? column.length : count(column.length, "unit")}`;
    }
    column.forEach(([x, y], unit) => {
      Object.assign(view.units[layer][unit].style, { left: `${x - size / 2}px`, top: `${y - size / 2}px` });
      const name = view.names[layer][unit];
      name.textContent = isTight && layer && layer < film.sizes.length - 1 ? unit + 1 : unitName(film, layer, unit);
      Object.assign(name.style, isTight ? { left: `${x - size / 2 - 3}px`, top: `${y - size / 2 - 2}px` } : { left: `${x}px`, top: `${y + size / 2 + 1}px` });
    });
  });
  for (const edge of view.edges) {
    const [x0, y0] = view.places[edge.layer - 1][edge.from];
    const [x1, y1] = view.places[edge.layer][edge.to];
    const bend = (x1 - x0) * 0.45;
    const [start, end] = [x0 + size / 2, x1 - size / 2];
    edge.curve = [[start, y0], [start + bend, y0], [end - bend, y1], [end, y1]];
    const [a, b, c, d] = edge.curve;
    for (const path of [edge.path, edge.hit]) path.setAttribute("d", `M${a} C${b} ${c} ${d}`);
  }
}

// Write weights on their lines: on one line in its middle, on those of a unit near their other ends.
function writeWeights(view, edges, near = () => 0.5) {
  view.find(".weights").replaceChildren(...edges.map((edge) => {
    const [x, y] = along(edge.curve, near(edge));
    return kit.svg("text", { x, y }, kit.plain(weightOf(view, edge)));
  }));
}

const weightOf = ({ shown }, { layer, from, to }) => {
  const { kernel, bias } = shown.layers[layer - 1];
  return kernel[from * bias.length + to];
};

// A place on a cubic curve.
const along = (curve, t) => {
  const shares = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
  return [0, 1].map((axis) => curve.reduce((sum, point, i) => sum + shares[i] * point[axis], 0));
};

// Colours and widths for the weights that are shown, and the maps of the units.
function drawNetwork(view) {
  const { film, shown } = view;
  const last = film.sizes.length - 1;
  for (const { layer, from, to, path } of view.edges) {
    const { kernel, bias } = shown.layers[layer - 1];
    const weight = kernel[from * bias.length + to] || 0;
    path.setAttribute("stroke", `var(--${weight < 0 ? "negative" : "positive"})`);
    path.setAttribute("stroke-width", (0.5 + 5 * Math.min(1, Math.abs(weight) / (film.largest || 1))).toFixed(2));
    path.classList.toggle("quiet", shown.held.has(`${layer - 2},${from}`));
  }
  view.units.forEach((column, layer) => column.forEach((button, unit) => {
    paintUnit(view, button.firstChild, layer, unit, 2);
    button.querySelector("path").setAttribute("d", cutOf(view, layer, unit).map(([x0, y0, x1, y1]) => `M${x0} ${y0}L${x1} ${y1}`).join(""));
    const { formula, notes } = unitInWords(film, shown, layer, unit);
    button.setAttribute("aria-label", `${formula}; ${notes.join("; ")}`);
    if (layer > 0 && layer < last) button.setAttribute("aria-pressed", String(shown.held.has(`${layer - 1},${unit}`)));
  }));
  view.heads.slice(1, -1).forEach((head, layer) => {
    const all = view.units[layer + 1].every((_, unit) => shown.held.has(`${layer},${unit}`));
    head.setAttribute("aria-pressed", String(all));
  });
}

function paintUnit({ film, shown, palettes }, canvas, layer, unit, step) {
  const values = shown.maps[layer][unit];
  if (layer === film.sizes.length - 1) paintMap(canvas, values, palettes.chance, chanceShade, step);
  else paintMap(canvas, values, palettes.signed, signedShade(shown.peaks[layer]), step);
}

// Where the sum of a unit is 0, as pieces of a line in cells; of the output, its boundary.
function cutOf({ film, shown }, layer, unit) {
  if (layer === 0) return [];
  return net.boundaryOf(layer === film.sizes.length - 1 ? shown.z : shown.sums[layer][unit]);
}

// Put the map of one unit on the stage, light its paths and write their weights; without a unit, back to the whole.
function look(view, layer, unit) {
  const { film, find } = view;
  const plot = find(".net");
  const before = view.looking;
  view.looking = layer === undefined ? null : [layer, unit];
  plot.classList.toggle("looking", Boolean(view.looking));
  if (view.shown && (before || view.looking)) drawPlane(view);
  writeWeights(view, []);
  if (!view.looking || !view.shown) return;
  const near = new Set([`${layer},${unit}`]);
  const lit = [];
  for (const edge of view.edges) {
    const into = edge.layer === layer && edge.to === unit;
    const onward = edge.layer === layer + 1 && edge.from === unit;
    edge.path.classList.toggle("lit", into || onward);
    if (into || onward) lit.push(edge);
    if (into) near.add(`${edge.layer - 1},${edge.from}`);
    if (onward) near.add(`${edge.layer},${edge.to}`);
  }
  const place = film.sizes.length > 4 ? 0.5 : 0.3; // where lines are short the number stands in their middle
  if (lit.length <= LABELLED) writeWeights(view, lit, (edge) => (edge.layer === layer ? place : 1 - place));
  view.units.forEach((column, n) => column.forEach((button, i) => button.classList.toggle("near", near.has(`${n},${i}`))));
}

// ---- the stage: the plane with the data, the cuts and the boundary, or one unit, or a sum that is built up ----

function buildStage(view) {
  const { find } = view;
  const canvas = find(".plane");
  const adding = find(".adding input");
  adding.oninput = () => {
    view.added = Number(adding.value) >= Number(adding.max) ? Infinity : Number(adding.value);
    sayAdded(adding);
    view.repaint();
  };
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  canvas.onpointermove = (event) => {
    view.pointed = at(event);
    writeNow(view);
  };
  canvas.onpointerleave = () => {
    view.pointed = null;
    writeNow(view);
  };
  canvas.onclick = (event) => {
    if (!view.film.placing) return;
    const [across, down] = at(event);
    const { reach } = view.film;
    const round = (value) => Math.round(100 * kit.clamp(value, -view.film.placing, view.film.placing)) / 100;
    view.put({ x1: round(reach * (2 * across - 1)), x2: round(reach * (1 - 2 * down)), label: view.putting });
  };
}

// A switch for the cuts of each hidden layer; those of the first are drawn at first.
function offerCuts(view) {
  const { film, find, cuts } = view;
  const layers = film.sizes.slice(1, -1).map((_, i) => String(i + 1));
  find(".cuts").replaceChildren(...(layers.length ? ["cuts:"] : []), ...layers.map((layer) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `H${layer}`;
    button.setAttribute("aria-pressed", String(cuts.has(layer)));
    button.onclick = () => {
      if (!cuts.delete(layer)) cuts.add(layer);
      button.setAttribute("aria-pressed", String(cuts.has(layer)));
      drawPlane(view);
    };
    return button;
  }));
  const terms = film.sizes.at(-2);
  const adding = find(".adding input");
  adding.max = terms;
  adding.value = Math.min(view.added, terms);
  sayAdded(adding);
  find(".adding span").textContent = layers.length ? "add the units up" : "add the inputs up";
}

const sayAdded = (adding) => adding.setAttribute("aria-valuetext", `${kit.plain(Number(adding.value), 1)} of ${adding.max} added`);

// With own points: the class of the point that a click puts down.
function offerPutting(view) {
  const puts = view.find(".puts");
  puts.hidden = !view.film.placing;
  const disc = (label) => `<svg viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true">${kit.marker(label, 0, 0, 4.5, `fill="var(--class_${label})"`)}</svg>`;
  const put = (label) => `<button type="button" data-label="${label}" aria-pressed="${view.putting === label}">${disc(label)}class ${label}</button>`;
  kit.renew(puts, `a click adds:${put(0)}${put(1)}`, "label");
  puts.onclick = ({ target }) => {
    const label = target.closest("button")?.dataset.label;
    if (label === undefined) return;
    view.putting = Number(label);
    offerPutting(view);
  };
}

const isAdding = (view) => !view.looking && view.added < view.film.sizes.at(-2);

function drawPlane(view) {
  const { film, shown, find, palettes, colors, looking } = view;
  const canvas = find(".plane");
  const side = Math.floor(find(".ground").clientWidth) - 2;
  if (side <= 0 || !shown) return;
  const context = sharpen(canvas, side, side);
  Object.assign(canvas.style, { width: `${side}px`, height: `${side}px` });
  canvas.classList.toggle("placing", Boolean(film.placing));
  const partial = isAdding(view) ? net.addedUp(shown, view.added) : null;
  view.small ??= document.createElement("canvas");
  if (looking) paintUnit(view, view.small, ...looking, 1);
  else paintMap(view.small, partial ? partial.map((z) => 1 / (1 + Math.exp(-z))) : shown.maps.at(-1)[0], palettes.pale, chanceShade);
  context.imageSmoothingEnabled = true;
  context.drawImage(view.small, 0, 0, side, side);
  const cell = side / (net.SIDE - 1);
  const line = (pieces, color, width, dash = []) => {
    context.beginPath();
    for (const [x0, y0, x1, y1] of pieces) {
      context.moveTo(x0 * cell, y0 * cell);
      context.lineTo(x1 * cell, y1 * cell);
    }
    Object.assign(context, { strokeStyle: css(color), lineWidth: width, lineCap: dash.length ? "butt" : "round" });
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
  };
  const whole = looking || partial ? null : (view.whole && net.boundaryOf(view.whole.z)) ?? view.before?.pieces;
  if (whole) line(whole, colors.muted, 2, [7, 4]);
  const boundary = net.boundaryOf(partial ?? shown.z);
  if (looking) line(cutOf(view, ...looking), colors.text, 2.5);
  else line(boundary, colors.text, 2.5);
  context.globalAlpha = looking ? 0.35 : 1;
  drawPoints(context, view, side, "test");
  drawPoints(context, view, side, "train");
  context.globalAlpha = 1;
  if (!looking) drawCuts(view, context, { cell, side, line, boundary });
  Object.assign(context, { fillStyle: css(colors.muted), font: FONT, textAlign: "left" });
  context.fillText("x1", side - 18, side - 6);
  context.fillText("x2", 6, 15);
  writeNow(view);
  canvas.setAttribute("aria-label", `The plane with the data and the boundary. ${find(".score").textContent}`);
}

// The cuts of the layers that are switched on, named where they leave the plane; and where the activation has a
// kink, rings at the places where the boundary crosses them and bends.
function drawCuts(view, context, { cell, side, line, boundary }) {
  const { film, shown, colors, cuts } = view;
  const taken = [[12, 11], [side - 12, side - 10]]; // by the names of the axes
  const bends = [];
  const last = film.sizes.length - 2;
  film.sizes.slice(1, -1).forEach((units, i) => {
    for (let unit = 0; unit < units && cuts.has(String(i + 1)); unit++) {
      if (shown.held.has(`${i},${unit}`)) continue;
      const isAdded = i + 1 < last || !isAdding(view) || view.added > unit;
      const pieces = isAdded ? cutOf(view, i + 1, unit) : [];
      line(pieces, colors.text, 1.2, [4, 4]);
      if (film.kink) bends.push(...net.crossingsOf(boundary, shown.sums[i + 1][unit]));
      const far = (net.SIDE - 1) * cell;
      const ends = pieces.flatMap(([x0, y0, x1, y1]) => [[x0 * cell, y0 * cell], [x1 * cell, y1 * cell]])
        .filter(([x, y]) => x < 1 || y < 1 || x > far - 1 || y > far - 1)
        .map(([x, y]) => [kit.clamp(x, 20, side - 20), kit.clamp(y, 11, side - 11)]);
      const free = ends.find((end) => taken.every((other) => Math.abs(end[0] - other[0]) > 34 || Math.abs(end[1] - other[1]) > 15));
      if (!free) continue;
      taken.push(free);
      Object.assign(context, { font: FONT, textAlign: "center", fillStyle: css(colors.background), globalAlpha: 0.82 });
      context.fillRect(free[0] - 17, free[1] - 8, 34, 16);
      Object.assign(context, { fillStyle: css(colors.text), globalAlpha: 1 });
      context.fillText(unitName(film, i + 1, unit), free[0], free[1] + 4);
    }
  });
  Object.assign(context, { fillStyle: css(colors.background), strokeStyle: css(colors.text), lineWidth: 1.8 });
  for (const [x, y] of bends) {
    context.beginPath();
    context.arc(x * cell, y * cell, 4, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

// One line about what is on the stage: a unit, the sum so far, the place under the pointer, or the boundary before.
function writeNow(view) {
  const { film, shown, looking, pointed, find } = view;
  if (!shown) return;
  const title = find(".title");
  const name = looking && unitName(film, ...looking);
  title.hidden = !looking;
  title.textContent = looking ? (name === "y" ? "y: the probability of class 1" : `${name}: what it puts out`) : "";
  const now = find(".now");
  if (looking) {
    const { formula, notes } = unitInWords(film, shown, ...looking);
    now.textContent = `${formula} (${notes.join("; ")})`;
  } else if (pointed) {
    const [across, down] = pointed;
    const z = net.valueAt(shown.z, across * (net.SIDE - 1), down * (net.SIDE - 1));
    const at = `(${kit.plain(film.reach * (2 * across - 1))}, ${kit.plain(film.reach * (1 - 2 * down))})`;
    now.textContent = `at ${at}: z = ${kit.plain(z)}, y = sigmoid(z) = ${kit.plain(1 / (1 + Math.exp(-z)), 3)}`;
  } else if (isAdding(view)) now.innerHTML = sumSoFar(view);
  else if (view.whole) now.textContent = beforeInWords("the whole network", view.whole.scores.train.accuracy, shown);
  else if (view.before) now.textContent = beforeInWords(view.before.label, view.before.accuracy, shown);
  else now.textContent = film.sizes.length > 2 ? sumInWords(film, shown.layers, film.sizes.length - 1, 0, "z = ") : `z = ${sumInWords(film, shown.layers, 1, 0)}`;
}

const beforeInWords = (label, accuracy, { scores }) =>
  `Grey dashes: ${label}. Train accuracy ${kit.plain(accuracy, 3)} → ${kit.plain(scores.train.accuracy, 3)}.`;

// The sum of the output with the terms that are added so far in bold.
function sumSoFar({ film, shown, added }) {
  const { kernel, bias } = shown.layers.at(-1);
  const layer = film.sizes.length - 2;
  const terms = Array.from(kernel, (weight, unit) =>
    `<span class="${added > unit ? "in" : "out"}"> ${kit.signed(weight, 2, " ")} ${unitName(film, layer, unit)}</span>`);
  return `z = <span class="in">${kit.plain(bias[0])}</span>${terms.join("")}`;
}

function drawPoints(context, { film: { points, reach }, colors }, side, part) {
  const [x, y] = [points[`x_${part}`], points[`y_${part}`]];
  const training = part === "train";
  for (let i = 0; i < y.length; i++) {
    const color = css(y[i] > 0.5 ? colors.class_1 : colors.class_0);
    const across = ((x[2 * i] / reach + 1) / 2) * side;
    const down = ((1 - x[2 * i + 1] / reach) / 2) * side;
    drawPoint(context, across, down, y[i], training ? 3.6 : 1.8);
    context.lineWidth = 1;
    context.strokeStyle = training ? css(colors.background) : color;
    if (training) {
      context.fillStyle = color;
      context.fill();
    }
    context.stroke();
  }
}

// The outline of a point: class 0 is round, class 1 a diamond.
function drawPoint(context, x, y, label, size) {
  context.beginPath();
  if (label > 0.5) {
    const far = size * 1.3;
    context.moveTo(x, y - far);
    context.lineTo(x + far, y);
    context.lineTo(x, y + far);
    context.lineTo(x - far, y);
    context.closePath();
  } else context.arc(x, y, size, 0, 2 * Math.PI);
}

// ---- the epochs: a slider over the kept ones with the loss above it, and a button that plays them ----

function drawEpochs(view) {
  const { film, find, index } = view;
  const slider = find(".epoch");
  slider.max = film.snapshots.length - 1;
  slider.value = index;
  const epoch = film.snapshotEpochs[index];
  slider.setAttribute("aria-valuetext", epoch ? `epoch ${epoch}` : "epoch 0, random start");
  kit.say(find(".score"), scoresInWords(film, epoch, view.shown, view.silent.size), { quiet: view.timer || film.live });
  find(".all-on").hidden = !view.silent.size;
  find(".play path").setAttribute("d", view.timer ? kit.PAUSE : kit.PLAY);
  find(".play").setAttribute("aria-label", view.timer ? "Pause" : "Play the epochs");
  drawCurve(view, epoch);
}

function drawCurve({ film, find, colors }, epoch) {
  const canvas = find(".curve");
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!width) return;
  const context = sharpen(canvas, width, height);
  const { loss, test_loss: testLoss } = film.history;
  const known = [...loss, ...testLoss].filter((value) => value !== null);
  const highest = Math.max(1.15 * GUESSING, ...known.slice(0, 1), ...loss.filter((value) => value !== null));
  const most = Math.max(film.snapshotEpochs.at(-1), 1);
  const inset = 8; // the slider's thumb ends as far inside
  const foot = height - 14; // the epochs stand below
  const last = film.snapshots.length - 1 || 1;
  const across = (e) => inset + (net.placeOf(e, film.snapshotEpochs) / last) * (width - 2 * inset);
  const down = (value) => 4 + (1 - Math.min(value, highest) / highest) * (foot - 6);
  const line = (values, color, dash) => {
    context.beginPath();
    context.setLineDash(dash);
    let pen = false;
    values.slice(0, most).forEach((value, i) => {
      if (value !== null) context[pen ? "lineTo" : "moveTo"](across(i + 1), down(value));
      pen = value !== null;
    });
    Object.assign(context, { strokeStyle: css(color), lineWidth: 2 });
    context.stroke();
    context.setLineDash([]);
  };
  const rule = (path, dash = []) => {
    context.beginPath();
    path();
    context.setLineDash(dash);
    Object.assign(context, { strokeStyle: css(colors.muted), lineWidth: 1 });
    context.stroke();
    context.setLineDash([]);
  };
  rule(() => { context.moveTo(inset, down(GUESSING)); context.lineTo(width - inset, down(GUESSING)); }, [1, 3]);
  Object.assign(context, { font: FONT, fillStyle: css(colors.muted), textAlign: "right" });
  const guessing = `guessing: ${kit.plain(GUESSING, 3)}`;
  context.fillText(guessing, width - inset, down(GUESSING) < 14 ? down(GUESSING) + 13 : down(GUESSING) - 3);
  line(testLoss, colors.test, [5, 4]);
  line(loss, colors.train, []);
  rule(() => { context.moveTo(across(epoch), 0); context.lineTo(across(epoch), foot); });
  let free = -Infinity;
  context.textAlign = "center";
  for (const tick of [0, 5, 10, 20, 50, 100, 150, 200, 300, 400, 500].filter((tick) => tick <= most)) {
    const x = across(tick);
    if (x < free) continue;
    context.fillText(tick ? tick : "epoch 0", kit.clamp(x, 24, width - 12), height - 2);
    free = x + (tick ? 30 : 52);
  }
}

function play(view) {
  if (view.timer) return pause(view);
  const last = view.film.snapshots.length - 1;
  if (view.index >= last) view.index = 0;
  const stride = kit.still() ? Math.max(1, Math.ceil(last / 6)) : 1;
  view.timer = setInterval(() => {
    view.index = Math.min(view.index + stride, view.film.snapshots.length - 1);
    if (view.index >= view.film.snapshots.length - 1) pause(view);
    else draw(view);
  }, kit.still() ? 800 : Math.max(40, (1000 * PLAY_SECONDS) / (last || 1)));
  draw(view);
}

function pause(view) {
  clearInterval(view.timer);
  view.timer = 0;
  draw(view);
}

// ---- how numbers become colours: signed values from one colour over the neutral one to the other,
// probabilities from class 0 over the background to class 1 ----

const SHADES = 256;

const css = (color) => `rgb(${color.join(" ")})`;

// 256 colours from the first over the middle to the last, each packed as a canvas has it in memory.
function palette(...stops) {
  const bytes = new Uint8ClampedArray(4 * SHADES);
  for (let i = 0; i < SHADES; i++) {
    const at = (2 * i) / (SHADES - 1);
    const from = Math.min(Math.floor(at), 1);
    bytes.set([...kit.mix(stops[from], stops[from + 1], at - from), 255], 4 * i);
  }
  return new Uint32Array(bytes.buffer);
}

// `signed` for what units put out, `chance` for the output, `pale` for the ground under the points.
function palettesOf(colors) {
  const faint = (color) => kit.mix(colors.background, color, 0.62);
  return {
    signed: palette(colors.negative, colors.neutral, colors.positive),
    chance: palette(colors.class_0, colors.background, colors.class_1),
    pale: palette(faint(colors.class_0), colors.background, faint(colors.class_1)),
  };
}

// A value between -peak and peak as a place among the shades. Middling values are lifted, so that the shape
// of a faint unit is seen beside a strong one.
function signedShade(peak) {
  return (value) => {
    const share = Math.min(Math.abs(value) / peak, 1) ** 0.75 || 0; // NaN of a diverged network: neutral
    return Math.round(((SHADES - 1) / 2) * (value < 0 ? 1 - share : 1 + share));
  };
}

const chanceShade = (value) => Math.round((SHADES - 1) * (Number.isNaN(value) ? 0.5 : value));

// Paint a map of the plane onto a canvas; `step` 2 takes every second point of it.
function paintMap(canvas, values, colors, shade, step = 1) {
  const side = net.SIDE / step;
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  const image = context.createImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0, at = 0; row < side; row++) {
    for (let column = 0; column < side; column++, at++) {
      pixels[at] = colors[shade(values[(row * net.SIDE + column) * step])];
    }
  }
  context.putImageData(image, 0, 0);
}

// Make a canvas as sharp as the screen; returns its context, in CSS pixels, empty.
function sharpen(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

// ---- what the picture says in words ----

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

// Name of a unit: x1, H1.3, y.
function unitName({ sizes }, layer, unit) {
  if (layer === 0) return `x${unit + 1}`;
  return layer === sizes.length - 1 ? "y" : `H${layer}.${unit + 1}`;
}

// The weighted sum of a unit with its numbers: "0.80 x1 − 1.20 x2 + 0.30".
function sumInWords(film, layers, layer, unit, start = "") {
  const { kernel, bias } = layers[layer - 1];
  let text = "";
  const add = (value, name) => {
    const sign = value < 0 ? (text ? " − " : "−") : text ? " + " : "";
    text += sign + kit.plain(Math.abs(value)) + (name ? ` ${name}` : "");
  };
  for (let i = 0; i < film.sizes[layer - 1]; i++) add(kernel[i * bias.length + unit], unitName(film, layer - 1, i));
  add(bias[unit], "");
  return start + text;
}

function unitInWords(film, shown, layer, unit) {
  const name = unitName(film, layer, unit);
  if (layer === 0) return { formula: name, notes: ["an input: its map grows along its own axis"] };
  const sum = sumInWords(film, shown.layers, layer, unit);
  if (layer === film.sizes.length - 1) {
    return { formula: `y = sigmoid(${sum})`, notes: ["the probability of class 1"] };
  }
  const values = shown.maps[layer][unit].subarray(net.GRID, net.GRID + film.train);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const notes = [];
  const constant = shown.held.get(`${layer - 1},${unit}`);
  if (constant !== undefined) {
    notes.push(film.fill === "mean" ? `silenced: puts out its mean, ${kit.plain(constant)}` : "silenced: puts out 0");
  } else if (low === 0 && high === 0) notes.push("0 at every training point");
  else notes.push(`from ${kit.plain(low)} to ${kit.plain(high)} over the training points`);
  return { formula: `${name} = ${film.activation}(${sum})`, notes };
}

// "epoch 12: train accuracy 0.93, test accuracy 0.91, loss 0.21"
function scoresInWords(film, epoch, shown, silent) {
  const { train, test } = shown.scores;
  const when = epoch === 0 ? "epoch 0 (random start)" : `epoch ${epoch} of ${film.epochs}`;
  const without = silent ? `, ${count(silent, "unit")} silenced` : "";
  const numbers = [
    `train accuracy ${kit.plain(train.accuracy, 3)}`, `test accuracy ${kit.plain(test.accuracy, 3)}`, `loss ${kit.plain(train.loss, 3)}`,
  ];
  return `${when}${without}: ${numbers.join(", ")}`;
}

function networkInWords({ sizes, activation }) {
  const hidden = sizes.slice(1, -1).map((units, i) => `H${i + 1} with ${count(units, "unit")}`);
  const between = hidden.length ? `${hidden.join(", ")} (${activation})` : "no hidden layer";
  return `Network: inputs x1 and x2, ${between}, output y. Arrow keys go from unit to unit, Enter silences.`;
}

// What colours and lines mean.
function legend({ sizes, kink }) {
  const swatch = (drawing) => `<svg viewBox="0 0 22 12" width="22" height="12" aria-hidden="true">${drawing}</svg>`;
  const weight = (sign) => `<path d="M1 6h20" stroke="var(--${sign})" stroke-width="3.5"></path>`;
  const map = '<rect x="1" y="1" width="10" height="10" fill="var(--negative)"></rect><rect x="11" y="1" width="10" height="10" fill="var(--positive)"></rect>';
  const hidden = sizes.length > 2;
  const parts = [
    `${swatch(weight("positive"))}weight above 0`, `${swatch(weight("negative"))}below 0`,
    `${swatch(map)}a unit's output below, above 0`,
    hidden && `${swatch('<path d="M1 6h20" stroke="var(--text)" stroke-width="1.5" stroke-dasharray="4 3"></path>')}cut: a unit's z = 0`,
    hidden && kink && `${swatch('<circle cx="11" cy="6" r="4" fill="var(--background)" stroke="var(--text)" stroke-width="1.8"></circle>')}bend`,
    `${swatch('<path d="M1 6h20" stroke="var(--text)" stroke-width="2.5"></path>')}boundary: y = 0.5`,
    ...[0, 1].map((label) => `${swatch(kit.marker(label, 11, 6, 4, `fill="var(--class_${label})"`))}class ${label}`),
    "small: test points",
  ];
  return parts.filter(Boolean).map((part) => `<span>${part}</span>`).join("");
}
