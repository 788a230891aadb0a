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

// The number that a drag over so many pixels makes of one: slow for small numbers, faster for large ones.
export const dragged = (start, distance) => Math.round(start + distance * Math.max(0.12, start / 160));
