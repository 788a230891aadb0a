// Rows of dots that slide: what is shown is kept as numbers, and they move to what Python sent; dots, lines,
// interval and gap together.
const SLIDE = 1100; // milliseconds
const REACH = 40; // pixels from the pointer to a dot

export default (kit, geometry) => {
  const { svg, plain } = kit;
  const px = (value) => Math.round(value * 10) / 10;
  const paint = (name) => `var(--${name})`;

  // ---- life cycle ----

  function create(root) {
    const drawing = svg("svg", { class: "drawing", role: "application", tabindex: "0" });
    root.innerHTML = `<div class="stage"><div class="tip" hidden></div></div>
      <p class="sentence" data-testid="rows-sentence"></p>`;
    const [stage, sentence] = root.children;
    stage.prepend(drawing);
    const view = {
      root, drawing, tip: stage.lastElementChild, sentence,
      data: null, shown: null, layout: null, chosen: null, place: null, seen: null, stop: () => {},
    };
    drawing.onpointermove = drawing.onpointerdown = (event) => choose(view, nearest(view, event));
    drawing.onpointerleave = drawing.onblur = () => choose(view, null);
    drawing.onkeydown = (event) => {
      if (event.key === "Escape") return choose(view, null);
      const places = view.data?.dots ? view.data.folds.length : 1;
      const place = view.layout && geometry.walk(view.chosen, event.key, view.data.rows.length, places);
      if (!place) return;
      event.preventDefault();
      choose(view, place);
    };
    view.leave = kit.onResize(root, () => redraw(view));
    return view;
  }

  function receive(view, data) {
    const from = view.data?.subject === data.subject ? view.shown : null;
    if (view.data?.dots !== data.dots) choose(view, null);
    view.data = data;
    view.drawing.setAttribute("aria-label", data.alt);
    view.seen = geometry.reach(data.rows, data.axis, view.place === data.place ? view.seen : null);
    view.place = data.place;
    const target = geometry.targetOf(data.rows, data.gap, from, view.seen);
    view.stop();
    view.stop = kit.travel(from ? SLIDE : 0, (share) => {
      view.shown = share === 1 ? target : geometry.between(from, target, share);
      redraw(view);
    });
  }

  function redraw(view) {
    const { data, shown, root, drawing } = view;
    const width = root.clientWidth;
    if (!data || !width) return;
    const layout = geometry.layoutOf(width, data.rows.length);
    const ends = [layout.left, layout.right];
    layout.x = kit.scale([shown.low, shown.high], data.lower_is_better ? ends.reverse() : ends);
    view.layout = layout;
    drawing.setAttribute("viewBox", `0 0 ${width} ${layout.height}`);
    drawing.setAttribute("height", layout.height);
    drawing.innerHTML = rowsOf(layout, data, shown, view.chosen?.fold ?? null);
  }

  // ---- one fold, by pointer or arrow keys ----

  function nearest({ drawing, data, shown, layout }, event) {
    if (!layout) return null;
    const { x, y } = kit.within(drawing, event);
    let best = null;
    if (!data.dots) {
      const row = Math.floor((y - layout.top) / layout.row);
      return data.rows[row]?.mean == null ? null : { row, fold: 0 };
    }
    data.rows.forEach((row, i) => row.values.forEach((_, fold) => {
      const [dotX, dotY] = placeOf(layout, data, shown, i, fold);
      const far = Math.hypot(dotX - x, dotY - y);
      if (far < REACH && (!best || far < best.far)) best = { row: i, fold, far };
    }));
    return best;
  }

  function choose(view, place) {
    const { data, shown, layout, tip, chosen } = view;
    if (place?.row === chosen?.row && place?.fold === chosen?.fold) return;
    view.chosen = place;
    redraw(view);
    tip.hidden = !place;
    if (!place) return;
    const scores = data.rows.filter((row) => row.there).map((row) => {
      const value = data.dots ? row.values[place.fold] : row.mean;
      const interval = data.dots || row.low === null ? "" : ` (${plain(row.low, 3)}–${plain(row.high, 3)})`;
      const text = value === null ? data.words.to_come : plain(value, data.dots ? 4 : 3) + interval;
      return { row, text, mark: row === data.rows[place.row] ? "this" : "" };
    });
    const what = data.dots ? data.folds[place.fold] : data.words.mean;
    const lines = scores.map(({ row, text, mark }) => `<tr class="${mark}"><th class="${mark}">${row.label}</th><td>${text}</td></tr>`);
    tip.innerHTML = `<b>${what}</b>, ${data.score}<table>${lines.join("")}</table>`;
    kit.say(view.sentence, `${what}: ${scores.map(({ row, text }) => `${row.label} ${text}`).join(", ")}`);
    const moving = shown.rows[place.row];
    const x = layout.x(data.dots ? moving.values[place.fold] : moving.high);
    const y = layout.y(place.row);
    const right = x + 16 + tip.offsetWidth < layout.width;
    const inside = Math.max(2, right ? x + 16 : x - 16 - tip.offsetWidth);
    const up = y + tip.offsetHeight > layout.height - 10;
    tip.style.transform = `translate(${inside}px, ${up ? y - tip.offsetHeight : y - 20}px)`;
  }

  // ---- one moment of the picture, as SVG text ----

  function placeOf(layout, data, shown, i, fold) {
    return [layout.x(shown.rows[i].values[fold]), layout.y(i) + geometry.lift(fold, data.folds.length, layout.narrow)];
  }

  function rowsOf(layout, data, shown, chosen) {
    const clip = `<clipPath id="plot"><rect x="${layout.left - 8}" y="0" width="${layout.right - layout.left + 22}" height="${layout.height}"/></clipPath>`;
    const parts = [clip, ...axisOf(layout, data, shown), ...gapOf(layout, data, shown), ...guessOf(layout, data, shown)];
    return [...parts, `<g clip-path="url(#plot)">`, ...marksOf(layout, data, shown, chosen), "</g>", ...labelsOf(layout, data)].join("");
  }

  function marksOf(layout, data, shown, chosen) {
    const parts = [];
    const count = data.dots ? data.folds.length : 0;
    const at = (i, fold) => placeOf(layout, data, shown, i, fold);
    const there = (i, fold) => data.rows[i].values[fold] !== null;
    for (let fold = 0; fold < count; fold++) {
      for (let i = 0; i + 1 < data.rows.length; i++) {
        const [[x1, y1], [x2, y2]] = [at(i, fold), at(i + 1, fold)];
        const style = `fold${there(i, fold) && there(i + 1, fold) ? "" : " ahead"}${fold === chosen ? " chosen" : ""}`;
        parts.push(`<line class="${style}" x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}"/>`);
      }
    }
    data.rows.forEach((row, i) => {
      for (let fold = 0; fold < count; fold++) {
        const size = count > 20 ? 3.2 : 5;
        parts.push(dotOf(row, fold, at(i, fold), { size, hollow: !there(i, fold), chosen: fold === chosen }));
      }
      parts.push(...meanOf(layout, data, shown.rows[i], row, i));
    });
    return parts;
  }

  const labelsOf = (layout, data) => data.rows.flatMap((row, i) => labelOf(layout, data, row, i));

  function dotOf(row, fold, [x, y], { size, hollow, chosen }) {
    const style = `dot${hollow ? " hollow" : ""}${chosen ? " chosen" : ""}`;
    const color = `style="${hollow ? "stroke" : "fill"}: ${paint(row.name)}"`;
    const name = `data-row="${row.name}" data-fold="${fold}" data-x="${px(x)}"`;
    const s = size * 0.95;
    const shapes = {
      circle: `M${px(x - size)} ${px(y)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`,
      square: `M${px(x - s)} ${px(y - s)}h${2 * s}v${2 * s}h${-2 * s}z`,
      diamond: `M${px(x)} ${px(y - 1.35 * s)}l${1.35 * s} ${1.35 * s}l${-1.35 * s} ${1.35 * s}l${-1.35 * s} ${-1.35 * s}z`,
      "triangle-up": `M${px(x)} ${px(y - 1.25 * s)}l${1.2 * s} ${2.2 * s}h${-2.4 * s}z`,
    };
    return `<path class="${style}" d="${shapes[row.symbol] ?? shapes.circle}" ${color} ${name}/>`;
  }

  // Mean and interval: in the row's middle, or below the dots of its folds.
  function meanOf(layout, data, moving, row, i) {
    const foot = layout.y(i) + (data.dots ? 20 : 0);
    const x = layout.x(moving.mean);
    const ghost = row.mean === null;
    const parts = [];
    if (ghost && data.dots) return [];
    const stroke = `style="stroke: ${paint(row.name)}"`;
    if (row.low !== null) {
      parts.push(`<line class="interval" ${stroke} x1="${px(layout.x(moving.low))}" x2="${px(layout.x(moving.high))}" y1="${foot}" y2="${foot}"/>`);
      if (data.dots) parts.push(`<line class="mean" ${stroke} x1="${px(x)}" x2="${px(x)}" y1="${foot - 6}" y2="${foot + 6}"/>`);
    }
    if (!data.dots) parts.push(dotOf(row, "mean", [x, foot], { size: 7, hollow: ghost, chosen: false }));
    if (ghost) return parts;
    const ends = row.low === null ? [x, x] : [layout.x(moving.low), layout.x(moving.high)];
    const [first, last] = [Math.min(...ends) - 9, Math.max(...ends) + 9];
    const place = last + 38 < layout.right ? `x="${px(last)}"` : `x="${px(first)}" text-anchor="end"`;
    parts.push(`<text class="value halo" ${place} y="${foot + 4.5}" style="fill: ${kit.word(paint(row.name))}">${plain(moving.mean, 3)}</text>`);
    return parts;
  }

  function labelOf(layout, data, row, i) {
    const style = row.there ? "label" : "label absent";
    const untrained = row.values.every((value) => value === null) && !data.busy;
    const note = !row.there ? data.words.pick : untrained ? data.words.run : "";
    const lines = note ? [row.label, note] : [row.label];
    if (layout.narrow) {
      const y = layout.y(i) - 25;
      return [`<text class="${style} halo" x="${layout.left}" y="${y}">${note ? `${row.short}: ${note}` : row.short}</text>`];
    }
    const start = layout.y(i) + 4 - (lines.length - 1) * 8;
    return lines.map((line, n) => `<text class="${n ? "note" : style}" x="0" y="${start + 17 * n}">${line}</text>`);
  }

  function axisOf(layout, data, shown) {
    const parts = [];
    data.rows.forEach((_, i) => {
      const y = layout.top + i * layout.row;
      if (i) parts.push(`<line class="lane" x1="${layout.narrow ? layout.left : 0}" x2="${layout.right}" y1="${y}" y2="${y}"/>`);
    });
    for (const value of kit.ticks(shown.low, shown.high, layout.narrow ? 4 : 7)) {
      const x = px(layout.x(value));
      parts.push(`<line class="grid" x1="${x}" x2="${x}" y1="${layout.top}" y2="${layout.bottom}"/>`);
      parts.push(`<text class="tick" x="${x}" y="${layout.bottom + 16}" text-anchor="middle">${Number(value.toFixed(4))}</text>`);
    }
    parts.push(`<text class="note" x="${layout.right}" y="${layout.bottom + 34}" text-anchor="end">${data.score}, ${data.words.better} →</text>`);
    return parts;
  }

  // What always answering the larger class scores: a line, or an arrow to where it would be.
  function guessOf(layout, { guess, words }, shown) {
    const inside = guess.value > shown.low && guess.value < shown.high;
    const x = inside ? layout.x(guess.value) : layout.left;
    const text = `<text class="note" data-testid="rows-guess" x="${px(layout.left)}" y="${layout.bottom + 34}">${inside ? words.guess_line : "←"} ${guess.text}</text>`;
    return inside ? [`<line class="guess" x1="${px(x)}" x2="${px(x)}" y1="${layout.top}" y2="${layout.bottom + 6}"/>`, text] : [text];
  }

  function gapOf(layout, { gap, words }, shown) {
    if (!gap) return [];
    const above = (x, distance, text, more = 'class="note"') =>
      `<text ${more} x="${px(x)}" y="${layout.top - distance}" text-anchor="middle">${text}</text>`;
    if (!gap.real) return [above((layout.left + layout.right) / 2, 11, words.no_gap.replace("{n}", gap.folds))];
    const [a, b] = [layout.x(shown.gap.from), layout.x(shown.gap.to)];
    const middle = kit.clamp((a + b) / 2, layout.left + 70, layout.right - 70);
    const parts = [`<rect class="gap" x="${px(Math.min(a, b))}" width="${px(Math.abs(b - a))}" y="${layout.top}" height="${layout.bottom - layout.top}"/>`];
    for (const x of [a, b]) parts.push(`<line class="gap-edge" x1="${px(x)}" x2="${px(x)}" y1="${layout.top - 5}" y2="${layout.bottom}"/>`);
    if (gap.share === null) return [...parts, above(middle, 11, words.gap.replace("{size}", gap.size))];
    const made = layout.x(shown.rows[1].mean);
    const share = geometry.shareClosed(shown);
    const text = words[share < -0.005 ? "widened" : "closed"].replace("{share}", `${Math.round(100 * Math.abs(share))} %`);
    const fill = `style="fill: ${paint("made")}"`;
    parts.push(`<rect class="closed" ${fill} x="${px(Math.min(a, made))}" width="${px(Math.abs(made - a))}" y="${layout.top + layout.row}" height="${layout.row}"/>`);
    parts.push(above(middle, 10, text, `class="share" style="fill: ${kit.word(paint("made"))}" data-testid="rows-share"`));
    return parts;
  }

  return {
    create,
    receive,
    destroy(view) {
      view.stop();
      view.leave();
    },
  };
};
