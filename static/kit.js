// What every picture needs. A component is a file whose default export gets this module, and after it the
// parts that Python named, and returns what `mount` takes:
//
//   export default (kit, geometry) => ({
//     create(root, { send, keep }) { ...; return view; },  // once: build the nodes inside root
//     receive(view, data) { ... },                          // for every run of the script, and when the theme changes
//     destroy(view) { ... },                                // optional
//   });
//
// Colours are custom properties of root (see kit.css); they follow the theme. `send(name, value)` reaches the
// script once, `keep(name, value)` stays as state.

// ---- life cycle ----

export const mounted = new Set(); // every component on the page: { root, data }
export const tables = new Map(); // what tables hold, for the menu that saves them: { node, name, text }
export const subjects = new Map(); // what was trained for the pictures that have not said it themselves: { node, about }

export function mount({ create, receive, destroy }, css) {
  const entries = new WeakMap();
  return ({ data, parentElement, setStateValue, setTriggerValue }) => {
    let entry = entries.get(parentElement);
    if (!entry) {
      const root = document.createElement("div");
      const style = document.createElement("style");
      root.className = "frame";
      style.textContent = css;
      const redraw = () => entry.data && receive(entry.view, entry.data);
      const nodes = [style, root, probe(redraw)];
      parentElement.append(...nodes);
      entry = { root, nodes, calls: 0, redraw, hold: holding(root, redraw) };
      entry.view = create(root, {
        send: (name, value) => entry.send(name, value),
        keep: (name, value) => entry.keep(name, value),
      }) ?? {};
      entries.set(parentElement, entry);
      mounted.add(entry);
    }
    Object.assign(entry, { send: setTriggerValue, keep: setStateValue, data: data ?? {} });
    entry.hold();
    // It has its own height from here on: until now the page kept the room (component.py).
    (parentElement.host ?? parentElement).closest?.(".stElementContainer")?.setAttribute("data-arrived", "");
    const call = ++entry.calls;
    // Streamlit cleans up after a call that new data have overtaken while the files were loading, too:
    // before the next call or after it.
    return () => {
      if (entry.calls !== call) return;
      destroy?.(entry.view);
      entries.delete(parentElement);
      mounted.delete(entry);
      for (const node of entry.nodes) node.remove();
    };
  };
}

const PRESSED = "button, [role=button], label";
const CLICKED = 60; // milliseconds after the release until a click has certainly arrived, of a finger as well
const LONG = 3000; // milliseconds of a press after which nothing waits for its end

// Returns what calls `draw()`, though not while a button inside of a node is pressed: a button that is replaced
// between press and release loses its click.
function holding(node, draw) {
  let timer = 0; // while one is pressed
  let late = false;
  const releaseAfter = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = 0;
      if (late && node.isConnected) draw();
      late = false;
    }, wait);
  };
  const released = () => timer && releaseAfter(CLICKED);
  node.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(PRESSED)) return;
    releaseAfter(LONG);
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, released, { capture: true, once: true });
  }, true);
  return () => {
    late = Boolean(timer);
    if (!late) draw();
  };
}

// "light" or "dark", as the page has it where the node stands; light-dark() in a style follows it by itself.
export function themeOf(node) {
  return getComputedStyle(node).colorScheme.includes("dark") ? "dark" : "light";
}

// A node without size whose colour changes with the theme: a transition of it tells of the change.
function probe(changed) {
  const node = document.createElement("i");
  node.style.cssText = "position: absolute; color: light-dark(#000, #fff); transition: color 1ms;";
  node.addEventListener("transitionrun", changed);
  return node;
}

// ---- what Python is told, and when its answer is in ----

const unsent = new Set(); // exchanges that wait for a moment

// Before another control is pressed, what waits is sent: it would come after the click, with controls as they were.
document.addEventListener("pointerdown", (event) => {
  const [target] = event.composedPath();
  if (target.closest?.(".frame") && !target.closest(PRESSED)) return; // a picture that goes on
  for (const exchange of unsent) exchange.flush();
}, true);

// What a hand set stands until Python has answered it, or for `patience` milliseconds. `settled`: how long
// after the last key it is sent.
export function exchange(send, { patience = 8000, settled = 500 } = {}) {
  let pending = 0;
  let timer = 0;
  let waits = null; // what makes the value that is to be sent
  const self = {
    // Send now; Python sends the number `at` back as data.answered.
    now(value) {
      self.stop();
      pending = Date.now();
      send({ ...value, at: pending });
    },
    // Send once nothing has come for a moment; `make` says what, then.
    soon(make) {
      self.stop();
      waits = make;
      timer = setTimeout(self.flush, settled);
      unsent.add(self);
    },
    // Send what waits.
    flush() {
      if (waits) self.now(waits());
    },
    // Take note of Python's answer; true if the picture may follow Python again.
    answered(number) {
      if (pending && ((number ?? 0) >= pending || Date.now() > pending + patience)) pending = 0;
      return !pending && !timer;
    },
    get waiting() { return Boolean(pending || timer); },
    get unsent() { return Boolean(timer); },
    stop() {
      clearTimeout(timer);
      timer = 0;
      waits = null;
      unsent.delete(self);
    },
  };
  return self;
}

// ---- handles that are dragged, by pointer and by keyboard ----

const ARROWS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

// Make a node a slider.
//   read()             -> the value now
//   limits()           -> [least, most]
//   step, leap         of an arrow key, of Page Up and Page Down; where steps are uneven, step(value, count)
//                      is the value so many steps on, and leap a number of steps
//   at(event, grasp)   -> the value under the pointer; grasp is what `grab` returned
//   grab(event)        at the beginning of a drag; optional
//   put(value, how)    sets it; how is "drag" or "key"
//   done(how)          after a drag, and after each key
//   text(value)        what a screen reader says of it
// Returns `say()`, to be called when the value or the limits have changed.
export function draggable(node, { read, limits, step, leap, at, grab, put, done, text }) {
  const on = typeof step === "function" ? step : (value, count) => value + count * step;
  const many = leap === undefined ? 10 : typeof step === "function" ? leap : leap / step;
  const move = (value, how) => {
    const [least, most] = limits();
    put(clamp(value, least, most), how);
    say();
  };
  const say = () => {
    const [least, most] = limits();
    node.setAttribute("aria-valuemin", least);
    node.setAttribute("aria-valuemax", most);
    node.setAttribute("aria-valuenow", read());
    if (text) node.setAttribute("aria-valuetext", text(read()));
  };
  let held = null;
  node.setAttribute("role", "slider");
  node.setAttribute("tabindex", "0");
  node.style.touchAction = "none";
  node.onpointerdown = (event) => {
    if (event.button) return;
    event.preventDefault();
    event.stopPropagation();
    node.focus({ preventScroll: true });
    node.setPointerCapture(event.pointerId);
    held = { grasp: grab?.(event) };
  };
  node.onpointermove = (event) => { if (held) move(at(event, held.grasp), "drag"); };
  node.onpointerup = node.onpointercancel = node.onlostpointercapture = () => {
    if (!held) return;
    held = null;
    done?.("drag");
  };
  node.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [least, most] = limits();
    const target = {
      PageUp: on(read(), many), PageDown: on(read(), -many), Home: least, End: most,
    }[event.key] ?? (event.key in ARROWS ? on(read(), ARROWS[event.key]) : null);
    if (target === null) return;
    event.preventDefault();
    event.stopPropagation();
    move(target, "key");
    done?.("key");
  };
  return say;
}

// Where an event happened in the pixels of a node itself: on a projector they are larger than the window's.
export function within(node, event) {
  const { left, top } = node.getBoundingClientRect();
  const size = node.currentCSSZoom ?? 1;
  return { x: (event.clientX - left) / size, y: (event.clientY - top) / size };
}

// ---- what screen readers say ----

const PAUSE_OF_SPEECH = 1000; // milliseconds between two sentences
const voice = { node: null, waiting: new Map(), timer: 0, last: -PAUSE_OF_SPEECH };

// Have screen readers say something, in the one live region of the page: once a second at most, and then the last
// words of each speaker.
export function announce(words, speaker = voice) {
  if (!voice.node?.isConnected) {
    voice.node = document.createElement("div");
    voice.node.setAttribute("role", "status");
    voice.node.dataset.testid = "announcer";
    voice.node.style.cssText = "position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);";
    document.body.append(voice.node);
  }
  voice.waiting.delete(speaker);
  voice.waiting.set(speaker, words);
  voice.timer ||= setTimeout(() => {
    Object.assign(voice, { timer: 0, last: performance.now() });
    voice.node.textContent = [...voice.waiting.values()].join(" ");
    voice.waiting.clear();
  }, Math.max(50, voice.last + PAUSE_OF_SPEECH - performance.now()));
}

// Write words that change into a node. They are said, too, but for the first ones, which stand there to be read,
// and those of a film (`quiet`).
export function say(node, words, { quiet = false, html = false } = {}) {
  if (node.words === words) return;
  const isNew = node.words === undefined;
  node.words = words;
  node[html ? "innerHTML" : "textContent"] = words;
  if (!isNew && !quiet && node.textContent.trim()) announce(node.textContent.trim(), node);
}

// Put other content into a node: HTML, unless it stands there already, or nodes. What has the focus keeps it, by
// its `data-<key>`.
export function renew(node, content, key) {
  const isText = typeof content === "string";
  if (isText && node.renewed === content) return;
  const focused = node.getRootNode().activeElement;
  const kept = key && node.contains(focused) ? focused.dataset[key] : undefined;
  if (isText) node.innerHTML = node.renewed = content;
  else node.replaceChildren(...content);
  if (kept !== undefined) node.querySelector(`[data-${key}="${CSS.escape(kept)}"]`)?.focus({ preventScroll: true });
}

// ---- motion ----

export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const ease = (share) => share * share * (3 - 2 * share);

// Call `draw(share)` from 0 to 1 over some milliseconds, at once with 1 where motion is unwelcome.
// Returns what stops it.
export function travel(milliseconds, draw, done) {
  if (still() || milliseconds <= 0) {
    draw(1);
    done?.();
    return () => {};
  }
  const began = performance.now();
  let frame = requestAnimationFrame(function step(now) {
    const share = clamp((now - began) / milliseconds, 0, 1);
    draw(share === 1 ? 1 : ease(share));
    if (share < 1) frame = requestAnimationFrame(step);
    else done?.();
  });
  return () => cancelAnimationFrame(frame);
}

// Do something in the next frame, once, however often it is asked for.
export function eachFrame(act) {
  let frame = 0;
  const ask = () => { frame ||= requestAnimationFrame(() => { frame = 0; act(); }); };
  ask.stop = () => { cancelAnimationFrame(frame); frame = 0; };
  return ask;
}

// Call `draw()` when the width of a node has changed; returns what stops it.
export function onResize(node, draw) {
  let width = node.clientWidth;
  const observer = new ResizeObserver(() => {
    if (Math.abs(node.clientWidth - width) < 1) return;
    width = node.clientWidth;
    draw();
  });
  observer.observe(node);
  return () => observer.disconnect();
}

// ---- nodes ----

export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, value);
  node.append(...children.map((child) => (child instanceof Node ? child : String(child))));
  return node;
}

export const escaped = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

// The mark of a class at a place, as SVG text: a disc for 0, a diamond for 1.
export function marker(label, x, y, radius, attributes = "") {
  return label
    ? `<rect x="${-radius}" y="${-radius}" width="${2 * radius}" height="${2 * radius}" transform="translate(${x} ${y}) rotate(45) scale(.85)" ${attributes}/>`
    : `<circle cx="${x}" cy="${y}" r="${radius}" ${attributes}/>`;
}

// What a button draws that plays and pauses: the `d` of a path in a viewBox of 16 by 16.
export const PLAY = "M4 2l10 6-10 6z";
export const PAUSE = "M3 2h4v12H3zM9 2h4v12H9z";

// ---- colours ----

// What a custom property of a node is now, as [red, green, blue] from 0 to 255; for a canvas.
export function color(node, name) {
  const probe = document.createElement("span");
  probe.style.cssText = `display: none; color: var(--${name})`;
  node.append(probe);
  const found = rgb(getComputedStyle(probe).color);
  probe.remove();
  return found;
}

export function rgb(text) {
  const trimmed = text.trim();
  if (trimmed.startsWith("#")) return [1, 3, 5].map((start) => parseInt(trimmed.slice(start, start + 2), 16));
  const numbers = trimmed.match(/[\d.]+/g).map(Number);
  return (trimmed.startsWith("color(") ? numbers.slice(-3).map((n) => 255 * n) : numbers).slice(0, 3);
}

// The colour of words about what has a colour: nearer to the text's, as `word` in components/charts/theme.py.
export const word = (color) => `color-mix(in srgb, ${color} 70%, var(--text))`;

export const mix = (from, to, share) => from.map((value, i) => value + (to[i] - value) * share);

// ---- numbers ----

export const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

// A number with so many decimals and a true minus sign; "no number" for what is none.
export function plain(value, digits = 2) {
  if (!Number.isFinite(value)) return "no number";
  const text = value.toFixed(digits);
  return Number(text) < 0 ? text.replace("-", "−") : text.replace("-", "");
}

// The same with its sign, and a space after it where it stands in a sum.
export const signed = (value, digits = 2, space = "") =>
  Number.isFinite(value) ? `${plain(value, digits).startsWith("−") ? "−" : "+"}${space}${plain(Math.abs(value), digits)}` : "no number";

export function percent(share, digits = 1) {
  const least = 0.5 / 10 ** (digits + 2);
  if (share < least) return `< ${(10 ** -digits).toFixed(digits)} %`;
  if (share > 1 - least) return `> ${(100 - 10 ** -digits).toFixed(digits)} %`;
  return `${(100 * share).toFixed(digits)} %`;
}

// Round numbers from least to most, about `count` of them. Steps are 1, 2 or 5 times a power of ten; below 1
// they are divided by, not multiplied with, so that .3 stays .3.
export function ticks(least, most, count) {
  if (!(most > least) || !(count > 0)) return [];
  const rough = (most - least) / count;
  const power = Math.floor(Math.log10(rough));
  const share = rough / 10 ** power;
  const factor = share >= Math.sqrt(50) ? 10 : share >= Math.sqrt(10) ? 5 : share >= Math.sqrt(2) ? 2 : 1;
  const inverse = power < 0 ? 10 ** -power / factor : 0;
  const step = factor * 10 ** power;
  const first = inverse ? Math.ceil(least * inverse - 1e-9) : Math.ceil(least / step - 1e-9);
  const last = inverse ? Math.floor(most * inverse + 1e-9) : Math.floor(most / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (inverse ? (first + i) / inverse : (first + i) * step));
}

// A linear scale: `x(value)` is a pixel, `x.at(pixel)` a value, `x.factor` the pixels of one unit.
export function scale([least, most], [from, to]) {
  const factor = (to - from) / (most - least);
  const x = (value) => from + (value - least) * factor;
  x.at = (pixel) => least + (pixel - from) / factor;
  x.factor = factor;
  return x;
}

// ---- bytes ----

// Numbers from base64, little-endian: decode(text, Float32Array).
export function decode(text, Kind = Uint8Array) {
  return new Kind(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
}

export function encode(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return btoa(text);
}

// ---- files ----

const FILES_KEPT = 8;
const files = new Map();

// A file that Python named by an address of its own, as an ArrayBuffer; fetched once while the page is open.
// What failed is fetched again when it is asked for again.
export function file(path) {
  const asked = files.get(path) ?? fetch(new URL(path, document.baseURI)).then((response) => {
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.arrayBuffer();
  });
  files.delete(path);
  files.set(path, asked);
  asked.catch(() => files.delete(path));
  if (files.size > FILES_KEPT) files.delete(files.keys().next().value);
  return asked;
}
