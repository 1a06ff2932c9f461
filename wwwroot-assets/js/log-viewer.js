// A log of any length: only the rows in view stand in the DOM, all text enters as text. The toolbar's markup is the
// component's; everything that moves is here and in log/, outside of Blazor's render tree.
import { parseAddress } from "./log/address.js";
import { openLog, readLines, readSections, showEnd } from "./log/connection.js";
import { Failures } from "./log/failures.js";
import { Follow } from "./log/follow.js";
import { listenToKeys } from "./log/keys.js";
import { HEADING, Layout, ROW } from "./log/layout.js";
import { Lines } from "./log/lines.js";
import { Painter } from "./log/painter.js";
import { Search } from "./log/search.js";
import { Sections } from "./log/sections.js";
import { Selection } from "./log/selection.js";
import { stored, store } from "./log/settings.js";
import { Terminal } from "./log/terminal.js";
import { Viewport } from "./log/viewport.js";
import { clock, elapsed, many } from "./log/words.js";

const TIMES = ["off", "elapsed", "clock"];
const OFFLINE = "Connection lost; trying again. What is shown stays, and the log goes on where it was.";
const viewers = new Map();

export function create(id, options, component) {
  const element = document.getElementById(id);
  if (element && !viewers.has(id)) viewers.set(id, new LogViewer(element, options, component));
}

export function goTo(id, line) {
  viewers.get(id)?.goTo({ from: line, to: line });
}

export function setLive(id, live) {
  viewers.get(id)?.setLive(live);
}

export function dispose(id) {
  viewers.get(id)?.dispose();
  viewers.delete(id);
}

class LogViewer {
  constructor(element, { project, number, live, startLine }, component) {
    Object.assign(this, { element, project, number, live, component });
    const chosen = parseAddress(location.hash) ?? (startLine ? { from: startLine, to: startLine } : null);
    this.part = (name) => element.querySelector(`[data-part="${name}"]`);
    this.scroller = this.part("scroller");
    this.spacer = this.part("spacer");
    this.abort = new AbortController();
    this.layout = new Layout();
    this.viewport = new Viewport(this.scroller, this.spacer);
    this.viewport.settled = () => this.draw();
    this.sections = new Sections();
    this.lines = new Lines((first, count) => readLines(project, number, first, count), () => this.draw());
    this.terminal = new Terminal(this.lines);
    this.painter = new Painter(this);
    this.follow = new Follow(this, live && !chosen);
    this.search = new Search(this);
    this.failures = new Failures(this);
    this.selection = new Selection(this, chosen);
    this.active = null;
    this.anchor = null;
    this.seen = { first: 1, last: 0 };
    this.listen();
    listenToKeys(this);
    this.setTimes(stored("times", matchMedia("(min-width: 641px)").matches ? "elapsed" : "off"));
    this.setWrap(stored("wrap", matchMedia("(max-width: 640px)").matches));
    this.closing = openLog(project, number, {
      opened: (snapshot) => this.opened(snapshot),
      grown: (message) => this.grown(message),
      sections: (message) => this.sectioned(message),
      state: (words) => this.showState(words),
    });
  }

  dispose() {
    this.abort.abort();
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
    for (const timer of [this.opening, this.endTimer, this.flashTimer, this.viewport.timer, this.search.timer]) clearTimeout(timer);
    document.body.classList.remove("kr-log-full");
    this.closing.then((close) => close());
  }

  on(target, type, handler, more) {
    target.addEventListener(type, handler, { signal: this.abort.signal, ...more });
  }

  listen() {
    this.on(this.scroller, "scroll", () => this.scrolled(), { passive: true });
    this.on(this.scroller, "click", (event) => this.clicked(event));
    this.on(this.part("sticky"), "click", () => this.fold(this.stickySection, true));
    this.on(this.part("times"), "click", () => this.nextTimes());
    this.on(this.part("wrap"), "click", () => this.setWrap(!this.wrap));
    this.on(this.part("full"), "click", () => this.setFull(!this.full));
    this.sizes = new ResizeObserver(() => this.resized());
    this.sizes.observe(this.scroller);
  }

  // What the server says.

  opened(snapshot) {
    const before = this.lines.count;
    this.start = snapshot.startedAt ? Date.parse(snapshot.startedAt) : null;
    this.grown({ ...snapshot, isSnapshot: true });
    this.part("loading").hidden = true;
    if (this.wasOffline) {
      this.wasOffline = false;
      const news = this.lines.count - before;
      this.flash(`Connected again${news > 0 ? `: ${many(news, "line")} came meanwhile` : ""}; nothing is lost.`);
    }
    // Sections follow at once, and what is painted before them would move.
    if (!this.shown) this.opening = setTimeout(() => this.show(), 150);
    if (this.search.isOn) this.search.soon(0);
  }

  show() {
    if (this.shown) return;
    clearTimeout(this.opening);
    this.arrange();
    this.shown = true;
    const first = this.selection.range?.from ?? (this.live || this.follow.active ? 0 : this.failures.first);
    if (first) this.reveal(first);
    this.draw();
  }

  grown(message) {
    const added = message.lineCount - (this.follow.held?.lineCount ?? this.lines.count);
    if (!this.follow.take(message, this.shown ? added : 0)) {
      this.draw();
      return;
    }
    this.grow(message);
    if (this.search.isOn && added > 0) this.search.soon(1000);
  }

  grow({ lines, lineCount, partial }) {
    if (lineCount < this.lines.count) this.failures.soughtAt = -1;
    this.lines.add(lines, lineCount, partial);
    this.draw();
  }

  async sectioned(message) {
    if (!this.sections.take(message)) {
      try {
        this.sections.take(await readSections(this.project, this.number));
      } catch {
        return; // They come with the next connection.
      }
    }
    this.isStale = true;
    if (!this.shown && this.part("loading").hidden) this.show();
    this.draw();
  }

  setLive(live) {
    this.live = live;
    this.isStale = true;
    this.draw();
  }

  showState(words) {
    if (words) this.wasOffline = true;
    const state = this.part("state");
    state.hidden = !words;
    state.textContent = words === "offline" ? OFFLINE : words;
  }

  /** Words for who cannot see what changed. */
  say(words) {
    this.part("said").textContent = words;
  }

  /** Words for everybody, for a while. */
  flash(words) {
    const flash = this.part("flash");
    flash.textContent = words;
    flash.hidden = false;
    clearTimeout(this.flashTimer);
    this.flashTimer = setTimeout(() => (flash.hidden = true), 4000);
  }

  // Drawing: one frame, whatever has changed.

  draw() {
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  paint() {
    this.frame = 0;
    if (!this.shown) return;
    this.arrange();
    this.stay();
    this.painter.paint();
    for (let pass = 0; pass < 3 && this.painter.measure(); pass++) {
      this.layout.measure();
      this.stay();
      this.painter.paint();
    }
    this.remember();
    this.drawStatus();
    this.tellEnd();
  }

  arrange() {
    const { total } = this.lines;
    if (total === this.layout.total && !this.isStale) return;
    this.isStale = false;
    this.layout.build(total, this.sections.arrange(total, this.live, (section) => this.isSeen(section)));
    this.element.style.setProperty("--digits", String(Math.max(total, 999)).length);
    this.scroller.setAttribute("aria-rowcount", this.layout.rows);
  }

  /** What the reader looks at stays where it is, or the end does. */
  stay() {
    const { viewport, layout, anchor } = this;
    viewport.resize(layout.height);
    if (this.follow.active && !this.follow.paused) {
      viewport.moveTo(viewport.most);
    } else if (anchor) {
      const item = (anchor.key && layout.ofSection(anchor.key)) || layout.ofLine(anchor.line);
      if (item && Math.abs(item.y - anchor.offset - viewport.top) > 0.5) viewport.correct(item.y - anchor.offset);
    }
  }

  remember() {
    const { top, height } = this.viewport;
    const first = this.layout.at(top);
    const last = this.layout.at(top + height);
    this.anchor = first && top > 0 ? { key: first.section?.key, line: first.line ?? first.section.first, offset: first.y - top } : null;
    this.seen = first ? { first: first.line ?? first.section.first, last: last.line ?? last.section.first } : { first: 1, last: 0 };
    if (this.follow.active && this.sections.letGo((section) => this.isSeen(section))) {
      this.isStale = true;
      this.draw();
    }
  }

  isSeen(section) {
    return this.shown && section.last >= this.seen.first && section.first <= this.seen.last;
  }

  /** The first line below the sticky heading. */
  get firstLine() {
    const item = this.layout.at(this.viewport.top + (this.part("sticky").hidden ? 0 : HEADING));
    return item ? item.line ?? item.section.first : 1;
  }

  drawStatus() {
    this.follow.show();
    this.selection.show();
    this.failures.show();
    this.part("empty").hidden = this.layout.rows > 0;
    this.part("count").textContent = many(this.lines.count, "line");
  }

  // Only to who looks at the end lines are sent as they come.
  tellEnd() {
    const end = !this.follow.paused && (this.follow.active || this.viewport.atEnd);
    if (!this.live || end === this.toldEnd) return;
    this.toldEnd = end;
    clearTimeout(this.endTimer);
    this.endTimer = setTimeout(async () => {
      try {
        const snapshot = await showEnd(this.project, this.number, end);
        if (snapshot && end) this.grown(snapshot);
      } catch {
        // Not connected: opening it anew says it again.
      }
    }, end ? 0 : 300);
  }

  // Moving about.

  scrolled() {
    const before = this.viewport.top;
    if (!this.viewport.scrolled()) return;
    this.anchor = null;
    this.follow.scrolled(before, this.viewport);
    this.failures.forget();
    this.draw();
  }

  resized() {
    const { clientHeight, clientWidth } = this.scroller;
    this.viewport.height = clientHeight;
    if (this.wrap && clientWidth !== this.width) this.forgetHeights();
    this.width = clientWidth;
    this.draw();
  }

  forgetHeights() {
    this.layout.heights.clear();
    this.layout.measure();
    this.painter.clear();
  }

  goTo(range) {
    this.selection.choose(range, false);
    this.reveal(range.from);
  }

  select(range, inAddress = true) {
    this.selection.choose(range, inAddress);
  }

  /** Opens what hides the line and brings it into view, unless it is there. */
  reveal(line) {
    if (this.follow.active) this.follow.stop();
    this.arrange();
    if (this.sections.reveal(line)) this.isStale = true;
    this.arrange();
    this.viewport.resize(this.layout.height);
    const item = this.layout.ofLine(line);
    if (!item) return;
    const { top, height } = this.viewport;
    if (item.y < top + 2 * HEADING || item.y + item.height > top + height - HEADING) {
      this.viewport.moveTo(item.y - Math.max(2 * HEADING, height / 3));
    }
    this.anchor = { line, offset: item.y - this.viewport.top };
    this.active = { line };
    this.draw();
  }

  goEnd(end) {
    if (end) {
      this.active = this.layout.rows > 0 ? named(this.layout.ofRow(this.layout.rows - 1)) : null;
      this.follow.start();
      return;
    }
    this.follow.active = false;
    this.active = this.layout.rows > 0 ? named(this.layout.ofRow(0)) : null;
    this.anchor = null;
    this.viewport.moveTo(0);
    this.draw();
  }

  /** Moves the row that the keyboard is at. */
  move(by, extend) {
    const { layout, viewport } = this;
    if (layout.rows === 0) return;
    const { top, height } = viewport;
    let at = this.activeItem;
    if (!at || at.y + at.height < top || at.y > top + height) at = layout.at(top + (by > 0 ? 0 : height - ROW));
    const item = layout.ofRow(Math.min(Math.max(0, at.row + by), layout.rows - 1));
    this.active = named(item);
    if (by < 0) this.follow.yield();
    const cover = this.part("sticky").hidden ? 0 : HEADING;
    if (item.y < top + cover) viewport.moveTo(item.y - cover);
    else if (item.y + item.height > top + height) viewport.moveTo(item.y + item.height - height);
    this.anchor = null;
    if (extend && item.line) this.selection.pick(item.line, true);
    this.draw();
  }

  get activeItem() {
    if (!this.active) return null;
    return this.active.key ? this.layout.ofSection(this.active.key) : this.layout.ofLine(this.active.line);
  }

  get activeSection() {
    return this.active?.key ? this.sections.list.find((section) => section.key === this.active.key) : undefined;
  }

  pressActive(extend) {
    if (this.activeSection) this.fold(this.activeSection);
    else if (this.active) this.picked(this.active.line, extend);
  }

  // Clicks.

  clicked(event) {
    const number = Number(event.target.closest("[data-line]")?.dataset.line);
    const heading = event.target.closest("[data-section]");
    if (number && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (event.shiftKey) document.getSelection().removeAllRanges();
      this.picked(number, event.shiftKey);
    } else if (heading && document.getSelection().isCollapsed) {
      this.active = { key: heading.dataset.section };
      this.fold(this.activeSection);
    }
  }

  picked(number, extend) {
    this.active = { line: number };
    this.follow.yield();
    this.selection.pick(number, extend);
    this.component.invokeMethodAsync("OnBrowserLineAsync", number).catch(() => {});
  }

  /** Folds or unfolds a section; its heading stays under the pointer. */
  fold(section, folded = !section?.folded) {
    if (!section || section.first > section.last || section.folded === folded) return;
    const item = this.layout.ofSection(section.key);
    this.sections.toggle(section, folded);
    this.follow.active = false;
    this.isStale = true;
    if (item) this.anchor = { key: section.key, line: section.first, offset: Math.max(0, item.y - this.viewport.top) };
    this.draw();
  }

  /** Folds the section that the keyboard is in, and goes to its heading. */
  foldAround() {
    const section = this.activeSection ?? (this.active ? this.sections.around(this.active.line) : null);
    if (!section) return;
    this.active = { key: section.key };
    this.fold(section, true);
    this.draw();
  }

  // How lines look.

  nextTimes() {
    this.setTimes(TIMES[(TIMES.indexOf(this.times) + 1) % TIMES.length]);
    this.say(`Times: ${this.times}`);
  }

  setTimes(times) {
    this.times = TIMES.includes(times) ? times : "elapsed";
    store("times", this.times);
    this.element.classList.toggle("with-times", this.times !== "off");
    this.part("times").setAttribute("aria-pressed", String(this.times !== "off"));
    this.part("times-name").textContent = this.times === "off" ? "Times" : this.times === "clock" ? "Clock" : "Elapsed";
    if (this.wrap) this.forgetHeights();
    this.draw();
  }

  timeOf(line) {
    if (!line || line.t === null || this.times === "off") return "";
    return this.times === "clock" && this.start !== null ? clock(this.start, line.t) : elapsed(line.t);
  }

  setWrap(wrap) {
    this.wrap = wrap;
    store("wrap", wrap);
    this.element.classList.toggle("wrapped", wrap);
    this.part("wrap").setAttribute("aria-pressed", String(wrap));
    this.forgetHeights();
    this.draw();
  }

  setFull(full) {
    this.full = full;
    this.element.classList.toggle("full", full);
    document.body.classList.toggle("kr-log-full", full);
    this.part("full").setAttribute("aria-pressed", String(full));
    this.scroller.focus({ preventScroll: true });
  }
}

const named = (item) => (item.section ? { key: item.section.key } : { line: item.line });
