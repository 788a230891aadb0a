// Drawn digits on the wall, each with what the network read; a click opens it.
const SIDE = 28;

export default (kit) => ({
  create(root, { send }) {
    root.innerHTML = '<div class="wall"></div>';
    return { wall: root.firstChild, send, written: "" };
  },
  receive(view, { drawings }) {
    const written = JSON.stringify(drawings);
    if (written === view.written) return;
    view.written = written;
    view.wall.replaceChildren(...drawings.map((drawing, number) => card(kit, drawing, () => view.send("open", number))));
  },
});

function card(kit, { pixels, read, share, by }, open) {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", `A drawing of ${by}, read as ${read} with ${share}: open it`);
  const canvas = document.createElement("canvas"), bytes = kit.decode(pixels);
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext("2d"), image = context.createImageData(SIDE, SIDE);
  bytes.forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
  context.putImageData(image, 0, 0);
  button.innerHTML = `<b>${kit.escaped(read)}</b><small>${kit.escaped(share)}</small>`;
  button.prepend(canvas);
  button.title = by;
  button.onclick = open;
  return button;
}
