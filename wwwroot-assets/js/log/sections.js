// Phases and tests as the server tells of them, and which of them are folded.
export class Sections {
  constructor() {
    this.revision = -1;
    this.phases = [];
    this.tests = [];
    this.chosen = new Map(); // By the reader: true is folded.
    this.kept = new Set(); // Would be folded, but was in view when it ended.
    this.list = [];
  }

  /** Takes a message in; false when one before it is missing. */
  take({ revision, before, phases, from, tests }) {
    if (before !== null && before !== this.revision) return revision <= this.revision;
    this.revision = revision;
    this.phases = phases;
    this.tests = [...this.tests.slice(0, from), ...tests];
    return true;
  }

  /** The sections in order, with their state of folding. `inView` says which are being read: those stay as they are. */
  arrange(total, live, inView = () => false) {
    const before = new Map(this.list.map((section) => [section.key, section]));
    const run = this.phases.find((phase) => phase.name === "run");
    const phases = this.phases.map((phase) => this.dress(phase, null, total, live));
    const parent = run ? phases[this.phases.indexOf(run)] : null;
    const tests = this.tests.map((test) => this.dress(test, parent, total, live));
    this.list = [...phases, ...tests].sort((a, b) => a.first - b.first || a.level - b.level);
    for (const section of this.list) {
      const old = before.get(section.key);
      if (section.wantsFold && !this.chosen.has(section.key) && old && !old.folded && inView(old)) this.kept.add(section.key);
      section.folded = section.first <= section.last && (this.chosen.get(section.key) ?? (section.wantsFold && !this.kept.has(section.key)));
    }
    return this.list;
  }

  dress(section, parent, total, live) {
    const state = section.state === "running" && !live ? "stopped" : section.state;
    const last = section.last ?? total;
    const key = `${section.kind}:${section.kind === "tests" ? section.first : section.name}`;
    return { ...section, key, state, last, parent, level: parent ? 2 : 1, wantsFold: wantsFold(section, state, parent, live) };
  }

  /** Sections that were kept open for being in view and no longer are. */
  letGo(inView) {
    const gone = this.list.filter((section) => this.kept.has(section.key) && !inView(section));
    for (const section of gone) this.kept.delete(section.key);
    return gone.length > 0;
  }

  toggle(section, folded = !section.folded) {
    this.chosen.set(section.key, folded);
  }

  /** Opens all that hides a line; false when nothing did. */
  reveal(line) {
    const hiding = this.list.filter((each) => each.folded && each.first <= line && line <= each.last);
    for (const section of hiding) this.toggle(section, false);
    return hiding.length > 0;
  }

  /** The innermost section around a line. */
  around(line) {
    return this.list.findLast((each) => each.first <= line && line <= each.last);
  }

  get failed() {
    return this.list.filter((each) => each.state === "failed" && each.kind !== "phase");
  }
}

// What went well is folded, but for the program's own output. While tests run, the newest ones stay in sight.
function wantsFold(section, state, parent, live) {
  if (state !== "passed" && state !== "skipped") return false;
  if (section.kind === "phase") return section.name !== "run";
  return !(live && parent?.state === "running");
}
