// MNIST's form, as components/concepts/digit_form.py makes it: the ink is cut out, scaled to fit into 20 x 20
// and moved so that its centre of mass is in the middle of 28 x 28. All sums are of whole numbers, and exact
// halves are rounded to the even neighbour on both sides, so that browser and Python agree on every pixel.

export const FIELD = 28;
const BOX = 20;
const CENTER = 14.5;
const INK = 32;
const FULL = 0.85;
const OFF_CENTER = 6;
export const SMALL = 0.4; // of the pad: the longer side of a drawing whose strokes become blobs

export function halfToEven(value) {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

// What is wrong with a drawing: "empty", "full", or "" if there is a figure on a ground.
export function fault(drawing) {
  let inked = 0;
  for (const value of drawing) if (value >= INK) inked++;
  if (!inked) return "empty";
  return inked > FULL * drawing.length ? "full" : "";
}

// A drawing of side x side bytes on its way into the form: its box {top, bottom, left, right}, the fitted
// picture with its height and width, the corner at which that stands, and the 28 x 28 image.
export function mnistForm(drawing, side) {
  const box = { top: side, bottom: 0, left: side, right: 0 };
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      if (!drawing[row * side + column]) continue;
      box.top = Math.min(box.top, row);
      box.bottom = Math.max(box.bottom, row + 1);
      box.left = Math.min(box.left, column);
      box.right = Math.max(box.right, column + 1);
    }
  }
  const [high, wide] = [box.bottom - box.top, box.right - box.left];
  const cut = new Uint8Array(high * wide);
  for (let row = 0; row < high; row++) {
    const start = (box.top + row) * side + box.left;
    cut.set(drawing.subarray(start, start + wide), row * wide);
  }
  const scale = BOX / Math.max(high, wide);
  const height = Math.max(1, halfToEven(high * scale));
  const width = Math.max(1, halfToEven(wide * scale));
  const fitted = resize(cut, high, wide, height, width);
  const top = start(fitted, height, width, true);
  const left = start(fitted, height, width, false);
  const image = new Uint8Array(FIELD * FIELD);
  for (let row = 0; row < height; row++) {
    image.set(fitted.subarray(row * width, (row + 1) * width), (top + row) * FIELD + left);
  }
  return { box, fitted, height, width, top, left, image };
}

// Whether a drawing is so small that its strokes, once scaled up, are far broader than MNIST's.
export function isSmall({ box }, side) {
  return Math.max(box.bottom - box.top, box.right - box.left) < SMALL * side;
}

// Scale by areas: each new pixel is the mean of what it covers.
export function resize(image, high, wide, height, width) {
  const across = overlaps(wide, width);
  const down = overlaps(high, height);
  const narrow = new Float64Array(high * width);
  for (let row = 0; row < high; row++) {
    across.forEach((parts, column) => {
      let sum = 0;
      for (const [place, length] of parts) sum += length * image[row * wide + place];
      narrow[row * width + column] = sum;
    });
  }
  const found = new Uint8Array(height * width);
  down.forEach((parts, row) => {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (const [place, length] of parts) sum += length * narrow[place * width + column];
      found[row * width + column] = halfToEven(sum / (high * wide));
    }
  });
  return found;
}

// For each new pixel the old ones that it covers, [place, length]; lengths are whole numbers.
function overlaps(old, fresh) {
  return Array.from({ length: fresh }, (_, i) => {
    const parts = [];
    for (let place = Math.floor((i * old) / fresh); place < old && place * fresh < (i + 1) * old; place++) {
      const length = Math.min((i + 1) * old, (place + 1) * fresh) - Math.max(i * old, place * fresh);
      if (length > 0) parts.push([place, length]);
    }
    return parts;
  });
}

// Where to put the fitted picture along an axis, in whole pixels, without cutting anything off.
function start(fitted, height, width, alongRows) {
  const length = alongRows ? height : width;
  let [mass, moment] = [0, 0];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const ink = fitted[row * width + column];
      mass += ink;
      moment += ink * ((alongRows ? row : column) + 0.5);
    }
  }
  const middle = mass ? moment / mass : length / 2;
  return Math.min(FIELD - length, Math.max(0, halfToEven(CENTER - middle)));
}

// The image that is fed: the form itself, or a common mistake, by its name in FEEDS.
export function fedImage(feed, drawing, side, form) {
  if (feed === "not_fitted") return resize(drawing, side, side, FIELD, FIELD);
  if (feed === "inverted") return form.image.map((value) => 255 - value);
  if (feed !== "off_centre") return form.image;
  const moved = new Uint8Array(FIELD * FIELD);
  for (let row = OFF_CENTER; row < FIELD; row++) {
    const from = (row - OFF_CENTER) * FIELD;
    moved.set(form.image.subarray(from, from + FIELD - OFF_CENTER), row * FIELD + OFF_CENTER);
  }
  return moved;
}

// Where a place of the pad lies in the image that is fed, in its pixels.
export function placeInImage(feed, row, column, side, form) {
  if (feed === "not_fitted") return [(row * FIELD) / side, (column * FIELD) / side];
  const { box, height, width } = form;
  const moved = feed === "off_centre" ? OFF_CENTER : 0;
  return [
    form.top + moved + ((row - box.top) * height) / (box.bottom - box.top),
    form.left + moved + ((column - box.left) * width) / (box.right - box.left),
  ];
}
