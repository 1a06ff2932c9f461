// Turns one line of a log, with escape sequences and carriage returns, into spans of plain text with a style each.
// Hostile by assumption: colours are understood, every other sequence is dropped, what could hide text is shown.

const INVISIBLE = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;

/** [{ text, style }]: style is null or { fg, bg, bold, dim, italic, underline, strike }; `mark` is a stand-in for a character. */
export function parse(line) {
  const state = { spans: [], style: null };
  let run = "";
  const flush = () => {
    if (run) state.spans.push({ text: run, style: state.style });
    run = "";
  };

  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === 0x1b || (code >= 0x80 && code <= 0x9f)) {
      flush();
      i = skipSequence(line, i, code, state);
    } else if (code === 0x0d) {
      // What follows overwrites the line; what ends with \r stays to be seen.
      if (hasMore(line, i + 1)) {
        run = "";
        state.spans = [];
      }
    } else if (code === 0x08) {
      if (run) run = run.slice(0, -1);
    } else if ((code < 0x20 && code !== 0x09) || code === 0x7f) {
      flush();
      // As terminals write them: ^G for a bell.
      state.spans.push({ text: `^${String.fromCharCode(code ^ 0x40)}`, style: state.style, mark: true });
    } else if (code >= 0x61c && INVISIBLE.test(line[i])) {
      flush();
      const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
      state.spans.push({ text: `[${name}]`, style: state.style, mark: true });
    } else if (isLoneSurrogate(line, i, code)) {
      run += "\ufffd";
    } else {
      run += line[i];
    }
  }

  flush();
  return state.spans;
}

export function plain(line) {
  return parse(line).map((span) => span.text).join("");
}

function isLoneSurrogate(line, i, code) {
  if (code < 0xd800 || code > 0xdfff) return false;
  if (code < 0xdc00) return !(line.charCodeAt(i + 1) >= 0xdc00 && line.charCodeAt(i + 1) <= 0xdfff);
  return !(line.charCodeAt(i - 1) >= 0xd800 && line.charCodeAt(i - 1) <= 0xdbff);
}

// Is anything visible after a carriage return? "\r" before the line's end, or before mere sequences, wipes nothing.
function hasMore(line, from) {
  return /[^\r\s]/.test(line.slice(from).replace(/\x1b\[[0-?]*[ -/]*[@-~]/g, ""));
}

/** The index of the sequence's last character. */
function skipSequence(line, i, code, state) {
  const kind = code === 0x1b ? line[i + 1] : String.fromCharCode(code - 0x40);
  const start = code === 0x1b ? i + 2 : i + 1;
  if (kind === "[") return skipControl(line, start, state);
  if (kind !== undefined && "]PX^_".includes(kind)) return skipString(line, start);
  if (code !== 0x1b || kind === undefined) return i;
  // Two characters, or three for character sets: ESC ( B.
  return " !\"#$%&'()*+,-./".includes(kind) ? i + 2 : i + 1;
}

function skipControl(line, start, state) {
  let end = start;
  while (end < line.length && /[0-?]/.test(line[end])) end++;
  const parameters = line.slice(start, end);
  while (end < line.length && /[ -/]/.test(line[end])) end++;
  if (end < line.length && /[@-~]/.test(line[end])) {
    if (line[end] === "m" && !/[<=>?]/.test(parameters)) state.style = select(state.style, parameters);
    return end;
  }
  return end - 1;
}

// Titles, links, clipboard and the like: dropped with all they carry, also when their end is missing.
function skipString(line, start) {
  for (let i = start; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === 0x07 || code === 0x9c) return i;
    if (code === 0x1b && line[i + 1] === "\\") return i + 1;
  }
  return line.length;
}

/** Select graphic rendition. */
function select(old, parameters) {
  const codes = parameters === "" ? [0] : parameters.split(/[;:]/).slice(0, 64).map(Number);
  let style = { ...old };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) style = {};
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 7) style.inverse = true;
    else if (code === 9) style.strike = true;
    else if (code === 22) style.bold = style.dim = false;
    else if (code === 23) style.italic = false;
    else if (code === 24) style.underline = false;
    else if (code === 27) style.inverse = false;
    else if (code === 29) style.strike = false;
    else if (code >= 30 && code <= 37) style.fg = code - 30;
    else if (code === 39) delete style.fg;
    else if (code >= 40 && code <= 47) style.bg = code - 40;
    else if (code === 49) delete style.bg;
    else if (code >= 90 && code <= 97) style.fg = code - 82;
    else if (code >= 100 && code <= 107) style.bg = code - 92;
    else if (code === 38 || code === 48) {
      const [color, used] = extended(codes, i + 1);
      if (color !== undefined) style[code === 38 ? "fg" : "bg"] = color;
      i += used;
    }
  }
  return Object.values(style).some((value) => value !== false && value !== undefined) ? style : null;
}

// 5;n and 2;r;g;b: a number below 16 stays a colour of the theme, all else becomes rgb.
function extended(codes, i) {
  const byte = (value) => Number.isInteger(value) && value >= 0 && value <= 255;
  if (codes[i] === 5) return [byte(codes[i + 1]) ? indexed(codes[i + 1]) : undefined, 2];
  if (codes[i] === 2) {
    const [r, g, b] = codes.slice(i + 1, i + 4);
    return [byte(r) && byte(g) && byte(b) ? `rgb(${r}, ${g}, ${b})` : undefined, 4];
  }
  return [undefined, 0];
}

function indexed(n) {
  if (n < 16) return n;
  if (n >= 232) return `rgb(${8 + (n - 232) * 10}, ${8 + (n - 232) * 10}, ${8 + (n - 232) * 10})`;
  const level = (value) => (value ? 55 + value * 40 : 0);
  return `rgb(${level(Math.floor((n - 16) / 36))}, ${level(Math.floor((n - 16) / 6) % 6)}, ${level((n - 16) % 6)})`;
}
