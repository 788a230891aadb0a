// Tells the menu Save what a table beside it holds, as CSV: a grid that is drawn on a canvas can't be read.
export default (kit) => ({
  create(root) { return { root }; },
  receive(view, { name, csv }) { kit.tables.set(view, { node: view.root.getRootNode().host ?? view.root, name, text: csv }); },
  destroy(view) { kit.tables.delete(view); },
});
