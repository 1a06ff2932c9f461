// The keyboard: letters wherever nobody types, arrows and the like while the lines have the focus.
const FIELDS = "input, textarea, select, [contenteditable=true], .monaco-editor, .mud-dialog, [role=menu], [role=listbox]";

export function listenToKeys(viewer) {
  viewer.on(document, "keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.(FIELDS) || viewer.element.getClientRects().length === 0) return;
    const inLines = event.target === viewer.scroller;
    const action = letters(viewer, event) ?? (inLines ? moves(viewer, event) : null);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function letters(viewer, { key }) {
  const { search, failures } = viewer;
  return {
    g: () => viewer.goEnd(false),
    G: () => viewer.goEnd(true),
    n: () => (search.isOn ? search : failures).step(1),
    N: () => (search.isOn ? search : failures).step(-1),
    p: () => (search.isOn ? search : failures).step(-1),
    f: () => failures.step(1),
    F: () => failures.step(-1),
    s: () => viewer.follow.pause(!viewer.follow.paused),
    t: () => viewer.nextTimes(),
    w: () => viewer.setWrap(!viewer.wrap),
    y: () => viewer.selection.copyLink(),
    z: () => viewer.setFull(!viewer.full),
    Escape: escape(viewer),
  }[key];
}

// The innermost thing first.
function escape(viewer) {
  if (viewer.search.isOn) return () => viewer.search.leave();
  if (viewer.selection.range) return () => viewer.select(null);
  return viewer.full ? () => viewer.setFull(false) : undefined;
}

function moves(viewer, { key, shiftKey }) {
  const page = Math.max(1, Math.floor(viewer.viewport.height / 20) - 3);
  return {
    ArrowDown: () => viewer.move(1, shiftKey),
    ArrowUp: () => viewer.move(-1, shiftKey),
    PageDown: () => viewer.move(page, shiftKey),
    PageUp: () => viewer.move(-page, shiftKey),
    Home: () => viewer.goEnd(false),
    End: () => viewer.goEnd(true),
    ArrowRight: viewer.activeSection ? () => viewer.fold(viewer.activeSection, false) : null,
    ArrowLeft: viewer.activeSection || viewer.scroller.scrollLeft === 0 ? () => viewer.foldAround() : null,
    Enter: () => viewer.pressActive(shiftKey),
    " ": () => viewer.pressActive(shiftKey),
  }[key];
}
