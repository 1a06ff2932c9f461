// One frame of the page, whatever has changed: where the lines stand, which of them are in view, and what is painted.
import { HEADING } from "./layout.js";
import { many } from "./words.js";

export class Frame {
  constructor(viewer) {
    Object.assign(this, { viewer, anchor: null, seen: { first: 1, last: 0 }, isStale: false, isShown: false, request: 0 });
    viewer.on(viewer.scroller, "scroll", () => this.scrolled(), { passive: true });
    this.sizes = new ResizeObserver(() => this.resized());
    this.sizes.observe(viewer.scroller);
  }

  dispose() {
    this.sizes.disconnect();
    cancelAnimationFrame(this.request);
  }

  draw() {
    this.request ||= requestAnimationFrame(() => this.paint());
  }

  /** Draws after sections came, went or were folded. */
  rearrange() {
    this.isStale = true;
    this.draw();
  }

  paint() {
    const { viewer } = this;
    this.request = 0;
    if (!this.isShown) return;
    this.arrange();
    this.stay();
    viewer.painter.paint();
    for (let pass = 0; pass < 3 && viewer.painter.measure(); pass++) {
      viewer.layout.measure();
      this.stay();
      viewer.painter.paint();
    }
    this.remember();
    this.drawStatus();
    viewer.follow.tellEnd();
  }

  arrange() {
    const { layout, lines, sections, live, element, scroller } = this.viewer;
    const { total } = lines;
    if (total === layout.total && !this.isStale) return;
    this.isStale = false;
    layout.build(total, sections.arrange(total, live, (section) => this.isSeen(section)));
    element.style.setProperty("--digits", String(Math.max(total, 999)).length);
    scroller.setAttribute("aria-rowcount", layout.rows);
  }

  /** What the reader looks at stays where it is, or the end does. */
  stay() {
    const { viewport, layout, follow } = this.viewer;
    const { anchor } = this;
    viewport.resize(layout.height);
    if (follow.active && !follow.paused) {
      viewport.moveTo(viewport.most);
    } else if (anchor) {
      const item = (anchor.key && layout.ofSection(anchor.key)) || layout.ofLine(anchor.line);
      if (item && Math.abs(item.y - anchor.offset - viewport.top) > 0.5) viewport.correct(item.y - anchor.offset);
    }
  }

  remember() {
    const { layout, viewport, follow, sections } = this.viewer;
    const { top, height } = viewport;
    const first = layout.at(top);
    const last = layout.at(top + height);
    this.anchor = first && top > 0 ? { key: first.section?.key, line: first.line ?? first.section.first, offset: first.y - top } : null;
    this.seen = first ? { first: first.line ?? first.section.first, last: last.line ?? last.section.first } : { first: 1, last: 0 };
    if (follow.active && sections.letGo((section) => this.isSeen(section))) this.rearrange();
  }

  isSeen(section) {
    return this.isShown && section.last >= this.seen.first && section.first <= this.seen.last;
  }

  /** Pixels at the top that the sticky heading hides. */
  get cover() {
    return this.viewer.part("sticky").hidden ? 0 : HEADING;
  }

  /** The first line below the sticky heading. */
  get firstLine() {
    const item = this.viewer.layout.at(this.viewer.viewport.top + this.cover);
    return item ? item.line ?? item.section.first : 1;
  }

  drawStatus() {
    const { follow, selection, failures, layout, lines, part } = this.viewer;
    follow.show();
    selection.show();
    failures.show();
    part("empty").hidden = layout.rows > 0;
    part("count").textContent = many(lines.count, "line");
  }

  scrolled() {
    const { viewport, follow, failures } = this.viewer;
    const before = viewport.top;
    if (!viewport.scrolled()) return;
    this.anchor = null;
    follow.scrolled(before, viewport);
    failures.forget();
    this.draw();
  }

  resized() {
    const { scroller, viewport, looks } = this.viewer;
    const { clientHeight, clientWidth } = scroller;
    viewport.height = clientHeight;
    if (looks.wrap && clientWidth !== this.width) this.forgetHeights();
    this.width = clientWidth;
    this.draw();
  }

  forgetHeights() {
    const { layout, painter } = this.viewer;
    layout.heights.clear();
    layout.measure();
    painter.clear();
  }
}
