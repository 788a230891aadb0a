// Draws one moment of the rows: `shown` has every number that can move. rows_picture.js moves them.
const LABELS = 178; // pixels left of the plot
const ROW = 66;
const NARROW_ROW = 84; // a label, the dots, the interval, one below the other
const TOP = 30;
const AXIS = 38;
const NARROW = 560;

function layoutOf(width, data, shown) {
  const narrow = width < NARROW;
  const left = narrow ? 10 : LABELS;
  const right = width - 16;
  const top = TOP;
  const row = narrow ? NARROW_ROW : ROW;
  const height = top + data.rows.length * row + AXIS;
  const flip = data.lower_is_better;
  const x = (value) => {
    const part = (value - shown.low) / (shown.high - shown.low || 1);
    return left + (flip ? 1 - part : part) * (right - left);
  };
  const y = (i) => top + i * row + (narrow ? 44 : row / 2);
  return { narrow, left, right, top, row, height, width, x, y, bottom: height - AXIS };
}

// A little room between the folds of a row, so that equal scores stay two dots.
function lift(fold, count, layout) {
  return count < 2 ? 0 : (fold / (count - 1) - 0.5) * Math.min(20, 5 * count) * (layout.narrow ? 0.8 : 1);
}

function drawRows(layout, data, shown, chosen) {
  const parts = [...axisOf(layout, data, shown), ...gapOf(layout, data, shown)];
  const count = data.folds.length;
  const at = (i, fold) => [layout.x(shown.rows[i].values[fold]), layout.y(i) + lift(fold, count, layout)];
  const there = (i, fold) => data.rows[i].values[fold] !== null;
  for (let fold = 0; fold < count; fold++) {
    for (let i = 0; i + 1 < data.rows.length; i++) {
      const [[x1, y1], [x2, y2]] = [at(i, fold), at(i + 1, fold)];
      const style = `fold${there(i, fold) && there(i + 1, fold) ? "" : " ahead"}${fold === chosen ? " chosen" : ""}`;
      parts.push(`<line class="${style}" x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}"/>`);
    }
  }
  data.rows.forEach((row, i) => {
    const { color } = data.markers[row.name];
    for (let fold = 0; fold < count; fold++) {
      const [x, y] = at(i, fold);
      parts.push(dotOf(data.markers[row.name], x, y, {
        size: count > 20 ? 3.2 : 5, hollow: !there(i, fold), chosen: fold === chosen, row: row.name, fold,
      }));
    }
    parts.push(...meanOf(layout, shown.rows[i], row, i, color), ...labelOf(layout, data, row, i));
  });
  return parts.join("");
}

function dotOf(marker, x, y, { size, hollow, chosen, row, fold }) {
  const style = `dot${hollow ? " hollow" : ""}${chosen ? " chosen" : ""}`;
  const paint = `style="${hollow ? "stroke" : "fill"}: ${marker.color}"`;
  const name = `data-row="${row}" data-fold="${fold}" data-x="${px(x)}"`;
  const s = size * 0.95;
  const shapes = {
    circle: `M${px(x - size)} ${px(y)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`,
    square: `M${px(x - s)} ${px(y - s)}h${2 * s}v${2 * s}h${-2 * s}z`,
    diamond: `M${px(x)} ${px(y - 1.35 * s)}l${1.35 * s} ${1.35 * s}l${-1.35 * s} ${1.35 * s}l${-1.35 * s} ${-1.35 * s}z`,
    "triangle-up": `M${px(x)} ${px(y - 1.25 * s)}l${1.2 * s} ${2.2 * s}h${-2.4 * s}z`,
  };
  return `<path class="${style}" d="${shapes[marker.symbol] ?? shapes.circle}" ${paint} ${name}/>`;
}

function meanOf(layout, moving, row, i, color) {
  if (row.mean === null) return [];
  const y = layout.y(i);
  const foot = y + 21;
  const parts = [];
  const x = layout.x(moving.mean);
  if (row.low !== null) {
    parts.push(`<line class="interval" stroke="${color}" x1="${px(layout.x(moving.low))}" x2="${px(layout.x(moving.high))}" y1="${foot}" y2="${foot}"/>`);
    parts.push(`<line class="mean" stroke="${color}" x1="${px(x)}" x2="${px(x)}" y1="${foot - 6}" y2="${foot + 6}"/>`);
  }
  const ends = row.low === null ? [x, x] : [layout.x(moving.low), layout.x(moving.high)];
  const [first, last] = [Math.min(...ends) - 9, Math.max(...ends) + 9];
  const place = last + 38 < layout.right ? `x="${px(last)}"` : `x="${px(first)}" text-anchor="end"`;
  parts.push(`<text class="value halo" ${place} y="${foot + 4.5}" style="fill: ${color}">${moving.mean.toFixed(3)}</text>`);
  return parts;
}

function labelOf(layout, data, row, i) {
  const style = row.there ? "label" : "label absent";
  const lines = row.there ? [row.label] : [row.label, data.words.pick];
  if (layout.narrow) {
    const y = layout.y(i) - 27;
    return [`<text class="${style} halo" x="${layout.left}" y="${y}">${row.there ? row.short : `${row.short}: ${data.words.pick}`}</text>`];
  }
  const start = layout.y(i) + 4 - (lines.length - 1) * 8;
  return lines.map((line, n) => `<text class="${n ? "note" : style}" x="0" y="${start + 17 * n}">${line}</text>`);
}

function axisOf(layout, data, shown) {
  const parts = [];
  data.rows.forEach((row, i) => {
    if (i) parts.push(`<line class="lane" x1="${layout.narrow ? layout.left : 0}" x2="${layout.right}" y1="${layout.top + i * layout.row}" y2="${layout.top + i * layout.row}"/>`);
  });
  for (const value of ticksOf(shown.low, shown.high, layout.narrow ? 4 : 7)) {
    const x = px(layout.x(value));
    parts.push(`<line class="grid" x1="${x}" x2="${x}" y1="${layout.top}" y2="${layout.bottom}"/>`);
    parts.push(`<text class="tick" x="${x}" y="${layout.bottom + 16}" text-anchor="middle">${tidy(value)}</text>`);
  }
  parts.push(`<text class="note" x="${layout.right}" y="${layout.bottom + 33}" text-anchor="end">${data.score}, ${data.words.better} →</text>`);
  return parts;
}

function gapOf(layout, data, shown) {
  const { gap, words } = data;
  if (!gap) return [];
  const [a, b] = [layout.x(shown.gap.from), layout.x(shown.gap.to)];
  const middle = Math.min(Math.max((a + b) / 2, layout.left + 70), layout.right - 70);
  if (!gap.real) {
    return [`<text class="note" x="${px((layout.left + layout.right) / 2)}" y="${layout.top - 11}" text-anchor="middle">${words.no_gap.replace("{n}", gap.folds)}</text>`];
  }
  const parts = [`<rect class="gap" x="${px(Math.min(a, b))}" width="${px(Math.abs(b - a))}" y="${layout.top}" height="${layout.bottom - layout.top}"/>`];
  for (const x of [a, b]) parts.push(`<line class="gap-edge" x1="${px(x)}" x2="${px(x)}" y1="${layout.top - 5}" y2="${layout.bottom}"/>`);
  if (gap.share === null) {
    parts.push(`<text class="note" x="${px(middle)}" y="${layout.top - 11}" text-anchor="middle">${words.gap.replace("{size}", gap.size)}</text>`);
    return parts;
  }
  const made = layout.x(shown.rows[1].mean);
  const color = data.markers.made.color;
  const y = layout.top + layout.row;
  parts.push(`<rect class="closed" fill="${color}" x="${px(Math.min(a, made))}" width="${px(Math.abs(made - a))}" y="${y}" height="${layout.row}"/>`);
  const moved = (shown.rows[1].mean - shown.gap.from) / (shown.gap.to - shown.gap.from);
  const said = words[moved < -0.005 ? "widened" : "closed"].replace("{share}", `${Math.round(100 * Math.abs(moved))} %`);
  parts.push(`<text class="share" style="fill:${color}" x="${px(middle)}" y="${layout.top - 10}" text-anchor="middle" data-testid="rows-share">${said}</text>`);
  return parts;
}

function ticksOf(low, high, most) {
  const rough = (high - low) / most;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * size).find((n) => n >= rough) ?? rough;
  const found = [];
  for (let n = Math.ceil(low / step); n * step <= high + 1e-12; n++) found.push(n * step);
  return found;
}

function tidy(value) { return Number(value.toFixed(4)).toString(); }
function px(value) { return Math.round(value * 10) / 10; }
