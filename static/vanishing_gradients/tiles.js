// A row of tiles for each activation, one tile a layer. The error comes in at the last layer and walks back: a
// tile is filled as far as the error has reached, as strongly as its share of the error at the last layer. The
// walk is played or dragged here, with no rerun; where it ends is sent once.
const TOP = 26;
const TILE = { below: 38, height: 34 };
const ROW = 96;
const FOOT = 46;
const SECONDS_A_LAYER = 0.22;
const LONGEST = 6;

export default (kit, { every, layerAt, strength }) => {
  const { svg } = kit;

  function create(root, { send }) {
    root.innerHTML = `<div class="top"><button type="button" class="play"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path></path></svg><span></span></button><p class="hint"></p></div>`;
    const view = { root, playing: false, held: false, stop() {} };
    view.exchange = kit.exchange((walk) => send("walk", walk));
    view.hint = root.querySelector(".hint");
    view.play = root.querySelector(".play");
    view.play.onclick = () => (view.playing ? pause(view) : play(view));
    view.still = svg("g", { "aria-hidden": true }); // the names of picture and handle say it
    view.moving = svg("g");
    view.handle = svg("g", { class: "handle" },
      svg("rect", { class: "touch", x: -44, y: -18, width: 88, height: 36 }),
      svg("rect", { class: "dot", x: -36, y: -12, width: 72, height: 24, rx: 12 }), svg("text", { y: 5 }));
    view.svg = svg("svg", { role: "group" }, view.still, view.moving, view.handle);
    root.append(view.svg);
    view.say = kit.draggable(view.handle, {
      read: () => view.layer ?? 1,
      limits: () => [1, view.data?.depth ?? 1],
      step: 1,
      leap: 5,
      grab: () => { halt(view); view.held = true; },
      at: (event) => under(view, event),
      put: (value) => reach(view, Math.round(value)),
      done: (how) => { view.held = false; tell(view, how); },
      text: () => spoken(view),
    });
    view.svg.addEventListener("pointerdown", (event) => {  // a click on a tile
      if (event.button || event.target.closest(".handle") || !event.target.dataset?.layer) return;
      halt(view);
      reach(view, Number(event.target.dataset.layer));
      tell(view, "drag");
    });
    view.unwatch = kit.onResize(root, () => view.data && draw(view));
    return view;
  }

  function destroy(view) {
    view.stop();
    view.exchange.stop();
    view.unwatch();
  }

  // What Python sent. A walk that it moved, since an answer was given or a setting put back, is played.
  function receive(view, data) {
    const same = view.data && view.data.depth === data.depth;
    view.data = data;
    if (!same || view.layer > data.depth) {
      halt(view);
      view.layer = data.layer;
    }
    draw(view);
    if (same && view.exchange.answered(data.answered) && !view.held && !view.playing && data.layer !== view.layer) {
      walk(view, data.layer, () => {});
    }
  }

  // ---- the walk ----

  function play(view) {
    if (view.layer === 1) reach(view, view.data.depth);
    walk(view, 1, () => tell(view, "drag"));
  }

  function walk(view, target, done) {
    halt(view);
    const from = view.layer;
    const seconds = Math.min(LONGEST, Math.abs(from - target) * SECONDS_A_LAYER);
    view.playing = seconds > 0;
    label(view);
    view.stop = even(1000 * seconds, (share) => reach(view, Math.round(from + share * (target - from))), () => {
      view.playing = false;
      label(view);
      done();
    });
  }

  // Like kit.travel, but at an even pace: every layer takes as long as the next.
  function even(milliseconds, act, done) {
    if (kit.still() || milliseconds <= 0) {
      act(1);
      done();
      return () => {};
    }
    const began = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      const share = kit.clamp((now - began) / milliseconds, 0, 1);
      act(share);
      if (share < 1) frame = requestAnimationFrame(step);
      else done();
    });
    return () => cancelAnimationFrame(frame);
  }

  function halt(view) {
    view.stop();
    view.stop = () => {};
    view.playing = false;
    label(view);
  }

  function pause(view) {
    halt(view);
    tell(view, "drag");
  }

  function reach(view, layer) {
    if (layer === view.layer) return;
    view.layer = layer;
    move(view);
  }

  function tell(view, how) {
    if (how === "key") view.exchange.soon(() => ({ layer: view.layer }));
    else view.exchange.now({ layer: view.layer });
  }

  const under = (view, event) =>
    layerAt(kit.within(view.svg, event).x, view.width, view.data.depth);

  // ---- what stands still ----

  function draw(view) {
    const { root, data } = view;
    const { depth, rows } = data;
    view.width = root.clientWidth || 640;
    view.pitch = view.width / depth;
    view.centre = (layer) => (layer - 0.5) * view.pitch;
    const bottom = TOP + rows.length * ROW;
    const height = bottom + FOOT;
    view.svg.setAttribute("viewBox", `0 0 ${view.width} ${height}`);
    view.svg.setAttribute("height", height);
    view.bottom = bottom;
    const out = [
      text(0, 13, data.words.inputs, "quiet"),
      text(view.width, 13, data.words.arrives, "quiet", "end"),
      svg("line", { class: "rail", x1: view.centre(1), x2: view.centre(depth), y1: bottom + 26, y2: bottom + 26 }),
    ];
    const gap = Math.min(3, view.pitch * 0.15);
    view.rows = rows.map((row, i) => drawRow(view, row, TOP + i * ROW, gap, out));
    const numbered = every(view.pitch, 26);
    for (let layer = 1; layer <= depth; layer += 1) {
      if ((layer - 1) % numbered && layer !== depth) continue;
      if (layer !== depth && depth - layer < numbered * 0.6) continue;
      out.push(text(view.centre(layer), bottom + 6, layer, "quiet", "middle"));
    }
    view.still.replaceChildren(...out);
    move(view);
  }

  function drawRow(view, row, top, gap, out) {
    const { pitch, centre } = view;
    const { depth } = view.data;
    const name = text(0, top + 14, row.label, "name");
    name.style.fill = kit.word(row.color);
    const said = text(view.width, top + 14, "", "said", "end");
    out.push(name, said);
    const factors = [];
    const numbers = [];
    const written = every(pitch, 44);
    const tiles = row.shares.map((share, i) => {
      const layer = i + 1;
      const tile = svg("rect", {
        class: "tile", "data-layer": layer, "data-name": row.name,
        x: i * pitch + gap / 2, y: top + TILE.below, width: pitch - gap, height: TILE.height, rx: Math.min(5, pitch / 5),
      }, svg("title"));
      tile.style.setProperty("--own", row.color);
      out.push(tile);
      if (layer < depth && pitch >= 30) {
        factors.push(text(layer * pitch, top + TILE.below - 6, row.steps[i], "factor", "middle"));
      } else factors.push(null);
      const shown = (depth - layer) % written === 0 && layer !== depth;
      numbers.push(shown ? text(centre(layer), top + TILE.below + TILE.height + 14, row.short[i], "number", "middle") : null);
      return tile;
    });
    out.push(...factors.filter(Boolean), ...numbers.filter(Boolean));
    return { row, top, said, tiles, factors, numbers };
  }

  // ---- what follows the walk ----

  function move(view) {
    const { layer, centre, bottom, data } = view;
    for (const { row, said, tiles, factors, numbers } of view.rows) {
      tiles.forEach((tile, i) => {
        const reached = i + 1 >= layer;
        tile.classList.toggle("reached", reached);
        tile.style.fillOpacity = reached ? strength(row.shares[i]) : 0;
        tile.firstChild.textContent = `${row.label}, ${data.words.layer} ${i + 1}: ${reached ? row.told[i] : data.words.ahead}`;
        factors[i]?.classList.toggle("ahead", !reached);
        numbers[i]?.classList.toggle("ahead", !reached);
      });
      said.textContent = layer === data.depth ? "" : row.said[layer - 1];
    }
    const x = kit.clamp(centre(layer), 37, view.width - 37);
    const here = centre(layer);
    view.moving.replaceChildren(...view.rows.map(({ top }) =>
      svg("line", { class: "front", x1: here, x2: here, y1: top + TILE.below - 4, y2: top + TILE.below + TILE.height + 4 })));
    view.handle.setAttribute("transform", `translate(${x.toFixed(1)} ${bottom + 26})`);
    view.handle.setAttribute("aria-label", data.words.handle);
    view.handle.querySelector("text").textContent = `${data.words.layer} ${layer}`;
    view.hint.textContent = layer === data.depth ? data.words.start : layer === 1 ? data.words.end : data.words.under_way;
    view.svg.setAttribute("aria-label", `${data.alt} ${spoken(view)}.`);
    view.say();
    label(view);
  }

  function label({ play: button, playing, data }) {
    if (!data) return;
    button.querySelector("path").setAttribute("d", playing ? kit.PAUSE : kit.PLAY);
    button.querySelector("span").textContent = playing ? data.words.pause : data.words.play;
  }

  function spoken({ data, layer }) {
    return `${data.words.layer} ${layer}; ${data.rows.map((row) => `${row.label}: ${row.told[layer - 1]}`).join("; ")}`;
  }

  const text = (x, y, words, kind, anchor = "start") =>
    svg("text", { x, y, class: kind, "text-anchor": anchor }, words);

  return { create, receive, destroy };
};
