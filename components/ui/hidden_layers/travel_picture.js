// The points and the plane travel from layer to layer: a slider from x to z, moved by hand or played. All of
// it happens here, with no rerun; travel_picture.py sends the stops. The nodes, and the place between the
// stops, live as long as the component: another network is drawn into them.
const pictures = new WeakMap();
const LEG = 1700; // milliseconds from stop to stop
const REST = 900; // at a stop while playing
const FINE = 0.05; // of a leg, for one press of an arrow
const PLAY = "M4 2l10 6-10 6z", PAUSE = "M3 2h4v12H3zM9 2h4v12H9z";

export default function ({ data, parentElement }) {
  let picture = pictures.get(parentElement);
  if (!picture) pictures.set(parentElement, (picture = mount(parentElement)));
  receive(picture, data);
  return () => {
    picture.observer.disconnect();
    halt(picture);
    pictures.delete(parentElement);
  };
}

function mount(parentElement) {
  const find = (selector) => parentElement.querySelector(selector);
  const picture = {
    root: find(".picture"), canvas: find("canvas"), svg: find(".drawing"), axes: find(".axes"), sigmoid: find(".sigmoid"),
    boundary: find(".boundary"), window: find("clipPath rect"), dots: [find(".drawing > .of-0"), find(".drawing > .of-1")], names: find(".names"),
    caption: find(".caption"), label: find(".label"), legend: find(".legend"), play: find(".play"), slider: find(".slider"),
    stops: find(".stops"), plot: find(".plot"), data: null, at: 0, size: 0, frame: 0, timer: 0, playing: false, said: "",
  };
  picture.context = picture.canvas.getContext("2d");
  picture.play.onclick = () => (picture.playing ? halt(picture) : play(picture));
  picture.slider.oninput = () => {
    halt(picture);
    go(picture, isStill() ? Math.round(picture.slider.value) : Number(picture.slider.value));
  };
  picture.slider.onkeydown = (event) => press(picture, event);
  picture.stops.onclick = (event) => {
    const chosen = event.target.closest("button");
    if (!chosen) return;
    halt(picture);
    fly(picture, Number(chosen.dataset.stop));
  };
  picture.observer = new ResizeObserver(() => resize(picture));
  picture.observer.observe(picture.root);
  return picture;
}

const isStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

// Take over what Python sent. With as many stops as before the picture stays where it is, between stops too;
// otherwise at the stop of that name, the last hidden layer, or z.
function receive(picture, data) {
  const before = picture.data?.frames.length ?? 0;
  const count = data.frames.length;
  picture.data = data;
  picture.built = buildSheet(data);
  for (const [name, color] of Object.entries(data.colors)) picture.root.style.setProperty(`--${name}`, color);
  if (before && before !== count) {
    halt(picture);
    picture.at = picture.at >= before - 1 ? count - 1 : Math.min(Math.round(picture.at), count - 2);
  }
  picture.slider.max = count - 1;
  picture.slider.step = isStill() ? 1 : "any";
  picture.slider.setAttribute("aria-label", data.words.slider);
  if (before !== count) {
    const stop = ({ name }, i) => `<button type="button" tabindex="-1" data-stop="${i}" style="--share: ${i / (count - 1)}">${escaped(name)}</button>`;
    picture.stops.innerHTML = data.frames.map(stop).join("");
  }
  picture.legend.innerHTML = legendOf(data);
  picture.said = "";
  showPlaying(picture);
  if (!resize(picture)) go(picture, picture.at);
}

function resize(picture) {
  const width = picture.root.clientWidth;
  if (!width || !picture.data) return false;
  const narrow = width < 560;
  picture.root.classList.toggle("narrow", narrow);
  const size = Math.round(narrow ? Math.min(width, 420) : clamp(width * 0.6, 320, 480));
  if (size === picture.size) return false;
  picture.size = size;
  const ratio = window.devicePixelRatio || 1;
  picture.canvas.width = picture.canvas.height = Math.round(size * ratio);
  picture.plot.style.width = picture.plot.style.height = `${size}px`;
  picture.svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  go(picture, picture.at);
  return true;
}

// Be at a place: a whole number is a stop.
function go(picture, at) {
  const { data, root, slider } = picture;
  picture.at = clamp(at, 0, data.frames.length - 1);
  draw(picture);
  const stop = Math.round(picture.at);
  const frame = data.frames[stop];
  slider.value = picture.at;
  root.dataset.stop = frame.name;
  root.dataset.at = picture.at.toFixed(2);
  const onTheWay = Math.abs(picture.at - stop) > 0.005;
  const [from, to] = [data.frames[Math.floor(picture.at)], data.frames[Math.ceil(picture.at)]];
  const percent = Math.round(100 * (picture.at - Math.floor(picture.at)));
  slider.setAttribute("aria-valuetext", onTheWay ? `${from.name} → ${to.name}, ${percent} %` : frame.name);
  if (picture.said === frame.name) return;
  picture.said = frame.name;
  picture.caption.textContent = data.captions[stop];
  picture.label.textContent = frame.label;
  picture.svg.setAttribute("aria-label", `${data.alt} ${frame.label}. ${data.captions[stop]}`);
  for (const node of picture.stops.children) node.toggleAttribute("data-here", Number(node.dataset.stop) === stop);
}

// Move to a place, over the stops between, at the pace of one leg.
function fly(picture, target, then = () => {}) {
  cancelAnimationFrame(picture.frame);
  const from = picture.at;
  const length = Math.abs(target - from);
  if (isStill() || length < 0.005) {
    go(picture, target);
    return then();
  }
  const start = performance.now();
  const step = (now) => {
    const t = clamp((now - start) / (LEG * Math.sqrt(length)), 0, 1);
    go(picture, t === 1 ? target : from + (target - from) * t * t * (3 - 2 * t));
    if (t < 1) picture.frame = requestAnimationFrame(step);
    else then();
  };
  picture.frame = requestAnimationFrame(step);
}

function play(picture) {
  const last = picture.data.frames.length - 1;
  picture.playing = true;
  showPlaying(picture);
  const onward = () => {
    if (picture.at >= last) return halt(picture);
    fly(picture, Math.floor(picture.at + 0.001) + 1, () => {
      picture.timer = setTimeout(onward, isStill() ? LEG + REST : REST);
    });
  };
  if (picture.at < last) return onward();
  go(picture, 0);
  picture.timer = setTimeout(onward, REST);
}

function halt(picture) {
  cancelAnimationFrame(picture.frame);
  clearTimeout(picture.timer);
  picture.playing = false;
  if (picture.data) showPlaying(picture);
}

function showPlaying({ play: button, playing, data, root }) {
  button.querySelector("path").setAttribute("d", playing ? PAUSE : PLAY);
  button.querySelector("span").textContent = playing ? data.words.pause : data.words.play;
  root.dataset.playing = playing;
}

function press(picture, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const last = picture.data.frames.length - 1;
  const small = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  const { at } = picture;
  const big = { PageUp: Math.floor(at + 1.001), PageDown: Math.ceil(at - 1.001), Home: 0, End: last }[event.key];
  if (small === undefined && big === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  halt(picture);
  if (big !== undefined) return fly(picture, clamp(big, 0, last));
  go(picture, isStill() ? Math.round(at) + small : Math.round((at + small * FINE) / FINE) * FINE);
}

function legendOf({ words }) {
  const swatch = (drawing) => `<svg viewBox="0 0 22 14" width="22" height="14" aria-hidden="true">${drawing}</svg>`;
  const square = (side) => `<rect class="patch of-${side}" x="1" y="1" width="20" height="12"></rect>`;
  const entries = [0, 1].map((side) => [square(side) + `<path class="dots of-${side}" d="${marker(String(side), 11, 7, 4)}"></path>`, words.legend[side]]);
  entries.push(['<path class="boundary" d="M1 7h20"></path>', words.legend[2]]);
  return entries.map(([drawing, text]) => `<span>${swatch(drawing)}${escaped(text)}</span>`).join("");
}
