// The epochs: a slider over the kept ones with the loss above it, and a button that plays them.
const PLAY_SECONDS = 5; // for all of them

function drawEpochs(view) {
  const { film, find, index } = view;
  const slider = find(".epoch");
  slider.max = film.snapshots.length - 1;
  slider.value = index;
  const epoch = film.snapshotEpochs[index];
  slider.setAttribute("aria-valuetext", epoch ? `epoch ${epoch}` : "epoch 0, random start");
  find(".score").textContent = scoresInWords(film, epoch, view.shown, view.silent.size);
  find(".all-on").hidden = !view.silent.size;
  find(".play").textContent = view.timer ? "⏸" : "▶";
  find(".play").setAttribute("aria-label", view.timer ? "Pause" : "Play the epochs");
  drawCurve(view, epoch);
}

function drawCurve({ film, find }, epoch) {
  const canvas = find(".curve");
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!width) return;
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const { loss, test_loss: testLoss } = film.history;
  const known = [...loss, ...testLoss].filter((value) => value !== null);
  const highest = Math.max(0.7, ...known.slice(0, 1), ...loss.filter((value) => value !== null)) || 1;
  const most = Math.max(film.snapshotEpochs.at(-1), 1);
  const inset = 8; // the slider's thumb ends as far inside
  const across = (e) => inset + (place(film, e) / (film.snapshots.length - 1 || 1)) * (width - 2 * inset);
  const down = (value) => 4 + (1 - Math.min(value, highest) / highest) * (height - 8);
  const draw = (values, color, dash) => {
    context.beginPath();
    context.setLineDash(dash);
    let pen = false;
    values.slice(0, most).forEach((value, i) => {
      if (value !== null) context[pen ? "lineTo" : "moveTo"](across(i + 1), down(value));
      pen = value !== null;
    });
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.stroke();
  };
  draw(testLoss, film.colors.test, [5, 4]);
  draw(loss, film.colors.train, []);
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(across(epoch), 0);
  context.lineTo(across(epoch), height);
  context.strokeStyle = film.colors.muted;
  context.lineWidth = 1;
  context.stroke();
  context.font = "12px Pretendard, sans-serif";
  context.textAlign = "right";
  context.fillStyle = film.colors.train;
  context.fillText("loss, training —", width - 118, 12);
  context.fillStyle = film.colors.test;
  context.fillText("loss, test - - -", width - 10, 12);
}

// Where an epoch lies among the kept ones, which are not evenly far apart.
function place({ snapshotEpochs }, epoch) {
  const above = snapshotEpochs.findIndex((kept) => kept >= epoch);
  if (above <= 0) return above < 0 ? snapshotEpochs.length - 1 : 0;
  const [low, high] = [snapshotEpochs[above - 1], snapshotEpochs[above]];
  return above - 1 + (epoch - low) / (high - low);
}

function play(view) {
  if (view.timer) return pause(view);
  const last = view.film.snapshots.length - 1;
  if (view.index >= last) view.index = 0;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const stride = still ? Math.max(1, Math.ceil(last / 6)) : 1;
  view.timer = setInterval(() => {
    view.index = Math.min(view.index + stride, view.film.snapshots.length - 1);
    if (view.index >= view.film.snapshots.length - 1) pause(view);
    else draw(view);
  }, still ? 800 : Math.max(40, (1000 * PLAY_SECONDS) / (last || 1)));
  draw(view);
}

function pause(view) {
  clearInterval(view.timer);
  view.timer = 0;
  draw(view);
}
