// The hits of one search, of any number: how many there are, the one that is looked at, and the lines of a few around it.
export class Hits {
  constructor() {
    Object.assign(this, { total: 0, isComplete: true, place: 0, line: 0, first: 1, around: [] });
  }

  /** Takes in what the server has found; without a hit the one that is looked at stays. */
  take({ total, isComplete, hit }) {
    Object.assign(this, { total, isComplete });
    if (hit) Object.assign(this, { place: hit.place, line: hit.line, first: hit.firstPlace, around: hit.around });
  }

  /** Goes to another hit that is known here; false when it is not. */
  step(by) {
    const line = this.place > 0 ? this.around[this.place + by - this.first] : undefined;
    if (line === undefined) return false;
    this.place += by;
    this.line = line;
    return true;
  }
}
