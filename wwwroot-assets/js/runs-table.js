// The keyboard of the runs table: j and k move, x selects, s stars; Enter opens, being on a link.
const fields = "input:not([type=checkbox]), textarea, select, [contenteditable=true]";
const keys = { j: 1, k: -1, x: ".pick input", s: ".star button" };
let stop = null;

export function attach(table) {
  stop?.abort();
  stop = new AbortController();
  document.addEventListener("keydown", (event) => onKey(table, event), { signal: stop.signal });
}

export function detach() {
  stop?.abort();
}

function onKey(table, event) {
  const what = keys[event.key];
  if (!what || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !table.isConnected) return;
  if (event.target instanceof Element && event.target.closest(`${fields}, [role=dialog]`)) return;
  const rows = [...table.querySelectorAll(".row[data-run]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if (typeof what === "string") {
    if (at < 0) return;
    rows[at].querySelector(what)?.click();
  } else {
    const row = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + what))];
    row?.querySelector("a.path")?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }
  event.preventDefault();
}
