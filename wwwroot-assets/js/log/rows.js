// The rows of the log: a line, or the heading of a section.
import { pieces } from "./pieces.js";
import { duration, many } from "./words.js";

function make(name, className, role) {
  const element = document.createElement(name);
  element.className = className;
  if (role) element.setAttribute("role", role);
  return element;
}

/** Makes the row of a line, or fills an old one anew. */
export function buildLine(old, { number, line, spans, by, time, find }) {
  const row = old ?? make("div", "row", "row");
  row.className = line?.partial ? "row partial" : by ? "row over" : "row";
  row.title = by ? `Overwritten by line ${by}` : "";
  row.dataset.n = number;
  const gutter = make("span", "number", "gridcell");
  gutter.dataset.line = number;
  const link = document.createElement("a");
  // A bare "#L1" would be one of the page's base address.
  link.href = `${location.pathname}${location.search}#L${number}`;
  link.tabIndex = -1;
  link.textContent = number;
  gutter.append(link);
  const when = make("span", "time", "gridcell");
  when.textContent = time;
  const text = make("span", "text", "gridcell");
  if (spans) text.append(...pieces(spans, find));
  row.replaceChildren(gutter, when, text);
  return row;
}

/** Makes the row of a section's heading, or fills an old one anew. */
export function buildHeading(old, section, icon) {
  const row = old ?? make("div", "", "row");
  row.className = `row heading ${section.kind} ${section.state}`;
  row.dataset.section = section.key;
  const hasLines = section.first <= section.last;
  if (hasLines) row.setAttribute("aria-expanded", String(!section.folded));
  else row.removeAttribute("aria-expanded");
  const cell = make("span", "title", "gridcell");
  cell.setAttribute("aria-colspan", "3");
  cell.append(...headingParts(section, icon, hasLines));
  row.replaceChildren(cell);
  return row;
}

/** Arrow, icon, name, duration, number of lines and message of a section. */
export function headingParts(section, icon, hasLines = true) {
  const part = (className, text) => {
    const element = make("span", className);
    element.textContent = text;
    return element;
  };
  const arrow = icon(hasLines ? "arrow" : "none");
  const state = icon(section.state);
  const parts = [arrow, state, part("visually-hidden", `${section.state}: `), part("name", section.name)];
  if (section.state === "stopped") parts.push(part("more", "did not end"));
  if (typeof section.seconds === "number") parts.push(part("more", duration(section.seconds)));
  if (section.folded) parts.push(part("more", many(section.last - section.first + 1, "line")));
  if (section.message) parts.push(part("message", section.message));
  return parts;
}
