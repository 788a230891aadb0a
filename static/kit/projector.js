// The projector's keys and the bar at its foot. PageDown and PageUp, which a clicker sends, page; so do the arrows
// where no handle and no field has the focus. B blanks the screen, F fills it, Esc ends. The component counts the
// steps itself and tells Python the number it wants, so no key is lost while an answer is under way.
const PATIENCE = 4000; // milliseconds until Python's step counts again although it is not the one asked for
const HIDES = 3000;
const LOOKS = 584; // pixels of height for which the pictures of the pages are made: 12 px become 22 at 1080

export default (kit) => ({
  create(root, { send, keep }) {
    root.style.zoom = 1;
    root.innerHTML = `<div class="blank" hidden></div>
      <div class="bar"><span class="plan"></span><span class="place"></span><span class="minutes"></span>
      <span class="line" aria-hidden="true"><i></i></span></div>`;
    const view = { root, send, keep, at: 0, steps: 1, asked: 0, timer: 0, early: window.earlyKeys?.() ?? [] };
    view.keys = (event) => pressed(view, event);
    view.sized = () => sized(view);
    view.woken = () => show(view);
    document.addEventListener("keydown", view.keys, true);
    document.addEventListener("pointermove", view.woken);
    window.addEventListener("resize", view.sized);
    sized(view);
    return view;
  },
  receive(view, { step, steps, plan, place, minutes }) {
    view.steps = steps;
    if (step === view.at || Date.now() > view.asked + PATIENCE) view.at = step;
    const find = (name) => view.root.querySelector(`.${name}`);
    find("plan").textContent = plan;
    kit.say(find("place"), place);
    find("minutes").textContent = minutes;
    find("line").hidden = steps < 2;
    find("line").firstElementChild.style.width = `${(100 * (step + 1)) / steps}%`;
    show(view);
    view.early.splice(0).forEach((event) => pressed(view, event));
  },
  destroy(view) {
    document.removeEventListener("keydown", view.keys, true);
    document.removeEventListener("pointermove", view.woken);
    window.removeEventListener("resize", view.sized);
    document.documentElement.style.removeProperty("--projected");
    clearTimeout(view.timer);
  },
});

// What a key asks for: "next", "back", "blank", "full", "end", or "" for nothing. `where` is what has the focus.
export function meaning(key, { typing, handle }) {
  const plain = { PageDown: "next", PageUp: "back" }[key];
  if (plain) return plain;
  if (typing) return "";
  if (!handle && (key === "ArrowRight" || key === "ArrowDown")) return "next";
  if (!handle && (key === "ArrowLeft" || key === "ArrowUp")) return "back";
  return { b: "blank", B: "blank", ".": "blank", f: "full", F: "full", Escape: "end" }[key] ?? "";
}

function pressed(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const focus = focused();
  const asked = meaning(event.key, {
    typing: focus.matches("textarea, [contenteditable=true], input:not([type=range], [type=checkbox], [type=radio])"),
    handle: focus.matches("[role=slider], [role=radio], [role=option], [role=tab], input, canvas, [tabindex]:not(.stMain)"),
  });
  if (!asked || (asked === "next" && view.steps < 2) || (asked === "back" && view.steps < 2)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const blank = view.root.querySelector(".blank");
  if (asked === "blank") blank.hidden = !blank.hidden;
  else if (asked === "full") full();
  else if (asked === "end") end(view);
  else if (!blank.hidden) blank.hidden = true;
  else go(view, view.at + (asked === "next" ? 1 : -1));
}

// What has the focus, also inside of a component.
function focused() {
  let node = document.activeElement ?? document.body;
  while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return node;
}

function go(view, step) {
  if (step < 0 || step >= view.steps) return show(view);
  view.at = step;
  view.asked = Date.now();
  view.send("step", step);
}

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

function end(view) {
  if (document.fullscreenElement) document.exitFullscreen();
  view.send("end", Date.now());
}

// Pictures are made in pixels for a reader; here they grow with the window.
function sized(view) {
  document.documentElement.style.setProperty("--projected", Math.max(1, innerHeight / LOOKS).toFixed(3));
  clearTimeout(view.sizing);
  view.sizing = setTimeout(() => view.keep("window", innerHeight), 100);
}

// Show the bar for a moment.
function show(view) {
  view.root.querySelector(".bar").classList.add("shown");
  clearTimeout(view.timer);
  view.timer = setTimeout(() => view.root.querySelector(".bar").classList.remove("shown"), HIDES);
}
