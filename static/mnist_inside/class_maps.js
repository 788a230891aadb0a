// Test images seen in the pixels and in each layer: a map for each, every image written as its digit. The image
// under the pointer, and the one that is picked, are ringed in all maps at once. Digits are painted on a canvas:
// as nodes, thousands of them would take seconds.
const HEIGHT = 250;
const EDGE = 12; // pixels between the outermost digit and the frame
const REACH = 14; // pixels from the pointer to the digit that it means
const LETTERS = 12; // pixels of a digit

export default (kit) => {
  function create(root, { send }) {
    root.innerHTML = `<div class="maps" role="slider" tabindex="0"></div><p class="said"></p>`;
    const [maps, said] = root.children;
    const view = { root, maps, said, places: [], under: null };
    view.pick = (point) => {
      view.data.marked = point;
      show(view);
      send("picked", { point });
    };
    maps.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 50, PageDown: -50 }[event.key];
      if (!step) return;
      event.preventDefault();
      view.pick(kit.clamp(view.data.marked + step, 0, view.labels.length - 1));
    };
    view.stopWatching = kit.onResize(maps, () => view.data && draw(view));
    return view;
  }

  function receive(view, data) {
    view.data = data;
    view.labels = kit.decode(data.labels);
    view.maps.setAttribute("aria-label", data.alt);
    view.maps.setAttribute("aria-valuemin", 0);
    view.maps.setAttribute("aria-valuemax", view.labels.length - 1);
    view.places = data.maps.map(({ points }) => kit.decode(points, Uint16Array));
    if (view.maps.children.length !== data.maps.length) view.maps.replaceChildren(...data.maps.map((_, map) => mapNode(view, map)));
    data.maps.forEach(({ title, under }, map) => {
      const [heading, , caption] = view.maps.children[map].children;
      heading.textContent = title;
      caption.textContent = under;
    });
    draw(view);
  }

  function mapNode(view, map) {
    const node = document.createElement("figure");
    node.innerHTML = `<b></b><div><canvas></canvas><svg></svg></div><figcaption></figcaption>`;
    const stage = node.children[1];
    stage.onpointermove = (event) => point(view, nearest(view, map, event));
    stage.onpointerleave = () => point(view, null);
    stage.onclick = (event) => {
      const found = nearest(view, map, event);
      if (found !== null) view.pick(found);
    };
    return node;
  }

  // Where an image stands in a map, in pixels; positions come as shares of 65,535.
  function at(view, map, image) {
    const { width } = view;
    const x = view.places[map][2 * image] / 65535;
    const y = view.places[map][2 * image + 1] / 65535;
    return [EDGE + x * (width - 2 * EDGE), HEIGHT - EDGE - y * (HEIGHT - 2 * EDGE)];
  }

  function draw(view) {
    const stages = [...view.maps.querySelectorAll("div")];
    view.width = stages[0].clientWidth;
    if (!view.width) return;
    const sharp = devicePixelRatio || 1;
    const family = getComputedStyle(view.root).fontFamily;
    stages.forEach((stage, map) => {
      const [canvas, rings] = stage.children;
      [canvas.width, canvas.height] = [Math.round(view.width * sharp), Math.round(HEIGHT * sharp)];
      rings.setAttribute("viewBox", `0 0 ${view.width} ${HEIGHT}`);
      const pen = canvas.getContext("2d");
      pen.scale(sharp, sharp);
      pen.font = `${LETTERS}px ${family}`;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      view.labels.forEach((label, image) => {
        pen.fillStyle = view.data.colors[label];
        pen.fillText(label, ...at(view, map, image));
      });
    });
    show(view);
  }

  // The rings: of the picked image, and of the one under the pointer.
  function show(view) {
    const { marked } = view.data;
    view.maps.querySelectorAll("svg").forEach((rings, map) => {
      const ring = (image, name) => {
        const [cx, cy] = at(view, map, image);
        return kit.svg("circle", { cx, cy, r: name === "picked" ? 12 : 9, class: name });
      };
      rings.replaceChildren(ring(marked, "picked"), ...(view.under === null ? [] : [ring(view.under, "under")]));
    });
    const words = (image) => view.data.words.image.replace("{image}", image).replace("{label}", view.labels[image]);
    kit.say(view.said, view.under === null ? view.data.words.hint : words(view.under), { quiet: true });
    view.maps.setAttribute("aria-valuenow", marked);
    view.maps.setAttribute("aria-valuetext", words(marked));
  }

  function point(view, image) {
    view.maps.style.cursor = image === null ? "" : "pointer";
    if (image === view.under) return;
    view.under = image;
    show(view);
  }

  function nearest(view, map, event) {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let best = null;
    let least = REACH ** 2;
    for (let image = 0; image < view.labels.length; image++) {
      const [px, py] = at(view, map, image);
      const apart = (px - x) ** 2 + (py - y) ** 2;
      if (apart < least) [best, least] = [image, apart];
    }
    return best;
  }

  return { create, receive, destroy: (view) => view.stopWatching() };
};
