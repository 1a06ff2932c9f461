// Searching the whole log on the server, by text or regular expression; hits in view are marked here.
import { findInLog } from "./connection.js";
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

  get isOn() {
    return this.text !== "";
  }

  /** The line of the hit that is looked at. */
  get current() {
    return this.lines[this.at];
  }

  clear(text = "") {
    clearTimeout(this.timer);
    Object.assign(this, { text, lines: [], total: 0, at: -1, waiting: false, error: "", done: false, query: this.keyOf(text) });
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
    const { project, number } = this.viewer;
    try {
      const found = await findInLog(project, number, this.text, this.regex, this.matchCase);
      if (query !== this.query) return;
      const now = this.current;
      const first = !this.done;
      Object.assign(this, { lines: found.lines, total: found.total, isComplete: found.isComplete, error: "", done: true });
      this.at = now ? found.lines.indexOf(now) : -1;
      if (first && found.lines.length > 0) this.step(1);
    } catch (error) {
      if (query === this.query) this.error = error.message;
    }
    this.show();
    this.viewer.draw();
  }

  step(by) {
    const { lines, viewer } = this;
    if (lines.length === 0) return;
    if (this.at < 0) {
      const top = viewer.firstLine;
      const next = lines.findIndex((line) => line >= top);
      this.at = by > 0 ? Math.max(0, next) : (next < 0 ? lines.length : next) - 1;
    } else {
      this.at += by;
    }
    this.at = (this.at + lines.length) % lines.length;
    viewer.reveal(this.current);
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
    const { viewer, text, lines, total, at, error, done } = this;
    const words = viewer.part("hits");
    const of = `${count(total)}${this.isComplete === false ? "+" : ""}`;
    words.textContent = !text || !done || error ? "" : total === 0 ? "no hits" : at < 0 ? of : `${at + 1}/${of}`;
    const problem = viewer.part("search-error");
    problem.hidden = !error;
    problem.textContent = error;
    this.field.setAttribute("aria-invalid", String(error !== ""));
    viewer.part("next").disabled = viewer.part("previous").disabled = lines.length === 0;
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
