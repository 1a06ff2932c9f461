// What stands where, in pixels of the whole log: runs of visible lines and headings of sections, in order. Folding
// takes lines out of it and never changes their numbers. To find a line or a pixel takes a binary search.
import { Heights } from "./heights.js";

export const ROW = 20;
export const HEADING = 28;

export class Layout {
  constructor() {
    this.heights = new Heights();
    this.build(0, []);
  }

  /** `sections` in order: { key, first, last, folded, parent }; `total` counts the unfinished line too. */
  build(total, sections) {
    this.total = total;
    this.sections = sections;
    this.parts = [];
    this.runs = [];
    let next = 1;
    const linesTo = (last) => {
      if (last < next) return;
      const run = { from: next, to: last };
      this.parts.push(run);
      this.runs.push(run);
      next = last + 1;
    };
    for (const section of sections) {
      if (section.parent?.folded) continue;
      linesTo(Math.min(section.first - 1, total));
      this.parts.push({ section });
      if (section.folded) next = Math.max(next, Math.min(section.last, total) + 1);
    }
    linesTo(total);
    this.measure();
  }

  /** Anew after heights of wrapped lines became known. */
  measure() {
    let [y, row] = [0, 0];
    for (const part of this.parts) {
      [part.y, part.row] = [y, row];
      part.height = part.section
        ? HEADING
        : (part.to - part.from + 1) * ROW + this.heights.between(part.from, part.to);
      y += part.height;
      row += part.section ? 1 : part.to - part.from + 1;
    }
    this.height = y;
    this.rows = row;
  }

  /** What covers the pixel: { section } or { line }, with its y, height and row (from 0); null in an empty log. */
  at(y) {
    if (this.parts.length === 0) return null;
    const part = this.parts[Math.max(0, after(this.parts, (each) => each.y <= y) - 1)];
    if (part.section) return item(part);
    return this.lineIn(part, this.heights.isEmpty ? part.from + Math.floor((y - part.y) / ROW) : this.search(part, y - part.y));
  }

  search(run, y) {
    let [low, high] = [run.from, run.to];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((middle - run.from) * ROW + this.heights.between(run.from, middle - 1) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  lineIn(run, number) {
    const line = Math.min(Math.max(number, run.from), run.to);
    return {
      line,
      y: run.y + (line - run.from) * ROW + this.heights.between(run.from, line - 1),
      height: ROW + this.heights.of(line),
      row: run.row + line - run.from,
    };
  }

  /** The line, or the heading of the folded section that hides it. */
  ofLine(number) {
    const line = Math.min(Math.max(1, number), Math.max(1, this.total));
    const run = this.runs[after(this.runs, (each) => each.from <= line) - 1];
    if (run && line <= run.to) return this.lineIn(run, line);
    const hiding = this.hiding(line);
    return hiding ? this.ofSection(hiding.key) : run ? this.lineIn(run, run.to) : this.at(0);
  }

  ofSection(key) {
    const part = this.parts.find((each) => each.section?.key === key);
    return part ? item(part) : null;
  }

  /** The item in the row with this index, from 0. */
  ofRow(row) {
    if (this.parts.length === 0) return null;
    const part = this.parts[Math.max(0, after(this.parts, (each) => each.row <= row) - 1)];
    return part.section ? item(part) : this.lineIn(part, part.from + row - part.row);
  }

  /** The outermost folded section around a line. */
  hiding(line) {
    return this.sections.find((each) => each.folded && each.first <= line && line <= each.last);
  }

  /** The items from one pixel to another. */
  *between(top, bottom) {
    for (let each = this.at(top); each && each.y < bottom; each = each.row + 1 < this.rows ? this.ofRow(each.row + 1) : null) {
      yield each;
    }
  }
}

const item = ({ section, y, height, row }) => ({ section, y, height, row });

/** The index behind the last element for which `isSo` holds; those behind it do not. */
function after(array, isSo) {
  let [low, high] = [0, array.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(array[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}
