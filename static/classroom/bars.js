// The votes of a question: for each answer a bar of each round, and bands of who changed from what to what.
const SIDE = 100, HEIGHT = 240, TOP = 30;

export default (kit) => ({
  create(root) {
    root.innerHTML = '<div class="list"></div><div class="who"></div>';
    const [list, who] = root.children;
    return { list, who, written: "" };
  },
  receive(view, data) {
    const written = JSON.stringify(data);
    if (written === view.written) return;
    view.written = written;
    drawAnswers(kit, view.list, data);
    drawChanges(kit, view.who, data);
  },
});

// Labels and sentences are our own prose; **bold**, *stress* and `code` are their only markup.
export function marked(kit, text) {
  return kit.escaped(text)
    .replace(/\*\*(.+?)\*\*/g, "<b>$1</b>")
    .replace(/(^|[\s(])\*([^*\s][^*]*)\*/g, "$1<i>$2</i>")
    .replace(/`([^`]+)`/g, "<code>$1</code>");
}

function drawAnswers(kit, node, { answers, totals }) {
  const most = Math.max(1, ...answers.flatMap((answer) => answer.counts));
  const two = totals[1] > 0;
  const old = [...node.querySelectorAll(".bar")].map((bar) => bar.style.width);
  const round = (answer, index, kind) => `<div class="round ${kind}"><div class="track"><div class="bar"
    data-to="${(100 * answer.counts[index]) / most}"></div></div><div class="number">${answer.counts[index]}</div></div>`;
  node.innerHTML = (two ? '<div class="legend">thin: first vote, thick: second vote</div>' : "") + answers.map((answer) => `
    <div class="answer${answer.right ? " right" : ""}">
      <div class="letter">${answer.letter}</div>
      <div class="label">${marked(kit, answer.label)}${answer.yours ? " <small>(yours)</small>" : ""}</div>
      <div class="rounds" role="img" aria-label="${spoken(answer, two)}">
        ${two ? round(answer, 0, "before") + round(answer, 1, "") : round(answer, 0, "")}
      </div>
      ${answer.says ? `<div class="says">${marked(kit, answer.says)}</div>` : ""}
    </div>`).join("");
  const bars = [...node.querySelectorAll(".bar")];
  bars.forEach((bar, i) => { bar.style.width = old.length === bars.length ? old[i] : "0"; });
  requestAnimationFrame(() => bars.forEach((bar) => { bar.style.width = `${bar.dataset.to}%`; }));
}

function spoken(answer, two) {
  const [first, second] = answer.counts;
  return two ? `${answer.letter}: ${first} in the first vote, ${second} in the second` : `${answer.letter}: ${first}`;
}

function drawChanges(kit, node, { blocks, bands, voters, answers }) {
  node.replaceChildren();
  if (!voters) return;
  const width = 640, inner = width - 2 * SIDE, right = new Set(answers.filter((a) => a.right).map((a) => a.letter));
  const y = (share) => TOP + share * (HEIGHT - TOP - 4);
  const changed = bands.filter(([one, other]) => one !== other);
  const count = changed.reduce((sum, band) => sum + band[5], 0);
  const title = document.createElement("div");
  title.className = "changed";
  title.textContent = `${count} of ${voters} changed their answer`;
  const picture = kit.svg("svg", {
    viewBox: `0 0 ${width} ${HEIGHT}`, role: "img",
    "aria-label": changed.map((band) => `${band[5]} from ${band[0]} to ${band[1]}`).join(", ") || "nobody changed",
  });
  const at = [SIDE, SIDE + inner], middle = width / 2;
  for (const [one, other, left, rightTop, height, number, toRight] of bands) {
    const [a, b, h] = [y(left), y(rightTop), y(height) - y(0)];
    const path = `M${at[0] + 10} ${a} C${middle} ${a} ${middle} ${b} ${at[1] - 10} ${b} V${b + h}
      C${middle} ${b + h} ${middle} ${a + h} ${at[0] + 10} ${a + h} Z`;
    const band = kit.svg("path", { d: path, class: `band${one === other ? "" : " moved"}${toRight ? " right" : ""}` });
    band.append(kit.svg("title"));
    band.firstChild.textContent = one === other ? `${number} stayed with ${one}` : `${number} went from ${one} to ${other}`;
    picture.append(band);
  }
  blocks.forEach((column, side) => {
    for (const [letter, top, height, number] of column) {
      if (!number) continue;
      picture.append(kit.svg("rect", {
        x: side ? at[1] - 10 : at[0], y: y(top), width: 10, height: Math.max(2, y(height) - y(0)),
        class: `block${right.has(letter) ? " right" : ""}`,
      }));
      const text = kit.svg("text", {
        x: side ? at[1] + 10 : at[0] - 10, y: y(top + height / 2), "dominant-baseline": "middle",
        "text-anchor": side ? "start" : "end",
      });
      text.textContent = `${letter}  ${number}`;
      picture.append(text);
    }
    const head = kit.svg("text", { x: side ? at[1] : at[0], y: 18, class: "head", "text-anchor": side ? "end" : "start" });
    head.textContent = side ? "second vote" : "first vote";
    picture.append(head);
  });
  node.append(title, picture);
}
