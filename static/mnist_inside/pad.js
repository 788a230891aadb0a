// The pad, and what the network makes of the drawing on it. The browser has the weights, so every stroke is
// answered in the next frame and nothing goes to Python while one draws; a drawing that has settled is told once,
// for the address. "Why?" opens in three steps: the ink, the units, softmax regression.
const SETTLED = 600; // milliseconds without a stroke, after which a drawing goes into the address
const STEPS_KEPT = 40; // that can be undone
const FINENESS = 5; // pixels of the canvas for each of the raster
const SHARPEN = 1.5; // of a template, so that middling weights are seen beside a few large ones
const COUNTED = 6; // units listed
const STEPS = { ink: "Which ink?", units: "Which units?", softmax: "Softmax regression?" };

const figure = (name, caption) => `<figure><canvas class="${name}" role="img"></canvas><figcaption>${caption}</figcaption></figure>`;
const HTML = `
<div class="stage">
<section class="pad">
  <div class="tools">
    <h2>Draw a digit</h2>
    <button type="button" class="undo">Undo</button><button type="button" class="clear">Clear</button>
  </div>
  <canvas class="paper" tabindex="0" role="application"></canvas>
  <p class="hint">Arrows move the brush (with shift: finely), space puts it down and lifts it, backspace undoes, delete clears.</p>
  <p class="key ink-key"></p>
  <div class="next only-screen" role="group" aria-label="Put the next test image of a class on the pad"><span>or take a test image of a</span></div>
</section>
<section class="answer">
  <p class="said"></p>
  <p class="about"></p>
  <div class="bars" role="group" aria-label="Softmax: a share for each class"></div>
  <p class="aside"></p>
  <div class="whys" role="group"><b class="asked"></b></div>
</section>
</div>
<section class="why ink">
  <div class="sums">${figure("fed", "x: what H1 gets")}<span>×</span>${figure("weights", "")}<span>=</span>${figure("product", "")}<table class="sum"></table></div>
  <p class="words"></p>
  <div class="form"><span>Into MNIST's form:</span>${figure("fitted", "cut out, 20 × 20")}<span>→</span>${figure("centred", "centred in 28 × 28")}<p class="formwords"></p></div>
</section>
<section class="why units">
  <div class="maps"></div>
  <div class="cell"></div>
  <div class="counts"></div>
</section>
<section class="why softmax">
  <p class="words"></p>
  <div class="sums">${figure("fed", "x")}<span>×</span>${figure("weights", "")}<span>=</span>${figure("product", "")}<table class="sum"></table></div>
</section>`;

export default (kit, numbers, forms, nets, novelties) => {
  const { plain, signed, percent } = kit;
  const subscript = (k) => `z<sub>${k}</sub>`;

  return {
    create(root, { send, keep }) {
      root.innerHTML = HTML;
      const find = (selector) => root.querySelector(selector);
      const pad = { root, find, send, name: null, own: false, timer: 0, surface: null, scheme: "", why: "", cell: null, off: [], net: null };
      pad.talk = kit.exchange((drawing) => keep("drawing", drawing));
      pad.opened = kit.exchange((open) => keep("opened", open), { settled: 350 });
      pad.show = kit.eachFrame(() => show(pad));
      find(".paper").setAttribute("aria-label", `Drawing pad. ${find(".hint").textContent}`);
      find(".undo").onclick = () => undo(pad.surface);
      find(".clear").onclick = () => clear(pad.surface);
      const digits = document.createElement("div");
      digits.innerHTML = Array.from({ length: 10 }, (_, k) => `<button type="button">${k}</button>`).join("");
      digits.onclick = (event) => event.target.matches("button") && next(pad, Number(event.target.textContent));
      find(".next").append(digits);
      find(".bars").innerHTML = Array.from({ length: 10 }, (_, k) => `<button type="button" class="bar"><b>${k}</b><span class="track"><i></i></span><span class="share"></span></button>`).join("");
      [...find(".bars").children].forEach((bar, k) => (bar.onclick = () => compare(pad, k)));
      for (const [step, label] of Object.entries(STEPS)) {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.step = step;
        button.textContent = label;
        button.onclick = () => {
          open(pad, { why: pad.why === step ? "" : step });
          show(pad);
          find(`.why.${step}`).scrollIntoView({ block: "nearest", behavior: kit.still() ? "auto" : "smooth" });
        };
        find(".whys").append(button);
      }
      find(".counts").onclick = ({ target }) => {
        if (target.matches("button")) open(pad, { cell: { layer: pad.data.network.sizes.length - 3, unit: Number(target.dataset.unit) } });
      };
      find(".cell").onclick = (event) => inCell(pad, event.target);
      return pad;
    },

    receive(pad, data) {
      pad.data = data;
      pad.surface ??= makeSurface(pad.find(".paper"), data.side, () => changed(pad), () => paper(pad));
      recolor(pad);
      const { surface } = pad;
      const { name } = data.drawing;
      const asked = name !== pad.told || !(pad.timer || surface.down); // something else was asked for meanwhile
      if (pad.talk.answered(data.answered) && name !== pad.name && asked) lay(pad, data.drawing);
      pad.told = name;
      if (pad.opened.answered(data.openedAt)) Object.assign(pad, { why: data.why, cell: cellOf(data) });
      load(pad);
      pad.show();
    },

    destroy(pad) {
      clearTimeout(pad.timer);
      pad.opened.stop();
      pad.show.stop();
      pad.surface?.repaint.stop();
    },
  };

  // Put something else on the pad.
  function lay(pad, { name, pixels, label, number }) {
    const { surface } = pad;
    const bytes = kit.decode(pixels);
    clearTimeout(pad.timer);
    Object.assign(pad, { name, timer: 0, own: label === null, image: label === null ? null : { name, label, number, bytes } });
    Object.assign(surface, { history: [], penDown: false, down: false });
    fill(surface, bytes);
  }

  // Write the answer; what is drawn is said when it has settled. The pad's own name has the answer, too.
  function speak(pad, answer) {
    const { find } = pad;
    kit.say(find(".said"), answer, { html: true, quiet: Boolean(pad.timer) });
    find(".paper").setAttribute("aria-label", `Drawing pad. ${find(".said").textContent}. ${find(".hint").textContent}`);
  }

  // ---- what Python is told ----

  // After every change of the drawing.
  function changed(pad) {
    const bytes = rawBytes(pad.surface);
    pad.own = !pad.image?.bytes.every((value, i) => value === bytes[i]);
    clearTimeout(pad.timer);
    pad.timer = setTimeout(() => settle(pad), SETTLED);
    pad.show();
  }

  async function settle(pad) {
    const { surface } = pad;
    if (surface.down) {
      pad.timer = setTimeout(() => settle(pad), SETTLED);
      return;
    }
    const before = pad.timer;
    const code = pad.own ? await numbers.codeOf(bytesOf(pad)) : "";
    if (pad.timer !== before) return; // drawn on meanwhile
    pad.timer = 0;
    pad.name = pad.own ? code : pad.image.name;
    kit.announce(pad.find(".said").textContent);
    pad.talk.now({ code });
  }

  function next(pad, digit) {
    clearTimeout(pad.timer);
    pad.timer = 0;
    pad.name = null; // whatever comes is taken
    pad.send("next", digit);
  }

  // Compare the answer with another class; with itself: with the next likely one.
  function compare(pad, k) {
    if (!pad.found?.pair) return;
    const rival = k === pad.found.pair[0] ? null : k;
    pad.data.pair[1] = rival;
    pad.show();
    pad.send("rival", rival === null ? "next_likely" : String(rival));
  }

  // Open a step of "why?", or a unit; the address follows.
  function open(pad, { why = pad.why, cell = pad.cell }) {
    Object.assign(pad, { why, cell });
    pad.show();
    pad.opened.soon(() => ({ why: pad.why, cell: pad.cell ? `H${pad.cell.layer + 1}.${pad.cell.unit}` : "" }));
  }

  function cellOf({ cell, network }) {
    if (!cell) return null;
    const [layer, unit] = cell.slice(1).split(".").map(Number);
    return layer <= network.sizes.length - 2 && unit < network.sizes[layer] ? { layer: layer - 1, unit } : null;
  }

  // ---- the network ----

  // Fetch what Python has named and is not here yet. Another network starts with all its units on.
  function load(pad) {
    const { network, examples, regression } = pad.data;
    if (pad.wanted !== network.file + network.activation.file) {
      const wanted = (pad.wanted = network.file + network.activation.file);
      Object.assign(pad, { net: null, off: [], failed: false });
      const files = [network.file, network.activation.file].map((path) => path && kit.file(path));
      Promise.all(files).then(([weights, table]) => {
        if (pad.wanted !== wanted) return;
        pad.net = netOf(network, weights, table);
        pad.show();
        kit.file(examples.file).then((file) => {
          pad.examples ??= novelties.directionsOf(new Uint8Array(file));
          pad.show();
        }, () => {});
      }).catch(() => {
        if (pad.wanted !== wanted) return;
        Object.assign(pad, { wanted: null, failed: true });
        pad.show();
      });
    }
    if (!pad.regression) {
      kit.file(regression.file).then((file) => {
        pad.regression = netOf(regression, file, null);
        pad.show();
      }, () => {});
    }
  }

  function netOf({ half, sizes, activation, scaled }, weights, table) {
    const layers = nets.layersOf(nets.numbersOf(weights, half), sizes);
    return { layers, scaled, activation: nets.activationOf(table && new Float32Array(table), activation.reach, activation.kind) };
  }

  // Everything that is shown of the drawing as it is now; null where there is nothing to read.
  function read(pad) {
    const { data, net, surface } = pad;
    const drawing = bytesOf(pad);
    const fault = forms.fault(drawing);
    if (fault) return { fault };
    const form = forms.mnistForm(drawing, surface.side);
    const image = forms.fedImage(data.feed.name, drawing, surface.side, form);
    const small = forms.isSmall(form, surface.side);
    const strange = pad.examples ? novelties.unlike(form.image, pad.examples, data.examples) : false;
    const found = { form, image, small, strange };
    if (net) {
      found.inputs = nets.inputsOf(image, net.scaled !== data.feed.slip);
      found.passed = nets.forward(net.layers, net.activation, found.inputs, pad.off);
    } else if (data.settled && data.drawing.name === pad.name && !pad.timer) {
      found.passed = data.settled; // Python's reading of the very same drawing, until the weights are here
    }
    if (found.passed) {
      const asked = data.pair[0] !== null && data.pair[0] === data.pair[1] ? [null, null] : data.pair;
      found.pair = nets.choosePair(found.passed.logits, asked);
    }
    return found;
  }

  // ---- what is shown ----

  // Ink goes from the surface to the text's colour, signed numbers from one colour over the neutral one to
  // the other.
  function recolor(pad) {
    const scheme = kit.themeOf(pad.root);
    if (pad.scheme === scheme) return;
    pad.scheme = scheme;
    const of = (...names) => names.map((name) => kit.color(pad.root, name));
    pad.diverging = numbers.ramp(of("negative", "neutral", "positive"));
    pad.tints = numbers.ramp(of("negative", "muted", "positive"));
    pad.paperColor = kit.color(pad.root, "surface");
    pad.ink = numbers.ramp(of("surface", "text"));
    pad.brush = `rgb(${kit.color(pad.root, "primary").join()})`;
  }

  function show(pad) {
    const { root, find, data, surface } = pad;
    const found = (pad.found = read(pad));
    find(".undo").disabled = !surface.history.length;
    const hasUnits = data.network.sizes.length > 2;
    const why = pad.why === "units" && !hasUnits ? "" : pad.why;
    root.dataset.why = found.passed ? why : "";
    root.classList.toggle("empty", !found.passed);
    root.classList.toggle("loading", !pad.net);
    paper(pad);
    say(pad, found);
    for (const button of find(".whys").querySelectorAll("button")) {
      button.setAttribute("aria-expanded", String(button.dataset.step === why));
      button.hidden = button.dataset.step === "units" && !hasUnits;
      button.disabled = !pad.net || !found.passed;
    }
    if (!found.passed) return;
    showBars(pad, found);
    const [first, second] = found.pair;
    find(".asked").textContent = `Why ${first} and not ${second}?`;
    if (!pad.net) return;
    if (why === "ink") showInk(pad, found);
    if (why === "units") showUnits(pad, found);
    if (why === "softmax") showSoftmax(pad, found);
  }

  function say(pad, found) {
    const { find, data } = pad;
    const { words } = data;
    const image = pad.own ? "" : `Test image ${pad.image.number.toLocaleString("en")} is a ${pad.image.label}. `;
    if (found.fault) {
      speak(pad, words[found.fault]);
      find(".about").textContent = find(".aside").textContent = "";
      return;
    }
    if (!found.passed) {
      speak(pad, pad.failed ? words.failed : words.loading);
      find(".about").textContent = image;
      return;
    }
    const p = found.passed.probabilities;
    const [best, following] = nets.ranked(found.passed.logits);
    speak(pad, `${pad.own ? "Your drawing: it" : "It"} reads <strong>${best}</strong> <span>(${percent(p[best])}), next ${following} (${percent(p[following])})</span>`);
    find(".about").textContent = `${image}${data.when}`;
    const asides = [];
    if (silencedCount(pad)) asides.push(`${silencedCount(pad)} silenced for this drawing.`);
    if (found.small) asides.push(words.small);
    if (found.strange) asides.push(words.strange);
    if (data.feed.says) asides.push(data.feed.says);
    find(".aside").textContent = asides.join(" ");
    find(".aside").classList.toggle("strange", Boolean(found.strange || found.small));
    pad.root.setAttribute("aria-label", words.alt);
  }

  function silencedCount(pad) {
    return pad.off.reduce((sum, layer) => sum + (layer?.size ?? 0), 0);
  }

  function showBars(pad, { passed: { probabilities, logits }, pair: [first, second] }) {
    [...pad.find(".bars").children].forEach((bar, k) => {
      const p = probabilities[k];
      bar.className = `bar ${k === first ? "first" : k === second ? "second" : ""}`;
      bar.querySelector("i").style.width = `${100 * (p || 0)}%`;
      bar.querySelector(".share").textContent = Number.isFinite(p) ? percent(p) : "no number";
      bar.title = `z = ${plain(logits[k])}`;
      const asks = k === first ? "Compare it with the next" : `Compare ${first} with it`;
      bar.setAttribute("aria-label", `${k}: ${percent(p)}. ${asks}`); // its title says z
    });
  }

  // Step 1: the ink, coloured by what it argues for; template times image, added up.
  function showInk(pad, found) {
    const { net, find } = pad;
    const [first, second] = found.pair;
    const t = found.template ?? nets.template(net.layers, net.activation, found.passed, found.inputs, found.pair, pad.off);
    const box = find(".why.ink");
    grey(pad, box.querySelector(".fed"), found.image, 28, 28, 28);
    signedCells(pad, box.querySelector(".weights"), t.pixels, 28);
    signedCells(pad, box.querySelector(".product"), t.product, 28);
    captions(box, `template “${first} minus ${second}”`, "template × x");
    box.querySelector(".sum").innerHTML = sumOf(t, found.pair);
    box.querySelector(".words").innerHTML = meaning(found.pair, pad.data.exact ? pad.data.words.exact : pad.data.words.first_order);
    const { form } = found;
    grey(pad, box.querySelector(".fitted"), form.fitted, form.width, form.height, 20);
    grey(pad, box.querySelector(".centred"), form.image, 28, 28, 28);
    box.querySelector(".formwords").textContent = pad.data.words.form;
  }

  function meaning([first, second], words) {
    return `“${first} minus ${second}”: where it is <b class="for">orange</b>, ink argues for ${first} rather than ${second}; where it is <b class="against">blue</b>, for ${second} rather than ${first}. ${words}`;
  }

  function captions(box, weights, product) {
    box.querySelector(".weights + figcaption").textContent = weights;
    box.querySelector(".product + figcaption").textContent = product;
    for (const canvas of box.querySelectorAll("canvas[role=img]")) canvas.setAttribute("aria-label", canvas.nextElementSibling.textContent);
  }

  function sumOf(t, [first, second]) {
    const { parts, total } = nets.addingUp([t.speaksFor, t.speaksAgainst, t.rest]);
    const row = (name, value, role = "") => `<tr class="${role}"><td>${name}</td><td>${value}</td></tr>`;
    return row(`ink for ${first}`, signed(parts[0]), "for") + row(`ink for ${second}`, signed(parts[1]), "against") +
      row("from the biases, not from ink", signed(parts[2])) + row(`${subscript(first)} − ${subscript(second)}`, signed(total));
  }

  // Step 2: every unit as a cell; what the last layer's units add; one unit opened.
  function showUnits(pad, found) {
    const { find, net } = pad;
    const maps = find(".maps");
    const hidden = found.passed.outputs;
    while (maps.children.length > hidden.length) maps.lastChild.remove();
    while (maps.children.length < hidden.length) maps.append(unitMap(pad, maps.children.length));
    hidden.forEach((h, layer) => {
      const [name, canvas, caption] = maps.children[layer].children;
      const columns = Math.ceil(Math.sqrt(h.length));
      const on = h.reduce((count, value) => count + (value > 0), 0);
      name.textContent = `H${layer + 1}`;
      caption.textContent = `${on} of ${h.length} above 0, the largest ${plain(Math.max(...h))}`;
      signedCells(pad, canvas, h, columns, 1.4);
      mark(pad, canvas, layer, columns);
    });
    const output = net.layers.at(-1);
    const adds = nets.contributions(hidden.at(-1), output, found.pair);
    kit.renew(find(".counts"), counted(pad, hidden.length - 1, adds, output, found.pair), "unit");
    showCell(pad, found);
  }

  function unitMap(pad, layer) {
    const node = document.createElement("figure");
    node.innerHTML = `<h2></h2><canvas tabindex="0" role="slider"></canvas><figcaption></figcaption>`;
    const canvas = node.children[1];
    const units = () => pad.data.network.sizes[layer + 1];
    const columns = () => Math.ceil(Math.sqrt(units()));
    const under = (event) => {
      const { x, y } = kit.within(canvas, event);
      return numbers.cellAt(x, y, canvas.offsetWidth, columns(), units());
    };
    canvas.onclick = (event) => under(event) !== null && open(pad, { cell: { layer, unit: under(event) } });
    canvas.onpointermove = (event) => {
      const unit = under(event);
      if (unit !== null && pad.found?.passed?.outputs) node.children[2].textContent = `unit ${unit}: ${plain(pad.found.passed.outputs[layer][unit])}; click to open`;
    };
    canvas.onpointerleave = () => pad.show();
    canvas.onkeydown = (event) => {
      const now = pad.cell?.layer === layer ? pad.cell.unit : 0;
      const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns(), ArrowDown: columns(), Home: -now, End: units() - 1 - now, Enter: 0 }[event.key];
      if (move === undefined) return;
      event.preventDefault();
      open(pad, { cell: { layer, unit: kit.clamp(now + move, 0, units() - 1) } });
    };
    return node;
  }

  // A frame around the open cell, a cross on silenced ones.
  function mark(pad, canvas, layer, columns) {
    const chosen = pad.cell?.layer === layer ? pad.cell.unit : null;
    canvas.setAttribute("aria-valuemin", 0);
    canvas.setAttribute("aria-valuemax", pad.data.network.sizes[layer + 1] - 1);
    canvas.setAttribute("aria-valuenow", chosen ?? 0);
    canvas.setAttribute("aria-label", `Units of H${layer + 1}`);
    canvas.setAttribute("aria-valuetext", chosen === null ? "no unit is open" : `unit ${chosen}, ${plain(pad.found.passed.outputs[layer][chosen])}`);
    const small = document.createElement("canvas");
    [small.width, small.height] = [canvas.width, canvas.height];
    small.getContext("2d").drawImage(canvas, 0, 0);
    const size = 14;
    const rows = canvas.height;
    [canvas.width, canvas.height] = [columns * size, rows * size];
    const context = canvas.getContext("2d");
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, canvas.width, canvas.height);
    context.strokeStyle = pad.brush;
    context.lineWidth = 3;
    const corner = (unit) => [(unit % columns) * size, Math.floor(unit / columns) * size];
    for (const unit of pad.off[layer] ?? []) {
      const [x, y] = corner(unit);
      context.beginPath();
      context.moveTo(x + 2, y + 2);
      context.lineTo(x + size - 2, y + size - 2);
      context.moveTo(x + size - 2, y + 2);
      context.lineTo(x + 2, y + size - 2);
      context.stroke();
    }
    if (chosen !== null) context.strokeRect(...corner(chosen).map((v) => v + 1), size - 2, size - 2);
  }

  function counted(pad, layer, adds, output, [first, second]) {
    const order = [...adds.keys()].sort((a, b) => Math.abs(adds[b]) - Math.abs(adds[a]) || a - b).slice(0, COUNTED);
    const others = adds.reduce((sum, value) => sum + value, 0) - order.reduce((sum, i) => sum + adds[i], 0);
    const bias = output.bias[first] - output.bias[second];
    const { parts, total } = nets.addingUp([...order.map((i) => adds[i]), others, bias]);
    const most = Math.max(...parts.map(Math.abs), 1e-9);
    const bar = (value) => `<i style="width:${(70 * Math.abs(value)) / most}px;background:var(--${value < 0 ? "negative" : "positive"})"></i>`;
    const rows = order.map((unit, i) => `<tr><td><button type="button" data-unit="${unit}">unit ${unit}</button></td><td>${signed(parts[i])}</td><td>${bar(parts[i])}</td></tr>`);
    const rest = [[`${adds.length - order.length} other units`, COUNTED], ["biases", COUNTED + 1]].map(([name, i]) => `<tr><td>${name}</td><td>${signed(parts.at(i - COUNTED - 2))}</td><td>${bar(parts.at(i - COUNTED - 2))}</td></tr>`);
    return `<h2>H${layer + 1} argues: output × weight</h2><p class="muted">above 0 for ${first}, below for ${second}</p><table>${rows.join("")}${rest.join("")}<tr><td>${subscript(first)} − ${subscript(second)}</td><td>${signed(total)}</td><td></td></tr></table>`;
  }

  // One unit, closely: its picture, its favourites, and the answer without it.
  function showCell(pad, found) {
    const { cell, net, data } = pad;
    const box = pad.find(".cell");
    if (!cell) {
      box.dataset.key = "";
      box.innerHTML = `<p>${data.words.cells}</p>`;
      return;
    }
    const { layer, unit } = cell;
    const key = `${pad.wanted} ${layer} ${unit}`;
    if (box.dataset.key !== key) {
      box.dataset.key = key;
      box.innerHTML = `<h2>Unit ${unit} of H${layer + 1}</h2><p class="now"></p><div class="pictures">
        <figure><canvas class="picture" role="img"></canvas><figcaption>${layer ? "what it looks for: H1's pictures, weighted" : "its weights: orange ink raises it, blue lowers it"}</figcaption></figure>
        <figure><canvas class="favourites" role="img"></canvas><figcaption></figcaption></figure></div>
        <p class="without"></p><p><button type="button" class="silence"></button> <button type="button" class="back">All back on</button> <button type="button" class="more">More about this unit</button></p>`;
      box.querySelector(".picture").setAttribute("aria-label", `Picture of unit ${unit} of H${layer + 1}`);
    }
    signedCells(pad, box.querySelector(".picture"), nets.pictureOf(net.layers, layer, unit), 28);
    const favourites = data.favourites?.cell === `H${layer + 1}.${unit}` ? data.favourites : null;
    box.querySelector(".favourites").hidden = !favourites?.images;
    box.querySelector(".favourites + figcaption").textContent = favourites ? favourites.words : "its favourites are looked up ...";
    if (favourites?.images) {
      const canvas = box.querySelector(".favourites");
      put(canvas, numbers.rgba(kit.decode(favourites.images), 84, pad.ink), 84);
      canvas.setAttribute("aria-label", favourites.words);
    }
    const silent = pad.off[layer]?.has(unit);
    const other = pad.off.map((set) => new Set(set));
    other[layer] ??= new Set();
    silent ? other[layer].delete(unit) : other[layer].add(unit);
    const changed = nets.forward(net.layers, net.activation, found.inputs, other);
    const [first, second] = found.pair;
    const gap = (passed) => signed(passed.logits[first] - passed.logits[second]);
    const best = nets.ranked(changed.logits)[0];
    box.querySelector(".now").textContent = silent ? "It is silenced: it puts out 0." : `It puts out ${plain(found.passed.outputs[layer][unit])} for this drawing.`;
    box.querySelector(".without").innerHTML = `${silent ? "With it" : "Without it"}: ${subscript(first)} − ${subscript(second)} = ${gap(changed)} instead of ${gap(found.passed)}, and the network reads ${best} (${percent(changed.probabilities[best])}).`;
    box.querySelector(".silence").textContent = silent ? "Switch it on again" : "Silence it for this drawing";
    box.querySelector(".back").hidden = !silencedCount(pad);
  }

  function inCell(pad, target) {
    const { layer, unit } = pad.cell ?? {};
    if (target.matches(".silence")) {
      pad.off[layer] ??= new Set();
      if (!pad.off[layer].delete(unit)) pad.off[layer].add(unit);
      pad.show();
    } else if (target.matches(".back")) {
      pad.off = [];
      pad.show();
    } else if (target.matches(".more")) {
      pad.send("closer", `H${layer + 1}.${unit}`);
    }
  }

  // Step 3: the same by softmax regression, which has one template for every image.
  function showSoftmax(pad, found) {
    const box = pad.find(".why.softmax");
    if (!pad.regression) return;
    const { layers, scaled } = pad.regression;
    const inputs = nets.inputsOf(found.image, scaled !== pad.data.feed.slip);
    const passed = nets.forward(layers, null, inputs);
    const best = nets.ranked(passed.logits)[0];
    const t = nets.template(layers, null, passed, inputs, found.pair);
    const [first, second] = found.pair;
    box.querySelector(".words").innerHTML = `Softmax regression, the network without hidden layers, reads <strong>${best}</strong> (${percent(passed.probabilities[best])}). ${meaning(found.pair, pad.data.words.softmax)}`;
    grey(pad, box.querySelector(".fed"), found.image, 28, 28, 28);
    signedCells(pad, box.querySelector(".weights"), t.pixels, 28);
    signedCells(pad, box.querySelector(".product"), t.product, 28);
    captions(box, `“${first} minus ${second}”, for every image`, "template × x");
    box.querySelector(".sum").innerHTML = sumOf(t, found.pair);
  }

  function grey(pad, canvas, values, width, height, side) {
    put(canvas, numbers.rgba(numbers.greyLevels(values, width, height, side), side, pad.ink), side);
  }

  function signedCells(pad, canvas, values, columns, sharpen = SHARPEN) {
    put(canvas, numbers.rgba(numbers.signedLevels(values, sharpen), columns, pad.diverging), columns);
  }

  // The pad: the raster five times as fine; its ink coloured in step 1; the brush, while keys move it.
  function paper(pad) {
    const { surface, found, net } = pad;
    const { canvas, side, small, cursor } = surface;
    const bytes = bytesOf(pad);
    const coloured = pad.why === "ink" && found?.passed && net && found.inputs;
    if (coloured) found.template = nets.template(net.layers, net.activation, found.passed, found.inputs, found.pair, pad.off);
    put(small, coloured ? colouredInk(pad, bytes) : numbers.rgba(bytes, side, pad.ink), side);
    canvas.width = canvas.height = FINENESS * side;
    const context = canvas.getContext("2d");
    context.imageSmoothingEnabled = true;
    context.drawImage(small, 0, 0, canvas.width, canvas.height);
    pad.find(".ink-key").innerHTML = coloured ? `<b class="for">orange</b> ink argues for ${found.pair[0]}, <b class="against">blue</b> for ${found.pair[1]}` : "";
    if (!surface.focused) return;
    context.lineWidth = FINENESS;
    context.strokeStyle = context.fillStyle = pad.brush;
    context.beginPath();
    context.arc(cursor.x * FINENESS, cursor.y * FINENESS, (side * numbers.BRUSH * FINENESS) / 2, 0, 7);
    context.stroke();
    if (surface.penDown) context.fill();
  }

  // The drawing with each bit of ink in the colour of the class that the template makes it speak for.
  function colouredInk(pad, bytes) {
    const { surface: { side }, found, data, tints, paperColor } = pad;
    const { pixels, product } = found.template;
    const full = Math.max(...found.inputs) || 1;
    const peak = numbers.peakOf(product) / full;
    const inverted = data.feed.name === "inverted";
    const cells = new Uint8ClampedArray(4 * side * side);
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const cell = row * side + column;
        const ink = (inverted ? 255 - bytes[cell] : bytes[cell]) / 255;
        const [y, x] = forms.placeInImage(data.feed.name, row + 0.5, column + 0.5, side, found.form).map(Math.floor);
        const inside = x >= 0 && y >= 0 && x < 28 && y < 28;
        const level = numbers.signedLevel(inside ? pixels[y * 28 + x] : 0, peak, SHARPEN);
        for (let k = 0; k < 3; k++) cells[4 * cell + k] = paperColor[k] + (tints[3 * level + k] - paperColor[k]) * ink;
        cells[4 * cell + 3] = 255;
      }
    }
    return cells;
  }

  // ---- the surface that one draws on: a small raster of ink, what can be undone, pointer and keys ----

  function makeSurface(canvas, side, changed, repaint) {
    const ink = document.createElement("canvas");
    ink.width = ink.height = side;
    const surface = {
      canvas, side, changed, repaint: kit.eachFrame(repaint), small: document.createElement("canvas"), context: ink.getContext("2d", { willReadFrequently: true }),
      history: [], last: null, down: false, cursor: { x: side / 2, y: side / 4 }, penDown: false, focused: false,
    };
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
      changed();
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

  function focus(surface, focused) {
    surface.focused = focused;
    surface.repaint();
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
    surface.changed();
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
    surface.changed();
  }

  function clear(surface) {
    remember(surface);
    fill(surface, null);
    surface.changed();
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

  // What lies on the pad; of a drawing of one's own the 16 greys that its address can carry.
  function bytesOf({ surface, own }) {
    const bytes = rawBytes(surface);
    return own ? numbers.sixteenGreys(bytes) : bytes;
  }

  function rawBytes({ context, side }) {
    const { data } = context.getImageData(0, 0, side, side);
    return Uint8Array.from({ length: side ** 2 }, (_, i) => data[4 * i]);
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

  // Paint cells, one pixel of the canvas each.
  function put(canvas, cells, columns) {
    const rows = cells.length / (4 * columns);
    canvas.width = columns;
    canvas.height = rows;
    canvas.getContext("2d").putImageData(new ImageData(cells, columns, rows), 0, 0);
  }
};
