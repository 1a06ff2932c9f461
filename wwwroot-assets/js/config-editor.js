// Completion and hover for settings files, fed by their schema; one registration for all editors of the page.
import { editorOf } from "./monaco-editor.js";
import { describe, keysOf, nodeAt, valuesOf } from "./config-schema.js";
import { placeAt } from "./yaml-place.js";

const schemas = new WeakMap();
let registered = false;

/** Lets an editor complete by a schema, a JSON text. */
export function attach(id, schema) {
  const found = editorOf(id);
  if (!found) return;
  const { editor, monaco } = found;
  const model = editor.getModel();
  schemas.set(model, JSON.parse(schema));
  model.updateOptions({ tabSize: 2, insertSpaces: true });
  editor.updateOptions({
    wordBasedSuggestions: "off",
    // What stands unquoted in YAML counts as a string, half a key too.
    quickSuggestions: { other: true, strings: true, comments: false },
    // Enter after a word that is complete ends the line.
    acceptSuggestionOnEnter: "smart",
  });
  document.getElementById(id).dataset.completes = "true";
  if (!registered) {
    registered = true;
    monaco.languages.registerCompletionItemProvider("yaml", {
      triggerCharacters: [" ", "{", "["],
      provideCompletionItems: (model, position) => ({ suggestions: suggest(monaco, model, position) }),
    });
    monaco.languages.registerHoverProvider("yaml", { provideHover: (model, position) => hover(model, position) });
  }
}

const firstSentence = (text) => text?.split(/(?<=[.:;]) /)[0].replace(/[.:;]$/, "");

function suggest(monaco, model, position) {
  const schema = schemas.get(model);
  const place = schema && placeAt(model.getLinesContent(), position.lineNumber - 1, position.column - 1);
  if (!place) return [];
  const word = model.getWordUntilPosition(position);
  const range = {
    startLineNumber: position.lineNumber,
    endLineNumber: position.lineNumber,
    startColumn: word.startColumn,
    endColumn: position.column,
  };
  const text = (node) => ({ value: describe(schema, node) });
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  if (place.key === null) {
    const node = nodeAt(schema, place.path);
    const indent = " ".repeat(2);
    return keysOf(schema, node)
      .filter(({ name }) => !place.used.has(name))
      .map(({ name, node: own, kind }, i) => ({
        label: { label: name, description: firstSentence(own.description) },
        kind: CompletionItemKind.Property,
        documentation: text(own),
        insertText: kind === "list" ? `${name}: [$0]` : kind === "section" ? (place.inFlow ? `${name}: {$0}` : `${name}:\n${indent}$0`) : `${name}: `,
        insertTextRules: kind === "value" ? undefined : CompletionItemInsertTextRule.InsertAsSnippet,
        command: { id: "editor.action.triggerSuggest", title: "" },
        sortText: String(i).padStart(3, "0"),
        range,
      }));
  }
  const node = nodeAt(schema, [...place.path, place.key]);
  return node === undefined
    ? []
    : valuesOf(schema, node).map(({ text: value, note, isExample }, i) => ({
        label: { label: value, description: isExample ? "example" : firstSentence(note) },
        kind: isExample ? CompletionItemKind.Text : CompletionItemKind.EnumMember,
        documentation: note,
        insertText: value,
        sortText: String(i).padStart(3, "0"),
        range,
      }));
}

function hover(model, position) {
  const schema = schemas.get(model);
  const word = schema && model.getWordAtPosition(position);
  const place = word && placeAt(model.getLinesContent(), position.lineNumber - 1, word.startColumn - 1);
  if (!place) return null;
  const isKey = place.key === null;
  const node = nodeAt(schema, [...place.path, isKey ? word.word : place.key]);
  const value = node && describe(schema, node);
  return value ? { contents: [{ value }] } : null;
}
