// The picture of /hidden_layers. Python sends a film (weights of every kept epoch); what is drawn is one of
// its snapshots with some units silent. Only the set of silent units goes back to Python.
const views = new WeakMap();
let opened = false; // the first picture of a visit plays from epoch 0, so that learning is seen

export default function ({ data, parentElement, setStateValue }) {
  let view = views.get(parentElement);
  if (!view) {
    view = mount(parentElement.querySelector(".picture"));
    views.set(parentElement, view);
  }
  view.send = (units, at) => setStateValue("silenced", { units, at });
  receive(view, data);
  return () => {
    clearInterval(view.timer);
    view.watching.disconnect();
    views.delete(parentElement);
  };
}

function mount(frame) {
  const find = (selector) => frame.querySelector(selector);
  const view = { frame, find, film: null, index: 0, silent: new Set(), at: 0, timer: 0, looking: null };
  find(".epoch").oninput = (event) => {
    clearInterval(view.timer);
    view.timer = 0;
    view.index = Number(event.target.value);
    draw(view);
  };
  find(".play").onclick = () => play(view);
  find(".all-on").onclick = () => tell(view, new Set());
  view.watching = new ResizeObserver(() => {
    if (!view.film) return;
    placeNetwork(view);
    drawPlane(view);
    drawEpochs(view);
  });
  view.watching.observe(frame);
  return view;
}

function receive(view, data) {
  const before = view.film;
  const film = (view.film = readFilm(data));
  const sameShape = before && String(before.sizes) === String(film.sizes);
  const sameFilm = sameShape && before.name === film.name;
  const epoch = before?.snapshotEpochs[view.index];
  const following = !sameFilm || view.index === before.snapshots.length - 1;
  const kept = film.snapshotEpochs.findLastIndex((other) => other <= epoch);
  view.index = following && !view.timer ? film.snapshots.length - 1 : Math.max(0, kept);
  const ahead = sameFilm && view.at > data.answered;
  if (!ahead) view.silent = new Set(data.silenced.map(String));
  view.palettes = palettesOf(film.colors);
  for (const [name, color] of Object.entries(film.colors)) view.frame.style.setProperty(`--${name}`, color);
  view.frame.setAttribute("aria-label", networkInWords(film));
  view.find(".net").setAttribute("aria-label", networkInWords(film));
  if (!sameShape) {
    view.looking = null;
    buildNetwork(view);
    look(view);
  }
  placeNetwork(view);
  draw(view);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!opened && !film.live && !view.silent.size && !still) play(view);
  opened = true;
}

// Draw the snapshot that is looked at, with what is silent.
function draw(view) {
  view.shown = compute(view.film, view.index, view.silent);
  drawNetwork(view);
  drawEpochs(view);
  drawPlane(view);
  if (view.looking) look(view, ...view.looking);
  const { frame, film, shown } = view;
  frame.dataset.epoch = film.snapshotEpochs[view.index];
  frame.dataset.silenced = [...view.silent].sort().join(" ");
  frame.dataset.logOdds = Array.from(shown.z.subarray(GRID, GRID + 5), (z) => z.toFixed(5)).join(" ");
}

// Silence these units, or let them speak again if all of them are silent.
function silence(view, units) {
  const names = units.map(String);
  const all = names.every((name) => view.silent.has(name));
  const silent = new Set(view.silent);
  for (const name of names) {
    if (all) silent.delete(name);
    else silent.add(name);
  }
  tell(view, silent);
}

function tell(view, silent) {
  if (view.film.live) return; // what is being trained is only looked at
  view.silent = silent;
  draw(view);
  view.at = Math.max(Date.now(), view.at + 1);
  view.send([...silent].sort().map((name) => name.split(",").map(Number)), view.at);
}
