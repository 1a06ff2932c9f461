// The way from one failure to the next: failed tests and phases, and the tracebacks in the program's own output.
import { findInLog } from "./connection.js";
import { count } from "./words.js";

const TRACEBACK = "^Traceback \\(most recent call last\\):|^_{3,} .+ _{3,}$";

export class Failures {
  constructor(viewer) {
    Object.assign(this, { viewer, tracebacks: [], soughtAt: -1, now: null });
    viewer.on(viewer.part("failure"), "click", () => this.step(1));
  }

  async step(by) {
    const { viewer } = this;
    await this.seek();
    const places = this.places();
    if (places.length === 0) {
      viewer.say("No failure in this log");
      viewer.flash("No failure in this log.");
      return;
    }
    const from = this.now ?? viewer.frame.firstLine - (by > 0 ? 1 : 0);
    const next = by > 0 ? places.findIndex((place) => place.line > from) : places.findLastIndex((place) => place.line < from);
    const at = next >= 0 ? next : by > 0 ? 0 : places.length - 1;
    this.now = places[at].line;
    viewer.goTo({ from: places[at].line, to: places[at].line });
    viewer.say(`Failure ${at + 1} of ${count(places.length)}: ${places[at].name}`);
  }

  /** Where a reader who comes to a red run wants to be; 0 when nothing has failed. */
  get first() {
    const { failed, phases } = this.viewer.sections;
    const phase = phases.find((each) => each.state === "failed");
    return failed[0]?.first ?? (phase ? Math.max(phase.first, phase.last ?? phase.first) : 0);
  }

  places() {
    const { failed, list } = this.viewer.sections;
    const places = failed.map((test) => ({ line: test.first, name: test.name }));
    for (const phase of list.filter((each) => each.kind === "phase" && each.state === "failed")) {
      places.push({ line: Math.max(phase.first, phase.last), name: `the end of ${phase.name}` });
    }
    for (const line of this.tracebacks) places.push({ line, name: "a traceback" });
    return places
      .sort((a, b) => a.line - b.line)
      .filter((place, i, all) => i === 0 || place.line !== all[i - 1].line);
  }

  async seek() {
    const { viewer } = this;
    if (this.soughtAt === viewer.lines.count) return;
    const length = viewer.lines.count;
    try {
      this.tracebacks = (await findInLog(viewer.project, viewer.number, TRACEBACK, true, true)).lines;
      this.soughtAt = length;
    } catch {
      // Not connected: failed tests and phases are known all the same.
    }
  }

  /** The reader has gone elsewhere: the next failure is the next one from there. */
  forget() {
    this.now = null;
  }

  show() {
    const failed = this.viewer.sections.failed.length;
    const button = this.viewer.part("failure");
    button.classList.toggle("some", failed > 0);
    const words = failed > 0 ? count(failed) : "";
    this.viewer.part("failure-count").textContent = words;
    button.setAttribute("aria-label", failed > 0 ? `Next failure of ${words}` : "Next failure");
  }
}
