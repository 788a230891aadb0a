// The sheet (the plane as a mesh) and the points at every stop, and where they are between two stops.
// Positions are shares of a frame's window: 0 left and bottom, 1 right and top. Nothing is drawn here.

// What is drawn of the data: per side of the boundary the patches of the sheet and the pieces of the grid,
// and the boundary itself, all as indices into each frame's `sheet`: first the nodes of the mesh, then the
// places where the boundary crosses its edges, so that both sides end exactly there.
// Returns {patches, pieces, boundary}.
//   positive  for each node of the mesh, whether the network answers 1 there
//   edges     pairs of nodes between which the boundary passes
export function buildSheet({ samples, coarse, positive, edges }) {
  const crossings = new Map(); // an edge -> the place where the boundary crosses it
  for (let i = 0; 2 * i < edges.length; i++) {
    crossings.set(edges[2 * i] * positive.length + edges[2 * i + 1], positive.length + i);
  }
  const crossing = (a, b) => crossings.get(Math.min(a, b) * positive.length + Math.max(a, b));
  const side = (node) => positive[node];
  const patches = [[], []];
  const boundary = [];
  const clip = (corners) => {
    const parts = [[], []];
    const ends = [];
    corners.forEach((node, i) => {
      const next = corners[(i + 1) % corners.length];
      parts[side(node)].push(node);
      if (side(node) === side(next)) return;
      const at = crossing(node, next);
      parts[0].push(at);
      parts[1].push(at);
      ends.push(at);
    });
    parts.forEach((part, i) => part.length > 2 && patches[i].push({ outline: part, quads: [part] }));
    if (ends.length === 2) boundary.push(ends);
  };
  for (let row = 0; row + 1 < samples; row += coarse) {
    for (let column = 0; column + 1 < samples; column += coarse) {
      const block = blockOf(row * samples + column, coarse, samples);
      const sides = new Set([...block.quads, block.outline].flat().map(side));
      if (sides.size === 1) {
        patches[side(block.outline[0])].push(block);
        continue;
      }
      for (const corners of block.quads) {
        const [a, b, c, d] = corners;
        if (new Set(corners.map(side)).size === 1) patches[side(a)].push({ outline: corners, quads: [corners] });
        else { clip([a, b, c]); clip([a, c, d]); }
      }
    }
  }
  const pieces = [[], []];
  for (let i = 0; i < samples; i += coarse) {
    for (const [start, step] of [[i * samples, 1], [i, samples]]) {
      let piece = [start];
      for (let j = 1; j < samples; j++) {
        const [before, node] = [start + (j - 1) * step, start + j * step];
        if (side(before) !== side(node)) {
          const at = crossing(before, node);
          pieces[side(before)].push([...piece, at]);
          piece = [at];
        }
        piece.push(node);
      }
      pieces[side(piece.at(-1))].push(piece);
    }
  }
  return { patches, pieces, boundary: joined(boundary) };
}

// One cell of the grid: the corners of each quad of the mesh in it, and its outline, all in one direction.
function blockOf(start, coarse, samples) {
  const node = (row, column) => start + row * samples + column;
  const steps = Array.from({ length: coarse }, (_, i) => i);
  const quads = steps.flatMap((r) => steps.map((c) => [node(r, c), node(r, c + 1), node(r + 1, c + 1), node(r + 1, c)]));
  const outline = [
    ...steps.map((i) => node(0, i)), ...steps.map((i) => node(i, coarse)),
    ...steps.map((i) => node(coarse, coarse - i)), ...steps.map((i) => node(coarse - i, 0)),
  ];
  return { outline, quads };
}

// Short segments put end to end, so that a dashed or thick line has no seams.
export function joined(segments) {
  const at = new Map();
  segments.forEach((ends, i) => ends.forEach((end) => at.set(end, [...(at.get(end) ?? []), i])));
  const used = new Set();
  const walk = (from) => {
    const line = [from];
    for (;;) {
      const next = (at.get(line.at(-1)) ?? []).find((i) => !used.has(i));
      if (next === undefined) return line;
      used.add(next);
      line.push(segments[next].find((end) => end !== line.at(-1)));
    }
  };
  const ends = [...at].filter(([, touching]) => touching.length === 1).map(([end]) => end);
  const lines = [...ends, ...at.keys()].map(walk);
  return lines.filter((line) => line.length > 1);
}

// Positions in pixels somewhere between two stops: `part` is "points" or "sheet" of each frame.
export function between(frames, at, part, box) {
  const stop = Math.min(Math.floor(at), frames.length - 2);
  const share = at - stop;
  const [from, to] = [frames[stop][part], frames[stop + 1][part]];
  const found = new Float32Array(from.length);
  for (let i = 0; i < from.length; i += 2) {
    found[i] = box.left + (from[i] + (to[i] - from[i]) * share) * box.width;
    found[i + 1] = box.top + (1 - from[i + 1] - (to[i + 1] - from[i + 1]) * share) * box.height;
  }
  return found;
}

// The area of a polygon, given by the numbers of its corners: above 0 if it goes round one way, below 0 the other.
export function areaOf(polygon, places) {
  let area = 0;
  for (let n = 0; n < polygon.length; n++) {
    const [i, j] = [2 * polygon[n], 2 * polygon[(n + 1) % polygon.length]];
    area += places[i] * places[j + 1] - places[j] * places[i + 1];
  }
  return area / 2;
}

// Where the plot stands in a square of `size`, `margin` around it. On the last leg (`arrived` from 0 to 1) it makes
// room for the sigmoid below it, on the same axis: `strip` of its height.
export function layoutOf(size, arrived, { margin, strip, gap }) {
  const room = (size - margin.top - margin.bottom) * strip * arrived;
  const width = size - margin.left - margin.right;
  const box = { left: margin.left, top: margin.top, width, height: size - margin.top - margin.bottom - room };
  const below = { ...box, top: margin.top + box.height + gap, height: Math.max(0, room - gap) };
  return { box, below, bottom: size - margin.bottom };
}
