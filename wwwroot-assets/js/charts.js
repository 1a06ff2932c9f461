// Charts of a run, live. The toolbar's markup is the component's; the cards are made here, outside of Blazor's render
// tree. Values come by fetch, a cursor at a time; all names enter as text.
import { Card } from "./charts/card.js";
import { Detail } from "./charts/detail.js";
import { SeriesStore } from "./charts/series.js";

const KEY = "kaggle-runner.charts";
const charts = new Map();

const TELL_AFTER = 150;

/** shown: what stands in the page's address, { axis, metrics: { from, to }, machine, hidden }; page is told of changes. */
export function create(id, address, shown, page) {
  const element = document.getElementById(id);
  if (element && !charts.has(id)) charts.set(id, new Charts(element, address, shown, page));
}

/** The page's address has changed. */
export function show(id, shown) {
  charts.get(id)?.showAddress(shown);
}

/** There is something new, or the run has ended. */
export function changed(id) {
  charts.get(id)?.fetchSoon();
}

export function dispose(id) {
  charts.get(id)?.dispose();
  charts.delete(id);
}

export class Charts {
  constructor(element, address, shown = null, page = null) {
    Object.assign(this, { element, address, page });
    this.part = (name) => element.querySelector(`[data-part="${name}"]`);
    this.keys = `${element.id}-keys`;
    this.view = { axis: "step", smoothing: 0, log: false, ...stored() };
    this.abort = new AbortController();
    this.readAddress(shown);
    this.forget();
    this.details = { metrics: new Detail(this, "metrics"), machine: new Detail(this, "machine") };
    this.listen();
    this.showView();
    this.seen = new IntersectionObserver((entries) => entries.forEach((entry) => entry.target.card?.setVisible(entry.isIntersecting)), {
      rootMargin: "300px",
    });
    this.themes = new MutationObserver(() => this.drawAll());
    this.themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.fetchSoon();
  }

  dispose() {
    this.abort.abort();
    for (const detail of Object.values(this.details)) detail.stop();
    clearTimeout(this.retry);
    clearTimeout(this.telling);
    cancelAnimationFrame(this.frame);
    this.seen.disconnect();
    this.themes.disconnect();
    for (const card of this.cards.values()) card.dispose();
  }

  forget() {
    for (const card of this.cards?.values() ?? []) card.dispose();
    for (const detail of Object.values(this.details ?? {})) detail.forget();
    this.cursor = null;
    this.cards = new Map();
    this.sections = new Map();
    this.store = { metrics: new SeriesStore(), machine: new SeriesStore() };
    this.session = { startedAt: null, phases: [] };
  }

  listen() {
    const on = (target, type, handler) => target.addEventListener(type, handler, { signal: this.abort.signal });
    on(this.part("axis"), "click", (event) => {
      const axis = event.target.closest?.("[data-axis]")?.dataset.axis;
      if (axis) this.change({ axis });
    });
    on(this.part("smoothing"), "input", (event) => this.change({ smoothing: Number(event.target.value) }));
    on(this.part("log"), "click", () => this.change({ log: !this.view.log }));
    on(this.part("reset"), "click", () => this.resetZoom());
    on(document, "visibilitychange", () => !document.hidden && this.fetchSoon());
  }

  change(part) {
    if (part.axis && part.axis !== this.view.axis) this.resetZoom();
    Object.assign(this.view, part);
    store(this.view);
    this.showView();
    this.drawAll();
  }

  showView() {
    for (const button of this.part("axis").children) {
      button.setAttribute("aria-pressed", String(button.dataset.axis === this.view.axis));
    }
    this.part("smoothing").value = this.view.smoothing;
    this.part("smoothing-value").textContent = this.view.smoothing > 0 ? this.view.smoothing.toFixed(2) : "off";
    this.part("log").setAttribute("aria-pressed", String(this.view.log));
    this.part("reset").hidden = !this.zoom.metrics && !this.zoom.machine;
  }

  setZoom(group, zoom) {
    this.zoom[group] = zoom && zoom.map((value) => Number(value.toPrecision(12)));
    this.showView();
    this.details[group].want();
    this.drawGroup(group);
    this.tell();
  }

  resetZoom() {
    for (const group of ["metrics", "machine"]) if (this.zoom[group]) this.setZoom(group, null);
  }

  setHidden(name, hidden) {
    if (!this.page) return;
    if (hidden) this.hidden.add(name);
    else this.hidden.delete(name);
    this.tell();
  }

  drawGroup(group) {
    for (const card of this.cards.values()) if (card.group === group) card.draw();
  }

  // What is zoomed to and what is hidden stand in the page's address; the rest is the reader's taste and kept here.

  /** Tells the page what is shown, when the reader has come to rest. */
  tell() {
    clearTimeout(this.telling);
    if (!this.page) return;
    this.telling = setTimeout(() => {
      const range = (zoom) => zoom && { from: zoom[0], to: zoom[1] };
      const { metrics, machine } = this.zoom;
      const shown = { axis: this.view.axis, metrics: range(metrics), machine: range(machine), hidden: [...this.hidden] };
      this.page.invokeMethodAsync("ShowAsync", shown).catch(() => {});
    }, TELL_AFTER);
  }

  readAddress(shown) {
    const range = (zoom) => (zoom ? [zoom.from, zoom.to] : null);
    this.zoom = { metrics: range(shown?.metrics), machine: range(shown?.machine) };
    this.hidden = new Set(shown?.hidden ?? []);
    if (shown?.axis) this.view.axis = shown.axis;
  }

  showAddress(shown) {
    clearTimeout(this.telling);
    this.readAddress(shown);
    this.showView();
    for (const card of this.cards.values()) card.showHidden();
    for (const detail of Object.values(this.details)) {
      detail.forget();
      detail.want();
    }
    this.drawAll();
  }

  /** Where the values of a group come from. */
  sources(group) {
    return [{ address: this.address, store: this.store[group] }];
  }

  /** The samples of the machine are not counted. */
  axisOf(group) {
    return group === "machine" && this.view.axis === "step" ? "elapsed" : this.view.axis;
  }

  // One request at a time; what is announced meanwhile is fetched after it.

  async fetchSoon() {
    if (this.fetching || document.hidden) {
      this.again = true;
      return;
    }
    this.fetching = true;
    clearTimeout(this.retry);
    try {
      do {
        this.again = false;
        this.again = (await this.fetchOnce()) || this.again;
      } while (this.again && !document.hidden && !this.abort.signal.aborted);
    } catch {
      if (this.abort.signal.aborted) return;
      this.say("The newest values could not be fetched; trying again.");
      this.retry = setTimeout(() => this.fetchSoon(), 3000);
    } finally {
      this.fetching = false;
    }
  }

  async fetchOnce() {
    const query = this.cursor ? `?since=${encodeURIComponent(this.cursor)}` : "";
    const answer = await fetch(this.address + query, { signal: this.abort.signal, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    this.take(await answer.json());
    return this.more;
  }

  take(message) {
    if (message.whole) this.forget();
    this.cursor = message.cursor;
    this.more = message.more;
    this.session = { startedAt: message.startedAt, phases: message.phases };
    this.take1("metrics", message.metrics);
    this.take1("machine", message.machine);
    if (!message.more) this.refine(message);
    const names = this.store.metrics.size;
    this.part("empty").hidden = names > 0 || message.more;
    const csv = this.part("csv");
    if (csv) csv.hidden = names === 0;
    this.part("machine-part").hidden = this.store.machine.size === 0;
    this.say(
      message.leftOut > 0
        ? `Charts are drawn of the first ${names} names. ${message.leftOut.toLocaleString("en")} values of further names are in the CSV only.`
        : "",
    );
  }

  take1(group, deltas) {
    const touched = new Set();
    for (const delta of deltas) {
      const series = this.store[group].apply(delta);
      touched.add(this.cardOf(group, series));
    }
    for (const card of touched) card.changed();
  }

  /** Where the newest values lie in what is zoomed to, its finer ones are fetched again. */
  refine(message) {
    for (const group of ["metrics", "machine"]) {
      const at = this.axisOf(group) === "step" ? 0 : 1;
      const shift = this.axisOf(group) === "clock" ? (this.session.startedAt ?? 0) : 0;
      const end = this.zoom[group]?.[1] ?? -Infinity;
      this.details[group].want(message[group].some(({ buckets }) => buckets.length > 0 && buckets.at(-1).at(at - 3) + shift <= end));
    }
  }

  cardOf(group, series) {
    const key = JSON.stringify([group, group === "machine" ? series.name : [series.section, series.chart]]);
    let card = this.cards.get(key);
    if (!card) {
      const grid = group === "machine" ? this.part("machine") : this.gridOf(series.section);
      card = new Card(this, group, grid, group === "machine" ? series.name : series.chart);
      this.cards.set(key, card);
      this.seen.observe(card.element);
    }
    card.add(series);
    return card;
  }

  gridOf(section) {
    let found = this.sections.get(section);
    if (!found) {
      const heading = document.createElement("h2");
      heading.textContent = section || "Metrics";
      const grid = document.createElement("div");
      grid.className = "grid";
      this.part("metrics").append(heading, grid);
      found = { heading, grid };
      this.sections.set(section, found);
    }
    // One section needs no heading.
    for (const { heading } of this.sections.values()) heading.hidden = this.sections.size === 1;
    return found.grid;
  }

  drawAll() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      for (const card of this.cards.values()) card.draw(true);
    });
  }

  say(words) {
    const state = this.part("state");
    if (state.textContent !== words) state.textContent = words;
    state.hidden = !words;
  }

  read(words) {
    this.part("readout").textContent = words;
  }
}

function stored() {
  try {
    const { axis, smoothing, log } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return {
      axis: ["step", "elapsed", "clock"].includes(axis) ? axis : "step",
      smoothing: smoothing >= 0 && smoothing < 1 ? Number(smoothing) : 0,
      log: log === true,
    };
  } catch {
    return {};
  }
}

function store(view) {
  try {
    localStorage.setItem(KEY, JSON.stringify(view));
  } catch {
    // Storage is off: the choice lasts as long as the page.
  }
}
