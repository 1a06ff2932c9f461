// Folding and unfolding sections by hand: what the reader looks at stays in its place.
export class Folding {
  constructor(viewer) {
    this.viewer = viewer;
    viewer.on(viewer.part("sticky"), "click", () => this.fold(viewer.painter.stickySection, true));
  }

  /** Folds or unfolds a section; its heading stays under the pointer. */
  fold(section, folded = !section?.folded) {
    const { layout, sections, follow, frame, viewport } = this.viewer;
    if (!section || section.first > section.last || section.folded === folded) return;
    const item = layout.ofSection(section.key);
    sections.toggle(section, folded);
    follow.active = false;
    if (item) frame.anchor = { key: section.key, line: section.first, offset: Math.max(0, item.y - viewport.top) };
    frame.rearrange();
  }

  /** Folds the section that the keyboard is in, and goes to its heading. */
  foldAround() {
    const { cursor, sections, frame } = this.viewer;
    const section = cursor.section ?? (cursor.active ? sections.around(cursor.active.line) : null);
    if (!section) return;
    cursor.active = { key: section.key };
    this.fold(section, true);
    frame.draw();
  }

  /** Folds all sections, or unfolds them when all are folded. */
  foldAll() {
    const { viewer } = this;
    const { sections, frame } = viewer;
    const some = sections.list.filter((section) => section.first <= section.last);
    if (some.length === 0) return;
    const folded = some.some((section) => !section.folded);
    for (const section of some) sections.toggle(section, folded);
    viewer.say(folded ? "All sections folded" : "All sections unfolded");
    frame.rearrange();
  }
}
