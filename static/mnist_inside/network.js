// A Dense network in the browser: what components/concepts/layers.py and template.py compute, for one image.
// A layer is { kernel, bias, inputs, units }, a kernel being (inputs x units) row by row, a pixel for each input
// of the first. An activation is null for ReLU, or a table of Python's: its values at even places from -reach to
// reach, and its slopes.

// Numbers from a buffer of half precision (or single): not every browser has a Float16Array.
export function numbersOf(buffer, half) {
  if (!half) return new Float32Array(buffer);
  HALVES ??= Float32Array.from({ length: 65536 }, (_, bits) => {
    const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
    if (exponent === 31) return fraction ? NaN : sign * Infinity;
    return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * (fraction / 1024));
  });
  return Float32Array.from(new Uint16Array(buffer), (bits) => HALVES[bits]);
}
let HALVES = null;

// The layers that lie one behind the other in an array: kernel, bias, kernel, bias, ...
export function layersOf(numbers, sizes) {
  let at = 0;
  const take = (count) => numbers.subarray(at, (at += count));
  return sizes.slice(1).map((units, i) => ({ inputs: sizes[i], units, kernel: take(sizes[i] * units), bias: take(units) }));
}

// An activation function of Python's: `numbers` has its values, then its slopes; `lines` says that it is made
// of straight lines that meet at places of the table, `lines === "relu"` that it is ReLU.
export const activationOf = (numbers, reach, lines) => {
  if (lines === "relu") return null;
  const count = numbers.length / 2;
  return { values: numbers.subarray(0, count), slopes: numbers.subarray(count), reach, lines };
};

function at({ values, reach }, z) {
  const last = values.length - 1;
  const place = ((z + reach) / (2 * reach)) * last;
  const below = Math.min(Math.max(Math.floor(place), 0), last - 1);
  return [place - below, below];
}

export function activate(activation, z) {
  if (!activation) return z > 0 ? z : 0;
  const [share, below] = at(activation, z);
  const { values } = activation;
  return values[below] + (values[below + 1] - values[below]) * share;
}

export function slope(activation, z) {
  if (!activation) return z > 0 ? 1 : 0;
  const [share, below] = at(activation, z);
  const { slopes, values, reach, lines } = activation;
  if (lines) return ((values[below + 1] - values[below]) * (values.length - 1)) / (2 * reach);
  return slopes[below] + (slopes[below + 1] - slopes[below]) * Math.min(Math.max(share, 0), 1);
}

// The image that is fed, as what H1 gets.
export const inputsOf = (image, scaled) => Float64Array.from(image, (value) => (scaled ? value / 255 : value));

// The weighted sums of a layer; inputs of 0 cost nothing.
function sums({ kernel, bias, units }, inputs) {
  const z = Float64Array.from(bias);
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i];
    if (!input) continue;
    for (let unit = 0, k = i * units; unit < units; unit++, k++) z[unit] += input * kernel[k];
  }
  return z;
}

// Send inputs through. `off[layer]` is a set of silenced units; they put out 0.
// Returns the sums of each layer, the outputs of the hidden ones, and the probabilities.
export function forward(layers, activation, inputs, off = []) {
  const [z, outputs] = [[], []];
  let signal = inputs;
  layers.forEach((layer, n) => {
    z.push(sums(layer, signal));
    if (n === layers.length - 1) return;
    signal = z[n].map((value, unit) => (off[n]?.has(unit) ? 0 : activate(activation, value)));
    outputs.push(signal);
  });
  return { sums: z, outputs, logits: z.at(-1), probabilities: softmax(z.at(-1)) };
}

export function softmax(z) {
  const most = Math.max(...z);
  const powers = z.map((value) => Math.exp(value - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

// The classes, the most likely first; of equal ones the lower number.
export const ranked = (logits) => [...logits.keys()].sort((a, b) => logits[b] - logits[a] || a - b);

// The two classes to compare: what was asked for (null: nothing), else the most likely ones that are left.
export function choosePair(logits, [first, second]) {
  const order = ranked(logits);
  const one = first ?? order.find((k) => k !== second);
  return [one, second ?? order.find((k) => k !== one)];
}

// What the network multiplies this image with when it prefers one class to another: see concepts/template.py.
export function template(layers, activation, passed, inputs, [first, second], off = []) {
  const output = layers.at(-1);
  let back = Float64Array.from({ length: output.inputs }, (_, i) => {
    return output.kernel[i * output.units + first] - output.kernel[i * output.units + second];
  });
  let rest = output.bias[first] - output.bias[second];
  for (let n = layers.length - 2; n >= 0; n--) {
    const { kernel, bias, inputs: count, units } = layers[n];
    const on = [];
    const weights = [];
    for (let unit = 0; unit < units; unit++) {
      if (off[n]?.has(unit)) continue;
      const z = passed.sums[n][unit];
      const steep = slope(activation, z);
      rest += back[unit] * (passed.outputs[n][unit] - steep * z);
      const weight = steep * back[unit];
      rest += weight * bias[unit];
      if (weight) {
        on.push(unit);
        weights.push(weight);
      }
    }
    const below = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let k = 0; k < on.length; k++) sum += weights[k] * kernel[i * units + on[k]];
      below[i] = sum;
    }
    back = below;
  }
  let [speaksFor, speaksAgainst] = [0, 0];
  const product = back.map((weight, i) => {
    const value = weight * inputs[i];
    if (value > 0) speaksFor += value;
    else speaksAgainst += value;
    return value;
  });
  return { pixels: back, product, speaksFor, speaksAgainst, rest, onImage: speaksFor + speaksAgainst, difference: speaksFor + speaksAgainst + rest };
}

// What each unit of the last hidden layer adds to the difference of two logits.
export function contributions(hidden, output, [first, second]) {
  return hidden.map((h, i) => h * (output.kernel[i * output.units + first] - output.kernel[i * output.units + second]));
}

// A unit's weights as an image: of H1 its own; of a later layer the images of the units below, weighted.
export function pictureOf(layers, layer, unit) {
  let weights = Float64Array.from({ length: layers[layer].inputs }, (_, i) => layers[layer].kernel[i * layers[layer].units + unit]);
  for (let n = layer - 1; n >= 0; n--) {
    const { kernel, inputs, units } = layers[n];
    const above = weights;
    weights = Float64Array.from({ length: inputs }, (_, i) => {
      let sum = 0;
      for (let k = 0; k < units; k++) sum += above[k] * kernel[i * units + k];
      return sum;
    });
  }
  return weights;
}

// Parts of a sum and the sum, rounded so that they add up as they are shown; the largest part takes up what
// rounding left over.
export function addingUp(parts, digits = 2) {
  const power = 10 ** digits;
  const total = Math.round(parts.reduce((a, b) => a + b, 0) * power);
  const rounded = parts.map((part) => Math.round(part * power));
  const largest = parts.reduce((best, part, i) => (Math.abs(part) > Math.abs(parts[best]) ? i : best), 0);
  rounded[largest] += total - rounded.reduce((a, b) => a + b, 0);
  return { parts: rounded.map((part) => part / power), total: total / power };
}
