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

function mix(from, to, share) {
  return from.map((part, i) => part + (to[i] - part) * share);
}

// Paint (width x height) cells, one pixel of the canvas each; `color` turns a cell's number into [r, g, b].
function cells(canvas, width, height, color) {
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    const rgb = color(i);
    image.data.set(rgb ? [...rgb, 255] : [0, 0, 0, 0], 4 * i);
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function grey(canvas, picture, side, colors) {
  const values = decode(picture.values);
  const [surface, ink] = [parts(colors.surface), parts(colors.ink)];
  const left = Math.floor((side - picture.width) / 2);
  const top = Math.floor((side - picture.height) / 2);
  cells(canvas, side, side, (i) => {
    const [x, y] = [(i % side) - left, Math.floor(i / side) - top];
    const inside = x >= 0 && y >= 0 && x < picture.width && y < picture.height;
    return mix(surface, ink, inside ? values[y * picture.width + x] / 255 : 0);
  });
}

// Signed bytes; `sharpen` above 1 lets middling numbers be seen beside a few large ones.
function signed(canvas, picture, columns, colors, sharpen = 1) {
  const values = new Int8Array(decode(picture.values).buffer);
  const [low, none, high] = [parts(colors.negative), parts(colors.neutral), parts(colors.positive)];
  cells(canvas, columns, Math.ceil(values.length / columns), (i) => {
    if (i >= values.length) return null;
    const share = Math.min(1, (Math.abs(values[i]) / 127) * sharpen);
    return mix(none, values[i] < 0 ? low : high, share);
  });
}

function plain(number, digits = 2) {
  const text = Math.abs(number).toFixed(digits);
  return (number < 0 && Number(text) !== 0 ? "−" : "") + text;
}

function plus(number, digits = 2) {
  return number < 0 ? plain(number, digits) : `+${plain(number, digits)}`;
}
