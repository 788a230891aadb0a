// Own points: a click puts one or takes one away. Changes go to Python when the hand rests for a moment;
// an answer to an older change does not move the points back. own_points_surface.js stands before it.
const REST = 250; // milliseconds
const UNDO_KEPT = 100;
const KEY_REACH = 0.3; // of Delete
const CLICK_REACH = 0.15;
const STEP = { coarse: 0.25, fine: 0.05 };
const boards = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  let board = boards.get(parentElement);
  if (!board) {
    board = mount(parentElement.querySelector(".frame"));
    boards.set(parentElement, board);
  }
  board.plane = data.plane;
  board.most = data.most;
  board.report = () => setStateValue("points", { rows: board.rows, number: board.number });
  for (const [name, color] of Object.entries(data.colors)) board.frame.style.setProperty(`--${name}`, color);
  if (data.echo >= board.number) {
    board.rows = data.rows;
    board.number = data.echo;
  }
  show(board);
  return () => clearTimeout(board.timer);
}

function mount(frame) {
  const find = (selector) => frame.querySelector(selector);
  const board = {
    frame, find, rows: [], before: [], label: 0, number: 0, timer: 0, plane: 3, most: 500, cursor: { x1: 0, x2: 0 },
  };
  const svg = find(".plane");
  svg.setAttribute("aria-label", `The plane of your points. ${find(".hint").textContent}`);
  svg.onclick = (event) => {
    board.cursor = placeOf(svg, board.plane, event);
    const hit = nearest(board.rows, board.cursor, CLICK_REACH);
    if (hit < 0) put(board);
    else remove(board, hit);
  };
  svg.onkeydown = (event) => press(board, event);
  for (const button of frame.querySelectorAll("[data-label]")) {
    button.onclick = () => choose(board, Number(button.dataset.label));
  }
  find(".undo").onclick = () => undo(board);
  find(".clear").onclick = () => board.rows.length && change(board, []);
  return board;
}

function press(board, event) {
  const step = event.shiftKey ? STEP.fine : STEP.coarse;
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
  if (moves[event.key]) {
    const [dx, dy] = moves[event.key];
    const { x1, x2 } = board.cursor;
    board.cursor = { x1: keep(x1 + dx, board.plane), x2: keep(x2 + dy, board.plane) };
    show(board);
  } else if (event.key === "Enter") put(board);
  else if (event.key === "Delete") {
    const hit = nearest(board.rows, board.cursor, KEY_REACH);
    if (hit >= 0) remove(board, hit);
  } else if (event.key === "Backspace") undo(board);
  else if (event.key === "0" || event.key === "1") choose(board, Number(event.key));
  else return;
  event.preventDefault();
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
}

function change(board, rows) {
  board.before.push(board.rows);
  if (board.before.length > UNDO_KEPT) board.before.shift();
  board.rows = rows;
  board.number = Math.max(board.number + 1, Date.now()); // a new board of this visit counts on
  show(board);
  clearTimeout(board.timer);
  board.timer = setTimeout(() => board.report(), REST);
}

function show(board) {
  const { find, rows } = board;
  paintPlane(find(".plane"), board);
  for (const button of board.frame.querySelectorAll("[data-label]")) {
    button.setAttribute("aria-checked", String(Number(button.dataset.label) === board.label));
  }
  find(".undo").disabled = !board.before.length;
  find(".clear").disabled = !rows.length;
  const ones = rows.filter((row) => row[2] === 1).length;
  const full = rows.length >= board.most ? " No more fit." : "";
  const { x1, x2 } = board.cursor;
  find(".plane").setAttribute("aria-description", `cursor at ${x1}, ${x2}`);
  const told = `${rows.length - ones} of class 0, ${ones} of class 1.${full}`;
  if (find(".said").textContent !== told) find(".said").textContent = told;
}
