// The features to pick, each with a bar for what it closed of the gap. A click tries one alone, or adds it.
export default (kit, scores) => {
  const { escaped } = kit;

  function create(root, { send }) {
    root.innerHTML = `<p class="headline" data-testid="game-best"></p>
      <div class="modes" role="group"></div><div class="lists"></div><p class="reason"></p>`;
    const [headline, modes, lists, reason] = root.children;
    const view = { headline, modes, lists, reason, data: null, picked: [], several: false, exchange: kit.exchange(send.bind(null, "pick")) };
    modes.innerHTML = [0, 1].map((n) => `<button type="button" data-mode="${n}"></button>`).join("");
    modes.onclick = (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      view.several = button.dataset.mode === "1";
      draw(view);
    };
    lists.onclick = (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const entry = view.data.entries[Number(button.dataset.entry)];
      view.picked = scores.afterClick(view.picked, entry.features, view.several);
      view.exchange.now({ features: view.picked });
      draw(view);
    };
    lists.onpointerover = lists.onfocus = (event) => explain(view, event.target.closest?.("button"));
    lists.addEventListener("focusin", (event) => explain(view, event.target.closest("button")));
    lists.onpointerleave = () => explain(view, null);
    return view;
  }

  function receive(view, data) {
    view.data = data;
    if (view.exchange.answered(data.answered)) view.picked = data.picked;
    if (!scores.isOne(view.picked, data.entries)) view.several = true;
    else if (view.subject !== data.subject) view.several = false;
    view.subject = data.subject;
    draw(view);
  }

  function draw(view) {
    const { data, headline, modes, lists, picked, several } = view;
    headline.textContent = data.headline;
    [...modes.children].forEach((button, n) => {
      button.textContent = [data.words.one, data.words.several][n];
      button.setAttribute("aria-pressed", several === (n === 1));
    });
    const range = scores.rangeOf(data.entries.map((entry) => entry.value));
    const groups = ["field", "own", "finale"].map((group) => {
      const items = data.entries.map((entry, n) => ({ ...entry, n })).filter((entry) => entry.group === group);
      if (!items.length) return "";
      const title = data.words[group] ? `<h2>${data.words[group]}</h2>` : "";
      return `${title}<ul>${items.map((entry) => line(entry, view, range)).join("")}</ul>`;
    });
    kit.renew(lists, groups.join(""), "entry");
    explain(view, null);
  }

  function line(entry, { picked, several }, range) {
    const on = (several ? scores.has : scores.same)(picked, entry.features);
    const waits = on && entry.value === null && entry.waits;
    const [from, to] = scores.barOf(entry.value, range);
    const bar = entry.value === null ? "" : `<i style="left: ${from}%; width: ${to - from}%"></i>`;
    return `<li><button type="button" data-entry="${entry.n}" aria-pressed="${on}" class="${entry.best ? "best" : ""}">
      ${bar}<span>${escaped(entry.label)}</span><b>${waits ? "…" : escaped(entry.shown)}</b></button></li>`;
  }

  // Why somebody would make the feature: of the one under the pointer, else of the one that is picked.
  function explain(view, button) {
    const { data, picked, reason } = view;
    const last = data?.entries.filter((entry) => entry.reason && scores.has(picked, entry.features)).at(-1);
    const entry = button ? data.entries[Number(button.dataset.entry)] : last;
    const text = entry?.reason ? `${entry.label}: ${entry.reason}` : data?.together || data?.words.why || "";
    kit.say(reason, text);
  }

  return { create, receive, destroy: (view) => view.exchange.stop() };
};
