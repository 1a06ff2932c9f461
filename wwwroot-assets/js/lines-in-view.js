// Tells the LinesInView component which lines are in view: once a frame at most, and not before it has answered.
const slack = 10;

/** `above` stands for the lines before those that are drawn; its parent is what scrolls. */
export function attach(above, lineHeight, component) {
  const scroller = above?.parentElement;
  if (!scroller) return;
  scroller.style.overflowAnchor = "none";
  let told = { first: 0, count: 0 };
  let isTelling = false;
  let isDue = false;

  const look = async () => {
    isDue = false;
    if (!above.isConnected) return stop();
    const hidden = scroller.getBoundingClientRect().top - above.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(hidden / lineHeight));
    const count = Math.ceil(scroller.clientHeight / lineHeight) + 1;
    if (Math.abs(first - told.first) < slack && count <= told.count) return;
    told = { first, count };
    isTelling = true;
    await component.invokeMethodAsync("Show", first, count).catch(stop);
    isTelling = false;
    plan();
  };
  const plan = () => {
    if (isDue || isTelling) return;
    isDue = true;
    requestAnimationFrame(look);
  };
  const sizes = new ResizeObserver(plan);
  const stop = () => {
    scroller.removeEventListener("scroll", plan);
    sizes.disconnect();
  };
  scroller.addEventListener("scroll", plan, { passive: true });
  sizes.observe(scroller);
}
