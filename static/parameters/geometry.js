// Where the grids of weights stand on /parameters. Sizes: inputs, units of each layer in turn. Pure functions.
export const GAP = 6; // pixels between a grid and the turn that leaves it
const LARGEST = 40; // pixels of a cell
const MARGIN = { left: 34, right: 56, top: 12, bottom: 24 };

export const sum = (values) => values.reduce((total, value) => total + value, 0);

// Parameters of each layer: a weight for each input and a bias, for each unit.
export const products = (sizes) => sizes.slice(1).map((units, i) => (sizes[i] + 1) * units);

// Pixels of one cell, the same in all layers, so that everything fits.
export function fit(sizes, width, height) {
  const turns = sizes.length - 2;
  const columns = sum(sizes.slice(1));
  const rows = sizes[0] + 1 + sum(sizes.slice(1, -1));
  const across = (width - MARGIN.left - MARGIN.right - 2 * GAP * turns) / columns;
  const down = (height - MARGIN.top - MARGIN.bottom - 2 * GAP * turns) / rows;
  return Math.min(LARGEST, across, down);
}

// The grids climb from the lower left: the columns of one turn by 90 degrees into the rows of the next.
export function layout(sizes, scale, height) {
  const grids = [];
  const tall = (sum(sizes.slice(0, -1)) + 1) * scale + 2 * GAP * (sizes.length - 2);
  const spare = Math.max(0, height - MARGIN.top - MARGIN.bottom - tall) / 2;
  let left = MARGIN.left;
  let top = height - MARGIN.bottom - spare - (sizes[0] + 1) * scale;
  for (let layer = 0; layer + 1 < sizes.length; layer++) {
    const [inputs, units] = [sizes[layer], sizes[layer + 1]];
    const grid = { layer, inputs, units, left, top, width: units * scale, height: (inputs + 1) * scale };
    grid.pivot = { x: left + grid.width + GAP, y: top - GAP };
    grids.push(grid);
    left += grid.width + 2 * GAP;
    top -= 2 * GAP + units * scale;
  }
  return grids;
}

// The band in which all columns of a grid turn into rows.
export function turn(grid) {
  const { pivot, width } = grid;
  const far = width + GAP;
  return `M${grid.left},${grid.top} V${pivot.y} A${far},${far} 0 0 1 ${pivot.x},${pivot.y - far} h${GAP}
    v${width} h${-GAP} A${GAP},${GAP} 0 0 0 ${pivot.x - GAP},${pivot.y} V${grid.top} Z`;
}

// The way of one unit's output: up from its column, around, into its row.
export function way(grid, unit, scale) {
  const radius = GAP + (grid.units - unit - 0.5) * scale;
  const { pivot } = grid;
  return `M${pivot.x - radius},${grid.top} V${pivot.y}
    A${radius},${radius} 0 0 1 ${pivot.x},${pivot.y - radius} h${GAP}`;
}

// The lines between the cells of a grid.
export function gridLines(grid, scale) {
  const lines = [];
  for (let row = 1; row <= Math.round(grid.inputs); row++) {
    lines.push(`M${grid.left},${grid.top + row * scale} h${grid.width}`);
  }
  for (let column = 1; column < Math.round(grid.units); column++) {
    lines.push(`M${grid.left + column * scale},${grid.top} v${grid.height}`);
  }
  return lines.join("");
}

// The cell under a point; row `inputs` is the bias. Null outside of all grids.
export function cellAt(grids, scale, x, y) {
  for (const grid of grids) {
    const column = Math.floor((x - grid.left) / scale);
    let row = Math.floor((y - grid.top) / scale);
    if (row === grid.inputs + 1 && y - grid.top < grid.height + 2) row = grid.inputs; // a thin bias row
    if (column >= 0 && column < grid.units && row >= 0 && row <= grid.inputs) return { grid, row, column };
  }
  return null;
}

// ---- the network: nodes and lines ----

const MOST_NODES = 8; // of a layer that are drawn; of more the first ones, a gap and the last

// The units of a layer that are drawn, by number; null is the gap.
export function shownUnits(units, most = MOST_NODES) {
  const all = Array.from({ length: units }, (_, i) => i);
  return units <= most ? all : [...all.slice(0, most - 2), null, units - 1];
}

// Where the nodes stand, layer by layer: {unit, x, y}; unit null is the gap, "bias" the constant 1 below all
// layers but the last.
export function nodesOf(sizes, width, height) {
  const pad = 12;
  const across = (layer) => pad + ((width - 2 * pad) * layer) / (sizes.length - 1);
  const pitch = Math.min(26, (height - 2 * pad) / MOST_NODES);
  return sizes.map((units, layer) => {
    const shown = shownUnits(units);
    const rows = layer + 1 < sizes.length ? [...shown, "bias"] : shown;
    const top = height / 2 - (pitch * (rows.length - 1)) / 2;
    return rows.map((unit, i) => ({ unit, x: across(layer), y: top + pitch * i }));
  });
}

// The lines between drawn nodes: a cell of a grid each, {layer, row, column}; row `inputs` is the bias.
export function linesOf(sizes, nodes) {
  return sizes.slice(1).flatMap((_, layer) =>
    nodes[layer].filter(({ unit }) => unit !== null).flatMap((from) =>
      nodes[layer + 1].filter(({ unit }) => Number.isInteger(unit)).map((to) => ({
        layer, row: from.unit === "bias" ? sizes[layer] : from.unit, column: to.unit, from, to,
      }))));
}

// The number that a drag over so many pixels makes of one: slow for small numbers, faster for large ones.
export const dragged = (start, distance) => Math.round(start + distance * Math.max(0.12, start / 160));
