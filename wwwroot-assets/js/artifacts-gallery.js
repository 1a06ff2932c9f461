// The images of a run as tiles: small pictures of those in sight, one alone when it is chosen.
import { Lightbox } from "./image-lightbox.js";
import { Thumbnails } from "./thumbnails.js";

const galleries = new Map();

export function attach(gallery, component, current) {
  if (!gallery?.isConnected || galleries.has(gallery)) return;
  const box = new Lightbox(gallery, (path) => component.invokeMethodAsync("OnBrowserShowAsync", path).catch(() => {}));
  galleries.set(gallery, { box, thumbnails: new Thumbnails(gallery) });
  gallery.addEventListener("click", (event) => {
    const tile = event.target.closest(".tile");
    if (tile) box.show(tile);
  });
  const tile = current && [...gallery.querySelectorAll(".tile")].find((one) => one.dataset.path === current);
  if (tile) tile.scrollIntoView({ block: "center" });
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
