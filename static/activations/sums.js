// What the picture of /activations shows is summed here, from the samples that Python sent: no formula of an
// activation. Samples: { edges, middles, curves, flat, layers }, a value and a slope of each curve at each
// middle. Pure functions.

// The middle of each cell between two edges.
export const middles = (edges) => edges.slice(1).map((edge, i) => (edge + edges[i]) / 2);

// The share of z in each cell under a bell, and of each curve: RMS slope, share of z where it is flat, and
// what is left after so many layers.
export function sums({ edges, middles, curves, flat, layers }, bell) {
  const shares = middles.map((z, i) => Math.exp(-0.5 * ((z - bell.center) / bell.spread) ** 2) * (edges[i + 1] - edges[i]));
  const total = shares.reduce((a, b) => a + b, 0);
  shares.forEach((share, i) => { shares[i] = share / total; });
  const found = curves.map((curve) => {
    let square = 0;
    let level = 0;
    curve.slope.forEach((slope, i) => {
      square += shares[i] * slope * slope;
      if (Math.abs(slope) < flat) level += shares[i];
    });
    return { rms: Math.sqrt(square), flat: level, after: square ** (layers / 2) };
  });
  return { shares, found };
}

// So many places under the bell, each standing for the same share of z, from left to right.
export function quantiles(shares, edges, count) {
  const places = [];
  let below = 0;
  shares.forEach((share, i) => {
    while (places.length < count && (places.length + 0.5) / count <= below + share) {
      const part = ((places.length + 0.5) / count - below) / share;
      places.push(edges[i] + part * (edges[i + 1] - edges[i]));
    }
    below += share;
  });
  while (places.length < count) places.push(edges.at(-1)); // the last share, if rounding lost it
  return places;
}

// f and f' at one place, from the samples around it; at a jump of the slope, what Keras takes there.
export function at({ edges, middles }, curve, z) {
  const jump = curve.jumps.find((known) => Math.abs(known[0] - z) < 1e-9);
  if (jump) return [jump[1], jump[2]];
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= z) low = middle; else high = middle;
  }
  const here = middles[low];
  const next = z > here ? low + 1 : low - 1;
  const border = edges[Math.max(low, next)];
  const apart = curve.jumps.some((known) => known[0] === border);
  const share = apart ? 0 : (z - here) / (middles[next] - here);
  const slope = curve.slope[low] + share * ((curve.slope[next] ?? curve.slope[low]) - curve.slope[low]);
  return [curve.value[low] + (z - here) * (curve.slope[low] + slope) / 2, slope];
}

// How far the y axis of a panel goes: as far as its values, within bounds, with a little room.
export function extent(values, { least, most, low, high }) {
  const from = Math.max(least, Math.min(low, ...values));
  const to = Math.min(most, Math.max(high, ...values));
  const room = (to - from) * 0.07;
  return [from - room, to + room];
}

// Shares of the outputs in bars of so many pixels, from `top` (a value) down; what lies outside, above and
// below. `per`: pixels of one unit.
export function outputs(curve, shares, edges, { top, per, height, bar: pixels }) {
  const bars = new Array(Math.ceil(height / pixels)).fill(0);
  const stuck = bars.map(() => 0); // of each bar, what comes from where f is constant
  const outside = [0, 0];
  const add = (bar, share) => {
    if (bar < 0) outside[0] += share; else if (bar >= bars.length) outside[1] += share; else bars[bar] += share;
  };
  shares.forEach((share, i) => {
    if (share < 1e-7) return;
    const reach = Math.abs(curve.slope[i] * (edges[i + 1] - edges[i]) * per) / 2 / pixels;
    const place = ((top - curve.value[i]) * per) / pixels;
    const from = Math.floor(place - reach);
    const to = Math.floor(place + reach);
    if (curve.slope[i] === 0 && from >= 0 && from < bars.length) stuck[from] += share;
    if (from === to || to - from > 200) { add(Math.floor(place), share); return; }
    for (let bar = from; bar <= to; bar += 1) {
      const covered = Math.min(bar + 1, place + reach) - Math.max(bar, place - reach);
      add(bar, (share * covered) / (2 * reach));
    }
  });
  return { bars, stuck, outside };
}

// Labels at `y` that would cover each other move apart, and stay inside the panel: `shown` is where.
export function apart(labels, { top, height }) {
  const gap = Math.min(14, height / Math.max(1, labels.length));
  const sorted = labels.map((label) => ({ ...label })).sort((a, b) => a.y - b.y);
  let last = -Infinity;
  for (const label of sorted) {
    label.shown = Math.max(Math.max(top + 7, label.y), last + gap);
    last = label.shown;
  }
  let next = top + height - 5 + gap;
  for (const label of sorted.reverse()) {
    label.shown = Math.min(label.shown, next - gap);
    next = label.shown;
  }
  return sorted;
}

// A share in whole percent, never "0 %" of something.
export const share = (value) => (value > 0 && value < 0.005 ? "< 1 %" : `${Math.round(100 * value)} %`);

// A number of any size in two digits: 0.13, 8.6·10⁻¹³.
export function power(value) {
  if (value >= 0.01 && value < 1000) return value.toPrecision(2);
  const exponent = Math.floor(Math.log10(value));
  const raised = String(exponent).replace("-", "⁻").replace(/[0-9]/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
  return Number.isFinite(exponent) ? `${(value / 10 ** exponent).toFixed(1)}·10${raised}` : "0";
}
