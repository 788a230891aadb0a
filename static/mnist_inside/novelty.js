// Whether an image is unlike every digit of some examples: see components/concepts/digit_novelty.py, which
// hands over its two limits, `far` and `mostInk`.

const SIDE = 28;
const HALF = SIDE / 2;

// An image of 28 x 28, blurred and of half the size. Sums are of whole numbers; halves go to the even one.
export function summaryOf(image) {
  const wide = new Float64Array(SIDE * SIDE);
  const blurred = new Float64Array(SIDE * SIDE);
  const at = (values, row, column) => (row < 0 || column < 0 || row >= SIDE || column >= SIDE ? 0 : values[row * SIDE + column]);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      wide[row * SIDE + column] = at(image, row - 1, column) + 2 * at(image, row, column) + at(image, row + 1, column);
    }
  }
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      blurred[row * SIDE + column] = at(wide, row, column - 1) + 2 * at(wide, row, column) + at(wide, row, column + 1);
    }
  }
  return Uint8Array.from({ length: HALF * HALF }, (_, i) => {
    const start = 2 * Math.floor(i / HALF) * SIDE + 2 * (i % HALF);
    const mean = (blurred[start] + blurred[start + 1] + blurred[start + SIDE] + blurred[start + SIDE + 1]) / 64;
    const floor = Math.floor(mean);
    return mean - floor === 0.5 ? floor + (floor % 2) : Math.round(mean);
  });
}

// Summaries of examples, one after the other, as vectors of length 1.
export function directionsOf(summaries) {
  const found = Float32Array.from(summaries);
  for (let start = 0; start < found.length; start += HALF * HALF) {
    let square = 0;
    for (let i = start; i < start + HALF * HALF; i++) square += found[i] ** 2;
    const length = Math.max(Math.sqrt(square), 1e-9);
    for (let i = start; i < start + HALF * HALF; i++) found[i] /= length;
  }
  return found;
}

// 1 - cosine of the angle between an image's summary and the nearest example.
export function distance(summary, directions) {
  const direction = directionsOf(summary);
  let nearest = -Infinity;
  for (let start = 0; start < directions.length; start += direction.length) {
    let cosine = 0;
    for (let i = 0; i < direction.length; i++) cosine += direction[i] * directions[start + i];
    if (cosine > nearest) nearest = cosine;
  }
  return 1 - nearest;
}

export function unlike(image, directions, { far, mostInk }) {
  const ink = image.reduce((sum, value) => sum + value, 0) / image.length;
  return ink > 255 * mostInk || distance(summaryOf(image), directions) > far;
}
