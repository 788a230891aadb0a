// The points and the plane travel from layer to layer: a slider from x to z, moved by hand or played. All of
// it happens here, with no rerun; Python sends the stops. The nodes, and the place between the stops, live as
// long as the component: another network is drawn into them.
const HTML = `
<div class="picture">
  <div class="controls only-screen">
    <button type="button" class="play"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path></path></svg><span></span></button>
    <div class="track"><input type="range" min="0" value="0" class="slider"><div class="stops"></div></div>
  </div>
  <div class="stage">
    <div class="plot">
      <canvas aria-hidden="true"></canvas>
      <svg class="drawing" role="img">
        <clipPath id="travel-window"><rect x="46" y="26"></rect></clipPath>
        <g class="axes"></g>
        <g class="sigmoid"></g>
        <g clip-path="url(#travel-window)"><path class="boundary"></path></g>
        <path class="dots of-0"></path>
        <path class="dots of-1"></path>
        <g class="names"></g>
      </svg>
    </div>
    <div class="words">
      <p class="caption"></p>
      <p class="label"></p>
      <div class="legend"></div>
    </div>
  </div>
</div>`;
const UNIT = 4096; // whole numbers for a share of the window, as Python sends them
const LEG = 1700; // milliseconds from stop to stop
const REST = 900; // at a stop while playing
const FINE = 0.05; // of a leg, for one press of an arrow
let kit, geometry; // kit.js and travel_geometry.js

export default (...modules) => {
  [kit, geometry] = modules;
  return { create, receive, destroy };
};

function create(root) {
  root.innerHTML = HTML;
  const find = (selector) => root.querySelector(selector);
  const picture = {
    root: find(".picture"), canvas: find("canvas"), svg: find(".drawing"), axes: find(".axes"), sigmoid: find(".sigmoid"),
    boundary: find(".boundary"), window: find("clipPath rect"), dots: [find(".drawing > .of-0"), find(".drawing > .of-1")], names: find(".names"),
    caption: find(".caption"), label: find(".label"), legend: find(".legend"), play: find(".play"), slider: find(".slider"),
    stops: find(".stops"), plot: find(".plot"), data: null, at: 0, size: 0, timer: 0, playing: false, said: "", stopFlying: () => {},
  };
  picture.context = picture.canvas.getContext("2d");
  picture.play.onclick = () => (picture.playing ? halt(picture) : play(picture));
  picture.slider.oninput = () => {
    halt(picture);
    go(picture, kit.still() ? Math.round(picture.slider.value) : Number(picture.slider.value));
  };
  picture.slider.onkeydown = (event) => press(picture, event);
  picture.stops.onclick = (event) => {
    const chosen = event.target.closest("button");
    if (!chosen) return;
    halt(picture);
    fly(picture, Number(chosen.dataset.stop));
  };
  picture.stopWatching = kit.onResize(picture.root, () => resize(picture));
  return picture;
}

function destroy(picture) {
  picture.stopWatching();
  halt(picture);
}

// Take over what Python sent. With as many stops as before the picture stays where it is, between stops too;
// otherwise at the stop of that name, the last hidden layer, or z.
function receive(picture, data) {
  const before = picture.data?.frames.length ?? 0;
  const count = data.frames.length;
  picture.data = data;
  picture.sheet = geometry.buildSheet({
    ...data, positive: kit.decode(data.positive), edges: kit.decode(data.edges, Uint16Array),
  });
  const shares = (text) => Float32Array.from(kit.decode(text, Int16Array), (value) => value / UNIT);
  picture.frames = data.frames.map(({ points, mesh }) => ({ points: shares(points), sheet: shares(mesh) }));
  picture.colors = Object.fromEntries(["surface", "class_0", "class_1"].map((name) =>
    [name, `rgb(${kit.color(picture.root, name).join(" ")})`]));
  if (before && before !== count) {
    halt(picture);
    picture.at = picture.at >= before - 1 ? count - 1 : Math.min(Math.round(picture.at), count - 2);
  }
  picture.slider.max = count - 1;
  picture.slider.step = kit.still() ? 1 : "any";
  picture.slider.setAttribute("aria-label", data.words.slider);
  if (before !== count) {
    const stop = ({ name }, i) => `<button type="button" tabindex="-1" data-stop="${i}" style="--share: ${i / (count - 1)}">${kit.escaped(name)}</button>`;
    picture.stops.innerHTML = data.frames.map(stop).join("");
  }
  picture.legend.innerHTML = legendOf(data);
  picture.said = "";
  showPlaying(picture);
  if (!resize(picture)) go(picture, picture.at);
}

function resize(picture) {
  const width = picture.root.clientWidth;
  if (!width || !picture.data) return false;
  const narrow = width < 560;
  picture.root.classList.toggle("narrow", narrow);
  const size = Math.round(narrow ? Math.min(width, 420) : kit.clamp(width * 0.6, 320, 480));
  if (size === picture.size) return false;
  picture.size = size;
  const ratio = window.devicePixelRatio || 1;
  picture.canvas.width = picture.canvas.height = Math.round(size * ratio);
  picture.plot.style.width = picture.plot.style.height = `${size}px`;
  picture.svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  go(picture, picture.at);
  return true;
}

// Be at a place: a whole number is a stop.
function go(picture, at) {
  const { data, root, slider } = picture;
  picture.at = kit.clamp(at, 0, data.frames.length - 1);
  draw(picture);
  const stop = Math.round(picture.at);
  const frame = data.frames[stop];
  slider.value = picture.at;
  root.dataset.stop = frame.name;
  root.dataset.at = picture.at.toFixed(2);
  const onTheWay = Math.abs(picture.at - stop) > 0.005;
  const [from, to] = [data.frames[Math.floor(picture.at)], data.frames[Math.ceil(picture.at)]];
  const percent = Math.round(100 * (picture.at - Math.floor(picture.at)));
  slider.setAttribute("aria-valuetext", onTheWay ? `${from.name} → ${to.name}, ${percent} %` : frame.name);
  if (picture.said === frame.name) return;
  picture.said = frame.name;
  kit.say(picture.caption, data.captions[stop], { quiet: picture.playing });
  picture.label.textContent = frame.label;
  picture.svg.setAttribute("aria-label", `${data.alt} ${frame.label}. ${data.captions[stop]}`);
  for (const node of picture.stops.children) node.toggleAttribute("data-here", Number(node.dataset.stop) === stop);
}

// Move to a place, over the stops between, at the pace of one leg.
function fly(picture, target, then = () => {}) {
  picture.stopFlying();
  const from = picture.at;
  const length = Math.abs(target - from);
  const milliseconds = length < 0.005 ? 0 : LEG * Math.sqrt(length);
  picture.stopFlying = kit.travel(milliseconds, (share) => go(picture, share === 1 ? target : from + (target - from) * share), then);
}

function play(picture) {
  const last = picture.data.frames.length - 1;
  picture.playing = true;
  showPlaying(picture);
  const onward = () => {
    if (picture.at >= last) return halt(picture);
    fly(picture, Math.floor(picture.at + 0.001) + 1, () => {
      picture.timer = setTimeout(onward, kit.still() ? LEG + REST : REST);
    });
  };
  if (picture.at < last) return onward();
  go(picture, 0);
  picture.timer = setTimeout(onward, REST);
}

function halt(picture) {
  picture.stopFlying();
  clearTimeout(picture.timer);
  picture.playing = false;
  if (picture.data) showPlaying(picture);
}

function showPlaying({ play: button, playing, data, root }) {
  button.querySelector("path").setAttribute("d", playing ? kit.PAUSE : kit.PLAY);
  button.querySelector("span").textContent = playing ? data.words.pause : data.words.play;
  root.dataset.playing = playing;
}

function press(picture, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const last = picture.data.frames.length - 1;
  const small = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  const { at } = picture;
  const big = { PageUp: Math.floor(at + 1.001), PageDown: Math.ceil(at - 1.001), Home: 0, End: last }[event.key];
  if (small === undefined && big === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  halt(picture);
  if (big !== undefined) return fly(picture, kit.clamp(big, 0, last));
  go(picture, kit.still() ? Math.round(at) + small : Math.round((at + small * FINE) / FINE) * FINE);
}

function legendOf({ words }) {
  const swatch = (drawing) => `<svg viewBox="0 0 22 14" width="22" height="14" aria-hidden="true">${drawing}</svg>`;
  const square = (side) => `<rect class="patch of-${side}" x="1" y="1" width="20" height="12"></rect>`;
  const entries = [0, 1].map((side) => [square(side) + kit.marker(side, 11, 7, 4, `class="dots of-${side}"`), words.legend[side]]);
  entries.push(['<path class="boundary" d="M1 7h20"></path>', words.legend[2]]);
  return entries.map(([drawing, text]) => `<span>${swatch(drawing)}${kit.escaped(text)}</span>`).join("");
}

// ---- what is drawn at a place between two stops: the sheet and its grid on a canvas, the rest in the svg ----

const LAYOUT = { margin: { left: 46, right: 10, top: 26, bottom: 42 }, strip: 0.27, gap: 14 }; // around the plot
const SPECK = 0.01; // an area in pixels that nobody sees

function draw(picture) {
  const { data, size, at, frames } = picture;
  if (!data || !size) return;
  const last = data.frames.length - 1;
  const arrived = kit.clamp(at - last + 1, 0, 1);
  const layout = geometry.layoutOf(size, arrived, LAYOUT);
  const { box } = layout;
  const sheet = geometry.between(frames, at, "sheet", box);
  const points = geometry.between(frames, at, "points", box);
  drawSheet(picture, sheet, layout, arrived);
  for (const name of ["width", "height"]) picture.window.setAttribute(name, box[name]);
  picture.boundary.setAttribute("d", picture.sheet.boundary.map((line) => pathOf(line, sheet)).join(""));
  drawPoints(picture, points);
  const stop = Math.round(at);
  const near = kit.clamp(1 - 2.4 * Math.abs(at - stop), 0, 1);
  picture.axes.innerHTML = axesOf(data.frames[stop], layout, picture);
  picture.axes.style.opacity = near;
  picture.sigmoid.innerHTML = arrived > 0.02 ? sigmoidOf(picture, layout) : "";
  picture.sigmoid.style.opacity = arrived ** 2;
}

const pathOf = (line, places) =>
  line.map((i, n) => `${n ? "L" : "M"}${places[2 * i].toFixed(1)} ${places[2 * i + 1].toFixed(1)}`).join("");

function drawSheet({ context, size, data, colors, sheet: { patches, pieces } }, sheet, { box }, arrived) {
  const ratio = window.devicePixelRatio || 1;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size, size);
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.fillStyle = colors.surface;
  context.globalAlpha = 0.45;
  context.fill();
  context.clip();
  const [low, high] = data.frames.at(-1).window[0];
  const zero = box.left + (-low / (high - low)) * box.width;
  context.globalAlpha = 0.1 * arrived;
  [[box.left, zero], [zero, box.left + box.width]].forEach(([from, to], i) => {
    context.fillStyle = colors[`class_${i}`];
    context.fillRect(from, box.top, to - from, box.height);
  });
  for (const side of [0, 1]) {
    context.fillStyle = context.strokeStyle = colors[`class_${side}`];
    context.globalAlpha = 0.2;
    context.beginPath();
    for (const patch of patches[side]) addPatch(context, patch, sheet);
    context.fill();
    context.globalAlpha = 0.5;
    context.lineWidth = 1;
    context.beginPath();
    for (const piece of pieces[side]) {
      piece.forEach((i, n) => context[n ? "lineTo" : "moveTo"](sheet[2 * i], sheet[2 * i + 1]));
    }
    context.stroke();
  }
  context.restore();
}

// A patch of the sheet. Where it is folded its outline would leave holes: then it is drawn quad by quad.
function addPatch(context, { outline, quads }, sheet) {
  const areas = quads.map((quad) => geometry.areaOf(quad, sheet));
  const isFolded = areas.some((area) => area > SPECK) && areas.some((area) => area < -SPECK);
  if (isFolded) quads.forEach((quad, i) => addPolygon(context, quad, sheet, areas[i]));
  else addPolygon(context, outline, sheet, areas.reduce((sum, area) => sum + area, 0));
}

// All go round the same way, so that they add up where the sheet lies over itself. Filling closes each;
// `closePath` would look through the whole path every time.
function addPolygon(context, polygon, sheet, area) {
  if (Math.abs(area) < SPECK) return;
  for (let n = 0; n < polygon.length; n++) {
    const i = polygon[area > 0 ? n : polygon.length - 1 - n];
    context[n ? "lineTo" : "moveTo"](sheet[2 * i], sheet[2 * i + 1]);
  }
}

// All points of a class are one path: class 0 are discs, class 1 diamonds.
function dotPath(label, x, y, r) {
  const [px, py] = [x.toFixed(1), y.toFixed(1)];
  if (label === "0") return `M${px} ${py}m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  const d = r * 1.3;
  return `M${px} ${py}m0 ${-d}l${d} ${d}l${-d} ${d}l${-d} ${-d}z`;
}

function drawPoints({ data, dots, names, size }, places) {
  const r = data.labels.length > data.few ? 4 : 7;
  const paths = ["", ""];
  const named = new Map();
  [...data.labels].forEach((label, i) => {
    const [x, y] = [places[2 * i], places[2 * i + 1]];
    paths[label] += dotPath(label, x, y, r);
    if (!data.names.length) return;
    const near = [...named.values()].find((known) => Math.hypot(known.x - x, known.y - y) < 3);
    if (near) near.text += `, ${data.names[i]}`;
    else named.set(i, { x, y, text: data.names[i] });
  });
  paths.forEach((path, i) => dots[i].setAttribute("d", path));
  const text = ({ x, y, text }) => {
    const isRight = x + 11 + 8 * text.length > size - LAYOUT.margin.right;
    return `<text x="${x + (isRight ? -11 : 11)}" y="${y - 9}" text-anchor="${isRight ? "end" : "start"}">${kit.escaped(text)}</text>`;
  };
  names.innerHTML = [...named.values()].map(text).join("");
}

function axesOf(frame, { box, bottom }, picture) {
  const [across, upwards] = frame.window;
  const out = [];
  const count = picture.size < 340 ? 4 : 6;
  const isLast = frame.name === "z";
  const foot = isLast ? bottom : box.top + box.height;
  const x = kit.scale(across, [box.left, box.left + box.width]);
  const y = kit.scale(upwards, [box.top + box.height, box.top]);
  for (const [value, text] of ticksOf(across, count)) {
    out.push(`<path class="tick" d="M${x(value)} ${foot}v5"></path><text class="number" x="${x(value)}" y="${foot + 17}" text-anchor="middle">${text}</text>`);
  }
  for (const [value, text] of ticksOf(upwards, isLast ? count - 1 : count)) {
    out.push(`<path class="tick" d="M${box.left} ${y(value)}h-5"></path><text class="number" x="${box.left - 8}" y="${y(value) + 4}" text-anchor="end">${text}</text>`);
  }
  out.push(`<rect class="border" x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}"></rect>`);
  const middle = box.top + box.height / 2;
  out.push(`<text class="axis" x="${box.left + box.width / 2}" y="${foot + 35}" text-anchor="middle">${kit.escaped(frame.axes[0])}</text>`);
  out.push(`<text class="axis" transform="translate(11 ${middle}) rotate(-90)" text-anchor="middle">${kit.escaped(frame.axes[1])}</text>`);
  return out.join("");
}

// Round numbers of an axis, each with its text.
function ticksOf([least, most], count) {
  const found = kit.ticks(least, most, count);
  const digits = Math.max(0, -Math.floor(Math.log10(found[1] - found[0]) + 1e-9)) || 0;
  return found.map((value) => [value, kit.plain(value, digits)]);
}

// The sigmoid under the axis of z, every point on it, and the line z = 0 through both.
function sigmoidOf({ data, frames, size }, { box, below }) {
  const [low, high] = data.frames.at(-1).window[0];
  const x = (share) => below.left + share * below.width;
  const y = (z) => below.top + below.height * (0.94 - 0.88 / (1 + Math.exp(-z)));
  const zero = x(-low / (high - low));
  const { words } = data;
  const r = data.labels.length > data.few ? 2.6 : 5;
  const curve = Array.from({ length: 161 }, (_, i) => `${i ? "L" : "M"}${x(i / 160).toFixed(1)} ${y(low + ((high - low) * i) / 160).toFixed(1)}`).join("");
  const places = frames.at(-1).points;
  const paths = ["", ""];
  [...data.labels].forEach((label, i) => { paths[label] += dotPath(label, x(places[2 * i]), y(low + (high - low) * places[2 * i]), r); });
  const level = (value, text) => {
    const at = below.top + below.height * (0.94 - 0.88 * value);
    return `<path class="grid" d="M${below.left} ${at}h${below.width}"></path><text class="number" x="${below.left - 8}" y="${at + 4}" text-anchor="end">${text}</text>`;
  };
  const half = (side, from, to) => `<rect class="half of-${side}" x="${from}" y="${below.top}" width="${Math.max(0, to - from)}" height="${below.height}"></rect>`;
  const isTight = size < 340;
  return `${half(0, below.left, zero)}${half(1, zero, below.left + below.width)}${level(0, "0")}${level(0.5, "½")}${level(1, "1")}
    <rect class="border" x="${below.left}" y="${below.top}" width="${below.width}" height="${below.height}"></rect>
    <path class="zero" d="M${zero} ${box.top - 16}V${below.top + below.height}"></path>
    <path class="curve" d="${curve}"></path>
    <path class="dots of-0" d="${paths[0]}"></path><path class="dots of-1" d="${paths[1]}"></path>
    <text class="side" x="${zero - 8}" y="${box.top - 8}" text-anchor="end">${kit.escaped(words.sides[0])}</text>
    <text class="side" x="${zero + 8}" y="${box.top - 8}">${kit.escaped(words.sides[1])}</text>
    <text class="axis" transform="translate(11 ${below.top + below.height / 2}) rotate(-90)" text-anchor="middle">${kit.escaped(isTight ? "y" : words.sigmoid)}</text>`;
}
