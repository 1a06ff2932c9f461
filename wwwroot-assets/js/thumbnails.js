// Small pictures of images, drawn for the tiles that are in sight. The browser decodes a few at a time, away from the
// page's own thread and already at the tile's size: a thousand images of a megabyte neither stop a scroll nor fill the
// memory.
const AtOnce = 2;
const Beyond = "300px"; // Drawn this far ahead of a scroll.
const SmallBytes = 100_000; // Of these the decoded image is no larger than what it is scaled to.

export class Thumbnails {
  constructor(gallery) {
    const scrolls = getComputedStyle(gallery).overflowY !== "visible";
    this.waiting = new Set();
    this.loading = new Map();
    this.watched = new WeakSet();
    this.observer = new IntersectionObserver((entries) => this.seen(entries), {
      root: scrolls ? gallery : null,
      rootMargin: Beyond,
    });
  }

  /** Watches the tiles that are not watched yet; their canvases are drawn once they come into sight. */
  watch(tiles) {
    for (const tile of tiles) {
      if (this.watched.has(tile)) continue;
      this.watched.add(tile);
      this.observer.observe(tile);
    }
  }

  stop() {
    this.observer.disconnect();
    this.waiting.clear();
    for (const loading of this.loading.values()) loading.abort();
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        this.waiting.add(target);
      } else {
        this.waiting.delete(target);
        this.loading.get(target)?.abort();
      }
    }
    this.next();
  }

  next() {
    for (const tile of this.waiting) {
      if (this.loading.size >= AtOnce) return;
      if (this.loading.has(tile)) continue; // Being given up; its end calls again.
      this.waiting.delete(tile);
      if (tile.isConnected) this.load(tile);
    }
  }

  async load(tile) {
    const loading = new AbortController();
    this.loading.set(tile, loading);
    try {
      await draw(tile, loading.signal);
      this.observer.unobserve(tile);
    } catch {
      if (!loading.signal.aborted) showAsImage(tile);
    } finally {
      this.loading.delete(tile);
      this.next();
    }
  }
}

async function draw(tile, signal) {
  const answer = await fetch(tile.dataset.src, { signal });
  if (!answer.ok) throw new Error(answer.statusText);
  const blob = await answer.blob();
  const width = Math.ceil(tile.clientWidth * devicePixelRatio);
  const scaled = blob.size > SmallBytes && width > 0 ? { resizeWidth: width, resizeQuality: "medium" } : {};
  const bitmap = await createImageBitmap(blob, scaled);
  const canvas = tile.querySelector("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("bitmaprenderer").transferFromImageBitmap(bitmap);
  canvas.dataset.drawn = "";
}

/** What cannot be drawn from its bytes alone, SVG for one, is left to the browser. */
function showAsImage(tile) {
  const canvas = tile.querySelector("canvas");
  const image = new Image();
  image.decoding = "async";
  image.alt = "";
  image.src = tile.dataset.src;
  canvas?.replaceWith(image);
}
