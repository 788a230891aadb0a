// How the picture is drawn. `draw` makes what stands still, `move` what follows the probe and the bell.

function draw(picture) {
  const { frame, data } = picture;
  const width = (picture.width = frame.clientWidth || 640);
  const narrow = width < 540;
  const strip = narrow ? 104 : Math.min(300, Math.max(215, width * 0.34));
  const right = width - strip - 16;
  frame.classList.toggle("narrow", narrow);
  frame.style.setProperty("--muted", data.muted);
  frame.style.gridTemplate = `${BELL.top - 14}px minmax(${HEIGHT - BELL.top + 14}px, auto) / ${right + 16}px ${strip}px`;
  const x = (z) => LEFT + ((z + data.range) / (2 * data.range)) * (right - LEFT);
  Object.assign(picture, { narrow, strip, right, x, f: axis(picture, "value", F, -2, 3), slope: axis(picture, "slope", SLOPE, -1, 2) });
  const svg = picture.find("svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  svg.setAttribute("height", HEIGHT);
  svg.setAttribute("aria-label", data.alt);
  picture.find(".still").innerHTML = still(picture);
  [F, BELL, SLOPE].forEach((panel, i) => set(svg.querySelectorAll(".area")[i], { x: LEFT, y: panel.top, width: right - LEFT, height: panel.height }));
  move(picture);
}

// The y axis of a panel: as far as the chosen curves go, but not beyond a bound.
function axis(picture, part, panel, least, most) {
  const { range, curves } = picture.data;
  const seen = curves.flatMap((curve) => curve[part].filter((_, i) => Math.abs(picture.middles[i]) <= range));
  let low = Math.max(least, Math.min(part === "slope" ? -0.12 : -0.2, ...seen));
  let high = Math.min(most, Math.max(part === "slope" ? 1 : 1.2, ...seen));
  const room = (high - low) * 0.07;
  low -= room;
  high += room;
  const per = panel.height / (high - low);
  return { low, high, per, y: (value) => panel.top + (high - value) * per };
}

function still(picture) {
  const { data, x, f, slope, right, strip, narrow } = picture;
  const words = data.words[narrow ? "narrow" : "wide"];
  const out = ["<defs>"];
  for (const [name, panel] of [["f", F], ["slope", SLOPE]]) {
    out.push(`<clipPath id="${name}"><rect x="${LEFT}" y="${panel.top}" width="${right - LEFT}" height="${panel.height}"></rect></clipPath>`);
  }
  out.push("</defs>", text(LEFT, F.top - 6, words.value, "title"), text(LEFT, BELL.top - 4, words.bell, "title"), text(LEFT, SLOPE.top - 6, words.slope, "title"));
  out.push(text(right + 16, F.top - 6, words.out, "title"));
  const far = data.range > 6 ? 2 : 1;
  for (let z = -Math.floor(data.range / far) * far; z <= data.range; z += far) {
    for (const panel of [F, BELL, SLOPE]) out.push(line(x(z), panel.top, x(z), panel.top + panel.height, z === 0 ? data.muted : data.grid));
    out.push(text(x(z), SLOPE.top + SLOPE.height + 12, z, "quiet", "middle"));
  }
  const ticks = [[f, 1, F], [slope, 0.5, SLOPE]];
  for (const [scale, gap] of ticks) {
    for (let tick = Math.ceil(scale.low / gap) * gap; tick <= scale.high; tick += gap) {
      out.push(line(LEFT, scale.y(tick), right, scale.y(tick), tick === 0 ? data.muted : data.grid));
      out.push(text(LEFT - 5, scale.y(tick) + 4, tick, "quiet", "end"));
    }
  }
  out.push(line(right + 16, F.top, right + 16, F.top + F.height, data.grid), line(right + 16, f.y(0), right + 16 + strip, f.y(0), data.grid));
  const band = [slope.y(data.flat), slope.y(-data.flat)];
  out.push(`<rect x="${LEFT}" y="${band[0]}" width="${right - LEFT}" height="${band[1] - band[0]}" fill="${data.muted}" opacity="0.18"></rect>`);
  out.push(text(LEFT + 4, band[0] - 4, data.words.flat, "quiet"));
  for (const curve of data.curves) {
    out.push(path(picture, curve, "value", f, "f"), path(picture, curve, "slope", slope, "slope"));
    for (const [z, , value] of curve.jumps) out.push(`<circle cx="${x(z)}" cy="${slope.y(value)}" r="3.5" fill="${curve.color}" clip-path="url(#slope)"></circle>`);
  }
  return out.join("");
}

function path(picture, curve, part, scale, clip) {
  const { edges, range } = picture.data;
  const steps = [];
  let open = false;
  picture.middles.forEach((z, i) => {
    if (Math.abs(z) > range * 1.05) return;
    const jumps = part === "slope" && curve.jumps.some((known) => known[0] === edges[i]);
    steps.push(`${open && !jumps ? "L" : "M"}${picture.x(z).toFixed(1)} ${Math.max(-999, Math.min(1999, scale.y(curve[part][i]))).toFixed(1)}`);
    open = true;
  });
  const kind = `class="curve" data-name="${curve.name}" data-part="${part}"`;
  return `<path ${kind} d="${steps.join("")}" fill="none" stroke="${curve.color}" stroke-width="${curve.reference ? 1.5 : 2.5}" stroke-dasharray="${curve.dash}" opacity="${curve.reference ? 0.7 : 1}" clip-path="url(#${clip})"></path>`;
}

// Everything that depends on the probe or on the bell.
function move(picture) {
  const { data, bell, x, right, f } = picture;
  picture.now = sums(picture, bell);
  picture.find(".moving").innerHTML = drawBell(picture) + drawOutputs(picture) + drawProbe(picture);
  const edge = (z) => Math.max(LEFT + 6, Math.min(right - 6, x(z)));
  const top = BELL.top + BELL.height - lanes(picture) - 4;
  const peak = (top - BELL.top - 8) / Math.max(1, bell.spread ** 0.8);
  place(picture, "center", edge(bell.center), top - peak, bell.center, [-data.bounds.center, data.bounds.center]);
  place(picture, "spread", edge(bell.center + bell.spread), top - peak * Math.exp(-0.5), bell.spread, data.bounds.spread);
  const node = place(picture, "probe", Math.max(LEFT + 20, Math.min(right - 20, x(picture.probe))), SLOPE.top + SLOPE.height + 20, picture.probe, [-data.range, data.range]);
  node.querySelector("text").textContent = `z = ${number(picture.probe, 2)}`;
  const said = data.curves.map((curve) => {
    const [value, slope] = at(picture, curve, picture.probe);
    return `${curve.label}: f ${number(value, 2)}, f' ${number(slope, 2)}`;
  });
  node.setAttribute("aria-valuetext", `z = ${number(picture.probe, 2)}; ${said.join("; ")}`);
  picture.find("table").innerHTML = table(picture);
  picture.f = f;
}

function place(picture, name, x, y, value, [least, most]) {
  const node = picture.find(`.${name}`);
  node.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  set(node, { "aria-label": picture.data.words[`${name}_handle`], "aria-valuenow": value.toFixed(2), "aria-valuemin": least, "aria-valuemax": most });
  return node;
}

const laned = (picture) => picture.data.curves.filter((curve) => !curve.reference);
const lane = (picture) => Math.min(7, 42 / Math.max(1, laned(picture).length));
const lanes = (picture) => lane(picture) * laned(picture).length;

// The bell, and under it a lane for each function, filled where that function is flat.
function drawBell(picture) {
  const { data, bell, x, right } = picture;
  const top = BELL.top + BELL.height - lanes(picture) - 4;
  const peak = (top - BELL.top - 8) / Math.max(1, bell.spread ** 0.8);
  const points = [];
  for (let pixel = LEFT; pixel <= right; pixel += 3) {
    const z = ((pixel - LEFT) / (right - LEFT)) * 2 * data.range - data.range;
    points.push(`${pixel} ${(top - peak * Math.exp(-0.5 * ((z - bell.center) / bell.spread) ** 2)).toFixed(1)}`);
  }
  const out = [`<path d="M${LEFT} ${top}L${points.join("L")}L${right} ${top}Z" fill="${data.muted}" fill-opacity="0.22" stroke="${data.muted}" stroke-width="1.5"></path>`];
  laned(picture).forEach((curve, row) => {
    const y = top + 3 + row * lane(picture);
    for (const [from, to] of curve.flat) {
      const [a, b] = [Math.max(-data.range, from), Math.min(data.range, to)];
      if (a < b) out.push(`<rect x="${x(a)}" y="${y}" width="${x(b) - x(a)}" height="${lane(picture) - 1.5}" fill="${curve.color}"><title>${curve.label}: ${data.words.flat}</title></rect>`);
    }
  });
  return out.join("");
}

function drawOutputs(picture) {
  const { data, now, right, strip, f } = picture;
  const left = right + 16;
  const most = strip - 34;
  const full = 0.16; // the share of outputs in one bar that fills the strip; longer bars say their share
  const labels = [];
  const shapes = data.curves.map((curve) => {
    if (curve.reference) return "";
    const { bars, stuck, outside } = outputs(curve, now.shares, data.edges, f);
    const say = (y, words) => labels.push({ y, words, color: curve.color });
    const points = bars.map((share, bar) => {
      const end = left + Math.min(1, share / full) * most;
      const peak = share > full && share >= Math.max(bars[bar - 1] ?? 0, bars[bar + 1] ?? 0);
      if (peak) say(F.top + bar * BIN + 2, percent(stuck[bar] > full ? stuck[bar] : share));
      return `${end} ${F.top + bar * BIN}L${end} ${F.top + (bar + 1) * BIN}`;
    });
    if (outside[0] > 0.005) say(F.top, `↑ ${percent(outside[0])}`);
    if (outside[1] > 0.005) say(F.top + F.height, `↓ ${percent(outside[1])}`);
    return `<path d="M${left} ${F.top}L${points.join("L")}L${left} ${F.top + F.height}Z" fill="${curve.color}" fill-opacity="0.28" stroke="${curve.color}" stroke-width="1.2"></path>`;
  });
  const placed = spread(labels, F).map((label) => text(left + strip, label.shown + 4, label.words, "value", "end", label.color));
  return shapes.join("") + placed.join("");
}

function drawProbe(picture) {
  const { data, x, right, f, slope, probe } = picture;
  const place = x(probe);
  const out = [line(place, F.top, place, SLOPE.top + SLOPE.height + 10, "var(--st-primary-color)", 1.5)];
  const turned = place > right - 110;
  for (const [part, scale, panel, clip] of [[0, f, F, "f"], [1, slope, SLOPE, "slope"]]) {
    const marks = data.curves.map((curve) => ({ curve, point: at(picture, curve, probe) })).map((mark) => ({ ...mark, y: scale.y(mark.point[part]) }));
    for (const { curve, point, y } of marks) {
      if (part === 0) {
        const reach = data.range * 0.16;
        const ends = [-reach, reach].map((far) => `${x(probe + far)} ${scale.y(point[0] + far * point[1])}`);
        out.push(`<path d="M${ends.join("L")}" stroke="var(--st-text-color)" stroke-width="1.3" clip-path="url(#${clip})"></path>`);
      }
      if (y > panel.top - 1 && y < panel.top + panel.height + 1) out.push(`<circle cx="${place}" cy="${y}" r="4.5" fill="${curve.color}" stroke="var(--st-background-color)" stroke-width="1.5"></circle>`);
    }
    const size = Math.min(12, (1.1 * panel.height) / marks.length);
    for (const { curve, point, shown } of spread(marks, panel)) {
      out.push(text(turned ? place - 10 : place + 10, shown + 4, `${curve.label} ${number(point[part], 2)}`, "value", turned ? "end" : "start", `${curve.color};font-size:${size}px`));
    }
  }
  return out.join("");
}

// Labels that would cover each other move apart, and stay inside the panel.
function spread(marks, panel) {
  const gap = Math.min(14, panel.height / Math.max(1, marks.length));
  const sorted = [...marks].sort((a, b) => a.y - b.y);
  let last = -Infinity;
  for (const mark of sorted) {
    mark.shown = Math.max(Math.max(panel.top + 7, mark.y), last + gap);
    last = mark.shown;
  }
  let next = panel.top + panel.height - 5 + gap;
  for (const mark of sorted.reverse()) {
    mark.shown = Math.min(mark.shown, next - gap);
    next = mark.shown;
  }
  return sorted;
}

const bounded = (slope) => (Math.min(slope, 1.25) / 1.25) * 100;

function table(picture) {
  const { data, now, home } = picture;
  const heads = data.words[picture.narrow ? "narrow" : "wide"].table;
  const moved = data.home.center !== picture.bell.center || data.home.spread !== picture.bell.spread;
  const rows = data.curves.map((curve, i) => {
    if (curve.reference) return "";
    const [here, before] = [now.found[i], home.found[i]];
    const was = moved && number(before.rms, 2) !== number(here.rms, 2) ? `<small>${number(before.rms, 2)} → </small>` : "";
    const cells = [percent(here.flat), `${was}<b class="rms" data-name="${curve.name}">${number(here.rms, 2)}</b>`, power(here.after)];
    const bar = data.curves.length > 6 ? "" : `<tr class="bar"><td colspan="4"><i style="width:${bounded(here.rms)}%;background:${curve.color}"></i><u style="left:${bounded(before.rms)}%"></u></td></tr>`;
    return `<tr><td style="color:${curve.color}">${curve.label}</td>${cells.map((cell, k) => `<td data-head="${heads[k + 1]}">${cell}</td>`).join("")}</tr>${bar}`;
  });
  picture.find("table").classList.toggle("many", data.curves.length > 6);
  return `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody>`;
}
