// How much taller than one row the wrapped lines are that have been seen. A sum over any range of a log of millions of
// lines takes a few dozen steps: a Fenwick tree over chunks of lines, and the lines of one chunk.
const CHUNK = 64;

export class Heights {
  constructor() {
    this.clear();
  }

  clear() {
    this.extra = new Map();
    this.tree = new Float64Array(1024);
    this.total = 0;
  }

  get isEmpty() {
    return this.extra.size === 0;
  }

  of(line) {
    return this.extra.get(line) ?? 0;
  }

  set(line, extra) {
    const change = extra - this.of(line);
    if (change === 0) return false;
    this.extra.set(line, extra);
    this.total += change;
    const chunk = Math.floor(line / CHUNK) + 1;
    if (chunk >= this.tree.length) this.grow(chunk);
    for (let i = chunk; i < this.tree.length; i += i & -i) this.tree[i] += change;
    return true;
  }

  /** The sum over the lines from `from` to `to`. */
  between(from, to) {
    return this.isEmpty || to < from ? 0 : this.upTo(to) - this.upTo(from - 1);
  }

  upTo(line) {
    if (line <= 0) return 0;
    const chunk = Math.floor(line / CHUNK);
    let sum = 0;
    for (let i = Math.min(chunk, this.tree.length - 1); i > 0; i -= i & -i) sum += this.tree[i];
    for (let n = chunk * CHUNK; n <= line; n++) sum += this.extra.get(n) ?? 0;
    return sum;
  }

  grow(chunk) {
    const known = this.extra;
    this.tree = new Float64Array(2 ** Math.ceil(Math.log2(chunk + 1) + 1));
    for (const [line, extra] of known) {
      for (let i = Math.floor(line / CHUNK) + 1; i < this.tree.length; i += i & -i) this.tree[i] += extra;
    }
  }
}
