// What the server says of the log, as it comes: its end, what is added, its sections, and whether it can be reached.
import { readSections } from "./connection.js";
import { many } from "./words.js";

const OFFLINE = "Connection lost; trying again. What is shown stays, and the log goes on where it was.";

export class Feed {
  constructor(viewer) {
    Object.assign(this, { viewer, wasOffline: false });
  }

  dispose() {
    clearTimeout(this.opening);
  }

  opened(snapshot) {
    const { viewer } = this;
    const before = viewer.lines.count;
    viewer.looks.start = snapshot.startedAt ? Date.parse(snapshot.startedAt) : null;
    this.grown({ ...snapshot, isSnapshot: true });
    viewer.part("loading").hidden = true;
    if (this.wasOffline) {
      this.wasOffline = false;
      const news = viewer.lines.count - before;
      viewer.flash(`Connected again${news > 0 ? `: ${many(news, "line")} came meanwhile` : ""}; nothing is lost.`);
    }
    // Sections follow at once, and what is painted before them would move.
    if (!viewer.frame.isShown) this.opening = setTimeout(() => this.show(), 150);
    if (viewer.search.isOn) viewer.search.soon(0);
  }

  show() {
    const { frame, viewport } = this.viewer;
    if (frame.isShown) return;
    clearTimeout(this.opening);
    frame.arrange();
    frame.isShown = true;
    this.begin();
    this.shownAt = viewport.top;
    frame.draw();
  }

  /** Goes to where a reader begins: the lines that the address names, or the first failure. */
  begin() {
    const { frame, selection, live, follow, failures, cursor } = this.viewer;
    frame.arrange();
    const first = selection.range?.from ?? (live || follow.active ? 0 : failures.first);
    if (first) cursor.reveal(first);
  }

  grown(message) {
    const { follow, lines, frame, search } = this.viewer;
    const added = message.lineCount - (follow.held?.lineCount ?? lines.count);
    if (!follow.take(message, frame.isShown ? added : 0)) {
      frame.draw();
      return;
    }
    this.grow(message);
    if (search.isOn && added > 0) search.soon(1000);
  }

  grow({ lines, lineCount, partial }) {
    const { viewer } = this;
    if (lineCount < viewer.lines.count) viewer.failures.soughtAt = -1;
    viewer.lines.add(lines, lineCount, partial);
    viewer.draw();
  }

  async sectioned(message) {
    const { sections, project, number, frame, viewport, part } = this.viewer;
    const isFirst = sections.revision < 0;
    if (!sections.take(message)) {
      try {
        sections.take(await readSections(project, number));
      } catch {
        return; // They come with the next connection.
      }
    }
    frame.isStale = true;
    if (!frame.isShown && part("loading").hidden) this.show();
    else if (frame.isShown && isFirst && viewport.top === this.shownAt) this.begin(); // Late, over a slow line.
    frame.draw();
  }

  showState(words) {
    if (words) this.wasOffline = true;
    const state = this.viewer.part("state");
    state.hidden = !words;
    state.textContent = words === "offline" ? OFFLINE : words;
  }
}
