// Monaco behind the MonacoEditor component: one editor per element, found by the element's id.
const root = "/assets/lib/monaco/vs";
const editors = new Map();
let loading = null;

function load() {
  return (loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}/loader.js`;
    script.onload = () => {
      window.require.config({ paths: { vs: root } });
      window.require(["vs/editor/editor.main"], () => resolve(prepare(window.monaco)), reject);
    };
    script.onerror = () => reject(new Error("The editor could not be loaded."));
    document.head.append(script);
  }));
}

function prepare(monaco) {
  // Workers from files of our own: the content security policy allows no blobs.
  self.MonacoEnvironment = {
    getWorker: (_, label) => new Worker(`${root}/assets/${label === "json" ? "json" : "editor"}.worker.js`),
  };
  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const apply = () => {
    const dark = document.documentElement.dataset.theme === "dark";
    monaco.editor.defineTheme("kaggle-runner", {
      base: dark ? "vs-dark" : "vs",
      inherit: true,
      rules: [],
      colors: {
        "editor.background": color("--kr-log-bg"),
        "editor.foreground": color("--kr-text"),
        "editorGutter.background": color("--kr-log-bg"),
        "editorLineNumber.foreground": color("--kr-log-gutter"),
        "editorLineNumber.activeForeground": color("--kr-text-2"),
        "editorWidget.background": color("--kr-surface"),
        "editorWidget.border": color("--kr-line"),
        "minimap.background": color("--kr-log-bg"),
        focusBorder: color("--kr-accent"),
      },
    });
    monaco.editor.setTheme("kaggle-runner");
  };
  apply();
  new MutationObserver(apply).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return monaco;
}

export { load };

export async function create(id, options, component) {
  const monaco = await load();
  const element = document.getElementById(id);
  if (!element || editors.has(id)) return;
  await document.fonts.load('13px "JetBrains Mono Variable"').catch(() => {});
  const editor = monaco.editor.create(element, {
    value: options.value,
    language: options.language,
    readOnly: options.readOnly,
    domReadOnly: options.readOnly,
    ariaLabel: options.ariaLabel,
    wordWrap: options.wordWrap ? "on" : "off",
    minimap: { enabled: options.minimap },
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--kr-mono"),
    fontSize: 13,
    lineHeight: 20,
    fontLigatures: false,
    scrollBeyondLastLine: false,
    renderLineHighlight: options.readOnly ? "none" : "line",
    smoothScrolling: false,
    fixedOverflowWidgets: true,
    padding: { top: 8, bottom: 8 },
    stickyScroll: { enabled: false },
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
    unusualLineTerminators: "off",
    links: false,
  });
  const entry = { editor, monaco, timer: 0, quiet: false };
  editors.set(id, entry);
  editor.onDidChangeModelContent(() => {
    if (entry.quiet) return;
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => component.invokeMethodAsync("OnBrowserChangeAsync").catch(() => {}), 150);
  });
}

/** The editor of an element and Monaco itself, for modules that add to it; undefined when it has gone. */
export function editorOf(id) {
  return editors.get(id);
}

/** Replaces the text; where the reader has scrolled to and selected stays as it is. */
export function setValue(id, value) {
  const entry = editors.get(id);
  if (!entry || entry.editor.getValue() === value) return;
  const view = entry.editor.saveViewState();
  entry.quiet = true;
  entry.editor.setValue(value);
  entry.quiet = false;
  entry.editor.restoreViewState(view);
}

/** The text as a blob: the server reads it as a stream, whatever its length. */
export function getValue(id) {
  return new Blob([editors.get(id)?.editor.getValue() ?? ""]);
}

export function setLanguage(id, language) {
  const entry = editors.get(id);
  if (entry) entry.monaco.editor.setModelLanguage(entry.editor.getModel(), language);
}

export function setReadOnly(id, readOnly) {
  editors.get(id)?.editor.updateOptions({ readOnly, domReadOnly: readOnly });
}

export function revealLine(id, line) {
  const editor = editors.get(id)?.editor;
  editor?.revealLineInCenter(line);
  editor?.setPosition({ lineNumber: line, column: 1 });
}

/** Underlines what is wrong: [{ line, column, message }]. */
export function setProblems(id, problems) {
  const entry = editors.get(id);
  if (!entry) return;
  const model = entry.editor.getModel();
  const markers = problems.map(({ line, column, message }) => ({
    severity: entry.monaco.MarkerSeverity.Error,
    message,
    startLineNumber: line,
    startColumn: column,
    endLineNumber: line,
    endColumn: line <= model.getLineCount() ? model.getLineMaxColumn(line) : column + 1,
  }));
  entry.monaco.editor.setModelMarkers(model, "kaggle-runner", markers);
}

export function focus(id) {
  editors.get(id)?.editor.focus();
}

/**
 * Lets things go in this order. Monaco now and then begins to make a part of an editor that is just going, and fails at
 * it: thrown on, that would end the circuit of a page that has moved on already.
 */
export function letGo(...things) {
  for (const thing of things) {
    try {
      thing?.dispose();
    } catch (error) {
      console.debug(error);
    }
  }
}

export function dispose(id) {
  const entry = editors.get(id);
  if (!entry) return;
  editors.delete(id);
  clearTimeout(entry.timer);
  // The editor first: one whose text goes away under it makes parts of itself anew, and fails at it.
  const model = entry.editor.getModel();
  letGo(entry.editor, model);
}
