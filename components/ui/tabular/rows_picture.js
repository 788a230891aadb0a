// Rows of dots that slide: keeps what is shown as numbers and moves them to what Python sent, dots, lines,
// interval and gap together. A fold that is to come stays where it was, or where it is in the first row.
const pictures = new WeakMap();
const SLIDE = 1100; // milliseconds

export default function ({ data, parentElement }) {
  let picture = pictures.get(parentElement);
  if (!picture) pictures.set(parentElement, (picture = mount(parentElement)));
  receive(picture, data);
  return () => {
    picture.observer.disconnect();
    cancelAnimationFrame(picture.frame);
    pictures.delete(parentElement);
  };
}

function mount(parentElement) {
  const find = (name) => parentElement.querySelector(`.${name}`);
  const picture = {
    root: find("picture"), svg: find("drawing"), tip: find("tip"), sentence: find("sentence"),
    data: null, shown: null, frame: 0, chosen: null,
  };
  picture.svg.onpointermove = picture.svg.onpointerdown = (event) => choose(picture, nearest(picture, event));
  picture.svg.onpointerleave = picture.svg.onblur = () => choose(picture, null);
  picture.svg.onkeydown = (event) => walk(picture, event);
  picture.observer = new ResizeObserver(() => redraw(picture));
  picture.observer.observe(picture.root);
  return picture;
}

function receive(picture, data) {
  const same = picture.data?.subject === data.subject;
  picture.data = data;
  for (const [name, color] of Object.entries(data.colors)) picture.root.style.setProperty(`--${name}`, color);
  picture.svg.setAttribute("aria-label", data.alt);
  const target = targetOf(data, same ? picture.shown : null);
  const still = !same || !picture.shown || matchMedia("(prefers-reduced-motion: reduce)").matches;
  cancelAnimationFrame(picture.frame);
  if (still) {
    picture.shown = target;
    redraw(picture);
    return;
  }
  const from = picture.shown;
  const began = performance.now();
  const step = (now) => {
    const part = Math.min(1, (now - began) / SLIDE);
    picture.shown = between(from, target, part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2);
    redraw(picture);
    if (part < 1) picture.frame = requestAnimationFrame(step);
  };
  step(began);
}

// Where every number is going. A row that is not there stands on the first one, from where it will slide.
function targetOf(data, before) {
  const known = data.rows.flatMap((row) => [...row.values, row.low, row.high]).filter((v) => v !== null);
  const [least, most] = known.length ? [Math.min(...known), Math.max(...known)] : [0.5, 1];
  const room = Math.max((most - least) * 0.05, 0.004);
  const first = data.rows[0];
  const middle = (least + most) / 2;
  const rows = data.rows.map((row, i) => {
    const old = before?.rows[i];
    const values = row.values.map((value, fold) => value ?? (row.there ? old?.values[fold] : null) ?? first.values[fold] ?? middle);
    const mean = row.mean ?? old?.mean ?? first.mean ?? middle;
    return { values, mean, low: row.low ?? mean, high: row.high ?? mean };
  });
  const gap = { from: data.gap?.from ?? before?.gap.from ?? middle, to: data.gap?.to ?? before?.gap.to ?? middle };
  return { low: least - room, high: most + room, rows, gap };
}

function between(a, b, part) {
  if (typeof b === "number") return Number.isFinite(a) ? a + (b - a) * part : b;
  if (Array.isArray(b)) return b.map((value, i) => between(a?.[i], value, part));
  return Object.fromEntries(Object.entries(b).map(([name, value]) => [name, between(a?.[name], value, part)]));
}

function redraw(picture) {
  const { data, shown, root, svg } = picture;
  const width = root.clientWidth;
  if (!data || !width) return;
  picture.layout = layoutOf(width, data, shown);
  svg.setAttribute("viewBox", `0 0 ${width} ${picture.layout.height}`);
  svg.setAttribute("height", picture.layout.height);
  svg.innerHTML = drawRows(picture.layout, data, shown, picture.chosen?.fold ?? null);
}

// ---- one fold, by pointer or arrow keys ----

function nearest({ svg, data, shown, layout }, event) {
  if (!layout) return null;
  const box = svg.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  let best = null;
  data.rows.forEach((row, i) => row.values.forEach((value, fold) => {
    const [dx, dy] = [layout.x(shown.rows[i].values[fold]) - x, layout.y(i) + lift(fold, row.values.length, layout) - y];
    const far = Math.hypot(dx, dy);
    if (far < 40 && (!best || far < best.far)) best = { row: i, fold, far };
  }));
  return best;
}

function walk(picture, event) {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  if (event.key === "Escape") return choose(picture, null);
  const step = steps[event.key];
  if (!step || !picture.layout) return;
  event.preventDefault();
  const { rows, folds } = picture.data;
  const at = picture.chosen ?? { row: 0, fold: -1 };
  const round = (value, count) => (value + count) % count;
  choose(picture, { row: round(at.row + step[0], rows.length), fold: round(Math.max(at.fold, step[1] < 0 ? 0 : -1) + step[1], folds.length) });
}

function choose(picture, place) {
  const { data, shown, layout, tip, chosen } = picture;
  if (place?.row === chosen?.row && place?.fold === chosen?.fold) return;
  picture.chosen = place;
  redraw(picture);
  tip.hidden = !place;
  if (!place) return;
  const said = data.rows.filter((row) => row.there).map((row) => {
    const value = row.values[place.fold];
    const text = value === null ? data.words.to_come : value.toFixed(4);
    return { text, row, own: row === data.rows[place.row] };
  });
  const lines = said.map(({ text, row, own }) => `<tr class="${own ? "this" : ""}"><th class="${own ? "this" : ""}">${row.label}</th><td>${text}</td></tr>`);
  tip.innerHTML = `<b>${data.folds[place.fold]}</b>, ${data.score}<table>${lines.join("")}</table>`;
  picture.sentence.textContent = `${data.folds[place.fold]}: ${said.map(({ text, row }) => `${row.label} ${text}`).join(", ")}`;
  const x = layout.x(shown.rows[place.row].values[place.fold]);
  const y = layout.y(place.row);
  const right = x + 16 + tip.offsetWidth < layout.width;
  const inside = Math.max(2, right ? x + 16 : x - 16 - tip.offsetWidth);
  const up = y + tip.offsetHeight > layout.height - 10;
  tip.style.transform = `translate(${inside}px, ${up ? y - tip.offsetHeight : y - 20}px)`;
}
