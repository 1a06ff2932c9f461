// Lines that move the cursor up, and those they reach, as a terminal would show them: a line stands in the row in which
// its text begins. Of several in one row the last has what the row shows, the ones before it what it was.
import { tokens } from "./ansi.js";
import { Screen } from "./screen.js";

/** So far a movement reaches. */
export const REACH = 100;
const UP = /(?:\x1b\[|\x9b)[0-9;]*[AF]/;

export class Terminal {
  constructor(lines) {
    Object.assign(this, { lines, resolved: new Map(), face: "" });
  }

  /** Prepares what `of` answers for these runs of lines, { first, last } each. */
  look(runs) {
    const face = `${this.lines.version}|${runs.map(({ first, last }) => `${first}-${last}`)}`;
    if (face === this.face) return;
    this.face = face;
    this.resolved = new Map();
    for (const { first, last } of runs) this.resolve(first, last);
  }

  /** { spans, by } of a line that a movement concerns: `by` is the line that has overwritten it. */
  of(number) {
    return this.resolved.get(number);
  }

  /** Does a line from one to another move the cursor up, as far as they are known? */
  moves(first, last) {
    return this.firstMove(first, last) > 0;
  }

  firstMove(first, last) {
    for (let number = Math.max(1, first); number <= last; number++) {
      const line = this.lines.get(number);
      if (line && (line.moves ??= UP.test(line.text))) return number;
    }
    return 0;
  }

  resolve(first, last) {
    const end = Math.min(this.lines.total, last + REACH);
    const move = this.firstMove(first - REACH, end);
    if (move === 0) return;
    const start = Math.max(1, Math.min(first, move) - REACH);
    const screen = new Screen(0, end - start + REACH);
    const owners = new Map();
    for (let number = start; number <= end; number++) {
      const home = this.feed(screen, number, owners);
      if (home >= 0) owners.set(home, number);
    }
    for (const [row, number] of owners) this.resolved.set(number, { spans: screen.spans(row) });
  }

  /** Writes a line; its row, or -1 when it writes nothing. */
  feed(screen, number, owners) {
    const line = this.lines.get(number);
    let home = -1;
    for (const token of line ? tokens(line.text) : []) {
      if (token.text && home < 0) {
        home = screen.row;
        const before = owners.get(home);
        if (before) this.resolved.set(before, { spans: screen.spans(home), by: number });
      }
      screen.feed([token]);
    }
    if (home < 0) this.resolved.set(number, { spans: [] });
    screen.newLine();
    return home;
  }
}
