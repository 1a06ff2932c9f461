// One chart: its lines, drawn by uPlot while it is in view, and a table of their values that reads without the drawing.
import uPlot from "/assets/lib/uplot/uplot.js";
import * as format from "./format.js";
import { bands } from "./bands.js";
import { onKey } from "./keys.js";
import { pointsOf, smooth } from "./series.js";

const COLOURS = 8;
const HEIGHT = 210;
const TIMES = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400];
const machine = {
  cpu: { title: "CPU", show: format.percent, top: 100 },
  memory: { title: "Memory", show: format.bytes },
  gpu: { title: "GPU", show: format.percent, top: 100 },
  gpuMemory: { title: "GPU memory", show: format.bytes },
};

export class Card {
  constructor(charts, group, parent, title) {
    Object.assign(this, { charts, group, series: [], visible: false, plot: null, at: null });
    this.kind = group === "machine" ? machine[title] : null;
    this.show = this.kind?.show ?? format.number;
    this.title = this.kind?.title ?? title;
    this.build(parent);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.drawing);
  }

  dispose() {
    this.charts.seen.unobserve(this.element);
    this.sizes.disconnect();
    this.plot?.destroy();
    cancelAnimationFrame(this.frame);
    this.element.remove();
  }

  build(parent) {
    addStyle();
    const caption = make("figcaption", null, this.title);
    caption.title = this.title;
    this.drawing = make("div", "plot");
    Object.entries({ tabindex: "0", role: "img", "aria-describedby": this.charts.keys }).forEach(([name, value]) =>
      this.drawing.setAttribute(name, value),
    );
    this.drawing.addEventListener("keydown", (event) => onKey(this, event));
    this.table = make("table", "values");
    this.table.setAttribute("aria-label", this.title);
    const head = this.table.createTHead().insertRow();
    for (const word of ["Name", "Last", "Min", "Max"]) {
      const cell = make("th", null, word);
      cell.scope = "col";
      head.append(cell);
    }
    this.lastHead = head.cells[1];
    this.body = this.table.createTBody();
    this.note = make("p", "note");
    this.note.hidden = true;
    this.element = make("figure", "card");
    this.element.card = this;
    this.element.append(caption, this.drawing, this.table, this.note);
    parent.append(this.element);
  }

  add(series) {
    if (this.series.includes(series)) return;
    this.series.push(series);
    const row = this.body.insertRow();
    const head = make("th");
    head.scope = "row";
    const button = make("button", "line");
    button.type = "button";
    button.title = this.kind ? this.title : series.name;
    button.style.setProperty("--line", `var(--kr-chart-${colourOf(series.colour ?? this.series.length - 1)})`);
    button.append(make("i"), make("span", null, button.title));
    button.addEventListener("click", () => {
      series.hidden = !series.hidden;
      button.setAttribute("aria-pressed", String(!series.hidden));
      if (!this.kind) this.charts.setHidden(series.name, series.hidden);
      this.draw(true);
    });
    head.append(button);
    row.append(head, make("td"), make("td"), make("td"));
    Object.assign(series, { row, button });
    this.showHidden();
  }

  /** Draws what the page's address says. */
  showHidden() {
    for (const series of this.series) {
      if (!this.kind) series.hidden = this.charts.hidden.has(series.name);
      series.button.setAttribute("aria-pressed", String(!series.hidden));
    }
  }

  get axis() {
    return this.charts.axisOf(this.group);
  }

  setVisible(visible) {
    this.visible = visible;
    if (visible && this.dirty) this.draw(this.rebuild);
  }

  changed() {
    this.showValues();
    // Also while it is out of view and not drawn: it can be reached.
    this.describe();
    this.draw();
  }

  /** At the next frame, when it is in view: in full after a change of how it looks, else with its new values only. */
  draw(rebuild = false) {
    this.rebuild ||= rebuild;
    this.dirty = true;
    if (!this.visible) return;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.drawNow());
  }

  drawNow() {
    const width = this.drawing.clientWidth;
    if (width === 0) return;
    const data = this.data();
    const lines = data.length - 1;
    if (this.rebuild || !this.plot || this.lines !== lines) {
      this.plot?.destroy();
      this.plot = null;
      this.lines = lines;
      if (lines > 0) this.plot = new uPlot(this.options(width), data, this.drawing);
    } else {
      this.plot.setData(data, false);
    }
    this.dirty = this.rebuild = false;
    this.scale(data[0]);
    this.describe();
  }

  data() {
    const { smoothing, log } = this.charts.view;
    const shown = this.shown();
    const tables = shown.map((series) => pointsOf(series, this.axis, this.charts.session.startedAt, log && !this.kind));
    const joined = tables.length > 1 ? uPlot.join(tables) : (tables[0] ?? [[]]);
    if (smoothing > 0 && !this.kind) {
      return [joined[0], ...joined.slice(1), ...joined.slice(1).map((values) => smooth(values, smoothing))];
    }
    return joined;
  }

  shown() {
    return this.series.filter((series) => !series.hidden);
  }

  scale(xs) {
    if (!this.plot || xs.length === 0) return;
    const zoom = this.charts.zoom[this.group];
    let [min, max] = zoom ?? [xs[0], xs.at(-1)];
    if (min === max) [min, max] = [min - 0.5, max + 0.5];
    this.plot.setScale("x", { min, max });
  }

  resize() {
    const width = this.drawing.clientWidth;
    if (this.plot && width > 0 && width !== this.plot.width) this.plot.setSize({ width, height: HEIGHT });
  }

  options(width) {
    const log = this.charts.view.log && !this.kind;
    const text = css("--kr-text-3");
    const grid = { stroke: css("--kr-line"), width: 1 };
    const axis = { stroke: text, font: `11px ${css("--kr-sans")}`, grid, ticks: { ...grid, size: 4 } };
    const [x, incrs] = this.xAxis();
    return {
      width,
      height: HEIGHT,
      padding: [8, 16, 0, 0],
      legend: { show: false },
      scales: { x: { time: false }, y: log ? { distr: 3 } : { range: (_, low, high) => this.range(low, high) } },
      axes: [
        { ...axis, size: 28, space: 64, values: (_, ticks) => ticks.map(x), ...(incrs && { incrs }) },
        { ...axis, size: roomFor, values: (_, ticks) => ticks.map((tick) => (tick === null ? "" : this.show(tick))) },
      ],
      series: [{}, ...this.seriesOptions()],
      cursor: {
        y: false,
        points: { size: 7 },
        drag: { x: true, y: false, setScale: false },
        sync: { key: `${this.charts.element.id}-${this.group}`, scales: ["x", null], filters: { pub: isMove } },
        bind: { dblclick: () => () => this.charts.setZoom(this.group, null) },
      },
      hooks: {
        setCursor: [(plot) => this.cursorAt(plot.cursor.idx)],
        setSelect: [(plot) => this.selected(plot)],
        drawAxes: this.kind ? [(plot) => bands(plot, this.charts.session, this.axis, css)] : [],
      },
    };
  }

  xAxis() {
    if (this.axis === "step") return [format.number, null];
    return this.axis === "clock" ? [format.clock, TIMES] : [format.elapsed, TIMES];
  }

  seriesOptions() {
    const colours = this.shown().map((series) => css(`--kr-chart-${colourOf(series.colour ?? this.series.indexOf(series))}`));
    if (this.charts.view.smoothing === 0 || this.kind) {
      return colours.map((stroke) => ({ stroke, width: 1.75, ...(this.kind && { fill: `${stroke}1c` }) }));
    }
    return [
      ...colours.map((stroke) => ({ stroke: `${stroke}4d`, width: 1, points: { show: false } })),
      ...colours.map((stroke) => ({ stroke, width: 1.75, points: { show: false } })),
    ];
  }

  range(low, high) {
    if (this.kind) return [0, this.kind.top ?? (high > 0 ? high * 1.1 : 1)];
    if (low === null) return [0, 1];
    return low === high ? [low - Math.abs(low || 1) * 0.1, high + Math.abs(high || 1) * 0.1] : uPlot.rangeNum(low, high, 0.1, true);
  }

  selected(plot) {
    const { left, width } = plot.select;
    if (width > 4) this.charts.setZoom(this.group, [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")]);
    if (width > 0) plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  }

  // The table shows the newest values, and those below the cursor while there is one.

  cursorAt(index) {
    this.at = index ?? null;
    this.showValues();
  }

  showValues() {
    const data = this.at === null ? null : this.plot?.data;
    const x = data?.[0][this.at];
    this.lastHead.textContent = x === undefined || x === null ? "Last" : format.axes[this.axis](x);
    const shown = this.shown();
    for (const series of this.series) {
      const here = data && !series.hidden ? nearest(data[1 + shown.indexOf(series)], this.at) : null;
      const [, last, min, max] = series.row.cells;
      setText(last, here === null || here === undefined ? (series.lastGap ?? this.show(series.last)) : this.show(here));
      setText(min, this.show(series.min));
      setText(max, this.show(series.max));
    }
    this.showNote();
  }

  showNote() {
    const gaps = this.series.reduce((sum, series) => sum + series.gaps, 0);
    const dropped = this.charts.view.log && !this.kind && this.series.some((series) => series.min !== null && series.min <= 0);
    const notes = [
      gaps > 0 ? `${gaps.toLocaleString("en")} ${gaps === 1 ? "value is" : "values are"} NaN or infinite: shown as gaps.` : "",
      dropped ? "Values of 0 and below have no place on a log scale." : "",
    ];
    setText(this.note, notes.filter(Boolean).join(" "));
    this.note.hidden = !this.note.textContent;
  }

  describe() {
    const words = this.series.map(
      (series) =>
        `${this.kind ? "" : `${series.name} `}now ${series.lastGap ?? this.show(series.last)}, ` +
        `between ${this.show(series.min)} and ${this.show(series.max)}, ${series.count} ${series.count === 1 ? "value" : "values"}`,
    );
    this.drawing.setAttribute("aria-label", `Chart of ${this.title}: ${words.join("; ")}`);
  }
}

// Zooming is shared by the page's own means, which reach the charts out of view too.
function isMove(type) {
  return type === "mousemove" || type === "mouseleave";
}

// Long numbers need a wider axis; a narrow one would move the drawing at each digit more.
function roomFor(_, labels) {
  return Math.min(100, Math.max(48, ...(labels ?? []).map((label) => label.length * 6.4 + 14)));
}

// Where lines have values at different places, the one before the cursor counts.
function nearest(values, index) {
  while (index > 0 && values[index] === undefined) index--;
  return values[index];
}

function colourOf(index) {
  return (index % COLOURS) + 1;
}

function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined && text !== null) element.textContent = text;
  return element;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function addStyle() {
  const href = "/assets/lib/uplot/uplot.css";
  if (document.querySelector(`link[href="${href}"]`)) return;
  const link = make("link");
  Object.assign(link, { rel: "stylesheet", href });
  document.head.append(link);
}
