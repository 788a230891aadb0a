// Which controls have no picture beside them where a finger reaches them; see fits.py.
({ share, enough }) => {
  const main = document.querySelector('[data-testid="stMain"]'), none = [];
  const CONTROLS = ".stSlider, .stSelectbox, .stMultiSelect, .stNumberInput, .stTextInput, .stButtonGroup, .stCheckbox, .stRadio";
  const ELSEWHERE = '.st-key-page-strip, [class*="-view "], .st-key-mnist-step, [class*="-prediction "], [class*="-complete "]';
  const PICTURES = ".stPlotlyChart, .stBidiComponent, .stTable, .derived";
  const box = (node) => node.getBoundingClientRect();
  const seen = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box(node).height;
  const pictures = [...main.querySelectorAll(PICTURES)].filter((node) => seen(node) && box(node).height >= 60);
  if (!pictures.length) return none;
  const bottom = document.documentElement.clientHeight;
  const sticky = [...main.querySelectorAll(".stElementContainer, .stColumn")].filter((node) => getComputedStyle(node).position === "sticky");
  const dock = sticky.find((node) => getComputedStyle(node).bottom === "0px");
  const stuck = sticky.find((node) => node !== dock && seen(node));
  // What is free between a picture that stays and the controls that are docked.
  const roof = () => (stuck && box(stuck).top < 2 ? Math.max(0, box(stuck).bottom) : 0);
  const floor = () => (dock && Math.abs(box(dock).bottom - bottom) < 2 ? box(dock).top : bottom);
  for (const node of main.querySelectorAll(CONTROLS)) {
    if (!seen(node) || node.closest(ELSEWHERE)) continue;
    if (dock?.contains(node)) main.scrollTop += box(pictures[0]).top;
    else {
      for (let step = 0; step < 3; step++) {
        main.scrollTop += box(node).top + box(node).height / 2 - (roof() + floor()) / 2;
      }
    }
    const inside = (picture) => Math.min(box(picture).bottom, floor()) - Math.max(box(picture).top, 0);
    if (pictures.some((picture) => inside(picture) >= Math.min(enough, share * box(picture).height))) continue;
    const key = [...(node.closest('[class*="st-key-"]')?.classList ?? [])].find((one) => one.startsWith("st-key-"));
    const most = Math.max(0, ...pictures.map(inside));
    none.push(`${node.textContent.trim().slice(0, 30)} (${key}): ${Math.round(most)} pixels of a picture`);
  }
  main.scrollTop = 0;
  return none;
}
