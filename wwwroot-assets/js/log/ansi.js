// Turns one line of a log, with escape sequences and carriage returns, into spans of plain text with a style each.
// Hostile by assumption: colours and the cursor's way within the line are understood, every other sequence is dropped,
// what could hide text is shown.
import { Screen } from "./screen.js";
import { select } from "./sgr.js";

const INVISIBLE = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;
const SPECIAL = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]/;
const MOVES = /[\r\b]|(?:\x1b\[|\x9b)[0-9;]*[A-GK]/;

/** [{ text, style, mark }]: style is null or as in sgr.js; `mark` is a stand-in for a character. */
export function parse(line) {
  if (!SPECIAL.test(line)) return line ? [{ text: line, style: null }] : [];
  if (MOVES.test(line)) {
    const screen = new Screen().feed(tokens(line));
    return screen.spans(screen.home);
  }
  const spans = [];
  let style = null;
  for (const token of tokens(line)) {
    if (token.final === "m") style = select(style, token.parameters);
    else if (token.text) spans.push({ text: token.text, style, mark: token.mark });
  }
  return spans;
}

export function plain(line) {
  return parse(line).map((span) => span.text).join("");
}

/** { text, mark? } for what is to be seen, { final, parameters } for control sequences. */
export function* tokens(line) {
  let from = 0;
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    const kind = kindOf(line, i, code);
    if (kind === null) continue;
    if (i > from) yield { text: line.slice(from, i) };
    if (kind === "sequence") {
      const [end, control] = readSequence(line, i, code);
      if (control) yield control;
      i = end;
    } else {
      yield kind;
    }
    from = i + 1;
  }
  if (from < line.length) yield { text: line.slice(from) };
}

function kindOf(line, i, code) {
  if (code === 0x1b || (code >= 0x80 && code <= 0x9f)) return "sequence";
  if (code === 0x0d) return { final: "\r", parameters: "" };
  if (code === 0x08) return { final: "D", parameters: "" };
  // As terminals write them: ^G for a bell.
  if ((code < 0x20 && code !== 0x09) || code === 0x7f) return { text: `^${String.fromCharCode(code ^ 0x40)}`, mark: true };
  if (code >= 0x61c && INVISIBLE.test(line[i])) {
    return { text: `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`, mark: true };
  }
  return isLoneSurrogate(line, i, code) ? { text: "\ufffd" } : null;
}

function isLoneSurrogate(line, i, code) {
  if (code < 0xd800 || code > 0xdfff) return false;
  if (code < 0xdc00) return !(line.charCodeAt(i + 1) >= 0xdc00 && line.charCodeAt(i + 1) <= 0xdfff);
  return !(line.charCodeAt(i - 1) >= 0xd800 && line.charCodeAt(i - 1) <= 0xdbff);
}

/** The index of the sequence's last character, and what it says if it is one that counts. */
function readSequence(line, i, code) {
  const kind = code === 0x1b ? line[i + 1] : String.fromCharCode(code - 0x40);
  const start = code === 0x1b ? i + 2 : i + 1;
  if (kind === "[") return readControl(line, start);
  if (kind !== undefined && "]PX^_".includes(kind)) return [endOfString(line, start), null];
  if (code !== 0x1b || kind === undefined) return [i, null];
  // Two characters, or three for character sets: ESC ( B.
  return [" !\"#$%&'()*+,-./".includes(kind) ? i + 2 : i + 1, null];
}

function readControl(line, start) {
  let end = start;
  while (end < line.length && /[0-?]/.test(line[end])) end++;
  const parameters = line.slice(start, end);
  const plainOne = end < line.length && /[@-~]/.test(line[end]);
  while (end < line.length && /[ -/]/.test(line[end])) end++;
  if (end >= line.length || !/[@-~]/.test(line[end])) return [end - 1, null];
  return [end, plainOne && !/[<=>?]/.test(parameters) ? { final: line[end], parameters } : null];
}

// Titles, links, clipboard and the like: dropped with all they carry, also when their end is missing.
function endOfString(line, start) {
  for (let i = start; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === 0x07 || code === 0x9c) return i;
    if (code === 0x1b && line[i + 1] === "\\") return i + 1;
  }
  return line.length;
}
