// f above, f' below, and in the later steps the bell of z between them on one axis. The probe and the bell move
// here, with no rerun; a bell that is let go is sent once. On the right each function has a lane: an error comes
// in from the right and is thinned by f'.
const FEW = { F: { top: 18, height: 200 }, SLOPE: { top: 252, height: 168 } };
const ALL = { F: { top: 18, height: 150 }, BELL: { top: 190, height: 84 }, SLOPE: { top: 298, height: 122 } };
const HEIGHT = 452;
const LEFT = 32;
const BAR = 3; // pixels of a bar in the distribution of outputs
const FULL = 0.16; // the share of outputs in one bar that fills the strip; longer bars say their share
const STEP = 0.05;
const NAMES = ["center", "spread", "probe"];
const LANE = 16; // pixels
const DOTS = 14; // in a lane
const MOST_LANES = 6;
const PASSING = 2600; // milliseconds that a dot takes through a lane
const RESTING = 4500; // after which the dots rest

export default (kit, { apart, at, extent, middles, outputs, power, quantiles, share, sums }) => {
  const { clamp, escaped, plain, svg } = kit;

  // ---- what the viewer moves ----

  function create(root, { send }) {
    const view = { root, probe: 2, bell: null, held: false, lanes: new Map(), phase: 0, frame: 0, stop() {} };
    view.exchange = kit.exchange((bell) => send("bell", bell));
    view.still = svg("g");
    view.moving = svg("g");
    view.areas = Object.keys(ALL).map(() => svg("rect", { class: "area" }));
    view.handles = Object.fromEntries(NAMES.map((name) => [name, handle(view, name)]));
    const nodes = NAMES.map((name) => view.handles[name].node);
    view.svg = svg("svg", { role: "group", height: HEIGHT }, view.still, view.moving, ...view.areas, ...nodes);
    view.table = document.createElement("table");
    root.append(view.svg, view.table);
    for (const area of view.areas) {
      area.onpointerdown = (event) => {
        if (event.button) return;
        event.preventDefault();
        area.setPointerCapture(event.pointerId);
        put(view, "probe", under(view, event));
      };
      area.onpointermove = (event) => {
        if (area.hasPointerCapture(event.pointerId)) put(view, "probe", under(view, event));
      };
    }
    view.unwatch = kit.onResize(root, () => view.data && draw(view));
    return view;
  }

  function destroy(view) {
    cancelAnimationFrame(view.frame);
    view.stop();
    view.exchange.stop();
    view.unwatch();
  }

  // What Python sent: samples and settings. A bell that it moved travels there.
  function receive(view, data) {
    const first = !view.data;
    const hasBell = ["bell", "layers"].includes(data.step);
    Object.assign(view, { hasBell, panels: hasBell ? ALL : FEW });
    const target = { center: data.center, spread: data.spread };
    view.data = { ...data, middles: middles(data.edges) };
    view.home = sums(view.data, data.home);
    view.probe = clamp(view.probe, -data.range, data.range);
    if (first) view.bell = target;
    view.stop();
    draw(view);
    if (!first && view.exchange.answered(data.answered) && !view.held) travel(view, target);
  }

  function travel(view, target) {
    const from = view.bell;
    if (from.center === target.center && from.spread === target.spread) return;
    view.stop = kit.travel(700, (part) => {
      view.bell = part === 1 ? target : {
        center: from.center + (target.center - from.center) * part,
        spread: from.spread + (target.spread - from.spread) * part,
      };
      move(view);
    });
  }

  function handle(view, name) {
    const shape = {
      probe: () => [svg("rect", { class: "dot", x: -32, y: -10, width: 64, height: 20, rx: 10 }), svg("text", { y: 4 })],
      center: () => [svg("circle", { class: "dot", r: 8 })],
      spread: () => [svg("rect", { class: "dot", x: -7, y: -7, width: 14, height: 14, rx: 3 })],
    }[name]();
    const node = svg("g", { class: `handle ${name}` }, svg("circle", { class: "touch", r: 20 }), ...shape);
    const probe = name === "probe";
    const say = kit.draggable(node, {
      read: () => (probe ? view.probe : view.bell[name]),
      limits: () => limits(view, name),
      step: probe ? 2 * STEP : STEP,
      grab: () => { view.held = !probe; },
      at: (event) => (name === "spread" ? Math.abs(under(view, event) - view.bell.center) : under(view, event)),
      put: (value) => put(view, name, value),
      done(how) {
        view.held = false;
        if (probe) return;
        if (how === "key") view.exchange.soon(() => view.bell);
        else view.exchange.now(view.bell);
      },
      text: probe ? () => spoken(view) : () => `${plain(view.bell[name])}; ${passedBack(view)}`,
    });
    return { node, say };
  }

  const limits = ({ data }, name) => (name === "probe" ? [-data.range, data.range] : data.bounds[name]);
  const under = (view, event) => view.x.at(kit.within(view.svg, event).x);

  function put(view, name, value) {
    const whole = Math.round(clamp(value, ...limits(view, name)) / STEP) / Math.round(1 / STEP);
    if (name === "probe") view.probe = whole;
    else {
      view.stop();
      view.bell = { ...view.bell, [name]: whole };
    }
    move(view);
  }

  function spoken({ data, probe }) {
    const said = data.curves.map((curve) => {
      const [value, slope] = at(data, curve, probe);
      return `${curve.label}: f ${plain(value)}, f' ${plain(slope)}`;
    });
    return `z = ${plain(probe)}; ${said.join("; ")}`;
  }

  // What each function passes back under the bell.
  function passedBack({ data, now }) {
    if (!now) return "";
    const parts = data.curves.map((curve, i) => (curve.reference ? "" : `${curve.label} passes back ${plain(now.found[i].rms)}`));
    return parts.filter(Boolean).join(", ");
  }

  // ---- what stands still ----

  function draw(view) {
    const { root, data } = view;
    const width = root.clientWidth || 640;
    const narrow = width < 540;
    const strip = narrow ? 104 : clamp(width * 0.34, 215, 300);
    const right = width - strip - 16;
    root.classList.toggle("narrow", narrow);
    const { F, BELL, SLOPE } = view.panels;
    const above = view.hasBell ? BELL.top - 14 : 6;
    root.style.gridTemplate = `${above}px minmax(${HEIGHT - above}px, auto) / ${right + 16}px ${strip}px`;
    Object.assign(view, {
      narrow, strip, right,
      x: kit.scale([-data.range, data.range], [LEFT, right]),
      f: axis(view, "value", F, { least: -2, most: 3, low: -0.2, high: 1.2 }),
      slope: axis(view, "slope", SLOPE, { least: -1, most: 2, low: -0.12, high: 1 }),
    });
    set(view.svg, { viewBox: `0 0 ${width} ${HEIGHT}` });
    [F, BELL, SLOPE].forEach((panel, i) => {
      set(view.areas[i], { x: LEFT, y: panel?.top ?? 0, width: right - LEFT, height: panel?.height ?? 0 });
    });
    for (const name of ["center", "spread"]) view.handles[name].node.style.display = view.hasBell ? "" : "none";
    view.still.replaceChildren(...still(view));
    move(view);
  }

  function axis({ data }, part, panel, bounds) {
    const seen = data.curves.flatMap((curve) => curve[part].filter((_, i) => Math.abs(data.middles[i]) <= data.range));
    const [low, high] = extent(seen, bounds);
    return { low, high, y: kit.scale([high, low], [panel.top, panel.top + panel.height]) };
  }

  function still(view) {
    const { data, x, f, slope, right, strip, narrow, panels: { F, BELL, SLOPE } } = view;
    const words = data.words[narrow ? "narrow" : "wide"];
    const clips = [["f", F], ["slope", SLOPE]].map(([id, panel]) => svg("clipPath", { id },
      svg("rect", { x: LEFT, y: panel.top, width: right - LEFT, height: panel.height })));
    const out = [svg("defs", {}, ...clips)];
    out.push(text(LEFT, F.top - 6, words.value, "title"), text(LEFT, SLOPE.top - 6, words.slope, "title"));
    if (BELL) out.push(text(LEFT, BELL.top - 4, words.bell, "title"), text(right + 16, F.top - 6, words.out, "title"));
    const far = data.range > 6 ? 2 : 1;
    for (let z = -Math.floor(data.range / far) * far; z <= data.range; z += far) {
      for (const { top, height } of Object.values(view.panels)) out.push(line(x(z), top, x(z), top + height, z === 0 ? "muted" : "grid"));
      out.push(text(x(z), SLOPE.top + SLOPE.height + 12, z, "quiet", { anchor: "middle" }));
    }
    for (const [{ low, high, y }, gap] of [[f, 1], [slope, 0.5]]) {
      for (let tick = Math.ceil(low / gap) * gap; tick <= high; tick += gap) {
        out.push(line(LEFT, y(tick), right, y(tick), tick === 0 ? "muted" : "grid"));
        out.push(text(LEFT - 5, y(tick) + 4, tick, "quiet", { anchor: "end" }));
      }
    }
    if (BELL) out.push(line(right + 16, F.top, right + 16, F.top + F.height), line(right + 16, f.y(0), right + 16 + strip, f.y(0)));
    const [above, below] = [slope.y(data.flat), slope.y(-data.flat)];
    if (BELL) {
      out.push(svg("rect", { class: "band", x: LEFT, y: above, width: right - LEFT, height: below - above }));
      out.push(text(LEFT + 4, above - 4, data.words.flat, "quiet"));
    }
    for (const curve of data.curves) {
      out.push(path(view, curve, "value", f.y, "f"), path(view, curve, "slope", slope.y, "slope"));
      for (const [z, , value] of curve.jumps) {
        out.push(svg("circle", { cx: x(z), cy: slope.y(value), r: 3.5, fill: curve.color, "clip-path": "url(#slope)" }));
      }
    }
    return out;
  }

  function path({ data, x }, curve, part, y, clip) {
    const steps = [];
    let open = false;
    data.middles.forEach((z, i) => {
      if (Math.abs(z) > data.range * 1.05) return;
      const jumps = part === "slope" && curve.jumps.some((known) => known[0] === data.edges[i]);
      steps.push(`${open && !jumps ? "L" : "M"}${x(z).toFixed(1)} ${clamp(y(curve[part][i]), -999, 1999).toFixed(1)}`);
      open = true;
    });
    return svg("path", {
      class: "curve", "data-name": curve.name, "data-part": part, d: steps.join(""), fill: "none",
      stroke: curve.color, "stroke-width": curve.reference ? 1.5 : 2.5, "stroke-dasharray": curve.dash,
      "clip-path": `url(#${clip})`,
    });
  }

  // ---- what follows the probe and the bell ----

  function move(view) {
    const { data, bell, x, right, probe, panels: { SLOPE } } = view;
    view.now = sums(data, bell);
    view.moving.replaceChildren(...(view.hasBell ? [...drawBell(view), ...drawOutputs(view)] : []), ...drawProbe(view));
    if (view.hasBell) {
      const { base, peak } = hill(view);
      const edge = (z) => clamp(x(z), LEFT + 6, right - 6);
      place(view, "center", edge(bell.center), base - peak);
      place(view, "spread", edge(bell.center + bell.spread), base - peak * Math.exp(-0.5));
    }
    place(view, "probe", clamp(x(probe), LEFT + 20, right - 20), SLOPE.top + SLOPE.height + 20);
    const told = view.hasBell ? `Bell: centre ${plain(bell.center)}, spread ${plain(bell.spread)}; ${passedBack(view)}` : spoken(view);
    set(view.svg, { "aria-label": `${data.alt} ${told}.` });
    view.handles.probe.node.querySelector("text").textContent = `z = ${plain(probe)}`;
    view.table.innerHTML = table(view);
    view.table.setAttribute("aria-label", data.words.functions);
    view.table.classList.toggle("many", data.curves.length > MOST_LANES);
    thin(view);
    flow(view);
  }

  // ---- the error on its way back ----

  // How much each dot of each lane keeps: the slope at its z.
  function thin(view) {
    const { data, now, probe } = view;
    const places = view.hasBell ? quantiles(now.shares, data.edges, DOTS) : new Array(DOTS).fill(probe);
    for (const cell of view.table.querySelectorAll(".lane td")) {
      const curve = data.curves.find(({ name }) => name === cell.dataset.name);
      const lane = view.lanes.get(curve.name) ?? svg("svg", { class: "stream", height: LANE, "aria-hidden": "true" });
      view.lanes.set(curve.name, lane);
      // Neighbours in the lane are not neighbours in z: 5 and 14 have no factor in common.
      lane.kept = places.map((_, i) => Math.min(1.2, Math.abs(at(data, curve, places[(5 * i) % DOTS])[1])));
      lane.style.setProperty("--own", curve.color);
      const width = Math.max(60, view.strip - 6);
      set(lane, { viewBox: `0 0 ${width} ${LANE}`, width });
      lane.span = width;
      lane.radius = Math.min(6, (0.45 * width) / DOTS);
      if (data.step === "layers") fade(lane, now.found[data.curves.indexOf(curve)].rms, data.layers);
      else if (lane.childElementCount !== DOTS + 1 || lane.fading) {
        const dots = lane.kept.map(() => svg("circle", { class: "error", cy: LANE / 2 }));
        lane.replaceChildren(svg("line", { class: "gate", x1: width / 2, x2: width / 2, y1: 0, y2: LANE }), ...dots);
        lane.fading = false;
      }
      cell.append(lane);
    }
  }

  // One box a layer, the error coming in on the right: each has its share of the box before it.
  function fade(lane, kept, layers) {
    const pitch = lane.span / (layers + 1);
    lane.fading = true;
    lane.replaceChildren(...Array.from({ length: layers + 1 }, (_, k) => svg("rect", {
      class: "left", x: lane.span - (k + 1) * pitch + 0.5, y: 2, width: Math.max(1, pitch - 1), height: LANE - 4, rx: Math.min(3, pitch / 4),
      "fill-opacity": Math.min(1, kept ** k),
    })));
  }

  // The dots move for a while after every change, then they rest.
  function flow(view) {
    view.until = performance.now() + RESTING;
    paint(view);
    if (view.frame || kit.still()) return;
    let before = performance.now();
    view.frame = requestAnimationFrame(function step(now) {
      view.phase = (view.phase + Math.max(0, now - before) / PASSING) % 1;
      before = now;
      paint(view);
      view.frame = now < view.until ? requestAnimationFrame(step) : 0;
    });
  }

  function paint(view) {
    for (const lane of view.lanes.values()) {
      if (lane.fading || !lane.isConnected) continue;
      lane.kept.forEach((kept, i) => {
        const gone = (i / DOTS + view.phase) % 1;
        const dot = lane.children[i + 1];
        dot.setAttribute("cx", (lane.span * (1 - gone)).toFixed(1));
        dot.setAttribute("r", (lane.radius * (gone < 0.5 ? 1 : kept)).toFixed(2));
      });
    }
  }

  function place(view, name, x, y) {
    const { node, say } = view.handles[name];
    set(node, { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, "aria-label": view.data.words[`${name}_handle`] });
    say();
  }

  // Under the bell there is a lane for each function: where its base is, how high it is, and a lane's height.
  function hill({ data, bell, panels: { BELL } }) {
    const own = data.curves.filter((curve) => !curve.reference);
    const lane = Math.min(7, 42 / Math.max(1, own.length));
    const base = BELL.top + BELL.height - lane * own.length - 4;
    return { own, lane, base, peak: (base - BELL.top - 8) / Math.max(1, bell.spread ** 0.8) };
  }

  // The bell, and each function's lane filled where that function is flat.
  function drawBell(view) {
    const { data, bell, x, right } = view;
    const { own, lane, base, peak } = hill(view);
    const points = [];
    for (let pixel = LEFT; pixel <= right; pixel += 3) {
      points.push(`${pixel} ${(base - peak * Math.exp(-0.5 * ((x.at(pixel) - bell.center) / bell.spread) ** 2)).toFixed(1)}`);
    }
    const out = [...drawReal(view), svg("path", { class: "bell", d: `M${LEFT} ${base}L${points.join("L")}L${right} ${base}Z` })];
    own.forEach((curve, row) => {
      for (const [from, to] of curve.flat) {
        const [a, b] = [Math.max(-data.range, from), Math.min(data.range, to)];
        if (a >= b) continue;
        const box = { x: x(a), y: base + 3 + row * lane, width: x(b) - x(a), height: lane - 1.5 };
        out.push(svg("rect", { ...box, fill: curve.color }, svg("title", {}, `${curve.label}: ${data.words.flat}`)));
      }
    });
    return out;
  }

  // The z of a recorded layer, to the scale of the bell: equal areas are equal shares.
  function drawReal(view) {
    const { data: { real, range }, bell, x, right, panels: { BELL } } = view;
    if (!real) return [];
    const { base, peak } = hill(view);
    const tall = peak * bell.spread * Math.sqrt(2 * Math.PI);
    const points = [];
    real.density.forEach((density, i) => {
      const z = real.from + (i + 0.5) * real.step;
      if (Math.abs(z) <= range) points.push(`${x(z).toFixed(1)} ${Math.max(BELL.top, base - tall * density).toFixed(1)}`);
    });
    const ends = points.length ? [points[0], points.at(-1)].map((point) => point.split(" ")[0]) : [];
    if (!ends.length) return [];
    const named = text(right - 4, BELL.top + 12, real.label, "realname", { anchor: "end" });
    return [
      svg("path", { class: "real", d: `M${ends[0]} ${base}L${points.join("L")}L${ends[1]} ${base}Z` }, svg("title", {}, real.label)),
      ...(view.narrow ? [] : [named]),
    ];
  }

  function drawOutputs({ data, now, right, strip, f, panels: { F } }) {
    const left = right + 16;
    const labels = [];
    const shapes = data.curves.filter((curve) => !curve.reference).map((curve) => {
      const panel = { top: f.high, per: -f.y.factor, height: F.height, bar: BAR };
      const { bars, stuck, outside } = outputs(curve, now.shares, data.edges, panel);
      const say = (y, words) => labels.push({ y, words, color: curve.color });
      const points = bars.map((part, bar) => {
        const end = left + Math.min(1, part / FULL) * (strip - 34);
        const peak = part > FULL && part >= Math.max(bars[bar - 1] ?? 0, bars[bar + 1] ?? 0);
        if (peak) say(F.top + bar * BAR + 2, share(stuck[bar] > FULL ? stuck[bar] : part));
        return `${end} ${F.top + bar * BAR}L${end} ${F.top + (bar + 1) * BAR}`;
      });
      if (outside[0] > 0.005) say(F.top, `↑ ${share(outside[0])}`);
      if (outside[1] > 0.005) say(F.top + F.height, `↓ ${share(outside[1])}`);
      return svg("path", {
        d: `M${left} ${F.top}L${points.join("L")}L${left} ${F.top + F.height}Z`,
        fill: curve.color, "fill-opacity": 0.28, stroke: curve.color, "stroke-width": 1.2,
      });
    });
    const placed = apart(labels, F).map(({ shown, words, color }) =>
      text(left + strip, shown + 4, words, "value", { anchor: "end", style: `fill: ${kit.word(color)}` }));
    return [...shapes, ...placed];
  }

  function drawProbe({ data, x, right, f, slope, probe, panels: { F, SLOPE } }) {
    const here = x(probe);
    const out = [svg("line", { class: "probed", x1: here, y1: F.top, x2: here, y2: SLOPE.top + SLOPE.height + 10 })];
    const turned = here > right - 110;
    for (const [part, { y: scale }, panel] of [[0, f, F], [1, slope, SLOPE]]) {
      const marks = data.curves.map((curve) => {
        const point = at(data, curve, probe);
        return { curve, point, y: scale(point[part]) };
      });
      for (const { curve, point, y } of marks) {
        if (part === 0) {
          const reach = data.range * 0.16;
          const ends = [-reach, reach].map((far) => `${x(probe + far)} ${scale(point[0] + far * point[1])}`);
          out.push(svg("path", { class: "tangent", d: `M${ends.join("L")}`, "clip-path": "url(#f)" }));
        }
        if (y > panel.top - 1 && y < panel.top + panel.height + 1) {
          out.push(svg("circle", { class: "mark", cx: here, cy: y, r: 4.5, fill: curve.color }));
        }
      }
      const size = Math.min(12, (1.1 * panel.height) / marks.length);
      for (const { curve, point, shown } of apart(marks, panel)) {
        out.push(text(turned ? here - 10 : here + 10, Math.max(panel.top + 9, shown - 6), `${curve.label} ${plain(point[part])}`, "value", {
          anchor: turned ? "end" : "start", style: `fill: ${kit.word(curve.color)}; font-size: ${size}px`,
        }));
      }
    }
    return out;
  }

  function table(view) {
    const { data, narrow } = view;
    const heads = data.words[narrow ? "narrow" : "wide"].table[view.hasBell ? data.step : "probe"];
    const cells = view.hasBell ? underTheBell : underTheProbe;
    const many = data.curves.length > MOST_LANES;
    const rows = data.curves.map((curve, i) => {
      if (curve.reference) return "";
      const lane = many ? "" : `<tr class="lane"><td colspan="3" data-name="${curve.name}"></td></tr>`;
      const row = cells(view, curve, i).map((cell, k) => `<td data-head="${heads[k + 1]}">${cell}</td>`).join("");
      return `<tr><td style="color: ${kit.word(curve.color)}">${escaped(curve.label)}</td>${row}</tr>${lane}`;
    });
    const head = heads.map((words, k) => (k ? `<th scope="col" title="${escaped(data.words.told[k - 1])}">${words}</th>` : "<td></td>")).join("");
    const caption = many ? "" : `<caption aria-hidden="true"><span>${data.words.passes}</span><span>${data.words.comes}</span></caption>`;
    return `${caption}<thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody>`;
  }

  function underTheProbe({ data, probe }, curve) {
    const [value, slope] = at(data, curve, probe);
    return [plain(value), `<b class="passed" data-name="${curve.name}">${plain(slope)}</b>`];
  }

  function underTheBell({ data, now, home, bell }, curve, i) {
    const [here, before] = [now.found[i], home.found[i]];
    const moved = data.home.center !== bell.center || data.home.spread !== bell.spread;
    const was = moved && plain(before.rms) !== plain(here.rms) ? `<small>${plain(before.rms)} → </small>` : "";
    const passed = `${was}<b class="rms" data-name="${curve.name}">${plain(here.rms)}</b>`;
    return data.step === "layers" ? [passed, power(here.after)] : [escaped(share(here.flat)), passed];
  }

  // ---- nodes ----

  const line = (x1, y1, x2, y2, kind = "grid") => svg("line", { class: kind, x1, y1, x2, y2 });
  const text = (x, y, words, kind, { anchor = "start", style } = {}) =>
    svg("text", { x, y, class: kind, "text-anchor": anchor, style }, words);
  const set = (node, attributes) => {
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  };

  return { create, receive, destroy };
};
