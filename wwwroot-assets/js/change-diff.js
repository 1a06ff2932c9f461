// One file before and after, in Monaco's diff editor, which compares in its worker.
import { letGo, load } from "./monaco-editor.js";

const LONGEST_COMPARISON = 3000; // ms
const diffs = new Map();

export async function show(id, change) {
  const monaco = await load();
  const element = document.getElementById(id);
  if (!element) return;
  let entry = diffs.get(id);
  if (!entry) {
    const editor = monaco.editor.createDiffEditor(element, {
      readOnly: true,
      domReadOnly: true,
      originalEditable: false,
      automaticLayout: true,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--kr-mono"),
      fontSize: 13,
      lineHeight: 20,
      fontLigatures: false,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      hideUnchangedRegions: { enabled: true, contextLineCount: 4 },
      renderOverviewRuler: false,
      stickyScroll: { enabled: false },
      links: false,
      maxComputationTime: LONGEST_COMPARISON,
      useInlineViewWhenSpaceIsLimited: true,
      ariaLabel: change.name,
    });
    diffs.set(id, (entry = { editor, models: [] }));
  }
  const old = entry.models;
  entry.models = [change.before, change.after].map((text) => monaco.editor.createModel(text, change.language));
  entry.editor.setModel({ original: entry.models[0], modified: entry.models[1] });
  entry.labels = { originalAriaLabel: `${change.name}, before`, modifiedAriaLabel: `${change.name}, after` };
  setSideBySide(id, change.sideBySide);
  letGoLater(old);
}

export function setSideBySide(id, sideBySide) {
  const entry = diffs.get(id);
  // Each update of the options takes the labels of its two editors away that it does not name.
  entry?.editor.updateOptions({ renderSideBySide: sideBySide, ...entry.labels });
}

export function dispose(id) {
  const entry = diffs.get(id);
  if (!entry) return;
  diffs.delete(id);
  letGo(entry.editor);
  letGoLater(entry.models);
}

/** A comparison that is under way fails, nobody being there to hear of it, when its texts go before it has ended. */
function letGoLater(models) {
  setTimeout(() => letGo(...models), 2 * LONGEST_COMPARISON);
}
