// The plane and its points, drawn as SVG of 200 x 200; x2 grows upwards.
const SIDE = 200;

function paintPlane(svg, board) {
  const { rows, plane, cursor, label } = board;
  const at = (x1, x2) => [SIDE / 2 + (x1 / plane) * (SIDE / 2), SIDE / 2 - (x2 / plane) * (SIDE / 2)];
  const lines = [];
  for (let n = Math.ceil(-plane); n <= plane; n++) {
    const [x] = at(n, 0);
    const width = n === 0 ? 1.2 : 0.6;
    lines.push(`<path d="M${x} 0V${SIDE}M0 ${x}H${SIDE}" stroke="var(--grid)" stroke-width="${width}"/>`);
  }
  const marks = rows.map(([x1, x2, kind], i) => {
    const [x, y] = at(x1, x2);
    return mark(x, y, kind, `class="mark" data-point="${i}"`);
  });
  const [x, y] = at(cursor.x1, cursor.x2);
  const cross = `<path d="M${x - 9} ${y}h18M${x} ${y - 9}v18" stroke="var(--text)" stroke-width="1.2"/>`;
  svg.setAttribute("viewBox", `0 0 ${SIDE} ${SIDE}`);
  svg.innerHTML = `${lines.join("")}<text x="${SIDE - 14}" y="${SIDE / 2 - 4}">x1</text><text x="${SIDE / 2 + 4}" y="11">x2</text>
    ${marks.join("")}<g class="cursor">${cross}${mark(x, y, label, 'opacity="0.6"')}</g>`;
}

// Class 0 is round, class 1 is a diamond, so that no meaning hangs on colour alone.
function mark(x, y, kind, more) {
  return kind === 1
    ? `<path d="M${x} ${y - 5.4}L${x + 5.4} ${y}L${x} ${y + 5.4}L${x - 5.4} ${y}Z" fill="var(--class_1)" ${more}/>`
    : `<circle cx="${x}" cy="${y}" r="4.2" fill="var(--class_0)" ${more}/>`;
}

// Where a pointer is, in coordinates of the plane.
function placeOf(svg, plane, event) {
  const box = svg.getBoundingClientRect();
  const share = (value, start, size) => (2 * (value - start)) / size - 1;
  return {
    x1: keep(share(event.clientX, box.left, box.width) * plane, plane),
    x2: keep(-share(event.clientY, box.top, box.height) * plane, plane),
  };
}

function keep(value, plane) {
  return Math.round(Math.max(-plane, Math.min(plane, value)) * 100) / 100;
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
