// A log of any length: only the rows in view stand in the DOM, all text enters as text. The toolbar's markup is the
// component's; everything that moves is here, outside of Blazor's render tree.
import { parse, plain } from "./log/ansi.js";
import { openLog, readLines, findInLog } from "./log/connection.js";
import { Lines } from "./log/lines.js";
import { buildRow } from "./log/rows.js";

const ROW = 20;
const TALLEST = 12_000_000; // Browsers end an element's height somewhere above; beyond it the scrollbar is stretched.
const OVERSCAN = 8;
const viewers = new Map();

export function create(id, options, component) {
  const element = document.getElementById(id);
  if (element && !viewers.has(id)) viewers.set(id, new LogViewer(element, options, component));
}

export function goTo(id, line) {
  viewers.get(id)?.goTo(line);
}

export function dispose(id) {
  viewers.get(id)?.dispose();
  viewers.delete(id);
}

class LogViewer {
  constructor(element, { project, number, live, startLine }, component) {
    Object.assign(this, { element, project, number, component });
    this.part = (name) => element.querySelector(`[data-part="${name}"]`);
    this.scroller = this.part("scroller");
    this.spacer = this.part("spacer");
    this.rows = new Map();
    this.hits = { text: "", lines: [], at: -1, sought: 0 };
    this.selected = lineInAddress() ?? startLine ?? 0;
    this.follow = live && !this.selected;
    this.unseen = 0;
    this.widest = 0;
    this.lastTop = 0;
    this.lines = new Lines((first, count) => readLines(project, number, first, count), () => this.draw());
    this.abort = new AbortController();
    this.listen();
    this.setTimes(stored("times", matchMedia("(min-width: 641px)").matches));
    this.closing = openLog(project, number, {
      opened: (snapshot) => this.opened(snapshot),
      grown: (message) => this.grown(message),
      state: (words) => this.showState(words),
    });
  }

  dispose() {
    this.abort.abort();
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
    this.closing.then((close) => close());
  }

  listen() {
    const signal = this.abort.signal;
    const on = (target, type, handler, more) => target.addEventListener(type, handler, { signal, ...more });
    on(this.scroller, "scroll", () => this.scrolled(), { passive: true });
    on(this.scroller, "wheel", (event) => event.deltaY < 0 && this.unfollow(), { passive: true });
    on(this.scroller, "click", (event) => this.clicked(event));
    on(this.scroller, "copy", (event) => this.copied(event));
    on(this.part("search"), "input", () => this.searchSoon(150));
    on(this.part("search"), "keydown", (event) => this.searchKey(event));
    on(this.part("next"), "click", () => this.nextHit(1));
    on(this.part("previous"), "click", () => this.nextHit(-1));
    on(this.part("follow"), "click", () => this.setFollow(true));
    on(this.part("jump"), "click", () => this.setFollow(true));
    on(this.part("times"), "click", () => this.setTimes(!this.times));
    on(window, "hashchange", () => lineInAddress() && this.goTo(lineInAddress()));
    on(document, "keydown", (event) => this.key(event));
    this.sizes = new ResizeObserver(() => this.draw());
    this.sizes.observe(this.scroller);
  }

  // What the server says.

  opened({ lineCount, lines, partial }) {
    this.lines.add(lines, lineCount, partial);
    this.part("loading").hidden = true;
    if (!this.shown) {
      this.shown = true;
      if (this.selected) {
        this.layOut();
        this.reveal(this.selected);
      }
    }
    this.draw();
    if (this.hits.text) this.searchSoon(0);
  }

  grown({ lines, lineCount, partial }) {
    const added = lineCount - this.lines.count;
    this.lines.add(lines, lineCount, partial);
    if (!this.follow && added > 0) this.unseen += added;
    if (this.hits.text && added > 0) this.searchSoon(1000);
    this.draw();
  }

  showState(words) {
    const state = this.part("state");
    state.hidden = !words;
    state.textContent = words === "offline" ? "Not connected. What is shown stays; the log goes on when the connection is back." : words;
  }

  // Drawing: one frame, whatever has changed.

  draw() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.layOut();
      if (this.follow) {
        this.scroller.scrollTop = this.scroller.scrollHeight;
        this.unseen = 0;
      }
      this.drawRows();
      this.drawStatus();
    });
  }

  layOut() {
    this.total = this.lines.count + (this.lines.partial ? 1 : 0);
    this.full = this.total * ROW;
    this.height = Math.min(this.full, TALLEST);
    this.spacer.style.height = `${this.height}px`;
    const digits = String(Math.max(this.total, 999)).length;
    this.element.style.setProperty("--digits", digits);
  }

  /** Pixels of the whole log above the view; the same as scrollTop until the log is taller than an element may be. */
  get top() {
    const room = this.height - this.scroller.clientHeight;
    return room <= 0 || this.full === this.height
      ? this.scroller.scrollTop
      : (this.scroller.scrollTop / room) * (this.full - this.scroller.clientHeight);
  }

  drawRows() {
    const top = this.top;
    const first = Math.max(1, Math.floor(top / ROW) + 1 - OVERSCAN);
    const last = Math.min(this.total, Math.ceil((top + this.scroller.clientHeight) / ROW) + OVERSCAN);
    if (this.lines.count > 0) this.lines.want(Math.min(first, this.lines.count), Math.min(last, this.lines.count));
    const kept = this.selectionEnds();
    for (const [number, row] of this.rows) {
      if ((number < first || number > last) && !kept.includes(row.element)) {
        row.element.remove();
        this.rows.delete(number);
      }
    }
    const offset = this.scroller.scrollTop - top;
    for (let number = first; number <= last; number++) this.drawRow(number, (number - 1) * ROW + offset);
  }

  drawRow(number, y) {
    const line = this.lines.get(number);
    let row = this.rows.get(number);
    if (!row || row.line !== line || row.text !== line?.text || row.hits !== this.hits.text) {
      const spans = line ? parse(line.text) : null;
      const element = buildRow(row?.element, { number, line, spans, hit: this.hits.text });
      if (!row) this.spacer.append(element);
      row = { element, line, text: line?.text, hits: this.hits.text };
      this.rows.set(number, row);
      this.widen(line);
    }
    row.element.style.transform = `translateY(${y}px)`;
    row.element.classList.toggle("selected", number === this.selected);
    row.element.classList.toggle("hit-now", this.hits.lines[this.hits.at] === number);
  }

  widen(line) {
    if (!line || line.text.length <= this.widest) return;
    this.widest = Math.max(this.widest, plain(line.text).length);
    this.element.style.setProperty("--widest", this.widest);
  }

  drawStatus() {
    const follow = this.part("follow");
    follow.setAttribute("aria-pressed", String(this.follow));
    const jump = this.part("jump");
    jump.hidden = this.follow || this.unseen === 0;
    jump.textContent = `↓ ${this.unseen.toLocaleString("en")} new ${this.unseen === 1 ? "line" : "lines"}`;
    this.part("empty").hidden = !this.shown || this.total > 0;
    this.part("count").textContent = this.shown ? `${this.lines.count.toLocaleString("en")} ${this.lines.count === 1 ? "line" : "lines"}` : "";
  }

  // Scrolling and following.

  scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    const atEnd = scrollTop + clientHeight >= scrollHeight - ROW;
    if (scrollTop < this.lastTop && !atEnd) this.follow = false;
    else if (atEnd && scrollTop > this.lastTop) this.follow = true;
    this.lastTop = scrollTop;
    if (atEnd) this.unseen = 0;
    this.draw();
  }

  unfollow() {
    if (this.follow && this.scroller.scrollHeight > this.scroller.clientHeight) {
      this.follow = false;
      this.draw();
    }
  }

  setFollow(follow) {
    this.follow = follow;
    this.draw();
  }

  goTo(line) {
    this.selected = line;
    this.reveal(line);
  }

  reveal(line) {
    this.follow = false;
    const y = (Math.min(Math.max(1, line), Math.max(1, this.total)) - 1) * ROW - this.scroller.clientHeight / 2 + ROW;
    const room = this.height - this.scroller.clientHeight;
    this.scroller.scrollTop =
      this.full === this.height ? y : (y / (this.full - this.scroller.clientHeight)) * room;
    this.draw();
  }

  setTimes(shown) {
    this.times = shown;
    store("times", shown);
    this.element.classList.toggle("with-times", shown);
    this.part("times").setAttribute("aria-pressed", String(shown));
  }

  // Searching.

  searchSoon(after) {
    const text = this.part("search").value;
    if (text !== this.hits.text) {
      this.hits = { text, lines: [], at: -1, sought: 0 };
      this.drawHits();
      this.draw();
    } else if (this.hits.timer) {
      return;
    }
    clearTimeout(this.timer);
    if (!text) return;
    const hits = this.hits;
    hits.timer = true;
    this.timer = setTimeout(() => this.seek(hits), after);
  }

  async seek(hits) {
    hits.timer = false;
    let found;
    try {
      found = await findInLog(this.project, this.number, hits.text);
    } catch {
      return;
    }
    if (hits !== this.hits) return;
    const now = hits.lines[hits.at];
    const first = hits.sought++ === 0;
    hits.lines = found.lines;
    hits.more = found.more;
    hits.at = now ? found.lines.indexOf(now) : -1;
    if (first && found.lines.length > 0) this.nextHit(1);
    else this.drawHits();
  }

  nextHit(step) {
    const { lines } = this.hits;
    if (lines.length === 0) return;
    if (this.hits.at < 0) {
      const top = this.top / ROW;
      const at = lines.findIndex((line) => line > top);
      this.hits.at = step > 0 ? Math.max(0, at) : (at < 0 ? lines.length : at) - 1;
    } else {
      this.hits.at += step;
    }
    this.hits.at = (this.hits.at + lines.length) % lines.length;
    this.reveal(lines[this.hits.at]);
    this.drawHits();
  }

  drawHits() {
    const { text, lines, at, more, sought } = this.hits;
    const words = !text || !sought ? "" : lines.length === 0 ? "no hits" : `${at + 1}/${lines.length.toLocaleString("en")}${more ? "+" : ""}`;
    this.part("hits").textContent = words;
    this.part("next").disabled = this.part("previous").disabled = lines.length === 0;
  }

  searchKey(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      this.nextHit(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      event.target.value = "";
      this.searchSoon(0);
      this.scroller.focus();
    }
  }

  // Keys, clicks, copies.

  key(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable=true], .monaco-editor, .mud-dialog")) return;
    if (this.element.getClientRects().length === 0) return;
    const action = {
      g: () => this.goEnd(false),
      G: () => this.goEnd(true),
      n: this.hits.text ? () => this.nextHit(1) : null,
      N: this.hits.text ? () => this.nextHit(-1) : null,
      Escape: this.hits.text ? () => ((this.part("search").value = ""), this.searchSoon(0)) : null,
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  goEnd(end) {
    if (!end) this.follow = false;
    this.scroller.scrollTop = end ? this.scroller.scrollHeight : 0;
    if (end) this.setFollow(true);
    this.draw();
  }

  clicked(event) {
    const number = Number(event.target.closest("[data-line]")?.dataset.line);
    if (!number) return;
    event.preventDefault();
    this.selected = number;
    history.replaceState(history.state, "", `#L${number}`);
    this.draw();
    this.component.invokeMethodAsync("OnBrowserLineAsync", number).catch(() => {});
  }

  /** The rows that hold the ends of a selection must stay, or the browser forgets it. */
  selectionEnds() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !this.spacer.contains(selection.anchorNode)) return [];
    return [selection.anchorNode, selection.focusNode].map((node) => rowOf(node)).filter(Boolean);
  }

  // Copies whole logs' worth of lines although only a few stand in the DOM.
  copied(event) {
    const selection = document.getSelection();
    const range = selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
    const from = range && rowOf(range.startContainer);
    const to = range && rowOf(range.endContainer);
    if (!from || !to || from === to) return;
    const [start, end] = [Number(from.dataset.n), Number(to.dataset.n)].sort((a, b) => a - b);
    const texts = [];
    for (let number = start; number <= end; number++) texts.push(plain(this.lines.get(number)?.text ?? "…"));
    event.clipboardData.setData("text/plain", texts.join("\n"));
    event.preventDefault();
  }
}

function rowOf(node) {
  return (node instanceof Element ? node : node?.parentElement)?.closest(".row");
}

function lineInAddress() {
  const match = /^#L(\d{1,9})$/.exec(location.hash);
  return match ? Number(match[1]) : null;
}

function stored(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`kaggle-runner.log.${name}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function store(name, value) {
  try {
    localStorage.setItem(`kaggle-runner.log.${name}`, JSON.stringify(value));
  } catch {
    // Storage is off: the choice lasts as long as the page.
  }
}
