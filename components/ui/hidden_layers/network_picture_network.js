// The network: units as buttons with their maps, heads over the layers, edges between. One button can be
// reached by Tab; arrow keys go on from there.
const TOP = 34; // pixels for the heads
const SIDES = 8;

// Build the buttons of a network; called when its shape is new.
function buildNetwork(view) {
  const { film, find } = view;
  const last = film.sizes.length - 1;
  view.units = film.sizes.map((count, layer) =>
    Array.from({ length: count }, (_, unit) => makeUnit(view, layer, unit, layer === 0 || layer === last)));
  view.heads = film.sizes.map((count, layer) => makeHead(view, layer, count, last));
  find(".units").replaceChildren(...view.heads, ...view.units.flat());
  view.edges = [];
  const paths = [];
  for (let layer = 1; layer <= last; layer++) {
    for (let to = 0; to < film.sizes[layer]; to++) {
      for (let from = 0; from < film.sizes[layer - 1]; from++) {
        const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
        view.edges.push({ layer, from, to, path });
        paths.push(path);
      }
    }
  }
  find(".edges").replaceChildren(...paths);
  reach(view, Math.min(1, last - 1), 0, false);
}

function makeUnit(view, layer, unit, fixed) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = fixed ? "unit fixed" : "unit";
  button.dataset.unit = unitName(view.film, layer, unit);
  button.append(document.createElement("canvas"));
  if (fixed) button.setAttribute("aria-disabled", "true");
  else button.onclick = () => silence(view, [[layer - 1, unit]]);
  button.onpointerenter = button.onfocus = () => look(view, layer, unit);
  button.onpointerleave = button.onblur = () => look(view);
  button.onkeydown = (event) => step(view, layer, unit, event);
  return button;
}

function makeHead(view, layer, units, last) {
  const hidden = layer > 0 && layer < last;
  const head = document.createElement(hidden ? "button" : "span");
  head.className = hidden ? "head" : "head fixed";
  head.textContent = hidden ? `H${layer} · ${count(units, "unit")}` : layer ? "y" : "x";
  if (hidden) {
    head.type = "button";
    head.setAttribute("aria-label", `Silence all of H${layer}`);
    head.onclick = () => silence(view, Array.from({ length: units }, (_, unit) => [layer - 1, unit]));
  }
  return head;
}

// Arrow keys: up and down within a layer, left and right to the next one.
function step(view, layer, unit, event) {
  const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  const { sizes } = view.film;
  const next = Math.min(Math.max(layer + move[0], 0), sizes.length - 1);
  reach(view, next, Math.min(Math.max(unit + move[1], 0), sizes[next] - 1), true);
}

function reach(view, layer, unit, focus) {
  for (const button of view.units.flat()) button.tabIndex = -1;
  view.units[layer][unit].tabIndex = 0;
  if (focus) view.units[layer][unit].focus();
}

// Put everything in its place for the width that there is.
function placeNetwork(view) {
  const { film, find } = view;
  const net = find(".net");
  const [width, height] = [net.clientWidth, net.clientHeight];
  if (!width) return;
  const most = Math.max(...film.sizes);
  const apart = width / film.sizes.length;
  const size = Math.round(Math.min(58, (height - TOP) / most - SIDES, apart * 0.72));
  view.frame.style.setProperty("--unit", `${size}px`);
  view.size = size;
  view.places = film.sizes.map((units, layer) => {
    const x = apart * (layer + 0.5);
    const pitch = Math.min(size + 26, (height - TOP) / units);
    const top = TOP + (height - TOP - pitch * units) / 2;
    return Array.from({ length: units }, (_, unit) => [x, top + pitch * (unit + 0.5)]);
  });
  view.places.forEach((column, layer) => {
    const head = view.heads[layer];
    head.style.left = `${column[0][0]}px`;
    if (layer > 0 && layer < film.sizes.length - 1) {
      head.textContent = `H${layer} · ${apart < 92 ? column.length : count(column.length, "unit")}`;
    }
    column.forEach(([x, y], unit) => {
      Object.assign(view.units[layer][unit].style, { left: `${x - size / 2}px`, top: `${y - size / 2}px` });
    });
  });
  for (const { layer, from, to, path } of view.edges) {
    const [x0, y0] = view.places[layer - 1][from];
    const [x1, y1] = view.places[layer][to];
    const bend = (x1 - x0) * 0.45;
    const [start, end] = [x0 + size / 2, x1 - size / 2];
    path.setAttribute("d", `M${start},${y0} C${start + bend},${y0} ${end - bend},${y1} ${end},${y1}`);
  }
}

// Colours and widths for the weights that are shown, and the maps of the units.
function drawNetwork(view) {
  const { film, shown, palettes } = view;
  const last = film.sizes.length - 1;
  for (const { layer, from, to, path } of view.edges) {
    const { kernel, bias } = shown.layers[layer - 1];
    const weight = kernel[from * bias.length + to] || 0;
    path.setAttribute("stroke", weight < 0 ? film.colors.negative : film.colors.positive);
    path.setAttribute("stroke-width", (0.5 + 5 * Math.min(1, Math.abs(weight) / (film.largest || 1))).toFixed(2));
    path.classList.toggle("quiet", shown.held.has(`${layer - 2},${from}`));
  }
  view.units.forEach((column, layer) => column.forEach((button, unit) => {
    const chance = layer === last;
    const shade = chance ? chanceShade : signedShade(shown.peaks[layer]);
    paintMap(button.firstChild, shown.maps[layer][unit], chance ? palettes.chance : palettes.signed, shade, 2);
    const { formula, notes } = unitInWords(film, shown, layer, unit);
    button.setAttribute("aria-label", `${formula}; ${notes.join("; ")}`);
    if (layer > 0 && !chance) button.setAttribute("aria-pressed", String(shown.held.has(`${layer - 1},${unit}`)));
  }));
  view.heads.slice(1, -1).forEach((head, layer) => {
    const all = view.units[layer + 1].every((_, unit) => shown.held.has(`${layer},${unit}`));
    head.setAttribute("aria-pressed", String(all));
  });
}

// Enlarge one unit and light its paths; without a unit, back to the whole.
function look(view, layer, unit) {
  const { film, shown, find } = view;
  const net = find(".net");
  const inset = find(".inset");
  view.looking = layer === undefined ? null : [layer, unit];
  net.classList.toggle("looking", Boolean(view.looking));
  inset.hidden = !view.looking;
  if (!view.looking || !shown) return;
  const near = new Set([`${layer},${unit}`]);
  for (const edge of view.edges) {
    const into = edge.layer === layer && edge.to === unit;
    const onward = edge.layer === layer + 1 && edge.from === unit;
    edge.path.classList.toggle("lit", into || onward);
    if (into) near.add(`${edge.layer - 1},${edge.from}`);
    if (onward) near.add(`${edge.layer},${edge.to}`);
  }
  view.units.forEach((column, n) => column.forEach((button, i) => button.classList.toggle("near", near.has(`${n},${i}`))));
  const chance = layer === film.sizes.length - 1;
  const shade = chance ? chanceShade : signedShade(shown.peaks[layer]);
  paintMap(inset.firstChild, shown.maps[layer][unit], chance ? view.palettes.chance : view.palettes.signed, shade);
  const { formula, notes } = unitInWords(film, shown, layer, unit);
  find(".said").textContent = `${formula} (${notes.join("; ")})`;
  const [x, y] = view.places[layer][unit];
  const right = x < net.clientWidth / 2;
  const left = right ? x + view.size / 2 + 10 : x - view.size / 2 - 200;
  inset.style.left = `${Math.max(0, Math.min(left, net.clientWidth - 192))}px`;
  inset.style.top = `${Math.max(0, Math.min(y - 90, net.clientHeight - inset.offsetHeight))}px`;
}
