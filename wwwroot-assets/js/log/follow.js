// Staying at the end of a log that grows, and yielding to the reader; standing still on demand.
import { showEnd } from "./connection.js";
import { count, many } from "./words.js";

export class Follow {
  constructor(viewer, active) {
    Object.assign(this, { viewer, active, paused: false, unseen: 0, held: null });
    viewer.on(viewer.part("follow"), "click", () => this.start());
    viewer.on(viewer.part("jump"), "click", () => this.start());
    viewer.on(viewer.part("pause"), "click", () => this.pause(!this.paused));
    viewer.on(viewer.scroller, "wheel", (event) => event.deltaY < 0 && this.yield(), { passive: true });
    viewer.on(document, "selectionchange", () => {
      const selection = document.getSelection();
      if (!selection.isCollapsed && viewer.spacer.contains(selection.anchorNode)) this.yield();
    });
  }

  dispose() {
    clearTimeout(this.endTimer);
  }

  start() {
    if (this.paused) this.pause(false);
    if (!this.active) this.viewer.say("Following the end of the log");
    this.active = true;
    this.unseen = 0;
    // On a small screen the page may be scrolled: the end is at the lower edge.
    this.viewer.element.scrollIntoView({ block: "nearest" });
    this.viewer.draw();
  }

  /** The reader looks elsewhere. */
  yield() {
    if (!this.active || this.viewer.viewport.most === 0) return;
    this.stop();
    this.viewer.say("No longer following");
  }

  stop() {
    this.active = false;
    this.viewer.draw();
  }

  pause(paused) {
    this.paused = paused;
    this.viewer.say(paused ? "Paused" : `Going on${this.unseen ? ` after ${many(this.unseen, "new line")}` : ""}`);
    if (!paused && this.held) this.viewer.feed.grow(this.held);
    if (!paused) this.held = null;
    this.viewer.draw();
  }

  /** Lines have come; false when they must wait. */
  take(message, added) {
    if (added > 0 && (this.paused || !this.active)) this.unseen += added;
    if (!this.paused) return true;
    this.held = message;
    return false;
  }

  scrolled(before, { top, atEnd }) {
    if (top < before && !atEnd) this.active = false;
    else if (atEnd && top > before && !this.paused) this.active = true;
    if (atEnd && !this.paused) this.unseen = 0;
  }

  // Only to who looks at the end lines are sent as they come.
  tellEnd() {
    const { viewport, live, project, number, feed } = this.viewer;
    const end = !this.paused && (this.active || viewport.atEnd);
    if (!live || end === this.toldEnd) return;
    this.toldEnd = end;
    clearTimeout(this.endTimer);
    this.endTimer = setTimeout(async () => {
      try {
        const snapshot = await showEnd(project, number, end);
        if (snapshot && end) feed.grown(snapshot);
      } catch {
        // Not connected: opening it anew says it again.
      }
    }, end ? 0 : 300);
  }

  show() {
    const { viewer } = this;
    viewer.part("follow").setAttribute("aria-pressed", String(this.active && !this.paused));
    viewer.part("pause").setAttribute("aria-pressed", String(this.paused));
    const jump = viewer.part("jump");
    jump.hidden = this.paused ? false : this.active || this.unseen === 0;
    const news = many(this.unseen, "new line");
    jump.textContent = this.paused ? `Paused${this.unseen ? ` · ${news}` : ""} · go on` : `↓ ${news}`;
    jump.title = this.paused ? "Go on and show what came meanwhile (s)" : `To the end (G): ${count(viewer.lines.count)}`;
  }
}
