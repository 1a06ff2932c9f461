// The metrics of several runs over each other: a chart for each name, a colour for each run.
import { Charts } from "./charts.js";
import { SeriesStore } from "./charts/series.js";

const compared = new Map();

/** runs: [{ label, address, colour }] */
export function create(id, runs) {
  const element = document.getElementById(id);
  if (element && !compared.has(id)) compared.set(id, new ComparedCharts(element, runs));
}

export function dispose(id) {
  compared.get(id)?.dispose();
  compared.delete(id);
}

class ComparedCharts extends Charts {
  constructor(element, runs) {
    super(element, runs);
    // Runs of different days share no clock.
    if (this.view.axis === "clock") this.view.axis = "elapsed";
    this.showView();
  }

  get runs() {
    return this.address;
  }

  forget() {
    super.forget();
    this.cursors = [];
    this.stores = this.runs.map(() => new SeriesStore());
  }

  sources(group) {
    return group === "metrics" ? this.runs.map(({ address }, index) => ({ address, store: this.stores[index] })) : [];
  }

  async fetchOnce() {
    let more = false;
    for (const [index, run] of this.runs.entries()) {
      const cursor = this.cursors[index];
      const query = cursor ? `?since=${encodeURIComponent(cursor)}` : "";
      const answer = await fetch(run.address + query, { signal: this.abort.signal, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      more = this.takeOf(index, await answer.json()) || more;
    }
    this.part("empty").hidden = more || this.cards.size > 0;
    this.say("");
    return more;
  }

  takeOf(index, message) {
    if (message.whole && this.cursors[index]) {
      this.forget();
      return true;
    }
    this.cursors[index] = message.cursor;
    const touched = new Set();
    for (const delta of message.metrics) {
      const series = this.stores[index].apply(delta);
      Object.assign(series, { name: this.runs[index].label, section: "", chart: delta.name, colour: this.runs[index].colour });
      touched.add(this.cardOf("metrics", series));
    }
    for (const card of touched) card.changed();
    if (!message.more) this.details.metrics.want();
    return message.more;
  }
}
