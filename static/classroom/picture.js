// The page of a scene inside the projector's page. Another picture takes its place when it is drawn, not before.
const DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]', PATIENCE = 15000, LOOK = 150;
const NOT_HERE = `[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stHeading"], [class*="-asked"],
  [data-testid="stElementContainer"]:is([class*="-view "], .st-key-mnist-step) {
  display: none !important;
}`;

export default () => ({
  create(root) {
    root.innerHTML = '<div class="picture"></div>';
    return { place: root.firstChild, address: "", timer: 0 };
  },
  receive(view, { address, title }) {
    if (address === view.address) return;
    view.address = address;
    clearTimeout(view.timer);
    view.place.querySelectorAll(".coming").forEach((frame) => frame.remove());
    const old = [...view.place.children], frame = document.createElement("iframe");
    frame.title = title;
    frame.className = old.length ? "coming" : "";
    frame.src = new URL(address, document.baseURI);
    view.place.append(frame);
    const end = Date.now() + PATIENCE;
    frame.addEventListener("load", () => bare(frame));
    const look = () => {
      if (!isDrawn(frame) && Date.now() < end) {
        view.timer = setTimeout(look, LOOK);
        return;
      }
      frame.className = "";
      old.forEach((one) => one.remove());
    };
    if (old.length) look();
  },
  destroy(view) { clearTimeout(view.timer); },
});

function isDrawn(frame) {
  const shown = frame.contentDocument?.querySelector(DRAWN);
  return Boolean(shown?.querySelector('[data-testid="stMain"] [data-testid="stElementContainer"]'));
}

// The contents of the app and other views stand nowhere on a projector, and the page does not ask beside the room.
function bare(frame) {
  const style = frame.contentDocument?.createElement("style");
  if (!style) return;
  style.textContent = NOT_HERE;
  frame.contentDocument.head.append(style);
}
