// The images of a run as tiles: small pictures of those in sight, one alone when it is chosen.
import { Lightbox } from "./image-lightbox.js";
import { Thumbnails } from "./thumbnails.js";

const galleries = new Map();

export function attach(gallery, component, current, opens) {
  if (!gallery?.isConnected || galleries.has(gallery)) return;
  const tell = (...what) => component.invokeMethodAsync(...what).catch(() => {});
  const box = new Lightbox(gallery, (path) => tell("OnBrowserShowAsync", path), () => tell("OnBrowserCloseAsync"));
  galleries.set(gallery, { box, thumbnails: new Thumbnails(gallery) });
  gallery.dataset.ready = "true";
  gallery.addEventListener("click", (event) => {
    const tile = event.target.closest(".tile");
    if (tile) box.show(tile);
  });
  gallery.addEventListener("keydown", move);
  const tiles = [...gallery.querySelectorAll(".tile")];
  const named = tiles.find((one) => one.dataset.path === current);
  named?.scrollIntoView({ block: "center" });
  // Enter shows the first one, unless somebody is typing.
  if (!document.activeElement?.matches("input, textarea, select")) (named ?? tiles[0])?.focus({ preventScroll: true });
  if (named && opens) box.show(named);
  refresh(gallery);
}

/** To be called when tiles have come. */
export function refresh(gallery) {
  galleries.get(gallery)?.thumbnails.watch(gallery.querySelectorAll(".tile.pictured"));
}

export function detach(gallery) {
  const { box, thumbnails } = galleries.get(gallery) ?? {};
  box?.remove();
  thumbnails?.stop();
  galleries.delete(gallery);
}

/** From tile to tile, as they lie. */
function move(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const tiles = [...event.currentTarget.querySelectorAll(".tile")];
  const at = tiles.indexOf(event.target.closest(".tile"));
  if (at < 0) return;
  const below = tiles.findIndex((tile) => tile.offsetTop > tiles[0].offsetTop);
  const columns = below < 0 ? tiles.length : below;
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
  if (!by || !tiles[at + by]) return;
  event.preventDefault();
  tiles[at + by].focus();
}
