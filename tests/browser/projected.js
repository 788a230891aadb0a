// What the projector shows: the height of the largest picture as a share of the window's, and what is written
// smaller than `least` pixels, exponents as well.
(least) => {
  const PICTURES = ".js-plotly-plot, .frame, [data-testid=stImage] img, [data-testid=stDataFrame]";
  const found = { share: 0, small: [] };
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot && !node.closest(".st-key-projector")) look(node.shadowRoot);
      const box = node.getBoundingClientRect();
      if (!box.width || !box.height || box.bottom < 0 || box.top > innerHeight) continue;
      if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (node.matches(PICTURES)) {
        const seen = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
        found.share = Math.max(found.share, seen / innerHeight);
      }
      const writes = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
      const unseen = node.matches(".heard, .stSkipToContent *, [data-testid=stSkipToContent]");
      const size = parseFloat(getComputedStyle(node).fontSize) * (node.currentCSSZoom ?? 1);
      if (writes && !unseen && size < least) found.small.push(`${size.toFixed(1)}: ${node.textContent.trim().slice(0, 30)}`);
    }
  };
  look(document);
  return found;
}
