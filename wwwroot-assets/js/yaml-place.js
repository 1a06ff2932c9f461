// Where a cursor stands in a settings file, by indentation and brackets: enough for completion, and never an error,
// for half-typed text above all.
const key = /^(\s*)((?:- +)*)("[^"]*"|'[^']*'|[\w.-]+)\s*:(?:\s+(.*))?$/;
const unquoted = (text) => text.trim().replace(/^(["'])(.*)\1$/, "$2");
const isNothing = (text) => /^\s*(#|$)/.test(text ?? "");

/** The keys above a line of this indentation, outermost first; "[]" stands for an item of a list. */
function parents(lines, at, indent) {
  const path = [];
  for (let i = at - 1; i >= 0 && indent > 0; i--) {
    if (isNothing(lines[i])) continue;
    const spaces = lines[i].search(/\S/);
    if (spaces >= indent) continue;
    const found = key.exec(lines[i]);
    if (!found) {
      indent = spaces;
      continue;
    }
    const own = spaces + found[2].length;
    if (own < indent && isNothing(found[4])) path.unshift(found[3].replace(/^(["'])(.*)\1$/, "$2"));
    if (found[2]) path.unshift("[]");
    indent = spaces;
  }
  return path;
}

/** The keys that stand beside this line already. */
function siblings(lines, at, indent) {
  const used = new Set();
  const look = (step) => {
    for (let i = at + step; i >= 0 && i < lines.length; i += step) {
      if (isNothing(lines[i])) continue;
      const spaces = lines[i].search(/\S/);
      if (spaces < indent) return;
      const found = spaces === indent && key.exec(lines[i]);
      if (found) used.add(unquoted(found[3]));
    }
  };
  look(-1);
  look(1);
  return used;
}

/**
 * The place of a cursor: { path, key, used, inFlow }. With key null a key is to be written in the section `path`, else the
 * value of `key`; null inside of comments and quotes.
 */
export function placeAt(lines, line, column) {
  const text = lines[line].slice(0, column);
  const indent = text.search(/\S/) < 0 ? text.length : text.search(/\S/);
  const levels = [{ path: parents(lines, line, indent), key: null, used: siblings(lines, line, indent), list: false }];
  let word = "";
  let quote = "";
  for (let i = indent; i < text.length; i++) {
    const level = levels[levels.length - 1];
    const c = text[i];
    if (quote) {
      if (c === quote) quote = "";
      else word += c;
    } else if ((c === '"' || c === "'") && !word.trim()) {
      quote = c;
    } else if (c === "#" && (i === indent || /\s/.test(text[i - 1]))) {
      return null;
    } else if (c === "-" && levels.length === 1 && level.key === null && !word.trim() && /^- /.test(text.slice(i))) {
      level.path = [...level.path, "[]"];
      level.used = new Set();
    } else if (c === ":" && (i + 1 === text.length || /[\s]/.test(text[i + 1])) && level.key === null && !level.list) {
      level.key = word.trim();
      level.used.add(level.key);
      word = "";
    } else if ((c === "{" || c === "[") && !word.trim()) {
      const path = level.key === null ? level.path : [...level.path, level.key];
      levels.push({ path: c === "[" ? [...path, "[]"] : path, key: null, used: new Set(), list: c === "[" });
      word = "";
    } else if ((c === "}" || c === "]") && levels.length > 1) {
      levels.pop();
      word = "done";
    } else if (c === "," && levels.length > 1) {
      level.key = null;
      word = "";
    } else {
      word += c;
    }
  }
  if (quote) return null;
  const { path, key: own, used, list } = levels[levels.length - 1];
  if (list) return { path: path.slice(0, -1), key: "[]", used, inFlow: true };
  // An item of a list that has no colon yet may be a plain value.
  return { path, key: own, used, inFlow: levels.length > 1 };
}
