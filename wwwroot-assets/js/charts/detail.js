// Finer values of what the charts are zoomed to: those that the page knows are the lowest and highest of parts that may
// hold hundreds. What was fetched is set into the series, and drawn instead of the coarse ones there.

const WAIT = 1000;

export class Detail {
  constructor(charts, group) {
    Object.assign(this, { charts, group });
    this.forget();
  }

  forget() {
    this.stop();
    this.zoom = null;
    for (const { store } of this.charts.sources?.(this.group) ?? []) store.refine(() => null);
  }

  stop() {
    this.abort?.abort();
    clearTimeout(this.timer);
    this.timer = null;
  }

  /** Fetches what is zoomed to, once for each zoom; again soon where it still grows. */
  want(grew) {
    const zoom = this.charts.zoom[this.group];
    if (!zoom) {
      if (this.zoom) this.forget();
      return;
    }
    if (this.zoom && this.zoom[0] === zoom[0] && this.zoom[1] === zoom[1]) {
      if (grew) this.later();
      return;
    }
    this.zoom = zoom;
    this.fetchNow();
  }

  later() {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.fetchNow();
    }, WAIT);
  }

  async fetchNow() {
    this.abort?.abort();
    const { signal } = (this.abort = new AbortController());
    const range = this.range();
    if (!range) return;
    try {
      await Promise.all(this.charts.sources(this.group).map((source) => this.fetchOf(source, range, signal)));
    } catch {
      // The coarse values stay; the next zoom or the next values try again.
      if (!signal.aborted) this.zoom = null;
    }
  }

  async fetchOf({ address, store }, range, signal) {
    if (!store.isCoarse) return;
    const query = new URLSearchParams({ group: this.group, ...range });
    const answer = await fetch(`${address}/range?${query}`, { signal, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { series } = await answer.json();
    if (signal.aborted) return;
    const finer = new Map(series.map((one) => [one.index, one.buckets]));
    store.refine((index) => (finer.has(index) ? { at: range.axis === "step" ? 0 : 1, from: range.from, buckets: finer.get(index) } : null));
    this.charts.drawGroup(this.group);
  }

  range() {
    const [from, to] = this.zoom;
    const axis = this.charts.axisOf(this.group);
    if (axis !== "clock") return { axis, from, to };
    const began = this.charts.session.startedAt;
    return began === null ? null : { axis: "elapsed", from: from - began, to: to - began };
  }
}
