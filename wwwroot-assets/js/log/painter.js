// Puts the rows in view into the DOM, and takes the others out.
import { HEADING, ROW } from "./layout.js";
import { parse } from "./ansi.js";
import { buildHeading, buildLine, headingParts } from "./rows.js";
import { REACH } from "./terminal.js";

const OVERSCAN = 8 * ROW;

export class Painter {
  constructor(viewer) {
    this.viewer = viewer;
    this.rows = new Map();
    this.widest = 0;
    this.icons = viewer.part("icons");
    this.icon = (name) => this.icons.querySelector(`[data-icon="${name}"]`)?.cloneNode(true) ?? document.createElement("span");
  }

  clear() {
    for (const row of this.rows.values()) row.element.remove();
    this.rows.clear();
  }

  paint() {
    const { viewer } = this;
    const { top, height } = viewer.viewport;
    const items = [...viewer.layout.between(top - OVERSCAN, top + height + OVERSCAN)];
    this.ask([...runsOf(items, viewer.lines.total)]);
    const wanted = new Map(items.map((item) => [item.section ? item.section.key : item.line, item]));
    const kept = viewer.selection.ends();
    for (const [key, row] of this.rows) {
      if (wanted.has(key) || kept.includes(row.element)) continue;
      row.element.remove();
      this.rows.delete(key);
    }
    for (const [key, item] of wanted) this.draw(key, item);
    this.showActive();
    this.showSticky(top);
  }

  /** Lines that are in view and not known yet, and those that a movement of the cursor may come from. */
  ask(runs) {
    const { lines, terminal } = this.viewer;
    for (const { first, last } of runs) {
      const reach = terminal.moves(first, last) ? REACH : 0;
      lines.want(Math.max(1, first - reach), Math.min(lines.count, last + reach));
    }
    terminal.look(runs);
  }

  draw(key, item) {
    const row = item.section ? this.drawHeading(key, item.section) : this.drawLine(key, item.line);
    const { element } = row;
    element.style.transform = `translateY(${this.viewer.viewport.place(item.y)}px)`;
    if (row.index !== item.row) {
      row.index = item.row;
      element.setAttribute("aria-rowindex", item.row + 1);
    }
  }

  drawLine(number) {
    const { viewer } = this;
    const line = viewer.lines.get(number);
    const { finder, current } = viewer.search;
    const time = viewer.looks.timeOf(line);
    const shown = line && viewer.terminal.of(number);
    const text = shown ? `${shown.by}|${shown.spans.map((span) => span.text).join("")}` : line?.text;
    let row = this.rows.get(number);
    if (!row || row.line !== line || row.text !== text || row.finder !== finder || row.time !== time) {
      const spans = shown?.spans ?? (line ? parse(line.text) : null);
      const element = buildLine(row?.element, { number, line, spans, by: shown?.by, time, find: finder });
      if (!row) this.add(number, element);
      row = { element, line, text, finder, time, isFresh: line !== undefined, index: -1 };
      this.rows.set(number, row);
      element.id = `${viewer.element.id}-${number}`;
      if (line) this.widen(element, line);
    }
    row.element.classList.toggle("selected", viewer.selection.has(number));
    row.element.classList.toggle("hit-now", current === number);
    return row;
  }

  drawHeading(key, section) {
    const { first, last, folded, state, seconds, name } = section;
    const face = `${state}|${folded}|${seconds}|${first <= last}|${folded ? last : ""}|${name}`;
    let row = this.rows.get(key);
    if (row?.face !== face) {
      const element = buildHeading(row?.element, section, this.icon);
      if (!row) this.add(key, element);
      element.setAttribute("aria-level", section.level);
      element.id = `${this.viewer.element.id}-${section.level}-${section.first}-${section.kind}`;
      row = { element, face, index: -1 };
      this.rows.set(key, row);
    }
    return row;
  }

  add(key, element) {
    this.viewer.spacer.append(element);
  }

  widen(element, line) {
    if (this.viewer.looks.wrap || line.text.length <= this.widest) return;
    this.widest = Math.max(this.widest, element.querySelector(".text").textContent.length);
    this.viewer.element.style.setProperty("--widest", this.widest);
  }

  /** Learns the heights of wrapped lines that were drawn for the first time; false when all were as thought. */
  measure() {
    if (!this.viewer.looks.wrap) return false;
    let changed = false;
    for (const [number, row] of this.rows) {
      if (!row.isFresh) continue;
      row.isFresh = false;
      changed = this.viewer.layout.heights.set(number, Math.max(0, row.element.offsetHeight - ROW)) || changed;
    }
    return changed;
  }

  showActive() {
    const { viewer } = this;
    const at = viewer.cursor.active;
    const active = at && this.rows.get(at.key ?? at.line)?.element;
    if (active === this.active) return;
    this.active?.classList.remove("active");
    active?.classList.add("active");
    this.active = active;
    if (active) viewer.scroller.setAttribute("aria-activedescendant", active.id);
    else viewer.scroller.removeAttribute("aria-activedescendant");
  }

  /** The heading of the section whose lines are at the top, when it has been scrolled out of sight. */
  showSticky(top) {
    const { viewer } = this;
    const sticky = viewer.part("sticky");
    const line = viewer.layout.at(top + HEADING / 2)?.line;
    let section = line ? viewer.sections.around(line) : null;
    if (section && (viewer.layout.ofSection(section.key)?.y ?? top) >= top) section = section.parent;
    this.stickySection = section;
    sticky.hidden = !section;
    const face = section ? `${section.key}${section.state}${section.seconds}` : "";
    if (face === this.sticky) return;
    this.sticky = face;
    if (!section) return;
    sticky.className = `sticky ${section.state}`;
    const path = section.parent ? [...headingParts(section.parent, this.icon).slice(3, 4), document.createTextNode(" › ")] : [];
    sticky.replaceChildren(...headingParts(section, this.icon).slice(0, 2), ...path, ...headingParts(section, this.icon).slice(3));
  }
}

/** The lines among the items, as { first, last } without gaps. */
function* runsOf(items, total) {
  let run = null;
  for (const { line } of items) {
    if (run && line === run.last + 1) {
      run.last = line;
      continue;
    }
    if (run) yield run;
    run = line && line <= total ? { first: line, last: line } : null;
  }
  if (run) yield run;
}
