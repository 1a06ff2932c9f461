// One image of a gallery alone: next and previous, zoom, actual size. Names enter as text.
export class Lightbox {
  constructor(gallery, told, left) {
    Object.assign(this, { gallery, told, scale: 0 });
    this.dialog = element("dialog", "kr-lightbox");
    this.dialog.setAttribute("aria-label", "Image");
    this.name = element("span", "name");
    this.facts = element("span", "facts");
    this.place = element("span", "place");
    this.download = element("a", "kr-button");
    this.download.textContent = "Download";
    this.stage = element("div", "stage");
    this.image = element("img");
    this.image.draggable = false;
    this.failed = element("p", "failed");
    this.stage.append(this.image, this.failed);
    const bar = element("header");
    bar.append(
      this.name,
      this.facts,
      this.place,
      this.button("←", "Previous (←)", () => this.step(-1)),
      this.button("→", "Next (→)", () => this.step(1)),
      this.button("−", "Smaller (-)", () => this.zoom(1 / 1.25)),
      this.button("+", "Larger (+)", () => this.zoom(1.25)),
      this.button("1:1", "Actual size, 1:1 (1)", () => this.size(1)),
      this.button("Fit", "Fit (0)", () => this.size(0)),
      this.download,
      this.button("✕", "Close (Esc)", () => this.dialog.close()),
    );
    this.dialog.append(bar, this.stage);
    document.body.append(this.dialog);
    this.image.addEventListener("load", () => this.loaded());
    this.image.addEventListener("error", () => this.broken());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("close", () => {
      if (this.removed) return;
      this.tile?.focus();
      left();
    });
    this.stage.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.stage.addEventListener("dblclick", () => this.size(this.scale === 0 ? 1 : 0));
    this.stage.addEventListener("pointerdown", (event) => this.drag(event));
  }

  remove() {
    this.removed = true;
    this.dialog.close();
    this.dialog.remove();
  }

  button(text, title, action) {
    const button = element("button");
    button.type = "button";
    button.textContent = text;
    button.title = title;
    button.setAttribute("aria-label", title);
    button.addEventListener("click", action);
    return button;
  }

  get tiles() {
    return [...this.gallery.querySelectorAll(".tile")];
  }

  show(tile) {
    this.tile = tile;
    const { path, src, size } = tile.dataset;
    const tiles = this.tiles;
    this.failed.textContent = "";
    this.name.textContent = path;
    this.name.title = path;
    this.bytes = size;
    this.facts.textContent = size;
    this.place.textContent = `${tiles.indexOf(tile) + 1} / ${tiles.length}`;
    this.download.href = `${src}?download`;
    this.download.download = "";
    this.size(0);
    this.image.hidden = false;
    this.image.alt = path;
    this.image.src = src;
    if (!this.dialog.open) this.dialog.showModal();
    tile.scrollIntoView({ block: "nearest" });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.told(path), 200); // Held arrow keys pass many.
  }

  step(by) {
    const tiles = this.tiles;
    if (tiles.length > 0) this.show(tiles[(tiles.indexOf(this.tile) + by + tiles.length) % tiles.length]);
  }

  loaded() {
    this.facts.textContent = `${this.image.naturalWidth} × ${this.image.naturalHeight} · ${this.bytes}`;
    this.draw();
  }

  broken() {
    this.image.hidden = true;
    this.failed.textContent = "The browser cannot show this image. Download it to look at it elsewhere.";
  }

  /** 0 fits the image into the window; otherwise pixels of the screen for one of the image. */
  size(scale) {
    this.scale = scale;
    this.draw();
  }

  zoom(factor) {
    const now = this.scale || this.image.clientWidth / (this.image.naturalWidth || 1) || 1;
    this.size(Math.min(32, Math.max(0.02, now * factor)));
  }

  draw() {
    this.stage.classList.toggle("fit", this.scale === 0);
    this.stage.classList.toggle("pixels", this.scale >= 3);
    this.image.style.width = this.scale === 0 ? "" : `${Math.round(this.image.naturalWidth * this.scale)}px`;
  }

  wheel(event) {
    event.preventDefault();
    const before = this.image.getBoundingClientRect();
    const [x, y] = [(event.clientX - before.left) / before.width, (event.clientY - before.top) / before.height];
    this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15);
    const after = this.image.getBoundingClientRect();
    this.stage.scrollBy(after.left + x * after.width - event.clientX, after.top + y * after.height - event.clientY);
  }

  drag(event) {
    if (this.scale === 0 || event.button !== 0) return;
    this.stage.setPointerCapture(event.pointerId);
    const move = (moved) => this.stage.scrollBy(-moved.movementX, -moved.movementY);
    this.stage.addEventListener("pointermove", move);
    this.stage.addEventListener("pointerup", () => this.stage.removeEventListener("pointermove", move), { once: true });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = {
      ArrowRight: () => this.step(1),
      ArrowLeft: () => this.step(-1),
      "+": () => this.zoom(1.25),
      "=": () => this.zoom(1.25),
      "-": () => this.zoom(1 / 1.25),
      1: () => this.size(1),
      0: () => this.size(0),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }
}

function element(tag, name) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  return made;
}
