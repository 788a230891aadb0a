// Turns what a page shows into one SVG that any program can open: HTML, SVG and canvas alike become shapes,
// text and images with the colours that they have on the screen. No styles, no scripts, no links to files.

// What is not part of a picture: controls, and what is there for moments only.
const LEFT_OUT = "button:not(:has(canvas)), input, select, textarea, style, script, template, [popover], .modebar-container, .hoverlayer, .js-plotly-plot .shape-label";
// What of a style shapes SVG, and its value where none is set; the first are inherited.
const INHERITED = {
  fill: "rgb(0, 0, 0)", "fill-opacity": "1", "fill-rule": "nonzero", stroke: "none", "stroke-opacity": "1", "stroke-width": "1px",
  "stroke-dasharray": "none", "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-miterlimit": "4",
  "font-family": "", "font-size": "", "font-weight": "400", "font-style": "normal", "text-anchor": "start",
  "letter-spacing": "normal", "font-variant-numeric": "normal", "paint-order": "normal", "image-rendering": "auto", visibility: "visible",
};
const OWN = { opacity: "1", "dominant-baseline": "auto", "clip-path": "none", "vector-effect": "none" };
const SHAPED_BY_STYLE = { rect: ["x", "y", "width", "height", "rx", "ry"], circle: ["cx", "cy", "r"] };

// The picture of a node: { width, height, body }, body being SVG text that starts at 0, 0.
export function picture(node) {
  const box = node.getBoundingClientRect();
  const parts = [];
  walk(node, box, parts);
  return { width: Math.ceil(box.width), height: Math.ceil(box.height), body: parts.join("\n") };
}

// A whole SVG file: a picture on its background, and lines under it that say what it is.
export function file({ width, height, body }, { title, lines = [], background, color, font = "sans-serif", style = "" }) {
  const margin = 12;
  const wide = Math.max(width + 2 * margin, 320);
  const told = lines.flatMap((line) => wrapped(line, wide - 2 * margin));
  const tall = height + 2 * margin + told.length * 15 + (told.length ? 6 : 0);
  const words = told.map((line, i) => `<text x="${margin}" y="${height + margin + 22 + 15 * i}">${escaped(line)}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${wide}" height="${tall}" viewBox="0 0 ${wide} ${tall}">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(lines.join("\n"))}</desc>`,
    style && `<style>${style}</style>`,
    `<rect width="${wide}" height="${tall}" fill="${background}"/>`,
    `<svg x="${margin}" y="${margin}" width="${width}" height="${height}" overflow="visible">${body}</svg>`,
    told.length ? `<line x1="${margin}" y1="${height + margin + 6}" x2="${wide - margin}" y2="${height + margin + 6}" stroke="${color}" stroke-opacity="0.3"/>` : "",
    `<g fill="${color}" font-family="${escaped(font)}" font-size="11">${words.join("")}</g>`,
    "</svg>",
  ].filter(Boolean).join("\n");
}

// A table of the page as CSV.
const cellText = (cell) =>
  (cell.querySelector("select")?.selectedOptions[0].text ?? cell.innerText).replace(/\s+/g, " ").trim();

export function tableCsv(table) {
  return [...table.rows].map((row) => [...row.cells].map((cell) => field(cellText(cell))).join(",")).join("\n") + "\n";
}

// A cell as CSV has it; an apostrophe goes before what a spreadsheet would run as a formula.
export const field = (text) => {
  const harmless = /^(?:[=@\t]|[+-](?![\d.,\s%]+$))/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
};

// ---- HTML ----

function walk(node, box, parts) {
  if (node.matches(LEFT_OUT)) return;
  const style = getComputedStyle(node);
  const place = node.getBoundingClientRect();
  if (style.display === "none" || style.opacity === "0") return;
  const nothing = style.display !== "contents" && (!place.width || !place.height);
  if (style.overflow !== "visible" && (place.width < 2 || place.height < 2)) return; // for screen readers only
  if (style.clip !== "auto" && style.position === "absolute") return;
  if (node instanceof SVGSVGElement) return void parts.push(drawing(node, place, box, style));
  const open = parts.length;
  if (style.visibility === "visible" && !nothing) {
    parts.push(...box_(style, place, box));
    if (node instanceof HTMLCanvasElement) parts.push(image(node.toDataURL(), place, box, style));
    if (node instanceof HTMLImageElement) parts.push(image(pixels(node), place, box, style));
  }
  for (const child of (node.shadowRoot ?? node).childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      if (style.visibility === "visible") parts.push(...texts(child, style, box));
    } else if (child.nodeType === Node.ELEMENT_NODE) {
      walk(child, box, parts);
    }
  }
  if (style.opacity !== "1" && parts.length > open) {
    parts.splice(open, 0, `<g opacity="${style.opacity}">`);
    parts.push("</g>");
  }
}

// Background and borders of a box.
function box_(style, place, box) {
  const at = `x="${px(place.left - box.left)}" y="${px(place.top - box.top)}" width="${px(place.width)}" height="${px(place.height)}"`;
  const round = parseFloat(style.borderTopLeftRadius) || 0;
  const radius = style.borderTopLeftRadius.endsWith("%") ? (round / 100) * Math.min(place.width, place.height) : round;
  const corner = radius ? ` rx="${px(Math.min(radius, place.width / 2, place.height / 2))}"` : "";
  const parts = [];
  if (!clear(style.backgroundColor)) parts.push(`<rect ${at}${corner} fill="${solid(style.backgroundColor)}"/>`);
  const sides = ["Top", "Right", "Bottom", "Left"].map((side) => ({
    width: style[`border${side}Style`] === "none" ? 0 : parseFloat(style[`border${side}Width`]),
    color: style[`border${side}Color`],
    dash: style[`border${side}Style`] === "dashed" ? ' stroke-dasharray="4 3"' : "",
  }));
  const [left, top, right, bottom] = [place.left - box.left, place.top - box.top, place.right - box.left, place.bottom - box.top];
  const lines = [[left, top, right, top], [right, top, right, bottom], [left, bottom, right, bottom], [left, top, left, bottom]];
  if (sides.every((side) => side.width && side.color === sides[0].color)) {
    if (!clear(sides[0].color)) parts.push(`<rect ${at}${corner} fill="none" stroke="${solid(sides[0].color)}" stroke-width="${sides[0].width}"${sides[0].dash}/>`);
    return parts;
  }
  sides.forEach((side, i) => {
    if (!side.width || clear(side.color)) return;
    const [x1, y1, x2, y2] = lines[i].map(px);
    parts.push(`<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${solid(side.color)}" stroke-width="${side.width}"${side.dash}/>`);
  });
  return parts;
}

function image(address, place, box, style) {
  const sharp = style.imageRendering === "pixelated" ? ' style="image-rendering: pixelated"' : "";
  return `<image x="${px(place.left - box.left)}" y="${px(place.top - box.top)}" width="${px(place.width)}" height="${px(place.height)}" preserveAspectRatio="none"${sharp} href="${address}"/>`;
}

// An image of the page as a data address: a file must not point to others.
function pixels(node) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [node.naturalWidth, node.naturalHeight];
  canvas.getContext("2d").drawImage(node, 0, 0);
  return canvas.toDataURL();
}

// The lines of a text node as the browser has broken them.
function texts(node, style, box) {
  const text = node.data;
  if (!text.trim()) return [];
  const range = document.createRange();
  const lines = [];
  for (const word of text.matchAll(/\S+\s*/g)) {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].trimEnd().length);
    const place = range.getClientRects()[0];
    if (!place) continue;
    const line = lines.at(-1);
    if (line && Math.abs(line.top - place.top) < 2) line.words += word[0];
    else lines.push({ left: place.left, top: place.top, height: place.height, words: word[0] });
  }
  const size = parseFloat(style.fontSize);
  return lines.map(({ left, top, height, words }) => {
    const baseline = top - box.top + height / 2 + 0.36 * size;
    const said = style.textTransform === "uppercase" ? words.toUpperCase() : words;
    const font = `font-family="${escaped(style.fontFamily)}" font-size="${size}" font-weight="${style.fontWeight}" font-style="${style.fontStyle}"`;
    return `<text x="${px(left - box.left)}" y="${px(baseline)}" fill="${solid(style.color)}" ${font}>${escaped(said.trimEnd())}</text>`;
  });
}

// ---- SVG ----

function drawing(node, place, box, style) {
  const copy = node.cloneNode(true);
  copyStyles(node, copy, null);
  for (const [name, value] of [["x", place.left - box.left], ["y", place.top - box.top], ["width", place.width], ["height", place.height]]) copy.setAttribute(name, px(value));
  copy.setAttribute("overflow", style.overflow.startsWith("visible") ? "visible" : "hidden");
  copy.removeAttribute("transform");
  return new XMLSerializer().serializeToString(copy);
}

// Write what style sheets say into the nodes of a copy.
function copyStyles(node, copy, above) {
  const style = getComputedStyle(node);
  if (style.display === "none" || node.matches(LEFT_OUT)) return void copy.remove();
  for (const [name, normal] of Object.entries(INHERITED)) {
    const value = style.getPropertyValue(name);
    if (value !== (above ? above.getPropertyValue(name) : normal)) copy.setAttribute(name, written(name, value));
    else copy.removeAttribute(name);
  }
  for (const [name, normal] of Object.entries(OWN)) {
    const value = style.getPropertyValue(name);
    if (value && value !== normal) copy.setAttribute(name, written(name, value));
  }
  for (const name of SHAPED_BY_STYLE[node.localName] ?? []) {
    const value = style.getPropertyValue(name);
    if (/^[\d.]+px$/.test(value)) copy.setAttribute(name, parseFloat(value));
  }
  if (!node.hasAttribute("transform") && style.transform !== "none" && node.ownerSVGElement) copy.setAttribute("transform", style.transform);
  if (node.localName === "path" && style.d?.startsWith("path(")) copy.setAttribute("d", style.d.slice(6, -2));
  for (const { name } of [...copy.attributes]) {
    if (name === "style" || name === "class" || name === "tabindex" || name.startsWith("on") || name.startsWith("data-") || name.startsWith("aria-")) copy.removeAttribute(name);
  }
  const copies = [...copy.children];
  [...node.children].forEach((child, i) => copyStyles(child, copies[i], style));
}

function written(name, value) {
  if (name === "fill" || name === "stroke") return solid(value);
  return value.replace(/url\(["']?[^"'#)]*#([^"')]+)["']?\)/g, "url(#$1)");
}

// ---- text and numbers ----

// A colour as every program knows it; an address of a gradient loses the page's address.
function solid(value) {
  if (value.startsWith("url(")) return value.replace(/url\(["']?[^"'#)]*#([^"')]+)["']?\).*/, "url(#$1)");
  if (!value.startsWith("color(")) return value;
  const [red, green, blue, alpha = 1] = value.match(/-?[\d.]+(e-?\d+)?/g).slice(-(value.includes("/") ? 4 : 3)).map(Number);
  return `rgba(${[red, green, blue].map((n) => Math.round(255 * n)).join(", ")}, ${alpha})`;
}

const clear = (color) => color === "transparent" || /(,|\/)\s*0\)$/.test(color);
const px = (value) => Math.round(value * 100) / 100;
const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

// Break a line of 11 pixel text where a width ends; an address has no spaces to break at.
function wrapped(line, width) {
  const most = Math.max(20, Math.floor(width / 5.8));
  const lines = [];
  let rest = line;
  while (rest.length > most) {
    const space = rest.lastIndexOf(" ", most);
    const at = space > most / 2 ? space : most;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return rest ? [...lines, rest] : lines;
}
