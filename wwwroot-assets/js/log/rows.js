// One row of the log. Text enters through textContent only.

// With a background of its own a text needs the colours of a terminal, whatever the theme.
const TERMINAL = ["#000000", "#a1260d", "#107c10", "#949800", "#0451a5", "#8c2d8c", "#0c7a93", "#e5e5e5",
  "#666666", "#cd3131", "#14ce14", "#d7d787", "#2472c8", "#d670d6", "#29b8db", "#ffffff"];

/** Makes the row, or fills an old one anew. */
export function buildRow(old, { number, line, spans, hit }) {
  const row = old ?? document.createElement("div");
  row.className = line?.partial ? "row partial" : "row";
  row.dataset.n = number;
  const gutter = document.createElement("a");
  gutter.className = "number";
  gutter.href = `#L${number}`;
  gutter.dataset.line = number;
  gutter.tabIndex = -1;
  gutter.textContent = number;
  const time = document.createElement("span");
  time.className = "time";
  time.textContent = line && line.t !== null ? clock(line.t) : "";
  const text = document.createElement("span");
  text.className = "text";
  if (spans) text.append(...pieces(spans, hit));
  row.replaceChildren(gutter, time, text);
  return row;
}

function clock(seconds) {
  const two = (value) => String(Math.floor(value)).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ""}${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function* pieces(spans, hit) {
  const ranges = hit ? hitRanges(spans.map((span) => span.text).join(""), hit) : [];
  let at = 0;
  for (const span of spans) {
    let from = 0;
    for (const [start, end] of ranges) {
      const [a, b] = [Math.max(from, start - at), Math.min(span.text.length, end - at)];
      if (a >= b) continue;
      if (a > from) yield piece(span, span.text.slice(from, a), false);
      yield piece(span, span.text.slice(a, b), true);
      from = b;
    }
    if (from < span.text.length) yield piece(span, span.text.slice(from), false);
    at += span.text.length;
  }
}

function hitRanges(text, hit) {
  const ranges = [];
  const [where, what] = [text.toLowerCase(), hit.toLowerCase()];
  if (where.length !== text.length) return ranges;
  for (let at = where.indexOf(what); at >= 0 && ranges.length < 200; at = where.indexOf(what, at + what.length)) {
    ranges.push([at, at + what.length]);
  }
  return ranges;
}

function piece({ style, mark }, text, hit) {
  if (!style && !mark && !hit) return document.createTextNode(text);
  const element = document.createElement(hit ? "mark" : "span");
  element.textContent = text;
  if (mark) element.classList.add("mark");
  if (style) paint(element, style);
  return element;
}

function paint(element, style) {
  for (const name of ["bold", "dim", "italic", "underline", "strike"]) if (style[name]) element.classList.add(name);
  let { fg, bg } = style;
  if (style.inverse) [fg, bg] = [bg ?? "var(--kr-log-bg)", fg ?? "var(--kr-text)"];
  const solid = (color) => (typeof color === "number" ? TERMINAL[color] : color);
  if (bg !== undefined) {
    element.style.backgroundColor = solid(bg);
    element.style.color = fg === undefined ? contrast(solid(bg)) : solid(fg);
  } else if (typeof fg === "number") {
    element.style.color = `var(--kr-ansi-${fg})`;
  } else if (fg !== undefined) {
    element.style.color = fg;
  }
}

function contrast(color) {
  const rgb = color.startsWith("#")
    ? [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16))
    : (color.match(/\d+/g) ?? [0, 0, 0]).map(Number);
  return rgb[0] * 0.299 + rgb[1] * 0.587 + rgb[2] * 0.114 > 140 ? "#000" : "#fff";
}
