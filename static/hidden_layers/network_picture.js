// The picture of /hidden_layers. Python sends a film (weights of every kept epoch); what is drawn is one of
// its snapshots with some units silent. Only the set of silent units goes back to Python.
const HTML = `
<div class="picture" role="group">
  <div class="stage">
    <div class="net" role="group"><svg class="edges" aria-hidden="true"></svg><div class="units"></div><div class="inset" hidden><canvas></canvas><p class="said"></p></div></div>
    <figure class="ground">
      <canvas class="plane" role="img"></canvas>
      <figcaption><span class="key zero">● class 0</span> <span class="key one">◆ class 1</span> <span class="key">small, hollow: test points</span></figcaption>
    </figure>
  </div>
  <div class="film">
    <button type="button" class="play" aria-label="Play the epochs"><svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path></path></svg></button>
    <div class="line">
      <canvas class="curve" aria-hidden="true"></canvas>
      <input type="range" class="epoch" min="0" step="1" aria-label="Epoch">
    </div>
    <p class="words"><span class="score" role="status" data-testid="network-score"></span> <button type="button" class="all-on" hidden>all units on</button></p>
  </div>
</div>`;
const PAINTED = [ // colours that a canvas needs as numbers
  "text", "muted", "background", "train", "test", "class_0", "class_1", "negative", "neutral", "positive",
];
const FONT = "12px Pretendard, sans-serif";
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
  const view = { root, frame, find, film: null, index: 0, silent: new Set(), timer: 0, looking: null };
  view.talk = kit.exchange((silenced) => keep("silenced", silenced));
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
  view.stopWatching();
}

function receive(view, data) {
  const before = view.film;
  const film = (view.film = net.filmOf(unpacked(data)));
  const sameShape = before && String(before.sizes) === String(film.sizes);
  const sameFilm = sameShape && before.name === film.name;
  const epoch = before?.snapshotEpochs[view.index];
  const following = !sameFilm || view.index === before.snapshots.length - 1;
  const kept = film.snapshotEpochs.findLastIndex((other) => other <= epoch);
  view.index = following && !view.timer ? film.snapshots.length - 1 : Math.max(0, kept);
  if (view.talk.answered(data.answered) || !sameFilm) view.silent = new Set(data.silenced.map(String));
  view.colors = Object.fromEntries(PAINTED.map((name) => [name, kit.color(view.root, name)]));
  view.palettes = palettesOf(view.colors);
  view.frame.setAttribute("aria-label", networkInWords(film));
  view.find(".net").setAttribute("aria-label", networkInWords(film));
  if (!sameShape) {
    view.looking = null;
    buildNetwork(view);
    look(view);
  }
  placeNetwork(view);
  draw(view);
  if (!opened && !film.live && !view.silent.size && !kit.still()) play(view);
  opened = true;
}

function unpacked(data) {
  const floats = (text) => kit.decode(text, Float32Array);
  const points = Object.fromEntries(Object.entries(data.points).map(([name, text]) => [name, floats(text)]));
  const table = { reach: data.table.reach, values: floats(data.table.values) };
  return { ...data, weights: floats(data.weights), points, table };
}

// Draw the snapshot that is looked at, with what is silent.
function draw(view) {
  view.shown = net.compute(view.film, view.index, view.silent);
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

const TOP = 34; // pixels for the heads
const SIDES = 8;

// Build the buttons of a network; called when its shape is new. One button can be reached by Tab; arrow keys
// go on from there.
function buildNetwork(view) {
  const { film, find } = view;
  const last = film.sizes.length - 1;
  view.units = film.sizes.map((units, layer) =>
    Array.from({ length: units }, (_, unit) => makeUnit(view, layer, unit, layer === 0 || layer === last)));
  view.heads = film.sizes.map((units, layer) => makeHead(view, layer, units, last));
  find(".units").replaceChildren(...view.heads, ...view.units.flat());
  view.edges = [];
  for (let layer = 1; layer <= last; layer++) {
    for (let to = 0; to < film.sizes[layer]; to++) {
      for (let from = 0; from < film.sizes[layer - 1]; from++) {
        view.edges.push({ layer, from, to, path: kit.svg("path") });
      }
    }
  }
  find(".edges").replaceChildren(...view.edges.map((edge) => edge.path));
  reach(view, Math.min(1, last - 1), 0, false);
}

function makeUnit(view, layer, unit, fixed) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = fixed ? "unit fixed" : "unit";
  button.dataset.unit = unitName(view.film, layer, unit);
  button.append(document.createElement("canvas"));
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
    head.setAttribute("aria-label", `Silence all of H${layer}`);
    head.onclick = () => silence(view, Array.from({ length: units }, (_, unit) => [layer - 1, unit]));
  }
  return head;
}

// Arrow keys: up and down within a layer, left and right to the next one.
function step(view, layer, unit, event) {
  const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const move = moves[event.key];
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
  const size = Math.round(Math.min(58, (height - TOP) / most - SIDES, apart * 0.72));
  view.frame.style.setProperty("--unit", `${size}px`);
  view.size = size;
  view.places = film.sizes.map((units, layer) => {
    const x = apart * (layer + 0.5);
    const pitch = Math.min(size + 26, (height - TOP) / units);
    const top = TOP + (height - TOP - pitch * units) / 2;
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
    });
  });
  for (const { layer, from, to, path } of view.edges) {
    const [x0, y0] = view.places[layer - 1][from];
    const [x1, y1] = view.places[layer][to];
    const bend = (x1 - x0) * 0.45;
    const [start, end] = [x0 + size / 2, x1 - size / 2];
    path.setAttribute("d", `M${start},${y0} C${start + bend},${y0} ${end - bend},${y1} ${end},${y1}`);
  }
}

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

// Enlarge one unit and light its paths; without a unit, back to the whole.
function look(view, layer, unit) {
  const { film, shown, find } = view;
  const plot = find(".net");
  const inset = find(".inset");
  view.looking = layer === undefined ? null : [layer, unit];
  plot.classList.toggle("looking", Boolean(view.looking));
  inset.hidden = !view.looking;
  if (!view.looking || !shown) return;
  const near = new Set([`${layer},${unit}`]);
  for (const edge of view.edges) {
    const into = edge.layer === layer && edge.to === unit;
    const onward = edge.layer === layer + 1 && edge.from === unit;
    edge.path.classList.toggle("lit", into || onward);
    if (into) near.add(`${edge.layer - 1},${edge.from}`);
    if (onward) near.add(`${edge.layer},${edge.to}`);
  }
  view.units.forEach((column, n) => column.forEach((button, i) => button.classList.toggle("near", near.has(`${n},${i}`))));
  paintUnit(view, inset.firstChild, layer, unit, 1);
  const { formula, notes } = unitInWords(film, shown, layer, unit);
  find(".said").textContent = `${formula} (${notes.join("; ")})`;
  const [x, y] = view.places[layer][unit];
  const right = x < plot.clientWidth / 2;
  const left = right ? x + view.size / 2 + 10 : x - view.size / 2 - 200;
  inset.style.left = `${Math.max(0, Math.min(left, plot.clientWidth - 192))}px`;
  inset.style.top = `${Math.max(0, Math.min(y - 90, plot.clientHeight - inset.offsetHeight))}px`;
}

// ---- the plane: how probable class 1 is at each place, the line where it is one half, and the points ----

function drawPlane(view) {
  const { shown, find, palettes, colors } = view;
  const canvas = find(".plane");
  const side = Math.floor(find(".ground").clientWidth) - 2;
  if (side <= 0) return;
  const context = sharpen(canvas, side, side);
  Object.assign(canvas.style, { width: `${side}px`, height: `${side}px` });
  view.small ??= document.createElement("canvas");
  paintMap(view.small, shown.maps.at(-1)[0], palettes.pale, chanceShade);
  context.imageSmoothingEnabled = true;
  context.drawImage(view.small, 0, 0, side, side);
  const cell = side / (net.SIDE - 1);
  context.beginPath();
  for (const [x0, y0, x1, y1] of net.boundaryOf(shown.z)) {
    context.moveTo(x0 * cell, y0 * cell);
    context.lineTo(x1 * cell, y1 * cell);
  }
  context.strokeStyle = css(colors.text);
  context.lineWidth = 2;
  context.stroke();
  drawPoints(context, view, side, "test");
  drawPoints(context, view, side, "train");
  context.fillStyle = css(colors.muted);
  context.font = FONT;
  context.fillText("x1", side - 18, side - 6);
  context.fillText("x2", 6, 15);
  canvas.setAttribute("aria-label", `The plane with the data and the boundary. ${find(".score").textContent}`);
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
  find(".score").textContent = scoresInWords(film, epoch, view.shown, view.silent.size);
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
  const highest = Math.max(0.7, ...known.slice(0, 1), ...loss.filter((value) => value !== null)) || 1;
  const most = Math.max(film.snapshotEpochs.at(-1), 1);
  const inset = 8; // the slider's thumb ends as far inside
  const last = film.snapshots.length - 1 || 1;
  const across = (e) => inset + (net.placeOf(e, film.snapshotEpochs) / last) * (width - 2 * inset);
  const down = (value) => 4 + (1 - Math.min(value, highest) / highest) * (height - 8);
  const line = (values, color, dash) => {
    context.beginPath();
    context.setLineDash(dash);
    let pen = false;
    values.slice(0, most).forEach((value, i) => {
      if (value !== null) context[pen ? "lineTo" : "moveTo"](across(i + 1), down(value));
      pen = value !== null;
    });
    context.strokeStyle = css(color);
    context.lineWidth = 2;
    context.stroke();
  };
  line(testLoss, colors.test, [5, 4]);
  line(loss, colors.train, []);
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(across(epoch), 0);
  context.lineTo(across(epoch), height);
  context.strokeStyle = css(colors.muted);
  context.lineWidth = 1;
  context.stroke();
  context.font = FONT;
  context.textAlign = "right";
  context.fillStyle = css(colors.train);
  context.fillText("loss, training —", width - 118, 12);
  context.fillStyle = css(colors.test);
  context.fillText("loss, test - - -", width - 10, 12);
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
function sumInWords(film, layers, layer, unit) {
  const { kernel, bias } = layers[layer - 1];
  let text = "";
  const add = (value, name) => {
    const sign = value < 0 ? (text ? " − " : "−") : text ? " + " : "";
    text += sign + kit.plain(Math.abs(value)) + (name ? ` ${name}` : "");
  };
  for (let i = 0; i < film.sizes[layer - 1]; i++) add(kernel[i * bias.length + unit], unitName(film, layer - 1, i));
  add(bias[unit], "");
  return text;
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
  } else if (low === 0 && high === 0) notes.push("dead: 0 at every training point");
  else notes.push(`from ${kit.plain(low)} to ${kit.plain(high)} over the training points`);
  return { formula: `${name} = ${film.activation}(${sum})`, notes };
}

// "epoch 12: train accuracy 0.93, test accuracy 0.91, loss 0.21"
function scoresInWords(film, epoch, shown, silent) {
  const { train, test } = shown.scores;
  const when = epoch === 0 ? "epoch 0 (random start)" : `epoch ${epoch}`;
  const without = silent ? `, ${count(silent, "unit")} silenced` : "";
  const numbers = [
    `train accuracy ${kit.plain(train.accuracy)}`, `test accuracy ${kit.plain(test.accuracy)}`, `loss ${kit.plain(train.loss)}`,
  ];
  return `${when}${without}: ${numbers.join(", ")}`;
}

function networkInWords({ sizes, activation }) {
  const hidden = sizes.slice(1, -1).map((units, i) => `H${i + 1} with ${count(units, "unit")}`);
  const between = hidden.length ? `${hidden.join(", ")} (${activation})` : "no hidden layer";
  return `Network: inputs x1 and x2, ${between}, output y. Arrow keys go from unit to unit, Enter silences.`;
}
