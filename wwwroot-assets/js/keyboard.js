// Shortcuts without a round trip: an element says its own in data-shortcut ("?", "/", "Ctrl+Enter"), divided by spaces;
// fields are focused, everything else is clicked.
const fields = "input, textarea, select, [contenteditable=true]";
let started = false;

export function start() {
  if (started) return;
  started = true;
  document.addEventListener("keydown", onKey);
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  const keys = (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + event.key;
  const typing = event.target instanceof Element && event.target.closest(fields);
  if (typing && !event.ctrlKey && !event.metaKey) return;
  const element = [...document.querySelectorAll("[data-shortcut]")].find(
    (candidate) =>
      candidate.dataset.shortcut.split(" ").includes(keys) && candidate.getClientRects().length > 0 && !candidate.disabled,
  );
  if (!element) return;
  event.preventDefault();
  if (element.matches(fields)) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}
