// How numbers become colours: signed values from one colour over the neutral one to the other,
// probabilities from class 0 over the background to class 1. The colours come from Python's theme.
const SHADES = 256;

const parts = (color) => [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16));

function mix(color, other, share) {
  const [a, b] = [parts(color), parts(other)];
  return `#${a.map((v, i) => Math.round(v + (b[i] - v) * share).toString(16).padStart(2, "0")).join("")}`;
}

// 256 colours from the first over the middle to the last, each packed as a canvas has it in memory.
function palette(first, middle, last) {
  const stops = [first, middle, last].map(parts);
  const bytes = new Uint8ClampedArray(4 * SHADES);
  for (let i = 0; i < SHADES; i++) {
    const at = (2 * i) / (SHADES - 1);
    const from = Math.min(Math.floor(at), 1);
    for (let k = 0; k < 3; k++) {
      bytes[4 * i + k] = stops[from][k] + (stops[from + 1][k] - stops[from][k]) * (at - from);
    }
    bytes[4 * i + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
}

// `signed` for what units put out, `chance` for the output, `pale` for the ground under the points.
function palettesOf(colors) {
  const faint = (color) => mix(colors.background, color, 0.62);
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
  const side = SIDE / step;
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  const image = context.createImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0, at = 0; row < side; row++) {
    for (let column = 0; column < side; column++, at++) {
      pixels[at] = colors[shade(values[(row * SIDE + column) * step])];
    }
  }
  context.putImageData(image, 0, 0);
}

// Make a canvas as sharp as the screen; returns its context, in CSS pixels, empty.
function sharpen(canvas, side) {
  const ratio = window.devicePixelRatio || 1;
  const pixels = Math.round(side * ratio);
  if (canvas.width !== pixels) canvas.width = canvas.height = pixels;
  Object.assign(canvas.style, { width: `${side}px`, height: `${side}px` });
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, side, side);
  return context;
}

// A point of the data: class 0 is round, class 1 a diamond; a test point is small and hollow.
function drawPoint(context, x, y, label, size, { fill, line, width }) {
  context.beginPath();
  if (label > 0.5) {
    const reach = size * 1.3;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
  } else context.arc(x, y, size, 0, 2 * Math.PI);
  context.lineWidth = width;
  context.strokeStyle = line;
  if (fill) {
    context.fillStyle = fill;
    context.fill();
  }
  context.stroke();
}
