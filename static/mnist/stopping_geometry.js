// Pure functions of the stopping picture: what the rule does with a walk, where the panels stand, paths.
// Epochs count from 0 here; the axis is labelled from 1. No DOM in this file.

// Pixels: heights of what stands above one another; the ruler's distance from the band's edge, its own
// height, and the room that it needs.
const SIZE = { flags: 22, deciding: 206, other: 100, alone: [180, 126], gap: 14, axis: 36 };
export const RULER = { drop: 17, height: 11, room: 49 };

// Letters of `walk.kinds`, one an epoch: h hit, b hit that does not meet the baseline, m miss,
// w warm-up, - missing.
export const isHit = (kind) => kind === "h" || kind === "b";
export const isCompared = (kind) => isHit(kind) || kind === "m";
export const lengthOf = (history) => Math.max(0, ...Object.values(history).map((values) => values.length));
const finite = (values) => (values ?? []).filter((value) => value !== null);

// Where a walk ends for one patience, which epoch is kept, and the ruler: it counts from the epoch at
// which `wait` was last put back to 0; `ticks` are the epochs that use it up, those still to come too.
export function outcomeOf(walk, patience, restores) {
  const { kinds, wait } = walk;
  let stop = null;
  for (let e = 1; e < kinds.length && stop === null; e++) {
    if (kinds[e] === "m" && wait[e] >= patience) stop = e;
  }
  const last = stop ?? kinds.length - 1;
  let hit = last;
  while (hit >= 0 && !isHit(kinds[hit])) hit--;
  let from = last;
  while (from >= 0 && kinds[from] !== "h") from--;
  const first = [...kinds].findIndex(isCompared);
  if (from < 0) from = first - 1; // a baseline that was never met: counted from the first comparison
  const length = Math.max(patience, 1); // patience 0 stops at the first miss, as 1 does
  const ticks = [];
  for (let e = from + 1; ticks.length < length; e++) {
    if (e >= kinds.length || (e <= last && isCompared(kinds[e]))) ticks.push(e);
    else if (e > last) break; // the rule stopped: nothing is counted any more
  }
  const used = ticks.filter((e) => e <= last).length;
  return {
    stop, last, hit, from, ticks, used, first,
    kept: restores && hit >= 0 ? hit : last,
    compared: first >= 0 && first <= last,
  };
}

// Three ways to end one training, as concepts/stop_now.py has them: by hand at epoch `you` (null: nobody did),
// by the rule, or not before the last epoch; what each keeps, and its accuracy in `test`.
export function endingsOf(outcome, test, you) {
  const last = test.length - 1;
  if (last < 0) return [];
  const found = you !== null && you <= last ? [["you", you, you]] : [];
  if (outcome) found.push(["rule", outcome.stop ?? last, outcome.kept]);
  found.push(["on", last, last]);
  return found.map(([who, stop, kept]) => ({ who, stop, kept, accuracy: test[kept] }));
}

// How far a round may go: the epochs seen after one more step, and whether that was the last one.
export function seenAfter(seen, epochs, step = 1) {
  const next = Math.min(Math.max(Math.floor(seen), 0) + step, epochs);
  return { seen: next, over: next >= epochs };
}

// One sentence for who cannot see the picture. `epochs`: how many were asked for.
export function sentenceOf(outcome, rule, epochs, running) {
  if (!rule) return "no early stopping";
  if (outcome.last < 0) return "waiting for the first epoch";
  const kept = `keeps epoch ${outcome.kept + 1}`;
  if (outcome.stop !== null) return `stops at epoch ${outcome.stop + 1}, ${kept}`;
  const so = running && outcome.last + 1 < epochs;
  const been = `does not stop in ${outcome.last + 1} epoch${outcome.last ? "s" : ""}`;
  return so ? `has not stopped after epoch ${outcome.last + 1}, ${kept} so far` : `${been}, ${kept}`;
}

function quantile(sorted, share) {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}

// The range of one panel. The first training value (before the network knows anything) and single
// gigantic values do not decide it; what does not fit is cut, and the picture says so. A baseline is shown if it
// is near; the level of guessing also if the run is hardly better.
export function rangeOf(trains, others, panel, baseline, guessing) {
  const cost = panel === "loss" ? 1 : -1; // accuracy upside down: a larger cost is worse in both
  const costs = (lists) => lists.map((list) => finite(list).map((value) => value * cost));
  const [train, other] = [costs(trains), costs(others)];
  const all = [...train, ...other].flat();
  if (!all.length) return [0, 1];
  const deciding = [...other, ...train.map((list) => (list.length > 1 ? list.slice(1) : list))].flat();
  deciding.sort((a, b) => a - b);
  let low = Math.min(...all);
  const upper = quantile(deciding, 0.75);
  let high = deciding.at(-1);
  if (upper > low) high = Math.min(high, upper + 4 * (upper - low));
  if (panel === "loss") {
    const first = Math.max(...[...train, ...other].filter((list) => list.length).map((list) => list[0]));
    if (first > 0) high = Math.max(Math.min(high, 4 * first), Math.min(first, high));
  }
  const span = high - low;
  const hardly = panel === "loss" ? low > 0.8 * guessing : -low < 2 * guessing;
  for (const [extra, reach] of [[baseline, span], [guessing, hardly ? Infinity : span]]) {
    if (extra === null || extra === undefined) continue;
    if (extra * cost > high && extra * cost < high + reach) high = extra * cost;
    if (extra * cost < low && extra * cost > low - reach) low = extra * cost;
  }
  const margin = (high - low || Math.abs(high) * 0.2 || 0.1) * 0.06;
  low -= margin;
  high += margin;
  if (panel === "loss") return [low < 0.25 * high && low > -0.25 * high ? 0 : low, high];
  return [Math.max(-high, 0), Math.min(-low, 1)];
}

// A scale whose pixels stay within reach of the renderer.
const within = (x) =>
  Object.assign((value) => Math.min(Math.max(x(value), -3000), 3000), { at: x.at, factor: Math.abs(x.factor) });

// Epoch numbers (from 1) under the axis: 1, then round numbers, at most `count`.
export function epochTicks(epochs, count) {
  const step = [1, 5, 10, 20, 50, 100, 200, 500, 1000].find((n) => epochs / n <= count) ?? epochs;
  const ticks = step > 1 ? [1] : [];
  for (let epoch = step; epoch <= epochs; epoch += step) ticks.push(epoch);
  return ticks;
}

// A path through the values from epoch `start` to `end`; missing values are gaps. A value between two
// gaps is no line: it comes apart, as `lone`.
export function pathOf(values, x, y, start, end) {
  let [path, lone] = ["", ""];
  const known = (e) => e >= 0 && values[e] !== null && values[e] !== undefined;
  for (let e = start; e <= end; e++) {
    if (!known(e)) continue;
    const point = `${x(e + 1).toFixed(1)} ${y(values[e]).toFixed(1)}`;
    path += (e > start && known(e - 1) ? "L" : "M") + point;
    if (!known(e - 1) && !known(e + 1)) lone += `M${point}h.01`; // a round cap makes it a dot
  }
  return { path, lone };
}

// The best value so far as a line of steps, and the band between it and what a value has to pass:
// `best[e]` is what epoch e + 1 is compared with.
export function stepsOf(best, x, y, shift, start, end) {
  let [line, band, edge] = ["", "", ""];
  for (let e = start; e < end; e++) {
    if (best[e] === null || best[e] === undefined) continue;
    const [left, right] = [x(e + 1).toFixed(1), x(e + 2).toFixed(1)];
    const [level, passed] = [y(best[e]).toFixed(1), y(best[e] + shift).toFixed(1)];
    line += line ? `V${level}H${right}` : `M${left} ${level}H${right}`;
    edge += `M${left} ${passed}H${right}`;
    band += `M${left} ${level}H${right}V${passed}H${left}Z`;
  }
  if (end > start && best[end] !== null && best[end] !== undefined) line += `V${y(best[end]).toFixed(1)}`;
  return { line, band, edge };
}

// A large number as 3.7·10¹¹.
export function power(value, digits = 2) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e+");
  return `${mantissa}·10${exponent.replace(/[0-9]/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit])}`;
}

// At most four decimals, few digits for large numbers.
export function short(value) {
  if (value === null || value === undefined) return "–";
  if (Math.abs(value) >= 1e5) return power(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(+value.toFixed(Math.abs(value) >= 1 ? 2 : 4));
}

// Where the two panels stand, and their scales. The scales depend on the data alone, never on the rule's
// numbers: nothing moves under a pointer that drags. `scale` is kit.js's.
export function layoutOf({ data, width }, scale) {
  const { rule, history, compare, epochs } = data;
  const narrow = width < 480;
  const left = narrow ? 50 : 60;
  const right = rule ? (narrow ? 46 : 72) : 14;
  const decides = rule && (rule.monitor.endsWith("accuracy") ? "accuracy" : "loss");
  const heights = { loss: SIZE.alone[0], accuracy: SIZE.alone[1] };
  if (rule) for (const name of ["loss", "accuracy"]) heights[name] = decides === name ? SIZE.deciding : SIZE.other;
  const last = Math.max(epochs, lengthOf(history));
  const x = within(scale([0.5, last + 0.5], [left, width - right]));
  const panels = {};
  let top = SIZE.flags;
  for (const name of ["loss", "accuracy"]) {
    const runs = compare ? [history, compare.history] : [history];
    const [trains, others] = ["", "val_"].map((prefix) => runs.map((run) => run[prefix + name]));
    const range = rangeOf(trains, others, name, decides === name ? rule.baseline : null, data.guessing?.[name]);
    const bottom = top + heights[name];
    let [low, high] = [bottom - 4, top + 6];
    if (decides === name) {
      const watched = finite(history[rule.monitor]);
      const best = watched.length ? Math[rule.direction](...watched) : null;
      const at = best === null ? null : scale(range, [low, high])(best);
      const room = (pixel) => Math.max(0, RULER.room - pixel); // the ruler hangs beyond the best value
      if (best !== null && rule.direction === "min") low -= room(bottom - at);
      if (best !== null && rule.direction === "max") high += room(at - top);
    }
    panels[name] = { name, top, bottom, range, y: within(scale(range, [low, high])) };
    top = bottom + SIZE.gap;
  }
  const bottom = top - SIZE.gap;
  const height = bottom + SIZE.axis;
  return { narrow, left, right: width - right, width, last, decides, panels, x, bottom, height };
}

