// Own points: a click puts one or takes one away. Changes go to Python when the hand rests for a moment;
// an answer to an older change does not move the points back.
const HTML = `
<div class="board" role="group" aria-label="Your own points">
  <div class="tools">
    <div class="classes" role="radiogroup" aria-label="Class of the next point">
      <button type="button" role="radio" data-label="0"><i class="round"></i>class 0</button>
      <button type="button" role="radio" data-label="1"><i></i>class 1</button>
    </div>
    <button type="button" class="undo">Undo</button><button type="button" class="clear">Clear</button>
  </div>
  <svg class="plane" tabindex="0" role="application"></svg>
  <p class="said"></p>
  <p class="hint">Arrows move the cursor (with shift: finely), Enter puts a point, Delete removes the nearest, 0 and 1 choose the class, Backspace undoes.</p>
</div>`;
const KEPT = "layerwise.own_points";
const REST = 250; // milliseconds
const UNDO_KEPT = 100;
const KEY_REACH = 0.3; // of Delete
const CLICK_REACH = 0.15;
const STEP = { coarse: 0.25, fine: 0.05 };
const SIDE = 200; // of the drawing, in its own units
let kit;

export default (theKit) => {
  kit = theKit;
  return { create, receive, destroy: (board) => board.talk.stop() };
};

function create(root, { keep }) {
  root.innerHTML = HTML;
  const frame = root.firstElementChild;
  const find = (selector) => frame.querySelector(selector);
  const board = { frame, find, isNew: true, rows: [], before: [], label: 0, plane: 3, most: 500, cursor: { x1: 0, x2: 0 } };
  board.talk = kit.exchange((points) => keep("points", points), { settled: REST });
  const plane = find(".plane");
  plane.setAttribute("aria-label", `The plane of your points. ${find(".hint").textContent}`);
  plane.onclick = (event) => {
    board.cursor = placeOf(plane, board.plane, event);
    const hit = nearest(board.rows, board.cursor, CLICK_REACH);
    if (hit < 0) put(board);
    else remove(board, hit);
  };
  plane.onkeydown = (event) => press(board, event);
  for (const button of frame.querySelectorAll("[data-label]")) {
    button.onclick = () => choose(board, Number(button.dataset.label));
    button.onkeydown = (event) => {
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      choose(board, 1 - board.label);
      find(`[data-label="${board.label}"]`).focus();
    };
  }
  find(".undo").onclick = () => undo(board);
  find(".clear").onclick = () => board.rows.length && change(board, []);
  return board;
}

function receive(board, { rows, answered, plane, most }) {
  Object.assign(board, { plane, most });
  const kept = board.isNew && !rows.length ? keptRows() : [];
  board.isNew = false;
  if (kept.length) {
    change(board, kept); // the page was loaded anew
    return;
  }
  if (board.talk.answered(answered) && JSON.stringify(rows) !== JSON.stringify(board.rows)) {
    if (board.rows.length) board.before.push(board.rows); // a point was put down in the large picture
    board.rows = rows;
    keepRows(rows);
  }
  show(board);
}

// The points stay in the tab when the page is loaded anew; where a browser keeps nothing, they do not.
function keepRows(rows) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(rows));
  } catch { /* private windows may refuse */ }
}

function keptRows() {
  try {
    const rows = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(rows) ? rows.filter((row) => Array.isArray(row) && row.length === 3 && row.every(Number.isFinite)) : [];
  } catch {
    return [];
  }
}

function press(board, event) {
  const step = event.shiftKey ? STEP.fine : STEP.coarse;
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
  if (moves[event.key]) {
    const [dx, dy] = moves[event.key];
    const { x1, x2 } = board.cursor;
    board.cursor = { x1: within(x1 + dx, board.plane), x2: within(x2 + dy, board.plane) };
    show(board);
    kit.announce(atCursor(board));
  } else if (event.key === "Enter") put(board);
  else if (event.key === "Delete") {
    const hit = nearest(board.rows, board.cursor, KEY_REACH);
    if (hit >= 0) remove(board, hit);
  } else if (event.key === "Backspace") undo(board);
  else if (event.key === "0" || event.key === "1") choose(board, Number(event.key));
  else return;
  event.preventDefault();
}

// Where the cursor is, and what is there.
function atCursor({ cursor, rows }) {
  const hit = nearest(rows, cursor, KEY_REACH);
  return `${kit.plain(cursor.x1)}, ${kit.plain(cursor.x2)}${hit < 0 ? "" : `: near a point of class ${rows[hit][2]}`}`;
}

function choose(board, label) {
  board.label = label;
  show(board);
}

function put(board) {
  if (board.rows.length >= board.most) return;
  change(board, [...board.rows, [board.cursor.x1, board.cursor.x2, board.label]]);
}

function remove(board, place) {
  change(board, board.rows.filter((_, i) => i !== place));
}

function undo(board) {
  if (!board.before.length) return;
  change(board, board.before.pop());
  board.before.pop(); // what was undone does not come back by another undo
  show(board);
}

function change(board, rows) {
  board.before.push(board.rows);
  if (board.before.length > UNDO_KEPT) board.before.shift();
  board.rows = rows;
  keepRows(rows);
  show(board);
  board.talk.soon(() => ({ rows: board.rows }));
}

function show(board) {
  const { find, rows } = board;
  paintPlane(find(".plane"), board);
  for (const button of board.frame.querySelectorAll("[data-label]")) {
    const isChosen = Number(button.dataset.label) === board.label;
    button.setAttribute("aria-checked", String(isChosen));
    button.tabIndex = isChosen ? 0 : -1; // one stop of the Tab key; arrows choose
  }
  find(".undo").disabled = !board.before.length;
  find(".clear").disabled = !rows.length;
  const ones = rows.filter((row) => row[2] === 1).length;
  const full = rows.length >= board.most ? " No more fit." : "";
  const { x1, x2 } = board.cursor;
  find(".plane").setAttribute("aria-description", `cursor at ${x1}, ${x2}`);
  const told = `${rows.length - ones} of class 0, ${ones} of class 1.${full}`;
  kit.say(find(".said"), told);
}

// The plane and its points, drawn as SVG; x2 grows upwards.
function paintPlane(svg, { rows, plane, cursor, label }) {
  const across = kit.scale([-plane, plane], [0, SIDE]);
  const down = kit.scale([-plane, plane], [SIDE, 0]);
  const lines = [];
  for (let n = Math.ceil(-plane); n <= plane; n++) {
    const at = across(n);
    lines.push(`<path d="M${at} 0V${SIDE}M0 ${at}H${SIDE}" stroke="var(--grid)" stroke-width="${n === 0 ? 1.2 : 0.6}"/>`);
  }
  const mark = (x1, x2, kind, more) => kit.marker(kind, across(x1), down(x2), 4.2, `fill="var(--class_${kind})" ${more}`);
  const marks = rows.map(([x1, x2, kind], i) => mark(x1, x2, kind, `class="mark" data-point="${i}"`));
  const [x, y] = [across(cursor.x1), down(cursor.x2)];
  const cross = `<path d="M${x - 9} ${y}h18M${x} ${y - 9}v18" stroke="var(--text)" stroke-width="1.2"/>`;
  svg.setAttribute("viewBox", `0 0 ${SIDE} ${SIDE}`);
  svg.innerHTML = `${lines.join("")}<text x="${SIDE - 14}" y="${SIDE / 2 - 4}">x1</text><text x="${SIDE / 2 + 4}" y="11">x2</text>
    ${marks.join("")}<g class="cursor">${cross}${mark(cursor.x1, cursor.x2, label, 'opacity="0.6"')}</g>`;
}

// Where a pointer is, in coordinates of the plane.
function placeOf(svg, plane, event) {
  const box = svg.getBoundingClientRect();
  const share = (value, start, size) => (2 * (value - start)) / size - 1;
  return {
    x1: within(share(event.clientX, box.left, box.width) * plane, plane),
    x2: within(-share(event.clientY, box.top, box.height) * plane, plane),
  };
}

function within(value, plane) {
  return Math.round(kit.clamp(value, -plane, plane) * 100) / 100;
}

// The number of the nearest point within a reach, -1 if there is none.
function nearest(rows, { x1, x2 }, reach) {
  let found = -1;
  let best = reach;
  rows.forEach(([a, b], i) => {
    const distance = Math.hypot(a - x1, b - x2);
    if (distance <= best) [found, best] = [i, distance];
  });
  return found;
}
