// The pad and the drawing on its way through the network. While one draws, the raster goes to Python at
// most 8 times a second, and not before the last answer is here; the answer is drawn where it stands.
const PAUSE = 120; // milliseconds between two messages
const PATIENCE = 800; // after which an answer counts as lost
const STEPS_KEPT = 40; // that can be undone
const FINENESS = 5; // pixels of the canvas for each of the raster
const SHARPEN = 1.5; // of a template, so that middling weights are seen beside a few large ones

const HTML = `
<section class="pad">
  <div class="tools">
    <h4>Draw a digit</h4>
    <button type="button" class="undo">Undo</button><button type="button" class="clear">Clear</button>
  </div>
  <canvas class="paper" tabindex="0" role="application"></canvas>
  <div class="next" role="group" aria-label="Put the next test image of a class on the pad">or take a test image of a</div>
  <p class="hint">Arrows move the brush (with shift: finely), space puts it down and lifts it, backspace undoes, delete clears.</p>
</section>
<div class="way">
<section class="steps">
  <h4>Into MNIST's form</h4>
  <div class="pair">
    <figure><canvas class="fitted"></canvas><figcaption>20 × 20</figcaption></figure>
    <figure><canvas class="centred"></canvas><figcaption>centred</figcaption></figure>
  </div>
  <figure><canvas class="fed"></canvas><figcaption>x: 28 × 28 inputs</figcaption></figure>
</section>
<section class="layers"></section>
<section class="bars"><h4>y: softmax</h4><div class="rows"></div></section>
<section class="template">
  <h4 class="title"></h4>
  <div class="row">
    <figure><canvas class="weights"></canvas><figcaption>template</figcaption></figure>
    <figure><canvas class="product"></canvas><figcaption>template × x</figcaption></figure>
    <p class="sum"></p>
  </div>
</section>
<section class="fixed">
  <h4 class="title"></h4>
  <div class="row">
    <figure><canvas class="weights"></canvas><figcaption>for every image</figcaption></figure>
    <p class="sum"></p>
  </div>
</section>
</div>
<section class="units"></section>`;

export default (kit, numbers) => {
  const { plain, signed, percent } = kit;

  return {
    create(root, { send, keep }) {
      root.innerHTML = HTML;
      root.setAttribute("role", "group");
      const find = (selector) => root.querySelector(selector);
      const pad = { root, find, ask: (digit) => send("next", digit), paper: null, sentAt: 0, timer: 0, surface: null, scheme: "" };
      pad.talk = kit.exchange((drawing) => keep("drawing", drawing), { patience: PATIENCE });
      find(".paper").setAttribute("aria-label", `Drawing pad. ${find(".hint").textContent}`);
      find(".undo").onclick = () => undo(pad.surface);
      find(".clear").onclick = () => clear(pad.surface);
      const digits = document.createElement("div");
      digits.innerHTML = Array.from({ length: 10 }, (_, k) => `<button type="button">${k}</button>`).join("");
      digits.onclick = (event) => event.target.matches("button") && next(pad, Number(event.target.textContent));
      find(".next").append(digits);
      return pad;
    },

    receive(pad, data) {
      const { root } = pad;
      pad.surface ??= makeSurface(pad.find(".paper"), data.side, () => offer(pad));
      const { surface } = pad;
      recolor(pad);
      const waited = pad.talk.waiting;
      if (pad.talk.answered(data.answered) && waited) {
        root.dataset.lag = Math.round(performance.now() - pad.sentAt);
      }
      if (data.paper !== pad.paper) {
        pad.paper = data.paper;
        surface.history = [];
        if (data.pixels) fill(surface, kit.decode(data.pixels));
      }
      surface.paint();
      pad.find(".undo").disabled = !surface.history.length;
      root.setAttribute("aria-label", data.alt);
      root.classList.toggle("empty", !data.reading);
      if (data.reading) show(pad, data.reading);
    },

    destroy(pad) {
      clearTimeout(pad.timer);
      pad.surface?.paint.stop();
    },
  };

  // ---- what Python is told ----

  // Send the drawing now, or as soon as the pause is over and the last answer is here.
  function offer(pad) {
    pad.find(".undo").disabled = !pad.surface.history.length;
    clearTimeout(pad.timer);
    const left = numbers.pauseLeft(performance.now() - pad.sentAt, !pad.talk.answered(), PAUSE);
    if (left > 0) {
      pad.timer = setTimeout(() => offer(pad), left);
      return;
    }
    pad.sentAt = performance.now();
    pad.talk.now({ paper: pad.paper, pixels: kit.encode(bytesOf(pad.surface)) });
  }

  // Ask for another test image, once the answer to the last stroke is here: a message on its way would
  // carry the old number of the image and put it back.
  function next(pad, digit) {
    clearTimeout(pad.timer);
    if (pad.talk.answered()) pad.ask(digit);
    else pad.timer = setTimeout(() => next(pad, digit), 25);
  }

  // ---- the way through the network ----

  // Ink goes from the surface to the text's colour, signed numbers from one colour over the neutral one to
  // the other.
  function recolor(pad) {
    if (pad.scheme === pad.root.style.colorScheme) return;
    pad.scheme = pad.root.style.colorScheme;
    const of = (...names) => names.map((name) => kit.color(pad.root, name));
    pad.diverging = numbers.ramp(of("negative", "neutral", "positive"));
    pad.surface.ink = numbers.ramp(of("surface", "text"));
    pad.surface.brush = `rgb(${kit.color(pad.root, "positive").join()})`;
  }

  function show(pad, reading) {
    const { find } = pad;
    const [first, second] = reading.pair;
    grey(pad, find(".fitted"), reading.fitted, 20);
    grey(pad, find(".centred"), reading.centred, 28);
    grey(pad, find(".fed"), reading.fed, 28);
    showLayers(pad, reading.layers);
    find(".bars .rows").innerHTML = bars(reading);
    const names = `${first} minus ${second}`;
    find(".template .title").innerHTML = `“${names}” for this image <small>${reading.template.exact ? "(exact)" : "(first order)"}</small>`;
    diverging(pad, find(".template .weights"), reading.template.weights, 28, SHARPEN);
    diverging(pad, find(".template .product"), reading.template.product, 28, SHARPEN);
    find(".template .sum").innerHTML = `${sum(reading.template, reading.pair)}<small><span class="for">orange</span> speaks for ${first},<br><span class="against">blue</span> for ${second}</small>`;
    find(".fixed .title").innerHTML = `“${names}” of softmax regression`;
    diverging(pad, find(".fixed .weights"), reading.fixed.weights, 28, SHARPEN);
    find(".fixed .sum").innerHTML = sum(reading.fixed, reading.pair);
    find(".units").innerHTML = reading.counts.length
      ? units(`H${reading.layers.length}: most for ${first}`, reading.counts) + units(`Why not a ${second}?`, reading.rivals)
      : "";
  }

  function grey(pad, canvas, picture, side) {
    const levels = numbers.greyLevels(kit.decode(picture.values), picture.width, picture.height, side);
    put(canvas, numbers.rgba(levels, side, pad.surface.ink), side);
  }

  function diverging(pad, canvas, picture, columns, sharpen) {
    const levels = numbers.signedLevels(kit.decode(picture.values, Int8Array), sharpen);
    put(canvas, numbers.rgba(levels, columns, pad.diverging), columns);
  }

  function showLayers(pad, layers) {
    const section = pad.find(".layers");
    while (section.children.length > layers.length) section.lastChild.remove();
    while (section.children.length < layers.length) {
      section.insertAdjacentHTML("beforeend", "<figure><h4></h4><canvas></canvas><figcaption></figcaption></figure>");
    }
    layers.forEach((layer, i) => {
      const [name, canvas, caption] = section.children[i].children;
      const columns = Math.ceil(Math.sqrt(layer.units));
      const values = kit.decode(layer.values, Int8Array);
      const told = `${layer.on} of ${layer.units} above 0; largest ${plain(layer.peak)}`;
      name.textContent = layer.name;
      caption.textContent = told;
      diverging(pad, canvas, layer, columns, 1.4);
      canvas.onpointermove = (event) => {
        const box = canvas.getBoundingClientRect();
        const unit = numbers.cellAt(event.clientX - box.left, event.clientY - box.top, box.width, columns, layer.units);
        if (unit !== null) caption.textContent = `unit ${unit}: ${plain((values[unit] / 127) * layer.peak)}`;
      };
      canvas.onpointerleave = () => (caption.textContent = told);
    });
  }

  function bars({ pair: [first, second], probabilities, logits }) {
    const highest = Math.max(...probabilities);
    return probabilities.map((p, k) => {
      const role = k === first ? "first" : k === second ? "second" : "";
      const shown = p === highest ? `<strong>${percent(p)}</strong>` : percent(p);
      return `<div class="bar ${role}" title="z = ${plain(logits[k])}"><b>${k}</b><i style="width:${100 * p}%"></i><span>${shown}</span></div>`;
    }).join("");
  }

  function sum(template, [first, second]) {
    const row = (name, number) => `<tr><td>${name}</td><td>${number}</td></tr>`;
    return `<table>${row("template × x", plain(template.onImage))}${row("rest", signed(template.rest))}${row(`z<sub>${first}</sub> − z<sub>${second}</sub>`, plain(template.difference))}</table>`;
  }

  function units(title, rows) {
    const most = Math.max(...rows.map((row) => Math.abs(row[2])), 1e-9);
    const lines = rows.map(([unit, h, adds]) => {
      const bar = `<i style="width:${(60 * Math.abs(adds)) / most}px;background:var(--${adds < 0 ? "negative" : "positive"})"></i>`;
      return `<tr><td>unit ${unit}</td><td class="number">${plain(h)} × ${plain(h ? adds / h : 0)}</td><td class="number">${signed(adds)}</td><td>${bar}</td></tr>`;
    });
    return `<div><h4>${title}</h4><table>${lines.join("")}</table></div>`;
  }

  // ---- the surface that one draws on: a small raster of ink, what can be undone, pointer and keys ----

  function makeSurface(canvas, side, changed) {
    const ink = document.createElement("canvas");
    ink.width = ink.height = side;
    const surface = {
      canvas, side, changed, small: document.createElement("canvas"), context: ink.getContext("2d", { willReadFrequently: true }),
      history: [], last: null, down: false, cursor: { x: side / 2, y: side / 4 }, penDown: false, focused: false, ink: null, brush: "",
    };
    surface.paint = kit.eachFrame(() => showRaster(surface)); // a mouse reports more often than a screen shows
    fill(surface, null);
    canvas.onpointerdown = (event) => {
      if (event.button > 0) return;
      canvas.setPointerCapture(event.pointerId);
      surface.down = true;
      putDown(surface, place(surface, event), pressureOf(event));
      event.preventDefault();
      canvas.focus({ preventScroll: true });
    };
    canvas.onpointermove = (event) => {
      if (!surface.down) return;
      const events = event.getCoalescedEvents?.() ?? [];
      for (const one of events.length ? events : [event]) line(surface, place(surface, one), pressureOf(one));
      drawn(surface);
    };
    canvas.onpointerup = canvas.onpointercancel = () => {
      if (!surface.down) return;
      surface.down = false;
      changed();
    };
    canvas.onkeydown = (event) => press(surface, event);
    canvas.onfocus = () => focus(surface, canvas.matches(":focus-visible"));
    canvas.onblur = () => {
      surface.penDown = false;
      focus(surface, false);
    };
    return surface;
  }

  function focus(surface, seen) {
    surface.focused = seen;
    surface.paint();
  }

  function drawn(surface) {
    surface.paint();
    surface.changed();
  }

  function place({ canvas, side }, event) {
    const box = canvas.getBoundingClientRect();
    return { x: ((event.clientX - box.left) * side) / box.width, y: ((event.clientY - box.top) * side) / box.width };
  }

  function pressureOf(event) {
    return event.pointerType === "pen" ? event.pressure : 0.5;
  }

  function remember(surface) {
    surface.history.push(surface.context.getImageData(0, 0, surface.side, surface.side));
    if (surface.history.length > STEPS_KEPT) surface.history.shift();
  }

  function putDown(surface, at, pressure) {
    remember(surface);
    surface.last = at;
    line(surface, at, pressure);
    drawn(surface);
  }

  function line(surface, to, pressure) {
    const { context, side } = surface;
    context.strokeStyle = "#fff";
    context.lineCap = context.lineJoin = "round";
    context.lineWidth = numbers.strokeWidth(side, pressure);
    context.beginPath();
    context.moveTo(surface.last.x, surface.last.y);
    context.lineTo(to.x + 0.01, to.y);
    context.stroke();
    surface.last = to;
  }

  function undo(surface) {
    const before = surface.history.pop();
    if (!before) return;
    surface.context.putImageData(before, 0, 0);
    drawn(surface);
  }

  function clear(surface) {
    remember(surface);
    fill(surface, null);
    drawn(surface);
  }

  // Bytes of ink, row by row, onto the raster; null is an empty one.
  function fill(surface, bytes) {
    const image = new ImageData(surface.side, surface.side);
    for (let i = 0; i < surface.side ** 2; i++) {
      const value = bytes ? bytes[i] : 0;
      image.data.set([value, value, value, 255], 4 * i);
    }
    surface.context.putImageData(image, 0, 0);
  }

  function bytesOf(surface) {
    const { data } = surface.context.getImageData(0, 0, surface.side, surface.side);
    return Uint8Array.from({ length: surface.side ** 2 }, (_, i) => data[4 * i]);
  }

  // Without a pointer: arrows move the brush, space puts it down and lifts it.
  function press(surface, event) {
    const target = numbers.moved(surface.cursor, event.key, surface.side, event.shiftKey);
    if (target) {
      surface.cursor = target;
      if (surface.penDown) {
        line(surface, { ...target }, 0.5);
        surface.changed();
      }
    } else if (event.key === " ") {
      surface.penDown = !surface.penDown;
      if (surface.penDown) putDown(surface, { ...surface.cursor }, 0.5);
      else surface.changed();
    } else if (event.key === "Delete") {
      clear(surface);
    } else if (event.key === "Backspace" || (event.key === "z" && (event.ctrlKey || event.metaKey))) {
      undo(surface);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    focus(surface, true);
  }

  // The raster in the page's colours, five times as fine; the brush, while keys move it.
  function showRaster(surface) {
    const { canvas, side, small, cursor } = surface;
    put(small, numbers.rgba(bytesOf(surface), side, surface.ink), side);
    canvas.width = canvas.height = FINENESS * side;
    const context = canvas.getContext("2d");
    context.imageSmoothingEnabled = true;
    context.drawImage(small, 0, 0, canvas.width, canvas.height);
    if (!surface.focused) return;
    context.lineWidth = FINENESS;
    context.strokeStyle = context.fillStyle = surface.brush;
    context.beginPath();
    context.arc(cursor.x * FINENESS, cursor.y * FINENESS, (side * numbers.BRUSH * FINENESS) / 2, 0, 7);
    context.stroke();
    if (surface.penDown) context.fill();
  }

  // Paint cells, one pixel of the canvas each.
  function put(canvas, cells, columns) {
    const rows = cells.length / (4 * columns);
    canvas.width = columns;
    canvas.height = rows;
    canvas.getContext("2d").putImageData(new ImageData(cells, columns, rows), 0, 0);
  }
};
