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
  const { search, failures, cursor, follow, folding, looks, selection } = viewer;
  return {
    g: () => cursor.goEnd(false),
    G: () => cursor.goEnd(true),
    n: () => (search.isOn ? search : failures).step(1),
    N: () => (search.isOn ? search : failures).step(-1),
    p: () => (search.isOn ? search : failures).step(-1),
    f: () => failures.step(1),
    F: () => failures.step(-1),
    e: () => folding.foldAll(),
    s: () => follow.pause(!follow.paused),
    t: () => looks.nextTimes(),
    w: () => looks.setWrap(!looks.wrap),
    y: () => selection.copyLink(),
    z: () => looks.setFull(!looks.full),
    Escape: escape(viewer),
  }[key];
}

// The innermost thing first.
function escape({ search, selection, looks }) {
  if (search.isOn) return () => search.leave();
  if (selection.range) return () => selection.choose(null);
  return looks.full ? () => looks.setFull(false) : undefined;
}

function moves({ viewport, cursor, folding, scroller }, { key, shiftKey }) {
  const page = Math.max(1, Math.floor(viewport.height / 20) - 3);
  return {
    ArrowDown: () => cursor.move(1, shiftKey),
    ArrowUp: () => cursor.move(-1, shiftKey),
    PageDown: () => cursor.move(page, shiftKey),
    PageUp: () => cursor.move(-page, shiftKey),
    Home: () => cursor.goEnd(false),
    End: () => cursor.goEnd(true),
    ArrowRight: cursor.section ? () => folding.fold(cursor.section, false) : null,
    ArrowLeft: cursor.section || scroller.scrollLeft === 0 ? () => folding.foldAround() : null,
    Enter: () => cursor.press(shiftKey),
    " ": () => cursor.press(shiftKey),
  }[key];
}
