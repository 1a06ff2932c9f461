// Searching the whole log on the server, by text or regular expression; hits in view are marked here.
import { findHit } from "./connection.js";
import { Hits } from "./hits.js";
import { stored, store } from "./settings.js";
import { count } from "./words.js";

// A group that repeats what repeats itself can take a browser minutes: such hits are not marked within their line.
const COSTLY = /\([^)]*(?:[+*|]|\{\d+,)[^)]*\)\s*(?:[+*]|\{\d)/;
const MOST_MARKS = 200;

export class Search {
  constructor(viewer) {
    Object.assign(this, { viewer, regex: stored("regex", false), matchCase: stored("case", false) });
    this.field = viewer.part("search");
    this.clear();
    viewer.on(this.field, "input", () => this.soon(150));
    viewer.on(this.field, "keydown", (event) => this.pressed(event));
    viewer.on(viewer.part("next"), "click", () => this.step(1));
    viewer.on(viewer.part("previous"), "click", () => this.step(-1));
    for (const [part, name] of [["regex", "regex"], ["case", "matchCase"]]) {
      viewer.on(viewer.part(part), "click", () => {
        this[name] = !this[name];
        store(part, this[name]);
        this.showToggles();
        this.soon(0);
      });
    }
    this.showToggles();
  }

  dispose() {
    clearTimeout(this.timer);
  }

  get isOn() {
    return this.text !== "";
  }

  /** The line of the hit that is looked at. */
  get current() {
    return this.hits.line;
  }

  clear(text = "") {
    clearTimeout(this.timer);
    Object.assign(this, { text, hits: new Hits(), ahead: 0, waiting: false, error: "", done: false, query: this.keyOf(text) });
    this.finder = text ? this.finderOf(text) : null;
  }

  keyOf(text) {
    return `${this.regex}${this.matchCase}${text}`;
  }

  /** Searches after a pause in typing; the same search again when the log has grown. */
  soon(after) {
    const text = this.field.value;
    if (this.query !== this.keyOf(text)) {
      this.clear(text);
      this.show();
      this.viewer.draw();
    } else if (this.waiting) {
      return;
    }
    if (!text) return;
    this.waiting = true;
    const query = this.query;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.seek(query), after);
  }

  async seek(query) {
    this.waiting = false;
    const first = !this.done;
    try {
      // The first hit that is in view or below it; later the one that is looked at, whose place may be another.
      const isThere = await (first ? this.find(this.viewer.frame.firstLine - 1, 1) : this.find(this.current, 0));
      if (query !== this.query) return;
      this.error = "";
      this.done = true;
      if (first && isThere) this.viewer.cursor.reveal(this.current);
    } catch (error) {
      if (query === this.query) this.error = error.message;
    }
    this.show();
    this.viewer.draw();
  }

  /** Asks the server; false when there is no such hit, or another search by now. */
  async find(line, by) {
    const { project, number } = this.viewer;
    const { query, hits } = this;
    const found = await findHit(project, number, this.text, this.regex, this.matchCase, line, by);
    if (query !== this.query) return false;
    // The reader may have gone on since the place of a line was asked for.
    hits.take(by === 0 && line !== hits.line ? { ...found, hit: null } : found);
    return found.hit !== null;
  }

  /** Goes so many hits on, around the ends of the log; steps that come while one is under way are taken together. */
  async step(by) {
    if (this.hits.total === 0) return;
    this.ahead += by;
    if (this.stepping) return;
    this.stepping = true;
    try {
      while (this.ahead !== 0) await this.go();
    } catch {
      this.ahead = 0; // Not connected: the page says so.
    }
    this.stepping = false;
    this.show();
  }

  async go() {
    const { hits, ahead, viewer } = this;
    this.ahead = 0;
    const from = hits.line || viewer.frame.firstLine - (ahead > 0 ? 1 : 0);
    if (!hits.step(ahead) && !(await this.find(from, ahead))) return;
    viewer.cursor.reveal(this.current);
    this.show();
  }

  pressed(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.leave();
    }
  }

  show() {
    const { viewer, text, hits, error, done } = this;
    const words = viewer.part("hits");
    const of = `${count(hits.total)}${hits.isComplete ? "" : "+"}`;
    words.textContent = !text || !done || error ? "" : hits.total === 0 ? "no hits" : hits.place ? `${count(hits.place)} of ${of}` : of;
    const problem = viewer.part("search-error");
    problem.hidden = !error;
    problem.textContent = error;
    this.field.setAttribute("aria-invalid", String(error !== ""));
    viewer.part("next").disabled = viewer.part("previous").disabled = hits.total === 0;
  }

  showToggles() {
    this.viewer.part("regex").setAttribute("aria-pressed", String(this.regex));
    this.viewer.part("case").setAttribute("aria-pressed", String(this.matchCase));
  }

  leave() {
    this.field.value = "";
    this.soon(0);
    this.viewer.scroller.focus();
  }

  /** A function from a text to the ranges of its hits; null where they cannot be known here. */
  finderOf(text) {
    if (this.regex) {
      if (COSTLY.test(text)) return null;
      try {
        const pattern = new RegExp(text, this.matchCase ? "g" : "gi");
        return (line) => take(line.matchAll(pattern), (match) => [match.index, match[0].length]);
      } catch {
        return null;
      }
    }
    const fold = (value) => (this.matchCase ? value : value.toLowerCase());
    const what = fold(text);
    return (line) => {
      const where = fold(line);
      return where.length === line.length ? take(places(where, what), (at) => [at, what.length]) : [];
    };
  }
}

function* places(text, what) {
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length)) yield at;
}

function take(found, measure) {
  const ranges = [];
  for (const each of found) {
    const [start, length] = measure(each);
    if (length > 0) ranges.push({ start, end: start + length });
    if (ranges.length === MOST_MARKS) break;
  }
  return ranges;
}
