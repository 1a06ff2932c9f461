// A few rows of a terminal: what is left to be seen of lines that overwrite themselves, or lines above them.
import { select } from "./sgr.js";

const WIDEST = 10_000;
const HIGHEST = 100;

export class Screen {
  /** The cursor stays in the rows from `lowest` to `highest`. */
  constructor(lowest = -HIGHEST, highest = HIGHEST) {
    Object.assign(this, { lowest, highest });
    this.rows = new Map();
    this.row = 0;
    this.home = undefined; // The row of the first text.
    this.column = 0;
    this.style = null;
  }

  feed(tokens) {
    for (const token of tokens) {
      if (token.text) this.write(token);
      else this.control(token.final, token.parameters);
    }
    return this;
  }

  newLine() {
    this.row++;
    this.column = 0;
    this.style = null;
  }

  write({ text, mark }) {
    this.home ??= this.row;
    const cells = this.cells();
    if (mark) {
      cells[this.column++] = { text, mark, style: this.style };
      return;
    }
    for (const character of text) {
      if (this.column >= WIDEST) return;
      while (cells.length < this.column) cells.push({ text: " ", style: null });
      cells[this.column++] = { text: character, style: this.style };
    }
  }

  control(final, parameters) {
    const number = Number.parseInt(parameters, 10);
    const steps = Math.min(Math.max(1, number || 1), WIDEST);
    if (final === "m") this.style = select(this.style, parameters);
    else if (final === "\r") this.column = 0;
    else if (final === "A" || final === "F") this.row = Math.max(this.lowest, this.row - Math.min(steps, HIGHEST));
    else if (final === "B" || final === "E") this.row = Math.min(this.highest, this.row + Math.min(steps, HIGHEST));
    else if (final === "C") this.column = Math.min(WIDEST, this.column + steps);
    else if (final === "D") this.column = Math.max(0, this.column - steps);
    else if (final === "G") this.column = steps - 1;
    else if (final === "K") this.erase(number || 0);
    if (final === "E" || final === "F") this.column = 0;
  }

  erase(kind) {
    const cells = this.cells();
    if (kind === 0) cells.length = Math.min(cells.length, this.column);
    else if (kind === 2) cells.length = 0;
    else for (let i = 0; i <= this.column && i < cells.length; i++) cells[i] = { text: " ", style: null };
  }

  cells() {
    if (!this.rows.has(this.row)) this.rows.set(this.row, []);
    return this.rows.get(this.row);
  }

  /** The row as spans of one style each. */
  spans(row) {
    const spans = [];
    for (const cell of this.rows.get(row) ?? []) {
      const { text, style, mark } = cell ?? { text: " ", style: null };
      const last = spans.at(-1);
      if (last && last.style === style && !last.mark && !mark) last.text += text;
      else spans.push({ text, style, mark });
    }
    return spans;
  }
}
