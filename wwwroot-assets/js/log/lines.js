// The lines that are known here: a sparse window on a log of any length. What is missing is asked for when it is looked at.
const CHUNK = 200;
const MOST = 30000;

export class Lines {
  constructor(read, changed) {
    this.read = read;
    this.changed = changed;
    this.clear();
  }

  clear() {
    this.known = new Map();
    this.asked = new Set();
    this.count = 0;
    this.partial = "";
    this.version = (this.version ?? 0) + 1;
  }

  add(lines, count, partial) {
    if (count < this.count) this.clear();
    for (const line of lines) this.known.set(line.n, line);
    this.count = count;
    this.partial = partial;
    this.version++;
  }

  get total() {
    return this.count + (this.partial ? 1 : 0);
  }

  get(number) {
    if (number === this.count + 1) return { n: number, t: null, text: this.partial, partial: true };
    return this.known.get(number);
  }

  /** Asks for what is missing from `first` to `last`, and forgets what is far away. */
  want(first, last) {
    for (let chunk = Math.floor((first - 1) / CHUNK); chunk <= Math.floor((last - 1) / CHUNK); chunk++) {
      const from = chunk * CHUNK + 1;
      const to = Math.min(from + CHUNK - 1, this.count);
      let missing = Math.max(from, first - 20);
      while (missing <= to && this.known.has(missing)) missing++;
      if (missing <= Math.min(to, last) && !this.asked.has(chunk)) this.ask(chunk, missing, to - missing + 1);
    }
    if (this.known.size > MOST) this.forget(first, last);
  }

  async ask(chunk, first, count) {
    const asked = this.asked;
    asked.add(chunk);
    try {
      for (const line of await this.read(first, count)) this.known.set(line.n, line);
    } catch {
      // Asked again with the next look: after a lost connection the whole view is drawn anew.
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    asked.delete(chunk);
    this.version++;
    this.changed();
  }

  /** All lines of a range, from here or from the server; `progress` is told how many there are already. */
  async *all(first, last, progress) {
    for (let next = first; next <= last; ) {
      const here = this.get(next);
      const lines = here ? [here] : await this.read(next, last - next + 1);
      if (lines.length === 0) return;
      yield* lines;
      next = lines.at(-1).n + 1;
      if (!here) progress?.(next - first);
    }
  }

  forget(first, last) {
    for (const number of this.known.keys()) {
      if (number < first - MOST / 4 || number > last + MOST / 4) this.known.delete(number);
    }
  }
}
