// Lines that the reader has chosen: by their numbers, kept in the address, or as marked text. Copies come from the
// lines themselves and not from the page, which holds only a few of them.
import { copy } from "../clipboard.js";
import { plain } from "./ansi.js";
import { addressOf, parseAddress } from "./address.js";
import { count, many } from "./words.js";

const MOST = 200_000;

export class Selection {
  constructor(viewer, range) {
    Object.assign(this, { viewer, range });
    viewer.on(viewer.scroller, "copy", (event) => this.copied(event));
    viewer.on(viewer.part("copy-lines"), "click", () => this.copyLines());
    viewer.on(viewer.part("copy-link"), "click", () => this.copyLink());
    viewer.on(viewer.part("unselect"), "click", () => this.choose(null));
    viewer.on(window, "hashchange", () => {
      const chosen = parseAddress(location.hash);
      if (chosen) viewer.goTo(chosen);
    });
  }

  has(line) {
    return this.range !== null && line >= this.range.from && line <= this.range.to;
  }

  /** A click on a line's number; with Shift from the line chosen before to this one. */
  pick(line, extend) {
    const anchor = extend && this.range ? this.anchor ?? this.range.from : line;
    this.choose({ from: Math.min(anchor, line), to: Math.max(anchor, line) });
    this.anchor = anchor;
  }

  choose(range, inAddress = true) {
    this.range = range;
    this.anchor = range?.from;
    // A bare "#L1" would be one of the page's base address.
    if (inAddress) history.replaceState(history.state, "", location.pathname + location.search + (range ? addressOf(range) : ""));
    this.viewer.draw();
  }

  show() {
    const { viewer, range } = this;
    viewer.part("chosen").hidden = !range;
    if (!range) return;
    viewer.part("chosen-name").textContent = range.from === range.to ? `Line ${count(range.from)}` : `Lines ${count(range.from)}–${count(range.to)}`;
  }

  copyLink() {
    const range = this.range ?? { from: this.viewer.frame.firstLine, to: this.viewer.frame.firstLine };
    const link = location.origin + location.pathname + location.search + addressOf(range);
    return this.write(link, "Link copied");
  }

  copyLines() {
    return this.range && this.copyRange(this.range.from, Math.min(this.range.to, this.viewer.lines.total));
  }

  /** Copies whole lines, and of the first and last one only a part where that is what was marked. */
  copyRange(from, to, firstText, lastText) {
    if (to - from >= MOST) {
      this.viewer.flash(`At most ${count(MOST)} lines can be copied at once; the raw log has them all.`);
      return null;
    }
    return this.write(this.textOf(from, to, firstText, lastText), `${many(to - from + 1, "line")} copied`);
  }

  async textOf(from, to, firstText, lastText) {
    const texts = [];
    for await (const line of this.viewer.lines.all(from, to, (done) => this.viewer.flash(`Copying: ${count(done)} lines`))) {
      texts.push(plain(line.text));
    }
    if (firstText !== undefined) texts[0] = firstText;
    if (lastText !== undefined) texts[texts.length - 1] = lastText;
    return texts.join("\n");
  }

  async write(text, done) {
    try {
      await copy(text);
      this.viewer.flash(`${done}.`);
    } catch {
      this.viewer.flash("The browser did not allow copying.");
    }
  }

  copied(event) {
    const selection = document.getSelection();
    const range = selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    if (!range && this.range) {
      event.preventDefault();
      this.copyLines();
      return;
    }
    const [from, to] = range ? [rowOf(range.startContainer), rowOf(range.endContainer)] : [];
    if (!from || !to || from === to) return;
    event.preventDefault();
    const [start, end] = [numberOf(from, this.viewer, false), numberOf(to, this.viewer, true)];
    const [first, last] = [markedIn(from, range, true), markedIn(to, range, false)];
    const missing = [];
    for (let number = start; number <= end && missing.length === 0; number++) if (!this.viewer.lines.get(number)) missing.push(number);
    if (missing.length > 0) {
      this.copyRange(start, end, first, last);
      return;
    }
    const texts = [];
    for (let number = start; number <= end; number++) texts.push(plain(this.viewer.lines.get(number).text));
    if (first !== undefined) texts[0] = first;
    if (last !== undefined) texts[texts.length - 1] = last;
    event.clipboardData.setData("text/plain", texts.join("\n"));
  }

  /** The rows that hold the ends of marked text must stay, or the browser forgets it. */
  ends() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !this.viewer.spacer.contains(selection.anchorNode)) return [];
    return [selection.anchorNode, selection.focusNode].map((node) => rowOf(node)).filter(Boolean);
  }
}

export function rowOf(node) {
  return (node instanceof Element ? node : node?.parentElement)?.closest(".row");
}

function numberOf(row, viewer, isEnd) {
  if (row.dataset.n) return Number(row.dataset.n);
  const section = viewer.sections.list.find((each) => each.key === row.dataset.section);
  return (section?.first ?? 1) - (isEnd ? 1 : 0);
}

/** What of a line's text is marked, when it is not all of it. */
function markedIn(row, range, fromStart) {
  const text = row.querySelector(".text");
  const node = fromStart ? range.startContainer : range.endContainer;
  if (!text?.contains(node)) return undefined;
  const part = document.createRange();
  part.selectNodeContents(text);
  if (fromStart) part.setStart(range.startContainer, range.startOffset);
  else part.setEnd(range.endContainer, range.endOffset);
  return part.toString();
}
