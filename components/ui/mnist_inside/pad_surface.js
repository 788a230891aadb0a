// The surface that one draws on: a small raster of ink, what can be undone, pointer and keys.
const BRUSH = 0.083; // width of a stroke as a share of the side: about what MNIST's pens leave
const STEPS_KEPT = 40;

function makeSurface(canvas, side, changed) {
  const ink = document.createElement("canvas");
  ink.width = ink.height = side;
  const surface = {
    canvas, side, changed, small: document.createElement("canvas"), context: ink.getContext("2d", { willReadFrequently: true }),
    history: [], last: null, down: false, cursor: { x: side / 2, y: side / 4 }, penDown: false, focused: false, colors: null,
  };
  fill(surface, null);
  canvas.onpointerdown = (event) => {
    if (event.button > 0) return;
    canvas.setPointerCapture(event.pointerId);
    begin(surface, place(surface, event), event.pointerType === "pen" ? event.pressure : 0.5);
    event.preventDefault();
    canvas.focus({ preventScroll: true });
  };
  canvas.onpointermove = (event) => {
    if (!surface.down) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const one of events.length ? events : [event]) {
      line(surface, place(surface, one), one.pointerType === "pen" ? one.pressure : 0.5);
    }
    paint(surface);
    surface.changed();
  };
  canvas.onpointerup = canvas.onpointercancel = () => {
    if (!surface.down) return;
    surface.down = false;
    surface.changed();
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
  paint(surface);
}

function place(surface, event) {
  const box = surface.canvas.getBoundingClientRect();
  const scale = surface.side / box.width;
  return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
}

function remember(surface) {
  surface.history.push(surface.context.getImageData(0, 0, surface.side, surface.side));
  if (surface.history.length > STEPS_KEPT) surface.history.shift();
}

function begin(surface, at, pressure) {
  remember(surface);
  surface.down = true;
  surface.last = at;
  line(surface, at, pressure);
  paint(surface);
  surface.changed();
}

function line(surface, to, pressure = 0.5) {
  const { context, side } = surface;
  context.strokeStyle = "#fff";
  context.lineCap = context.lineJoin = "round";
  context.lineWidth = side * BRUSH * (0.6 + 0.8 * pressure);
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
  paint(surface);
  surface.changed();
}

function clear(surface) {
  remember(surface);
  fill(surface, null);
  paint(surface);
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

function bytesOf(surface) {
  const { data } = surface.context.getImageData(0, 0, surface.side, surface.side);
  const bytes = new Uint8Array(surface.side ** 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = data[4 * i];
  return bytes;
}

// Without a pointer: arrows move the brush, space puts it down and lifts it.
function press(surface, event) {
  const { cursor, side } = surface;
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const step = side * (event.shiftKey ? 0.012 : 0.036);
  if (moves[event.key]) {
    const [x, y] = moves[event.key];
    cursor.x = Math.min(side - 3, Math.max(3, cursor.x + x * step));
    cursor.y = Math.min(side - 3, Math.max(3, cursor.y + y * step));
    if (surface.penDown) {
      line(surface, { ...cursor });
      surface.changed();
    }
  } else if (event.key === " ") {
    surface.penDown = !surface.penDown;
    if (surface.penDown) {
      remember(surface);
      surface.last = { ...cursor };
      line(surface, { ...cursor });
    }
    surface.changed();
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

// Draw at most once a frame: a mouse reports more often than a screen shows.
function paint(surface) {
  cancelAnimationFrame(surface.frame);
  surface.frame = requestAnimationFrame(() => showRaster(surface));
}

// The raster in the page's colours, five times as fine; the brush, while keys move it.
function showRaster(surface) {
  if (!surface.colors) return;
  const { canvas, side, colors, small } = surface;
  const bytes = bytesOf(surface);
  cells(small, side, side, palette(colors.surface, colors.ink), (i) => bytes[i]);
  canvas.width = canvas.height = 5 * side;
  const context = canvas.getContext("2d");
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
  if (!surface.focused) return;
  context.lineWidth = 5;
  context.strokeStyle = colors.positive;
  context.fillStyle = colors.positive;
  context.beginPath();
  context.arc(surface.cursor.x * 5, surface.cursor.y * 5, side * BRUSH * 2.5, 0, 7);
  context.stroke();
  if (surface.penDown) context.fill();
}
