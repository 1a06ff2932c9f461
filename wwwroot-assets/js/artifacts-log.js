// A log file with colours: its beginning, in blocks that the browser lays out only when they come into view.
import { parse } from "./log/ansi.js";
import { buildLine } from "./log/rows.js";

const BLOCK = 200;
const ROW = 20;

export async function show(element, address, most) {
  const answer = await fetch(address, { headers: { Range: `bytes=0-${most - 1}` } }).catch(() => null);
  if (!element.isConnected) return;
  if (!answer || (!answer.ok && answer.status !== 416)) return tell(element, "The file cannot be read.");
  const text = answer.status === 416 ? "" : decode(await answer.arrayBuffer());
  if (!text) return tell(element, "This file is empty.");
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (let first = 0; first < lines.length; first += BLOCK) {
    const part = lines.slice(first, first + BLOCK);
    const block = document.createElement("div");
    block.className = "lines";
    block.style.containIntrinsicHeight = `${part.length * ROW}px`;
    block.append(...part.map((line, at) => row(first + at + 1, line)));
    element.append(block);
  }
}

function decode(bytes) {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const wide = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
  return new TextDecoder(wide ?? "utf-8").decode(bytes);
}

function row(number, text) {
  const line = { text: text.slice(0, 20_000) };
  const made = buildLine(null, { number, line, spans: parse(line.text), time: "", find: null });
  made.querySelector(".number").textContent = number; // No address leads to a line of a file.
  for (const part of [made, ...made.children]) part.removeAttribute("role");
  return made;
}

function tell(element, words) {
  const note = document.createElement("p");
  note.className = "problem";
  note.textContent = words;
  element.append(note);
}
