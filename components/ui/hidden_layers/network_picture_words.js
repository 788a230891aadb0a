// What the picture says in words.
function plain(value, digits = 2) {
  if (!Number.isFinite(value)) return "–";
  const text = Math.abs(value).toFixed(digits);
  return (value < 0 && Number(text) !== 0 ? "−" : "") + text;
}

// Name of a unit: x1, H1.3, y.
function unitName({ sizes }, layer, unit) {
  if (layer === 0) return `x${unit + 1}`;
  return layer === sizes.length - 1 ? "y" : `H${layer}.${unit + 1}`;
}

// The weighted sum of a unit with its numbers: "0.80 x1 − 1.20 x2 + 0.30".
function sumInWords(film, layers, layer, unit) {
  const { kernel, bias } = layers[layer - 1];
  let text = "";
  const add = (value, name) => {
    const sign = value < 0 ? (text ? " − " : "−") : text ? " + " : "";
    text += sign + plain(Math.abs(value)) + (name ? ` ${name}` : "");
  };
  for (let i = 0; i < film.sizes[layer - 1]; i++) add(kernel[i * bias.length + unit], unitName(film, layer - 1, i));
  add(bias[unit], "");
  return text;
}

function unitInWords(film, shown, layer, unit) {
  const name = unitName(film, layer, unit);
  if (layer === 0) return { name, formula: name, notes: ["an input: its map grows along its own axis"] };
  const sum = sumInWords(film, shown.layers, layer, unit);
  if (layer === film.sizes.length - 1) {
    return { name, formula: `y = sigmoid(${sum})`, notes: ["the probability of class 1"] };
  }
  const values = shown.maps[layer][unit].subarray(GRID, GRID + film.train);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const notes = [];
  const constant = shown.held.get(`${layer - 1},${unit}`);
  if (constant !== undefined) {
    notes.push(film.fill === "mean" ? `silenced: puts out its mean, ${plain(constant)}` : "silenced: puts out 0");
  } else if (low === 0 && high === 0) notes.push("dead: 0 at every training point");
  else notes.push(`from ${plain(low)} to ${plain(high)} over the training points`);
  return { name, formula: `${name} = ${film.activation}(${sum})`, notes };
}

// "epoch 12: train accuracy 0.93, test accuracy 0.91, loss 0.21"
function scoresInWords(film, epoch, shown, silent) {
  const { train, test } = shown.scores;
  const when = epoch === 0 ? "epoch 0 (random start)" : `epoch ${epoch}`;
  const without = silent ? `, ${count(silent, "unit")} silenced` : "";
  const numbers = [
    `train accuracy ${plain(train.accuracy)}`, `test accuracy ${plain(test.accuracy)}`, `loss ${plain(train.loss)}`,
  ];
  return `${when}${without}: ${numbers.join(", ")}`;
}

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

function networkInWords({ sizes, activation }) {
  const hidden = sizes.slice(1, -1).map((units, i) => `H${i + 1} with ${count(units, "unit")}`);
  const between = hidden.length ? `${hidden.join(", ")} (${activation})` : "no hidden layer";
  return `Network: inputs x1 and x2, ${between}, output y. Arrow keys go from unit to unit, Enter silences.`;
}
