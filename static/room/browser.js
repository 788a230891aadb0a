// What a browser keeps of a room: the ticket of a pupil, the link of a teacher. Where localStorage is refused
// both last as long as the page is open. Each session is told once, as by a
// server that was started anew: what the browser told the last one is older than what it keeps.
const NAMES = ["ticket", "teacher"];

export default () => ({
  create(root, { keep }) { return { keep, told: "", number: 0 }; },
  receive(view, { ask, write, session }) {
    if (write.number > view.number) {
      view.number = write.number;
      for (const name of NAMES) if (name in write) put(name, write[name]);
    }
    if (view.told === session) return;
    const kept = Object.fromEntries(NAMES.map((name) => [name, get(name)]));
    if (!ask && !kept.ticket && !kept.teacher) return;
    view.told = session;
    view.keep("kept", { ...kept, session });
  },
});

function get(name) {
  try {
    return localStorage.getItem(`layerwise.${name}`) ?? "";
  } catch {
    return "";
  }
}

function put(name, value) {
  try {
    if (value) localStorage.setItem(`layerwise.${name}`, value);
    else localStorage.removeItem(`layerwise.${name}`);
  } catch {
    // Then the session alone knows it.
  }
}
