// The menu that saves what the page shows: every picture as PNG and SVG, every table as CSV. Each file says what
// it is: what was trained, what is set, the address. It looks for them when it is opened, so a page does nothing.
const SMALLEST = [110, 60]; // pixels of what counts as a picture
const LONGEST_NAME = 64; // letters
const SHARP = 2; // pixels of a PNG for one of the screen
const popovers = "togglePopover" in HTMLElement.prototype; // not in browsers of before 2024
const FONTS = { 400: "Regular", 600: "SemiBold", 700: "Bold" };

export default (kit, { field, file, picture, tableCsv }) => {
  function create(root) {
    root.innerHTML = `<button type="button" class="button open in-head" aria-haspopup="dialog"><i aria-hidden="true">download</i><b>Save</b></button>
      <div class="menu" popover role="dialog" aria-label="Save what this page shows"><p class="head"></p><ul></ul><p class="said"></p></div>`;
    const [button, menu] = root.children;
    const view = { root, button, menu, data: {} };
    button.title = "The pictures and tables that stand here, as files";
    button.onclick = () => {
      list(view);
      if (popovers) menu.togglePopover();
      else menu.hidden = !menu.hidden;
      if (menu.hidden || !menu.getClientRects().length) return;
      const under = button.getBoundingClientRect();
      const left = kit.clamp(under.left, 8, innerWidth - menu.offsetWidth - 8);
      menu.style.left = `${left}px`;
      menu.style.top = `${under.bottom + 4}px`;
      menu.querySelector("li button")?.focus();
    };
    menu.hidden = !popovers;
    // It stands beside its button; what scrolls away takes it along, but its own list may be scrolled.
    view.close = (event) => {
      if (event.composedPath().includes(menu)) return;
      if (popovers) menu.hidePopover();
      else menu.hidden = true;
    };
    addEventListener("scroll", view.close, true);
    return view;
  }

  function destroy(view) {
    removeEventListener("scroll", view.close, true);
  }

  function list(view) {
    const things = found();
    view.menu.querySelector(".head").textContent = things.length ? "On this page" : "No picture or table stands here yet.";
    kit.say(view.menu.querySelector(".said"), "");
    view.menu.querySelector("ul").replaceChildren(...things.map((thing) => {
      const line = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = thing.name;
      line.append(name, ...Object.entries(thing.as).map(([format, make]) => {
        const button = document.createElement("button");
        button.type = button.className = "button";
        button.textContent = format;
        button.setAttribute("aria-label", `${thing.name} as ${format}`);
        button.onclick = () => save(view, thing, format, make);
        return button;
      }));
      return line;
    }));
  }

  async function save(view, thing, format, make) {
    const said = view.menu.querySelector(".said");
    const about = lines(view, thing);
    try {
      const content = await make(thing, { title: thing.name, lines: about, ...look(view.root) });
      const stem = view.data.stem ?? "layerwise";
      download(content, `layerwise_${stem}_${slug(thing.name)}.${format.toLowerCase()}`);
      kit.say(said, `${format} saved.`);
    } catch (error) {
      console.error(error);
      kit.say(said, `This browser could not make the ${format}.`);
    }
  }

  function lines(view, thing) {
    const set = view.data.settings ? [`Set: ${view.data.settings}`] : [];
    const about = thing.about || [...kit.subjects.values()].filter(({ node }) => node.isConnected).at(-1)?.about;
    const shown = about ? [`Shown: ${about}`] : [];
    return [...shown, ...set, location.href, `Layerwise ${view.data.version ?? ""}, ${new Date().toISOString().slice(0, 10)}`];
  }

  // ---- what there is ----

  // Pictures and tables that can be seen, from top to bottom.
  function found() {
    const main = document.querySelector('[data-testid="stMain"]') ?? document.body;
    const charts = [...main.querySelectorAll(".js-plotly-plot")].map((node) => ({
      node, name: node.querySelector(".gtitle")?.textContent || spoken(node.closest("[aria-label]")), about: node.layout?.meta?.about,
    }));
    const ours = [...kit.mounted].map(({ root, data }) => ({ node: root, name: data?.title || spoken(labelled(root)), about: data?.about }));
    const pictures = [...charts, ...ours.filter(({ node }) => [...node.querySelectorAll("svg, canvas")].some(large))]
      .filter(({ node }) => large(node))
      .map((thing) => ({ ...thing, as: { PNG: png, SVG: svg } }));
    const plain = [main, ...[...kit.mounted].map(({ root }) => root)]
      .flatMap((root) => [...root.querySelectorAll("table")])
      .filter((table) => large(table) && !table.closest("canvas, [role=grid]"))
      .map((node) => ({ node, name: spoken(node) || node.caption?.textContent || "Table", as: { CSV: (thing, what) => csv(tableCsv(node), what) } }));
    const told = [...kit.tables.values()].filter(({ node }) => node.isConnected && node.getClientRects().length)
      .map((table) => ({ ...table, as: { CSV: (thing, what) => csv(table.text, what) } }));
    const things = [...pictures, ...plain, ...told].filter(({ node }) => node.checkVisibility?.() ?? true);
    const top = ({ node }) => node.getBoundingClientRect().top;
    return numbered(things.sort((a, b) => top(a) - top(b)));
  }

  const large = (node) => node.getBoundingClientRect().width >= SMALLEST[0] && node.getBoundingClientRect().height >= SMALLEST[1];
  const labelled = (root) => root.querySelector("[role=img][aria-label], [role=group][aria-label], canvas[aria-label]");

  // A name from what a screen reader is told: its first clause.
  function spoken(node) {
    const words = node?.getAttribute("aria-label")?.split(/[.:;](?:\s|$)/)[0].trim() ?? "";
    if (words.length <= LONGEST_NAME) return words;
    const clause = words.split(/, | with | and its /)[0];
    return clause.length <= LONGEST_NAME ? clause : `${words.slice(0, words.lastIndexOf(" ", LONGEST_NAME - 4))} ...`;
  }

  // No two of the same name.
  function numbered(things) {
    const seen = new Map();
    for (const thing of things) {
      thing.name ||= "Picture";
      const count = (seen.get(thing.name) ?? 0) + 1;
      seen.set(thing.name, count);
      if (count > 1) thing.name += ` ${count}`;
    }
    return things;
  }

  // ---- files ----

  function look(root) {
    const style = getComputedStyle(root);
    return { background: style.getPropertyValue("--st-background-color") || "#FFFFFF", color: style.color, font: style.fontFamily };
  }

  const svg = (thing, what) => new Blob([file(picture(thing.node), what)], { type: "image/svg+xml" });

  async function png(thing, what) {
    const drawn = new Image();
    const found = picture(thing.node);
    const text = file(found, { ...what, style: await fonts(found.body) });
    drawn.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    await drawn.decode();
    const canvas = document.createElement("canvas");
    canvas.width = SHARP * drawn.width;
    canvas.height = SHARP * drawn.height;
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(drawn.src);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  // Lines that begin with # are comments for pandas (comment="#"), numpy and R; in a spreadsheet they stand above.
  const csv = (text, { title, lines: about }) =>
    new Blob([[title, ...about].map((line) => `# ${line.replace(/\s+/g, " ")}\n`).join(""), text], { type: "text/csv" });

  // The page's typeface, inside the picture: an SVG that becomes an image may not load anything.
  const embedded = new Map();
  async function fonts(text) {
    const parts = /[^\u0000-\u03FF\u1D00-\u2BFF]/.test(text) ? ["latin", "rest"] : ["latin"];
    const files = Object.entries(FONTS).flatMap(([weight, name]) => parts.map((part) => [weight, `Sans-${name}.${part}.woff2`]));
    return (await Promise.all(files.map(face))).join("\n");
  }

  function face([weight, name]) {
    if (!embedded.has(name)) embedded.set(name, (async () => {
      const answer = await fetch(new URL(`app/static/${name}`, document.baseURI));
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return `@font-face { font-family: Pretendard; font-weight: ${weight}; src: url(data:font/woff2;base64,${kit.encode(bytes)}) }`;
    })());
    return embedded.get(name);
  }

  function download(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  const slug = (name) => name.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "").slice(0, 50) || "picture";

  return { create, destroy, receive(view, data) { view.data = data; } };
};
