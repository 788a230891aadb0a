// Tells the menu Save what was trained for the pictures that stand here.
export default (kit) => ({
  create(root) { return { root }; },
  receive(view, { about }) { kit.subjects.set(view, { node: view.root.getRootNode().host ?? view.root, about }); },
  destroy(view) { kit.subjects.delete(view); },
});
