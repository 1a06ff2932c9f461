// The tab's icon tells a run's state; without one it is the product's own again.
export function show(state) {
  const link = document.querySelector("link[rel=icon]");
  if (!link) return;
  // A new element: browsers overlook a changed address.
  const fresh = link.cloneNode();
  fresh.href = state ? `assets/icons/${state}.svg` : "assets/icon.svg";
  fresh.dataset.state = state ?? "";
  link.replaceWith(fresh);
}
