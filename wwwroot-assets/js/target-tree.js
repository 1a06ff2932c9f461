// Keys that move through the tree must not scroll the page as well; the rest of the keyboard is left alone.
const moving = new Set(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End", " "]);

export function attach(tree) {
  tree.addEventListener("keydown", (event) => {
    if (moving.has(event.key) && event.target === tree) {
      event.preventDefault();
    }
  });
}

export function show(id) {
  requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: "nearest" }));
}
