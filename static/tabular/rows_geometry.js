// Where everything in the rows of the contest stands, and where it is going: numbers only, no nodes.
export const LABELS = 178; // pixels left of the plot
const ROW = 58;
const NARROW_ROW = 76; // a label, the marks, the interval, one below the other
const TOP = 28;
const AXIS = 40;
const NARROW = 560;

// The places of a picture of some width with so many rows; `y(i)` is the middle of row i.
export function layoutOf(width, rows) {
  const narrow = width < NARROW;
  const left = narrow ? 10 : LABELS;
  const row = narrow ? NARROW_ROW : ROW;
  const height = TOP + rows * row + AXIS;
  const y = (i) => TOP + i * row + (narrow ? 42 : row / 2);
  return { narrow, left, right: width - 16, top: TOP, row, height, width, y, bottom: height - AXIS };
}

// A little room between the folds of a row, so that equal scores stay two dots.
export function lift(fold, count, narrow) {
  return count < 2 ? 0 : (fold / (count - 1) - 0.5) * Math.min(18, 5 * count) * (narrow ? 0.8 : 1);
}

// The ends of the axis: it holds all that is known and all that was shown of this table before, so that it
// only ever grows. `axis`: what it holds at least, or null; `seen`: what this returned before, or null.
export function reach(rows, axis, seen) {
  const known = rows.flatMap((row) => [...row.values, row.low, row.high]).filter((v) => v !== null);
  const all = [...known, ...(axis ?? []), ...(seen ?? [])];
  return all.length ? [Math.min(...all), Math.max(...all)] : [0.5, 1];
}

// Where every number is going: { low, high, rows, gap }. A fold that is to come stays where it was, and a row
// that is not there stands on the first one, from where it will slide. `before`: what is shown now, or null.
export function targetOf(rows, gap, before, [least, most]) {
  const room = Math.max((most - least) * 0.05, 0.004);
  const middle = (least + most) / 2;
  const first = rows[0];
  return {
    low: least - room,
    high: most + room,
    rows: rows.map((row, i) => {
      const old = before?.rows[i];
      const values = row.values.map(
        (value, fold) => value ?? (row.there ? old?.values[fold] : null) ?? first.values[fold] ?? middle,
      );
      const mean = row.mean ?? (row.there ? old?.mean : null) ?? first.mean ?? middle;
      return { values, mean, low: row.low ?? mean, high: row.high ?? mean };
    }),
    gap: { from: gap?.from ?? before?.gap.from ?? middle, to: gap?.to ?? before?.gap.to ?? middle },
  };
}

// A share of the way from one target to another; a number that was not there before is at its end.
export function between(from, to, share) {
  if (typeof to === "number") return Number.isFinite(from) ? from + (to - from) * share : to;
  if (Array.isArray(to)) return to.map((value, i) => between(from?.[i], value, share));
  return Object.fromEntries(Object.entries(to).map(([name, value]) => [name, between(from?.[name], value, share)]));
}

// How much of the gap the second row has closed, as it is shown now.
export const shareClosed = ({ rows, gap }) => (rows[1].mean - gap.from) / (gap.to - gap.from);

// The fold to which a key leads from { row, fold }, or from nothing chosen; null if the key leads nowhere.
export function walk(chosen, key, rows, folds) {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  if (!step) return null;
  const round = (value, count) => (value + count) % count;
  const { row, fold } = chosen ?? { row: 0, fold: -1 };
  return {
    row: round(row + step[0], rows),
    fold: round(Math.max(fold, step[1] < 0 ? 0 : -1) + step[1], folds),
  };
}
