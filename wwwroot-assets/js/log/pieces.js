// The text of one line as DOM nodes: styles, search hits and links over one another. Text enters through textContent only.
import { paint } from "./colors.js";

const LINK = /https?:\/\/[^\s"'<>`\\^{|}]+/g;
const FACES = ["bold", "dim", "italic", "underline", "strike"];
const MOST = 500;

/** `find` gives the ranges of search hits in a text, or null. */
export function pieces(spans, find) {
  const text = spans.map((span) => span.text).join("");
  const hits = find?.(text) ?? [];
  const links = text.includes("://") ? linksIn(text) : [];
  if (hits.length === 0 && links.length === 0) return spans.map((span) => piece(span, span.text, false));
  const cuts = [...new Set([...hits, ...links].flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const nodes = [];
  let [at, cut] = [0, 0];
  for (const span of spans) {
    const end = at + span.text.length;
    for (let from = at; from < end; ) {
      while (cut < cuts.length && cuts[cut] <= from) cut++;
      const to = Math.min(end, cuts[cut] ?? end);
      const hit = hits.some((range) => range.start <= from && to <= range.end);
      const node = piece(span, span.text.slice(from - at, to - at), hit);
      const link = links.find((range) => range.start <= from && to <= range.end);
      nodes.push(link ? linked(node, link.address) : node);
      from = to;
    }
    at = end;
  }
  return nodes;
}

function piece({ style, mark }, text, hit) {
  if (!style && !mark && !hit) return document.createTextNode(text);
  const element = document.createElement(hit ? "mark" : "span");
  element.textContent = text;
  if (mark) element.classList.add("mark");
  if (!style || hit) return element;
  element.classList.add(...FACES.filter((name) => style[name]));
  const { color, background } = paint(style);
  if (color) element.style.color = color;
  if (background) element.style.backgroundColor = background;
  return element;
}

function linksIn(text) {
  const links = [];
  for (const match of text.matchAll(LINK)) {
    // A sentence's end is not the address's.
    const address = match[0].replace(/[.,;:!?)\]]+$/, "");
    if (address.length <= 2000 && isWeb(address)) links.push({ start: match.index, end: match.index + address.length, address });
    if (links.length === MOST) break;
  }
  return links;
}

function isWeb(address) {
  try {
    const url = new URL(address);
    return (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "" && url.username === "";
  } catch {
    return false;
  }
}

function linked(node, address) {
  const link = document.createElement("a");
  link.className = "link";
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener noreferrer nofollow";
  link.append(node);
  return link;
}
