// Two rows of a table, one of each class: showers as the camera sees them, or a line through the columns' lanes.
const CAMERA = 112; // pixels across
const LANES = { few: 112, many: 250, height: 104, edge: 8 };
const FEW = 10; // columns whose numbers stand beside their lanes

export default (kit) => {
  const paint = (label) => `var(--class_${label})`;

  function create(root) {
    root.innerHTML = `<p class="told"></p><div class="pair"></div>
      <button type="button" data-testid="another-pair"></button><span class="sentence"></span>`;
    const [told, pair, another, said] = root.children;
    kit.say(said, "");
    const view = { told, pair, another, said, at: 0, subject: null };
    another.textContent = "Another pair";
    another.onclick = () => {
      view.at = (view.at + 1) % view.data.pairs.length;
      draw(view);
      kit.say(said, view.data.pairs[view.at].map((row, i) => `${view.data.classes[i]}: row ${row.row}`).join(", "));
    };
    return view;
  }

  function receive(view, data) {
    if (view.subject !== data.subject) Object.assign(view, { at: 0, subject: data.subject });
    view.data = data;
    view.told.innerHTML = data.told;
    draw(view);
  }

  function draw({ pair, data, at }) {
    const rows = data.pairs[at] ?? [];
    const few = data.columns.length <= FEW;
    pair.className = `pair ${few ? "beside" : "below"}`;
    pair.innerHTML = rows.map((row, i) => {
      const label = data.labels[i];
      const picture = data.kind === "ellipse" ? camera(row, label) : lanes(row, label, data.columns);
      const numbers = row.values.map((value, c) => `<span title="${data.columns[c]}"><i>${data.columns[c]}</i>${value}</span>`);
      const shown = few ? numbers.join("") : "";
      return `<figure>${picture}<figcaption><b style="border-color: ${paint(label)}">${data.classes[i]}</b>
        <small>row ${row.row.toLocaleString("en")}</small><div class="numbers">${shown}</div></figcaption></figure>`;
    }).join("");
  }

  function camera(row, label) {
    const middle = CAMERA / 2;
    const pixels = row.pixels.map(([x, y, light]) =>
      `<circle cx="${(middle + x * (middle - 3)).toFixed(1)}" cy="${(middle - y * (middle - 3)).toFixed(1)}" r="3" style="fill: ${paint(label)}; fill-opacity: ${(0.18 + 0.82 * light).toFixed(2)}"/>`);
    return `<svg aria-hidden="true" width="${CAMERA}" height="${CAMERA}" viewBox="0 0 ${CAMERA} ${CAMERA}">
      <circle class="camera" cx="${middle}" cy="${middle}" r="${middle - 1}"/>
      <path class="centre" d="M${middle - 4} ${middle}h8M${middle} ${middle - 4}v8"/>${pixels.join("")}</svg>`;
  }

  function lanes(row, label, columns) {
    const { height, edge } = LANES;
    const width = columns.length <= FEW ? LANES.few : LANES.many;
    const x = (c) => edge + (columns.length < 2 ? 0 : (c * (width - 2 * edge)) / (columns.length - 1));
    const y = (place) => height - edge - place * (height - 2 * edge);
    const known = row.places.map((place, c) => [place, c]).filter(([place]) => place !== null);
    const line = known.map(([place, c], i) => `${i ? "L" : "M"}${x(c).toFixed(1)} ${y(place).toFixed(1)}`).join("");
    const marks = known.map(([place, c]) =>
      kit.marker(label, x(c).toFixed(1), y(place).toFixed(1), 4, `class="mark" style="fill: ${paint(label)}"`));
    const tracks = columns.map((name, c) => `<path class="lane" d="M${x(c).toFixed(1)} ${edge}V${height - edge}"><title>${name}: ${row.values[c]}</title></path>`);
    const size = columns.length <= FEW ? `width="${width}" height="${height}"` : `class="lanes"`;
    return `<svg aria-hidden="true" viewBox="0 0 ${width} ${height}" ${size}>${tracks.join("")}
      <path d="${line}" style="stroke: ${paint(label)}" class="through"/>${marks.join("")}</svg>`;
  }

  return { create, receive };
};
