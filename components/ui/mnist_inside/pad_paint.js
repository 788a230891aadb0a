// How numbers become pictures. Ink goes from the surface to the text's colour, signed numbers from one
// colour over the neutral one to the other; the colours come from Python's theme.
function decode(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function encode(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

function parts(color) {
  return [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16));
}

// 256 colours on a path through two or three, as bytes: looked up for every cell.
function palette(...path) {
  const stops = path.map(parts);
  const colors = new Uint8ClampedArray(3 * 256);
  for (let i = 0; i < 256; i++) {
    const at = (i / 255) * (stops.length - 1);
    const from = Math.min(Math.floor(at), stops.length - 2);
    for (let k = 0; k < 3; k++) colors[3 * i + k] = stops[from][k] + (stops[from + 1][k] - stops[from][k]) * (at - from);
  }
  return colors;
}

// Paint (width x height) cells, one pixel of the canvas each; `level` turns a cell's number into 0..255.
function cells(canvas, width, height, colors, level) {
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    const which = level(i);
    if (which < 0) continue;
    for (let k = 0; k < 3; k++) image.data[4 * i + k] = colors[3 * which + k];
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function grey(canvas, picture, side, colors) {
  const values = decode(picture.values);
  const left = Math.floor((side - picture.width) / 2);
  const top = Math.floor((side - picture.height) / 2);
  cells(canvas, side, side, palette(colors.surface, colors.ink), (i) => {
    const [x, y] = [(i % side) - left, Math.floor(i / side) - top];
    const inside = x >= 0 && y >= 0 && x < picture.width && y < picture.height;
    return inside ? values[y * picture.width + x] : 0;
  });
}

// Signed bytes; `sharpen` above 1 lets middling numbers be seen beside a few large ones.
function signed(canvas, picture, columns, colors, sharpen = 1) {
  const values = new Int8Array(decode(picture.values).buffer);
  const path = palette(colors.negative, colors.neutral, colors.positive);
  cells(canvas, columns, Math.ceil(values.length / columns), path, (i) => {
    if (i >= values.length) return -1;
    const share = Math.max(-1, Math.min(1, (values[i] / 127) * sharpen));
    return Math.round(127.5 * (share + 1));
  });
}

function plain(number, digits = 2) {
  const text = Math.abs(number).toFixed(digits);
  return (number < 0 && Number(text) !== 0 ? "−" : "") + text;
}

function plus(number, digits = 2) {
  return number < 0 ? plain(number, digits) : `+${plain(number, digits)}`;
}
