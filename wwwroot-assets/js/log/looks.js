// How lines look, by the reader's choice: their times, wrapped or not, in a part of the window or in all of it.
import { stored, store } from "./settings.js";
import { clock, elapsed } from "./words.js";

const TIMES = ["off", "elapsed", "clock"];

export class Looks {
  constructor(viewer) {
    Object.assign(this, { viewer, start: null, full: false });
    viewer.on(viewer.part("times"), "click", () => this.nextTimes());
    viewer.on(viewer.part("wrap"), "click", () => this.setWrap(!this.wrap));
    viewer.on(viewer.part("full"), "click", () => this.setFull(!this.full));
    this.setTimes(stored("times", matchMedia("(min-width: 641px)").matches ? "elapsed" : "off"));
    this.setWrap(stored("wrap", matchMedia("(max-width: 640px)").matches));
  }

  dispose() {
    document.body.classList.remove("kr-log-full");
  }

  nextTimes() {
    this.setTimes(TIMES[(TIMES.indexOf(this.times) + 1) % TIMES.length]);
    this.viewer.say(`Times: ${this.times}`);
  }

  setTimes(times) {
    const { element, part, frame } = this.viewer;
    this.times = TIMES.includes(times) ? times : "elapsed";
    store("times", this.times);
    element.classList.toggle("with-times", this.times !== "off");
    part("times").setAttribute("aria-pressed", String(this.times !== "off"));
    part("times-name").textContent = this.times === "off" ? "Times" : this.times === "clock" ? "Clock" : "Elapsed";
    if (this.wrap) frame.forgetHeights();
    frame.draw();
  }

  timeOf(line) {
    if (!line || line.t === null || this.times === "off") return "";
    return this.times === "clock" && this.start !== null ? clock(this.start, line.t) : elapsed(line.t);
  }

  setWrap(wrap) {
    const { element, part, frame } = this.viewer;
    this.wrap = wrap;
    store("wrap", wrap);
    element.classList.toggle("wrapped", wrap);
    part("wrap").setAttribute("aria-pressed", String(wrap));
    frame.forgetHeights();
    frame.draw();
  }

  setFull(full) {
    const { element, part, scroller } = this.viewer;
    this.full = full;
    element.classList.toggle("full", full);
    document.body.classList.toggle("kr-log-full", full);
    part("full").setAttribute("aria-pressed", String(full));
    scroller.focus({ preventScroll: true });
  }
}
