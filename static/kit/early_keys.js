// Keys that are pressed before the code of the projector has arrived: projector.js takes them over. Python writes this
// into the page, since a file would have to arrive first, too.
(() => {
  if (window.earlyKeys) return;
  const keys = [], paging = ["PageDown", "PageUp", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"];
  const listen = (event) => { if (paging.includes(event.key)) keys.push(event); };
  document.addEventListener("keydown", listen, true);
  window.earlyKeys = () => {
    document.removeEventListener("keydown", listen, true);
    delete window.earlyKeys;
    return keys;
  };
})();
