// Asks the server whether a room is another than the one that was drawn, and lets the script run only then. What it
// asks for is a number, which costs the server a tenth of a run of the script. Nothing is asked while the page is out
// of sight: a phone that sleeps costs nothing, and looks at once when it wakes.
const PATIENCE = 3000; // milliseconds until a run that was asked for is asked for once more
const LOST = 10_000; // milliseconds without a connection to a server that answers; Streamlit waits up to a minute
const MOMENT = 250; // milliseconds until a page that is busy is looked at again
const CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]';
const AT_REST = `${CONNECTED}[data-test-script-state="notRunning"]`;

export default () => ({
  create(root, { send }) {
    const view = { send, asked: 0, timer: 0, lost: 0 };
    view.woken = () => document.hidden || look(view);
    document.addEventListener("visibilitychange", view.woken);
    return view;
  },
  receive(view, { address, version, seconds }) {
    if (version !== view.version) view.asked = 0;
    Object.assign(view, { address, version, seconds });
    if (!view.timer) wait(view);
  },
  destroy(view) {
    document.removeEventListener("visibilitychange", view.woken);
    clearTimeout(view.timer);
    view.timer = -1;
  },
});

function wait(view, milliseconds = 1000 * view.seconds) {
  clearTimeout(view.timer);
  view.timer = setTimeout(() => look(view), milliseconds);
}

async function look(view) {
  clearTimeout(view.timer);
  const now = document.hidden ? view.version : await ask(view.address);
  if (view.timer === -1) return;
  const heard = !document.hidden && now !== null; // a page out of sight has not asked
  view.lost = lostSince(view.lost, heard, Boolean(document.querySelector(CONNECTED)), Date.now());
  if (view.lost && Date.now() > view.lost + LOST) return location.reload();
  if (now === null || now === view.version || Date.now() < view.asked + PATIENCE) return wait(view);
  // Asking for a part of a page that is being left would bring it back.
  if (!document.querySelector(AT_REST)) return wait(view, MOMENT);
  // The script has not run: the server was started anew, or has given this visit up.
  if (view.asked && /^-?\d+$/.test(now)) location.reload();
  view.asked = Date.now();
  view.send("rung", now);
  wait(view);
}

// Since when the server answers although the page has no connection to it; 0 if that is not so.
export function lostSince(before, heard, connected, now) {
  return heard && !connected ? before || now : 0;
}

// What the server says, whatever that is; null while it cannot be reached.
async function ask(address) {
  try {
    return (await (await fetch(new URL(address, document.baseURI), { cache: "no-store" })).text()).slice(0, 40);
  } catch {
    return null;
  }
}
