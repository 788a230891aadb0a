// Words that can hardly be told from the page: the contrast of their colour and the page's; see fits.py.
() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (color) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = (color) => channels(color).slice(0, 3).map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const page = light(getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor);
  const onShape = (node) => {
    if (!(node instanceof SVGElement)) return false;
    if (node.closest(".subplot")?.querySelector(".heatmaplayer image")) return true; // on the cells of a map
    const box = node.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    return [...node.parentNode.children].some((other) => {
      const { left, right, top, bottom } = other.getBoundingClientRect();
      const isShape = other !== node && !["text", "line"].includes(other.tagName);
      return isShape && left < x && x < right && top < y && y < bottom;
    });
  };
  const bad = [];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) look(node.shadowRoot);
      const texts = [...node.childNodes].filter((child) => child.nodeType === 3);
      const words = texts.map((child) => child.data.trim()).join("");
      if (!words || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      let behind = node;
      while (behind && !channels(getComputedStyle(behind).backgroundColor)[3]) behind = behind.parentElement;
      if (behind && behind.dataset?.testid !== "stApp") continue;  // a button has a ground of its own
      if (onShape(node)) continue;  // and so has a badge
      const style = getComputedStyle(node);
      const one = light(node instanceof SVGElement ? style.fill : style.color);
      const contrast = (Math.max(one, page) + 0.05) / (Math.min(one, page) + 0.05);
      if (contrast < 2) bad.push(`${words.slice(0, 40)}: ${contrast.toFixed(2)}`);
    }
  };
  look(document.querySelector('[data-testid="stMain"]'));
  return bad;
}
