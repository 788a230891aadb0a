// What is drawn at a place between two stops: the sheet and its grid on a canvas, the rest in the svg.
const LEFT = 46, RIGHT = 10, TOP = 26, BOTTOM = 42; // around the plot
const STRIP = 0.27; // of the plot's height, what the sigmoid takes at the last stop
const SPECK = 0.02; // an area in pixels that nobody sees
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const escaped = (text) => String(text).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

// Where the plot stands. On the last leg it makes room for the sigmoid below it, on the same axis.
function layoutOf(size, arrived) {
  const strip = (size - TOP - BOTTOM) * STRIP * arrived;
  const box = { left: LEFT, top: TOP, width: size - LEFT - RIGHT, height: size - TOP - BOTTOM - strip };
  const below = { ...box, top: TOP + box.height + 14, height: Math.max(0, strip - 14) };
  return { box, below, bottom: size - BOTTOM };
}

function draw(picture) {
  const { data, size, at, built } = picture;
  if (!data || !size) return;
  const last = data.frames.length - 1;
  const arrived = clamp(at - last + 1, 0, 1);
  const layout = layoutOf(size, arrived);
  const { box } = layout;
  const sheet = between(built.frames, at, "sheet", box);
  const points = between(built.frames, at, "points", box);
  drawSheet(picture, sheet, layout, arrived);
  for (const name of ["width", "height"]) picture.window.setAttribute(name, box[name]);
  picture.boundary.setAttribute("d", built.boundary.map((line) => pathOf(line, sheet)).join(""));
  drawPoints(picture, points);
  const stop = Math.round(at);
  const near = clamp(1 - 2.4 * Math.abs(at - stop), 0, 1);
  picture.axes.innerHTML = axesOf(data.frames[stop], layout, picture);
  picture.axes.style.opacity = near;
  picture.sigmoid.innerHTML = arrived > 0.02 ? sigmoidOf(picture, layout) : "";
  picture.sigmoid.style.opacity = arrived ** 2;
}

const pathOf = (line, places) =>
  line.map((i, n) => `${n ? "L" : "M"}${places[2 * i].toFixed(1)} ${places[2 * i + 1].toFixed(1)}`).join("");

function drawSheet({ context, size, data, built }, sheet, { box }, arrived) {
  const { colors } = data;
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
    for (const patch of built.patches[side]) addPatch(context, patch, sheet);
    context.fill();
    context.globalAlpha = 0.5;
    context.lineWidth = 1;
    context.beginPath();
    for (const piece of built.pieces[side]) {
      piece.forEach((i, n) => context[n ? "lineTo" : "moveTo"](sheet[2 * i], sheet[2 * i + 1]));
    }
    context.stroke();
  }
  context.restore();
}

// A patch of the sheet. Where it is folded its outline would leave holes: then it is drawn quad by quad.
function addPatch(context, { outline, quads }, sheet) {
  const areas = quads.map((quad) => areaOf(quad, sheet));
  const isFolded = areas.some((area) => area > SPECK) && areas.some((area) => area < -SPECK);
  if (isFolded) quads.forEach((quad, i) => addPolygon(context, quad, sheet, areas[i]));
  else addPolygon(context, outline, sheet, areas.reduce((sum, area) => sum + area, 0));
}

function areaOf(polygon, sheet) {
  let area = 0;
  for (let n = 0; n < polygon.length; n++) {
    const [i, j] = [2 * polygon[n], 2 * polygon[(n + 1) % polygon.length]];
    area += sheet[i] * sheet[j + 1] - sheet[j] * sheet[i + 1];
  }
  return area;
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

// Class 0 are discs, class 1 diamonds.
function marker(label, x, y, r) {
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
    paths[label] += marker(label, x, y, r);
    if (!data.names.length) return;
    const near = [...named.values()].find((known) => Math.hypot(known.x - x, known.y - y) < 3);
    if (near) near.text += `, ${data.names[i]}`;
    else named.set(i, { x, y, text: data.names[i] });
  });
  paths.forEach((path, i) => dots[i].setAttribute("d", path));
  const text = ({ x, y, text }) => {
    const isRight = x + 11 + 8 * text.length > size - RIGHT;
    return `<text x="${x + (isRight ? -11 : 11)}" y="${y - 9}" text-anchor="${isRight ? "end" : "start"}">${escaped(text)}</text>`;
  };
  names.innerHTML = [...named.values()].map(text).join("");
}

function axesOf(frame, { box, bottom }, picture) {
  const [[left, right], [low, high]] = frame.window;
  const out = [];
  const count = picture.size < 340 ? 4 : 6;
  const isLast = frame.name === "z";
  const foot = isLast ? bottom : box.top + box.height;
  for (const [value, text] of ticks(left, right, count)) {
    const x = box.left + ((value - left) / (right - left)) * box.width;
    out.push(`<path class="tick" d="M${x} ${foot}v5"></path><text class="number" x="${x}" y="${foot + 17}" text-anchor="middle">${text}</text>`);
  }
  for (const [value, text] of ticks(low, high, isLast ? count - 1 : count)) {
    const y = box.top + ((high - value) / (high - low)) * box.height;
    out.push(`<path class="tick" d="M${box.left} ${y}h-5"></path><text class="number" x="${box.left - 8}" y="${y + 4}" text-anchor="end">${text}</text>`);
  }
  out.push(`<rect class="frame" x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}"></rect>`);
  const middle = box.top + box.height / 2;
  out.push(`<text class="axis" x="${box.left + box.width / 2}" y="${foot + 35}" text-anchor="middle">${escaped(frame.axes[0])}</text>`);
  out.push(`<text class="axis" transform="translate(11 ${middle}) rotate(-90)" text-anchor="middle">${escaped(frame.axes[1])}</text>`);
  return out.join("");
}

// The sigmoid under the axis of z, every point on it, and the line z = 0 through both.
function sigmoidOf({ data, built, size }, { box, below }) {
  const [low, high] = data.frames.at(-1).window[0];
  const x = (share) => below.left + share * below.width;
  const y = (z) => below.top + below.height * (0.94 - 0.88 / (1 + Math.exp(-z)));
  const zero = x(-low / (high - low));
  const { words } = data;
  const r = data.labels.length > data.few ? 2.6 : 5;
  const curve = Array.from({ length: 161 }, (_, i) => `${i ? "L" : "M"}${x(i / 160).toFixed(1)} ${y(low + ((high - low) * i) / 160).toFixed(1)}`).join("");
  const places = built.frames.at(-1).points;
  const paths = ["", ""];
  [...data.labels].forEach((label, i) => { paths[label] += marker(label, x(places[2 * i]), y(low + (high - low) * places[2 * i]), r); });
  const level = (value, text) => {
    const at = below.top + below.height * (0.94 - 0.88 * value);
    return `<path class="grid" d="M${below.left} ${at}h${below.width}"></path><text class="number" x="${below.left - 8}" y="${at + 4}" text-anchor="end">${text}</text>`;
  };
  const half = (side, from, to) => `<rect class="half of-${side}" x="${from}" y="${below.top}" width="${Math.max(0, to - from)}" height="${below.height}"></rect>`;
  const isTight = size < 340;
  return `${half(0, below.left, zero)}${half(1, zero, below.left + below.width)}${level(0, "0")}${level(0.5, "½")}${level(1, "1")}
    <rect class="frame" x="${below.left}" y="${below.top}" width="${below.width}" height="${below.height}"></rect>
    <path class="zero" d="M${zero} ${box.top - 16}V${below.top + below.height}"></path>
    <path class="curve" d="${curve}"></path>
    <path class="dots of-0" d="${paths[0]}"></path><path class="dots of-1" d="${paths[1]}"></path>
    <text class="side" x="${zero - 8}" y="${box.top - 8}" text-anchor="end">${escaped(words.sides[0])}</text>
    <text class="side" x="${zero + 8}" y="${box.top - 8}">${escaped(words.sides[1])}</text>
    <text class="axis" transform="translate(11 ${below.top + below.height / 2}) rotate(-90)" text-anchor="middle">${escaped(isTight ? "y" : words.sigmoid)}</text>`;
}
