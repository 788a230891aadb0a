// What the network computes, from its weights: every unit at every point of the plane and of the data,
// the scores, the boundary. Nothing is drawn here. Layers count from 0: 0 is the input, then the hidden ones,
// the output is last.
export const SIDE = 80; // points on each axis of the plane
export const GRID = SIDE * SIDE;

// What the rest computes with, from what Python sent with its arrays unpacked: `snapshots[i][layer]` is
// {kernel, bias} into layer + 1, a kernel being (inputs x units) row by row.
export function filmOf(data) {
  const { sizes, weights } = data;
  let at = 0;
  const take = (count) => weights.subarray(at, (at += count));
  const layer = (n) => ({ kernel: take(sizes[n] * sizes[n + 1]), bias: take(sizes[n + 1]) });
  const snapshots = data.snapshotEpochs.map(() => sizes.slice(1).map((_, n) => layer(n)));
  const film = { ...data, snapshots, train: data.points.y_train.length, test: data.points.y_test.length };
  film.inputs = inputsOf(film);
  film.largest = largestWeight(snapshots.at(-1));
  return film;
}

// x1 and x2 of the plane, row by row from the top, then of the training points, then of the test points.
export function inputsOf({ points, reach, train, test }) {
  const [x1, x2] = [new Float32Array(GRID + train + test), new Float32Array(GRID + train + test)];
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      x1[row * SIDE + column] = reach * ((2 * column) / (SIDE - 1) - 1);
      x2[row * SIDE + column] = reach * (1 - (2 * row) / (SIDE - 1));
    }
  }
  let at = GRID;
  for (const rows of [points.x_train, points.x_test]) {
    for (let i = 0; i < rows.length; i += 2, at++) [x1[at], x2[at]] = [rows[i], rows[i + 1]];
  }
  return [x1, x2];
}

function largestWeight(layers) {
  let largest = 0;
  for (const { kernel } of layers ?? []) {
    for (const weight of kernel) if (Math.abs(weight) > largest) largest = Math.abs(weight);
  }
  return largest;
}

// The activation function at z, from Python's table: linear between its places, on by the last slope.
export function activate({ reach, values }, z) {
  const last = values.length - 1;
  const at = ((z + reach) / (2 * reach)) * last;
  const below = Math.min(Math.max(Math.floor(at), 0), last - 1);
  return values[below] + (values[below + 1] - values[below]) * (at - below);
}

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

// The weighted sum of one unit for every row.
function weightedSum(inputs, { kernel, bias }, unit) {
  const sums = new Float32Array(inputs[0].length).fill(bias[unit]);
  inputs.forEach((values, i) => {
    const weight = kernel[i * bias.length + unit];
    for (let row = 0; row < sums.length; row++) sums[row] += weight * values[row];
  });
  return sums;
}

// Send rows through the network. `held` maps "layer,unit" to what a silent unit puts out instead.
// Returns `learned`, what each unit computes (a silent one, too), `sums`, the weighted sum of each hidden unit,
// `passed`, what the last layer reads, and the sums z of the output.
export function forward(table, layers, inputs, held = new Map()) {
  const learned = [inputs];
  const sums = [[]];
  let passed = inputs;
  for (let n = 0; n < layers.length - 1; n++) {
    const weighted = Array.from(layers[n].bias, (_, unit) => weightedSum(passed, layers[n], unit));
    const outputs = weighted.map((values) => values.map((z) => activate(table, z)));
    sums.push(weighted);
    learned.push(outputs);
    passed = outputs.map((values, unit) => {
      const constant = held.get(`${n},${unit}`);
      return constant === undefined ? values : new Float32Array(values.length).fill(constant);
    });
  }
  const z = weightedSum(passed, layers.at(-1), 0);
  learned.push([z.map(sigmoid)]);
  return { learned, sums, passed, z };
}

// The sum z of the output while it is built up: its bias, then so many of the units it reads, in order; of a
// count such as 2.5 the third unit counts half.
export function addedUp({ layers, passed }, count) {
  const { kernel, bias } = layers.at(-1);
  const z = new Float32Array(GRID).fill(bias[0]);
  passed.forEach((values, unit) => {
    const weight = kernel[unit] * Math.min(Math.max(count - unit, 0), 1);
    if (weight) for (let row = 0; row < GRID; row++) z[row] += weight * values[row];
  });
  return z;
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
const furthest = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

// The network of one snapshot with some units silent ("layer,unit", from the first hidden layer).
// `peaks` are the largest amounts of each layer over the training points, with all units on: the ends of
// its colour scale, which stands still while units go silent.
export function compute(film, snapshot, silenced) {
  const layers = film.snapshots[snapshot];
  const training = film.inputs.map((values) => values.subarray(GRID, GRID + film.train));
  const intact = forward(film.table, layers, training).learned;
  const peaks = intact.map((units) => Math.max(...units.map(furthest)) || 1);
  peaks[0] = film.reach;
  const held = new Map();
  for (const name of silenced) {
    const [layer, unit] = name.split(",").map(Number);
    held.set(name, film.fill === "mean" ? mean(intact[layer + 1][unit]) : 0);
  }
  const { learned, sums, passed, z } = forward(film.table, layers, film.inputs, held);
  const scores = {
    train: score(z.subarray(GRID, GRID + film.train), film.points.y_train),
    test: score(z.subarray(GRID + film.train), film.points.y_test),
  };
  return { layers, peaks, held, maps: learned, sums, passed, z, scores };
}

// Accuracy and mean cross-entropy of log-odds, as Keras has them: a tie counts as class 0.
export function score(z, labels) {
  let [right, loss] = [0, 0];
  for (let i = 0; i < z.length; i++) {
    right += z[i] > 0 === labels[i] > 0.5;
    loss += Math.max(z[i], 0) - z[i] * labels[i] + Math.log1p(Math.exp(-Math.abs(z[i])));
  }
  return { accuracy: right / z.length, loss: loss / z.length };
}

// Where z crosses 0 on the plane: pieces of a line, in cells from the top left, [x, y, x, y] each.
export function boundaryOf(z) {
  const pieces = [];
  for (let row = 0; row < SIDE - 1; row++) {
    for (let column = 0; column < SIDE - 1; column++) {
      const at = row * SIDE + column;
      const above = z[at] > 0; // nearly every cell lies on one side of the line: it costs four comparisons
      if (above === z[at + 1] > 0 && above === z[at + SIDE] > 0 && above === z[at + SIDE + 1] > 0) continue;
      const corners = [z[at], z[at + 1], z[at + SIDE + 1], z[at + SIDE]];
      const ends = [];
      for (let side = 0; side < 4; side++) {
        const [a, b] = [corners[side], corners[(side + 1) % 4]];
        if (a > 0 === b > 0) continue;
        const share = a / (a - b);
        const [x, y] = [[share, 0], [1, share], [1 - share, 1], [0, 1 - share]][side];
        ends.push([column + x, row + y]);
      }
      for (let i = 0; i + 1 < ends.length; i += 2) pieces.push([...ends[i], ...ends[i + 1]]);
    }
  }
  return pieces;
}

// Where the pieces of one line cross the line on which `sums` is 0, in cells: [x, y] each.
export function crossingsOf(pieces, sums) {
  const found = [];
  for (const [x0, y0, x1, y1] of pieces) {
    const [a, b] = [valueAt(sums, x0, y0), valueAt(sums, x1, y1)];
    if (a > 0 === b > 0) continue;
    const share = a / (a - b);
    found.push([x0 + share * (x1 - x0), y0 + share * (y1 - y0)]);
  }
  return found;
}

// A value of the plane between its points, in cells from the top left.
export function valueAt(values, x, y) {
  const column = Math.min(Math.max(Math.floor(x), 0), SIDE - 2);
  const row = Math.min(Math.max(Math.floor(y), 0), SIDE - 2);
  const [right, down] = [x - column, y - row];
  const at = row * SIDE + column;
  const upper = values[at] + right * (values[at + 1] - values[at]);
  const lower = values[at + SIDE] + right * (values[at + SIDE + 1] - values[at + SIDE]);
  return upper + down * (lower - upper);
}

// Where an epoch lies among the kept ones, which are not evenly far apart.
export function placeOf(epoch, keptEpochs) {
  const above = keptEpochs.findIndex((kept) => kept >= epoch);
  if (above <= 0) return above < 0 ? keptEpochs.length - 1 : 0;
  const [low, high] = [keptEpochs[above - 1], keptEpochs[above]];
  return above - 1 + (epoch - low) / (high - low);
}
