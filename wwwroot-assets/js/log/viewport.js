// Which part of the log is in view. `top` is the truth, in pixels of the whole log. The scrollbar follows it: browsers
// end an element's height somewhere, so that of a very long log the bar is compressed, and while wrapped lines above
// turn out taller than they were thought to be, it is put right only when the reader's gesture has ended. A small
// movement of the bar is always one of as many pixels of the log, so that a turn of the wheel never skips lines.
const TALLEST = 12_000_000;
const GESTURE = 150;

export class Viewport {
  constructor(scroller, spacer) {
    Object.assign(this, { scroller, spacer, top: 0, bar: 0, full: 0, height: scroller.clientHeight, movedAt: -GESTURE });
  }

  /** The whole log's height is this now. */
  resize(full) {
    this.full = full;
    const length = Math.min(full, TALLEST);
    if (length !== this.length) {
      this.length = length;
      this.spacer.style.height = `${length}px`;
      // A shorter spacer pulls the bar along.
      this.bar = Math.min(this.bar, this.room);
    }
  }

  get most() {
    return Math.max(0, this.full - this.height);
  }

  get atEnd() {
    return this.top >= this.most - 20;
  }

  /** The reader has moved the bar; false when it was this class. */
  scrolled() {
    const bar = this.scroller.scrollTop;
    const moved = bar - this.bar;
    if (Math.abs(moved) < 1) return false;
    this.movedAt = performance.now();
    const exact = this.full <= TALLEST && Math.abs(this.bar - this.top) < 1;
    this.bar = bar;
    const room = this.room;
    if (exact) this.top = bar;
    else if (Math.abs(moved) <= 2 * this.height) this.top += moved;
    else this.top = room > 0 ? (bar / room) * this.most : 0;
    this.top = Math.min(Math.max(0, this.top), this.most);
    if ((bar <= 0 && this.top > 0) || (bar >= room - 1 && this.top < this.most)) this.moveTo(this.top);
    else if (!exact) this.settle();
    return true;
  }

  moveTo(top) {
    this.top = Math.min(Math.max(0, top), this.most);
    const bar = this.full <= TALLEST ? this.top : (this.top / this.most) * this.room;
    if (Math.abs(bar - this.bar) < 0.5) return;
    this.scroller.scrollTop = bar;
    this.bar = this.scroller.scrollTop;
  }

  /** As above, for a reason that is not the reader's: what is in view stays, and the bar waits for the end of a gesture. */
  correct(top) {
    if (performance.now() - this.movedAt > GESTURE) {
      this.moveTo(top);
    } else {
      this.top = Math.min(Math.max(0, top), this.most);
      this.settle();
    }
  }

  dispose() {
    clearTimeout(this.timer);
  }

  settle() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.moveTo(this.top);
      this.settled?.();
    }, GESTURE);
  }

  /** Where in the spacer a pixel of the log is to be drawn. */
  place(y) {
    return y - this.top + this.bar;
  }

  get room() {
    return Math.max(0, this.length - this.height);
  }
}
