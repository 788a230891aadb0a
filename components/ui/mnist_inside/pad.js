// The pad and the drawing on its way through the network. While one draws, the raster goes to Python at
// most 8 times a second, and not before the last answer is here; the answer is drawn where it stands.
const PAUSE = 120; // milliseconds between two messages
const PATIENCE = 800; // after which an answer counts as lost
const pads = new WeakMap();

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let pad = pads.get(parentElement);
  if (!pad) {
    pad = mount(parentElement.querySelector(".frame"), data.side);
    pads.set(parentElement, pad);
  }
  pad.send = (drawing) => setStateValue("drawing", drawing);
  pad.ask = (digit) => setTriggerValue("next", digit);
  receive(pad, data);
  return () => clearTimeout(pad.timer);
}

function mount(frame, side) {
  const find = (selector) => frame.querySelector(selector);
  const pad = { frame, find, paper: null, number: 0, sentAt: 0, waiting: 0, timer: 0 };
  pad.surface = makeSurface(find(".paper"), side, () => offer(pad));
  find(".paper").setAttribute("aria-label", `Drawing pad. ${find(".hint").textContent}`);
  find(".undo").onclick = () => undo(pad.surface);
  find(".clear").onclick = () => clear(pad.surface);
  const digits = document.createElement("div");
  digits.innerHTML = Array.from({ length: 10 }, (_, k) => `<button type="button">${k}</button>`).join("");
  digits.onclick = (event) => event.target.matches("button") && next(pad, Number(event.target.textContent));
  find(".next").append(digits);
  return pad;
}

// Send the drawing now, or as soon as the pause is over and the last answer is here.
function offer(pad) {
  pad.find(".undo").disabled = !pad.surface.history.length;
  const since = performance.now() - pad.sentAt;
  const ready = since >= PAUSE && (!pad.waiting || since > PATIENCE);
  clearTimeout(pad.timer);
  if (!ready) {
    pad.timer = setTimeout(() => offer(pad), pad.waiting ? 25 : PAUSE - since);
    return;
  }
  pad.number = Math.max(pad.number + 1, Date.now()); // a new pad of this visit counts on
  pad.waiting = pad.number;
  pad.sentAt = performance.now();
  pad.send({ paper: pad.paper, pixels: encode(bytesOf(pad.surface)), number: pad.number });
}

// Ask for another test image, once the answer to the last stroke is here: a message on its way would
// carry the old number of the image and put it back.
function next(pad, digit) {
  clearTimeout(pad.timer);
  if (pad.waiting && performance.now() - pad.sentAt <= PATIENCE) {
    pad.timer = setTimeout(() => next(pad, digit), 25);
    return;
  }
  pad.waiting = 0;
  pad.ask(digit);
}

function receive(pad, data) {
  const { frame, surface } = pad;
  surface.colors = data.colors;
  for (const [name, color] of Object.entries(data.colors)) frame.style.setProperty(`--${name}`, color);
  if (pad.waiting && data.echo >= pad.waiting) {
    frame.dataset.lag = Math.round(performance.now() - pad.sentAt);
    pad.waiting = 0;
  }
  pad.number = Math.max(pad.number, data.echo);
  if (data.paper !== pad.paper) {
    pad.paper = data.paper;
    surface.history = [];
    if (data.pixels) fill(surface, decode(data.pixels));
  }
  paint(surface);
  pad.find(".undo").disabled = !surface.history.length;
  frame.setAttribute("aria-label", data.alt);
  frame.classList.toggle("empty", !data.reading);
  if (data.reading) show(pad, data);
}

function show(pad, { reading, colors }) {
  const { find } = pad;
  grey(find(".fitted"), reading.fitted, 20, colors);
  grey(find(".centred"), reading.centred, 28, colors);
  grey(find(".fed"), reading.fed, 28, colors);
  layers(pad, reading, colors);
  bars(pad, reading);
  const [first, second] = reading.pair;
  const names = `${first} minus ${second}`;
  find(".template .title").innerHTML = `“${names}” for this image <small>${reading.template.exact ? "(exact)" : "(first order)"}</small>`;
  signed(find(".template .weights"), reading.template.weights, 28, colors, 1.5);
  signed(find(".template .product"), reading.template.product, 28, colors, 1.5);
  find(".template .sum").innerHTML = `${sum(reading.template, reading.pair)}<small><span class="for">orange</span> speaks for ${first},<br><span class="against">blue</span> for ${second}</small>`;
  find(".fixed .title").innerHTML = `“${names}” of softmax regression`;
  signed(find(".fixed .weights"), reading.fixed.weights, 28, colors, 1.5);
  find(".fixed .sum").innerHTML = sum(reading.fixed, reading.pair);
  find(".units").innerHTML = reading.counts.length
    ? units(`H${reading.layers.length}: most for ${first}`, reading.counts) + units(`Why not a ${second}?`, reading.rivals)
    : "";
}

function layers(pad, reading, colors) {
  const section = pad.find(".layers");
  while (section.children.length > reading.layers.length) section.lastChild.remove();
  while (section.children.length < reading.layers.length) {
    section.insertAdjacentHTML("beforeend", "<figure><h4></h4><canvas></canvas><figcaption></figcaption></figure>");
  }
  reading.layers.forEach((layer, i) => {
    const figure = section.children[i];
    const columns = Math.ceil(Math.sqrt(layer.units));
    const values = new Int8Array(decode(layer.values).buffer);
    const canvas = figure.querySelector("canvas");
    const caption = figure.querySelector("figcaption");
    const told = `${layer.on} of ${layer.units} above 0; largest ${plain(layer.peak)}`;
    figure.querySelector("h4").textContent = layer.name;
    caption.textContent = told;
    signed(canvas, layer, columns, colors, 1.4);
    canvas.onpointermove = (event) => {
      const box = canvas.getBoundingClientRect();
      const cell = box.width / columns;
      const unit = Math.floor((event.clientY - box.top) / cell) * columns + Math.floor((event.clientX - box.left) / cell);
      if (unit < layer.units) caption.textContent = `unit ${unit}: ${plain((values[unit] / 127) * layer.peak)}`;
    };
    canvas.onpointerleave = () => (caption.textContent = told);
  });
}

function bars(pad, reading) {
  const [first, second] = reading.pair;
  const highest = Math.max(...reading.probabilities);
  pad.find(".bars .rows").innerHTML = reading.probabilities.map((p, k) => {
    const role = k === first ? "first" : k === second ? "second" : "";
    const shown = p === highest ? `<strong>${percent(p)}</strong>` : percent(p);
    return `<div class="bar ${role}" title="z = ${plain(reading.logits[k])}"><b>${k}</b><i style="width:${100 * p}%"></i><span>${shown}</span></div>`;
  }).join("");
}

function percent(p) {
  return p > 0.9995 ? "> 99.9 %" : p < 0.0005 ? "< 0.1 %" : `${(100 * p).toFixed(1)} %`;
}

function sum(template, [first, second]) {
  const row = (name, number) => `<tr><td>${name}</td><td>${number}</td></tr>`;
  return `<table>${row("template × x", plain(template.onImage))}${row("rest", plus(template.rest))}${row(`z<sub>${first}</sub> − z<sub>${second}</sub>`, plain(template.difference))}</table>`;
}

function units(title, rows) {
  const most = Math.max(...rows.map((row) => Math.abs(row[2])), 1e-9);
  const lines = rows.map(([unit, h, adds]) => {
    const bar = `<i style="width:${(60 * Math.abs(adds)) / most}px;background:var(--${adds < 0 ? "negative" : "positive"})"></i>`;
    return `<tr><td>unit ${unit}</td><td class="number">${plain(h)} × ${plain(h ? adds / h : 0)}</td><td class="number">${plus(adds)}</td><td>${bar}</td></tr>`;
  });
  return `<div><h4>${title}</h4><table>${lines.join("")}</table></div>`;
}
