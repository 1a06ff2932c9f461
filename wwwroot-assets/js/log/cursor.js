// Where the reader is: the row that the keyboard is at, and the ways to other places of the log.
import { HEADING, ROW } from "./layout.js";

export class Cursor {
  constructor(viewer) {
    Object.assign(this, { viewer, active: null });
    viewer.on(viewer.scroller, "click", (event) => this.clicked(event));
  }

  /** The section whose heading the keyboard is at. */
  get section() {
    return this.active?.key ? this.viewer.sections.list.find((section) => section.key === this.active.key) : undefined;
  }

  get item() {
    if (!this.active) return null;
    const { layout } = this.viewer;
    return this.active.key ? layout.ofSection(this.active.key) : layout.ofLine(this.active.line);
  }

  /** Opens what hides the line and brings it into view, unless it is there. */
  reveal(line) {
    const { follow, frame, sections, viewport, layout } = this.viewer;
    if (follow.active) follow.stop();
    frame.arrange();
    if (sections.reveal(line)) frame.isStale = true;
    frame.arrange();
    viewport.resize(layout.height);
    const item = layout.ofLine(line);
    if (!item) return;
    const { top, height } = viewport;
    if (item.y < top + 2 * HEADING || item.y + item.height > top + height - HEADING) {
      viewport.moveTo(item.y - Math.max(2 * HEADING, height / 3));
    }
    frame.anchor = { line, offset: item.y - viewport.top };
    this.active = { line };
    frame.draw();
  }

  goEnd(end) {
    const { layout, follow, frame, viewport } = this.viewer;
    this.active = layout.rows > 0 ? named(layout.ofRow(end ? layout.rows - 1 : 0)) : null;
    if (end) {
      follow.start();
      return;
    }
    follow.active = false;
    frame.anchor = null;
    viewport.moveTo(0);
    frame.draw();
  }

  /** Moves the row that the keyboard is at. */
  move(by, extend) {
    const { layout, viewport, follow, frame, selection } = this.viewer;
    if (layout.rows === 0) return;
    const { top, height } = viewport;
    let at = this.item;
    if (!at || at.y + at.height < top || at.y > top + height) at = layout.at(top + (by > 0 ? 0 : height - ROW));
    const item = layout.ofRow(Math.min(Math.max(0, at.row + by), layout.rows - 1));
    this.active = named(item);
    if (by < 0) follow.yield();
    const { cover } = frame;
    if (item.y < top + cover) viewport.moveTo(item.y - cover);
    else if (item.y + item.height > top + height) viewport.moveTo(item.y + item.height - height);
    frame.anchor = null;
    if (extend && item.line) selection.pick(item.line, true);
    frame.draw();
  }

  press(extend) {
    if (this.section) this.viewer.folding.fold(this.section);
    else if (this.active) this.picked(this.active.line, extend);
  }

  clicked(event) {
    const number = Number(event.target.closest("[data-line]")?.dataset.line);
    const heading = event.target.closest("[data-section]");
    if (number && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (event.shiftKey) document.getSelection().removeAllRanges();
      this.picked(number, event.shiftKey);
    } else if (heading && document.getSelection().isCollapsed) {
      this.active = { key: heading.dataset.section };
      this.viewer.folding.fold(this.section);
    }
  }

  picked(number, extend) {
    const { follow, selection, component } = this.viewer;
    this.active = { line: number };
    follow.yield();
    selection.pick(number, extend);
    component.invokeMethodAsync("OnBrowserLineAsync", number).catch(() => {});
  }
}

const named = (item) => (item.section ? { key: item.section.key } : { line: item.line });
