// A PDF, page by page, on a canvas. It is read in ranges, decoded in a worker, and nothing in it acts: no scripts, forms or links.
const LIBRARY = "../lib/pdfjs/";
const CHUNK = 256 * 1024;
const MOST_PIXELS = 16_000_000;
const LONGEST_SIDE = 16_000;
const STEPS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const shown = new Map();

export async function attach(element, id, address, bytes) {
  if (!element) return;
  const viewer = new Viewer(element);
  shown.set(id, viewer);
  try {
    await viewer.open(address, bytes);
  } catch (error) {
    viewer.fail(error);
  }
}

// By its id: the element itself may have left the page before.
export function detach(id) {
  shown.get(id)?.close();
  shown.delete(id);
}

class Viewer {
  constructor(element) {
    this.element = element;
    this.scroll = element.querySelector(".sheet");
    this.canvas = element.querySelector("canvas");
    this.zoom = null; // Null: as wide as there is room.
    this.number = 1;
    this.closing = new AbortController();
  }

  async open(address, bytes) {
    const pdfjs = await import(`${LIBRARY}pdf.js`);
    if (this.closing.signal.aborted) return;
    this.port = new Worker(new URL(`${LIBRARY}pdf.worker.js`, import.meta.url), { type: "module" });
    this.port.addEventListener("error", () => this.fail());
    this.task = pdfjs.getDocument({
      range: new (ranges(pdfjs, address, bytes, this))(),
      rangeChunkSize: CHUNK,
      worker: new pdfjs.PDFWorker({ port: this.port, verbosity: pdfjs.VerbosityLevel.ERRORS }),
      verbosity: pdfjs.VerbosityLevel.ERRORS,
      disableAutoFetch: true,
      disableStream: true,
      isEvalSupported: false,
      enableXfa: false,
      useWasm: false,
      maxImageSize: 64_000_000,
      standardFontDataUrl: new URL(`${LIBRARY}standard_fonts/`, import.meta.url).href,
    });
    this.document = await this.task.promise;
    this.listen();
    this.element.dataset.state = "shown";
    this.part(".count").textContent = this.document.numPages.toLocaleString("en");
    this.part("[data-act=number]").max = this.document.numPages;
    await this.draw();
  }

  listen() {
    const { signal } = this.closing;
    this.element.addEventListener("click", (e) => this.act(e.target.closest?.("button[data-act]")?.dataset.act), { signal });
    this.part("[data-act=number]").addEventListener("change", (e) => this.go(Number(e.target.value)), { signal });
    this.scroll.addEventListener("keydown", (e) => this.key(e), { signal });
    this.watching = new ResizeObserver(() => this.zoom === null && this.width !== this.scroll.clientWidth && this.draw());
    this.watching.observe(this.scroll);
  }

  key(event) {
    const act = { ArrowLeft: "previous", PageUp: "previous", ArrowRight: "next", PageDown: "next", "+": "in", "-": "out", 0: "fit" };
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in act)) return;
    event.preventDefault();
    this.act(act[event.key]);
  }

  act(name) {
    if (name === "previous") return this.go(this.number - 1);
    if (name === "next") return this.go(this.number + 1);
    if (name === "fit") this.zoom = null;
    else if (name === "in") this.zoom = STEPS.find((step) => step > this.scale + 0.01) ?? STEPS.at(-1);
    else if (name === "out") this.zoom = STEPS.findLast((step) => step < this.scale - 0.01) ?? STEPS[0];
    else return;
    this.draw();
  }

  go(number) {
    const wanted = Math.min(Math.max(1, Math.trunc(number) || 1), this.document.numPages);
    const isOther = wanted !== this.number;
    this.number = wanted;
    this.tell();
    if (!isOther) return;
    this.scroll.scrollTop = 0;
    this.draw();
  }

  // One page is drawn at a time; what was asked for meanwhile is drawn next.
  async draw() {
    if (this.drawing) {
      this.again = true;
      this.rendering?.cancel();
      return;
    }
    this.drawing = true;
    try {
      do {
        this.again = false;
        await this.render(await this.document.getPage(this.number));
      } while (this.again && !this.closing.signal.aborted);
    } catch (error) {
      this.fail(error, `Page ${this.number}`);
    } finally {
      this.drawing = false;
    }
  }

  async render(page) {
    const whole = page.getViewport({ scale: 1 });
    this.width = this.scroll.clientWidth;
    const longest = LONGEST_SIDE / Math.max(whole.width, whole.height, 1);
    this.scale = Math.min(this.zoom ?? Math.max(this.width - 2, 100) / whole.width, longest);
    const area = whole.width * whole.height * this.scale ** 2;
    const dense = Math.min(devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / area));
    const viewport = page.getViewport({ scale: this.scale * dense });
    const fresh = this.canvas.cloneNode();
    fresh.width = Math.max(1, Math.floor(viewport.width));
    fresh.height = Math.max(1, Math.floor(viewport.height));
    fresh.style.width = `${Math.floor(whole.width * this.scale)}px`;
    this.rendering = page.render({ canvas: fresh, viewport });
    try {
      await this.rendering.promise;
    } catch (error) {
      if (error?.name === "RenderingCancelledException") return;
      throw error;
    } finally {
      page.cleanup();
    }
    fresh.setAttribute("aria-label", `Page ${page.pageNumber}`);
    fresh.dataset.page = page.pageNumber;
    this.canvas.replaceWith(fresh);
    this.canvas = fresh;
    this.element.dataset.state = "shown";
    this.tell();
  }

  tell() {
    this.part("[data-act=number]").value = this.number;
    this.part("[data-act=previous]").disabled = this.number <= 1;
    this.part("[data-act=next]").disabled = this.number >= this.document.numPages;
    if (this.scale) this.part(".zoom").textContent = `${Math.round(this.scale * 100)}%`;
  }

  part(selector) {
    return this.element.querySelector(selector);
  }

  fail(error, what = "This PDF") {
    if (this.closing.signal.aborted) return;
    const words = {
      PasswordException: `${what} asks for a password: download it to read it.`,
      InvalidPDFException: `${what} is damaged, or is none: download it to see what it is.`,
    };
    this.part(".problem").textContent = words[error?.name] ?? `${what} cannot be shown here: download it.`;
    this.element.dataset.state = this.document ? "broken" : "failed";
    if (!this.document) this.close();
  }

  close() {
    this.closing.abort();
    this.watching?.disconnect();
    this.rendering?.cancel();
    this.task?.destroy().catch(() => {});
    this.port?.terminate();
  }
}

function ranges(pdfjs, address, bytes, viewer) {
  const { signal } = viewer.closing;
  return class extends pdfjs.PDFDataRangeTransport {
    constructor() {
      super(bytes, null);
    }

    async requestDataRange(begin, end) {
      try {
        const answer = await fetch(address, { headers: { Range: `bytes=${begin}-${end - 1}` }, signal });
        if (answer.status !== 206) throw new Error(`status ${answer.status}`);
        const data = new Uint8Array(await answer.arrayBuffer());
        if (!signal.aborted) this.onDataRange(begin, data);
      } catch (error) {
        viewer.fail(error);
      }
    }
  };
}
