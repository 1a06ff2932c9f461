// A log of any length: only the rows in view stand in the DOM, all text enters as text. The toolbar's markup is the
// component's; everything that moves is in log/, outside of Blazor's render tree, and is put together here.
import { parseAddress } from "./log/address.js";
import { openLog, readLines } from "./log/connection.js";
import { Cursor } from "./log/cursor.js";
import { Failures } from "./log/failures.js";
import { Feed } from "./log/feed.js";
import { Folding } from "./log/folding.js";
import { Follow } from "./log/follow.js";
import { Frame } from "./log/frame.js";
import { listenToKeys } from "./log/keys.js";
import { Layout } from "./log/layout.js";
import { Lines } from "./log/lines.js";
import { Looks } from "./log/looks.js";
import { Painter } from "./log/painter.js";
import { Search } from "./log/search.js";
import { Sections } from "./log/sections.js";
import { Selection } from "./log/selection.js";
import { Terminal } from "./log/terminal.js";
import { Viewport } from "./log/viewport.js";

const viewers = new Map();

export function create(id, options, component) {
  const element = document.getElementById(id);
  if (element && !viewers.has(id)) viewers.set(id, new LogViewer(element, options, component));
}

export function goTo(id, line) {
  viewers.get(id)?.goTo({ from: line, to: line });
}

export function nextFailure(id) {
  viewers.get(id)?.failures.step(1);
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
    this.frame = new Frame(this);
    this.looks = new Looks(this);
    this.cursor = new Cursor(this);
    this.folding = new Folding(this);
    this.follow = new Follow(this, live && !chosen);
    this.search = new Search(this);
    this.failures = new Failures(this);
    this.selection = new Selection(this, chosen);
    this.feed = new Feed(this);
    listenToKeys(this);
    this.closing = openLog(project, number, {
      opened: (snapshot) => this.feed.opened(snapshot),
      grown: (message) => this.feed.grown(message),
      sections: (message) => this.feed.sectioned(message),
      state: (words) => this.feed.showState(words),
    });
  }

  dispose() {
    this.abort.abort();
    clearTimeout(this.flashTimer);
    for (const part of [this.frame, this.feed, this.follow, this.search, this.viewport, this.looks]) part.dispose();
    this.closing.then((close) => close());
  }

  on(target, type, handler, more) {
    target.addEventListener(type, handler, { signal: this.abort.signal, ...more });
  }

  draw() {
    this.frame.draw();
  }

  setLive(live) {
    this.live = live;
    this.frame.rearrange();
  }

  goTo(range) {
    this.selection.choose(range, false);
    this.cursor.reveal(range.from);
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
}
