// The plane: how probable class 1 is at each place, the line where it is one half, and the points.
function drawPlane(view) {
  const { film, shown, find, palettes } = view;
  const canvas = find(".plane");
  const side = Math.floor(find(".ground").clientWidth) - 2;
  if (side <= 0) return;
  const context = sharpen(canvas, side);
  view.small ??= document.createElement("canvas");
  paintMap(view.small, shown.maps.at(-1)[0], palettes.pale, chanceShade);
  context.imageSmoothingEnabled = true;
  context.drawImage(view.small, 0, 0, side, side);
  const cell = side / (SIDE - 1);
  context.beginPath();
  for (const [x0, y0, x1, y1] of boundaryOf(shown.z)) {
    context.moveTo(x0 * cell, y0 * cell);
    context.lineTo(x1 * cell, y1 * cell);
  }
  context.strokeStyle = film.colors.text;
  context.lineWidth = 2;
  context.stroke();
  drawPoints(context, film, side, "test");
  drawPoints(context, film, side, "train");
  context.fillStyle = film.colors.muted;
  context.font = "12px Pretendard, sans-serif";
  context.fillText("x1", side - 18, side - 6);
  context.fillText("x2", 6, 15);
  canvas.setAttribute("aria-label", `The plane with the data and the boundary. ${find(".score").textContent}`);
}

function drawPoints(context, { points, reach, colors }, side, part) {
  const [x, y] = [points[`x_${part}`], points[`y_${part}`]];
  const training = part === "train";
  for (let i = 0; i < y.length; i++) {
    const color = y[i] > 0.5 ? colors.class_1 : colors.class_0;
    const look = training
      ? { fill: color, line: colors.background, width: 1 }
      : { fill: null, line: color, width: 1 };
    const across = ((x[2 * i] / reach + 1) / 2) * side;
    const down = ((1 - x[2 * i + 1] / reach) / 2) * side;
    drawPoint(context, across, down, y[i], training ? 3.6 : 1.8, look);
  }
}
