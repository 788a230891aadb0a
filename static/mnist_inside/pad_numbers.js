// The arithmetic of the pad: which colour a number gets, where the brush goes, when to send. No DOM.

export const BRUSH = 0.083; // width of a stroke as a share of the pad's side: about what MNIST's pens leave
const LEVELS = 256;

// 256 colours on a path through two or more [red, green, blue]: level -> its three bytes.
export function ramp(path) {
  const colors = new Uint8ClampedArray(3 * LEVELS);
  for (let level = 0; level < LEVELS; level++) {
    const at = (level / (LEVELS - 1)) * (path.length - 1);
    const from = Math.min(Math.floor(at), path.length - 2);
    for (let k = 0; k < 3; k++) colors[3 * level + k] = path[from][k] + (path[from + 1][k] - path[from][k]) * (at - from);
  }
  return colors;
}

// The levels, 0 to 255, of a grey picture in the middle of a square of side x side cells.
export function greyLevels(values, width, height, side) {
  const levels = new Uint8Array(side * side);
  const [left, top] = [Math.floor((side - width) / 2), Math.floor((side - height) / 2)];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      levels[(top + row) * side + left + column] = values[row * width + column];
    }
  }
  return levels;
}

// The largest amount of some signed numbers; numbers that are none do not count.
export function peakOf(values) {
  let peak = 0;
  for (const value of values) if (Math.abs(value) > peak && Number.isFinite(value)) peak = Math.abs(value);
  return peak;
}

// The level of a signed number, 127 or 128 for zero; `sharpen` above 1 lets middling numbers be seen beside a
// few large ones.
export function signedLevel(value, peak, sharpen = 1) {
  const share = peak && !Number.isNaN(value) ? Math.max(-1, Math.min(1, (value / peak) * sharpen)) : 0;
  return Math.round(127.5 * (share + 1));
}

export function signedLevels(values, sharpen = 1) {
  const peak = peakOf(values);
  return Uint8Array.from(values, (value) => signedLevel(value, peak, sharpen));
}

// Cells of a canvas `columns` wide, as RGBA bytes; what is left of the last row is transparent.
export function rgba(levels, columns, colors) {
  const cells = new Uint8ClampedArray(4 * columns * Math.ceil(levels.length / columns));
  levels.forEach((level, i) => {
    for (let k = 0; k < 3; k++) cells[4 * i + k] = colors[3 * level + k];
    cells[4 * i + 3] = 255;
  });
  return cells;
}

// The number of the cell at a place of a grid `width` pixels wide; null beside the last one.
export function cellAt(x, y, width, columns, count) {
  const size = width / columns;
  const cell = Math.floor(y / size) * columns + Math.floor(x / size);
  return cell >= 0 && cell < count ? cell : null;
}

// The width of a stroke on a pad of so many pixels; a pen presses from 0 to 1, everything else with 0.5.
export const strokeWidth = (side, pressure) => side * BRUSH * (0.6 + 0.8 * pressure);

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// Where a key takes the brush; null for a key that does not move it.
export function moved({ x, y }, key, side, finely) {
  if (!(key in ARROWS)) return null;
  const step = side * (finely ? 0.012 : 0.036);
  const within = (value) => Math.min(side - 3, Math.max(3, value));
  return { x: within(x + ARROWS[key][0] * step), y: within(y + ARROWS[key][1] * step) };
}

// The 16 greys of a drawing that an address can carry, as bytes 0, 17, 34, ..., 255.
export const sixteenGreys = (bytes) => bytes.map((value) => 17 * Math.round(value / 17));

// The code of a drawing for an address: two pixels a byte, deflated, base64 of the kind for addresses. A browser
// that cannot deflate stores: ten times as long, and read just the same.
export async function codeOf(bytes) {
  const packed = Uint8Array.from({ length: bytes.length / 2 }, (_, i) => (Math.round(bytes[2 * i] / 17) << 4) | Math.round(bytes[2 * i + 1] / 17));
  const code = globalThis.CompressionStream ? await deflated(packed) : stored(packed);
  return btoa(String.fromCharCode(...code)).replaceAll("+", "-").replaceAll("/", "_");
}

async function deflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export function stored(bytes) {
  const length = [bytes.length & 255, bytes.length >> 8];
  return Uint8Array.from([1, ...length, ...length.map((byte) => 255 - byte), ...bytes]);
}
