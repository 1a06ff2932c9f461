// Keys that move through the tree must not scroll it as well; a line that is out of sight need not be in the document.
const moving = new Set(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End", " "]);

export function attach(tree) {
  tree?.addEventListener?.("keydown", (event) => {
    if (moving.has(event.key) && event.target === tree) event.preventDefault();
  });
}

/** Lines came above: what is looked at stays in its place. */
export function shift(tree, by) {
  requestAnimationFrame(() => tree?.isConnected && tree.scrollTop + by > 0 && tree.scrollBy({ top: by, behavior: "instant" }));
}

export function show(tree, top, height) {
  requestAnimationFrame(() => {
    if (!tree?.isConnected) return;
    const bottom = top + height - tree.clientHeight;
    if (tree.scrollTop > top) tree.scrollTop = top;
    else if (tree.scrollTop < bottom) tree.scrollTop = bottom + height;
  });
}
