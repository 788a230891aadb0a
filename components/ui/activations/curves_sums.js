// What the picture shows is summed here, from the samples that Python sent; no formula of an activation.

function sums(picture, bell) {
  const { edges, curves, flat, layers } = picture.data;
  const shares = picture.middles.map((z, i) => Math.exp(-0.5 * ((z - bell.center) / bell.spread) ** 2) * (edges[i + 1] - edges[i]));
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

// f and f' at one place, from the samples around it; at a jump of the slope, what Keras takes there.
function at(picture, curve, z) {
  const jump = curve.jumps.find((known) => Math.abs(known[0] - z) < 1e-9);
  if (jump) return [jump[1], jump[2]];
  const { edges } = picture.data;
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= z) low = middle; else high = middle;
  }
  const here = picture.middles[low];
  const next = z > here ? low + 1 : low - 1;
  const border = edges[Math.max(low, next)];
  const apart = curve.jumps.some((known) => known[0] === border);
  const share = apart ? 0 : (z - here) / (picture.middles[next] - here);
  const slope = curve.slope[low] + share * ((curve.slope[next] ?? curve.slope[low]) - curve.slope[low]);
  return [curve.value[low] + (z - here) * (curve.slope[low] + slope) / 2, slope];
}

// Shares of the outputs in bars of BIN pixels from the top of the panel; what lies outside, above and below.
function outputs(curve, shares, edges, scale) {
  const bars = new Array(Math.ceil(F.height / BIN)).fill(0);
  const stuck = bars.map(() => 0); // of each bar, what comes from where f is constant
  const outside = [0, 0];
  const add = (bar, share) => {
    if (bar < 0) outside[0] += share; else if (bar >= bars.length) outside[1] += share; else bars[bar] += share;
  };
  shares.forEach((share, i) => {
    if (share < 1e-7) return;
    const reach = Math.abs(curve.slope[i] * (edges[i + 1] - edges[i]) * scale.per) / 2 / BIN;
    const place = (scale.y(curve.value[i]) - F.top) / BIN;
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

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

const line = (x1, y1, x2, y2, color, width = 1) => `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${color}" stroke-width="${width}"></line>`;
const text = (x, y, words, kind, anchor = "start", color = "") => `<text x="${x}" y="${y}" class="${kind}" text-anchor="${anchor}"${color ? ` style="fill:${color}"` : ""}>${words}</text>`;
const number = (value, digits) => (Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value).toFixed(digits).replace("-", "−");
const percent = (share) => (share > 0 && share < 0.005 ? "&lt; 1 %" : `${Math.round(100 * share)} %`);

function power(value) {
  if (value >= 0.01 && value < 1000) return value.toPrecision(2);
  const exponent = Math.floor(Math.log10(value));
  const raised = String(exponent).replace("-", "⁻").replace(/[0-9]/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
  return Number.isFinite(exponent) ? `${(value / 10 ** exponent).toFixed(1)}·10${raised}` : "0";
}
