// Two pictures over each other: how much of the upper one is seen follows the slider without a round trip.
export function attach(element) {
  const slider = element?.querySelector("input[type=range]");
  slider?.addEventListener("input", () => element.style.setProperty("--at", `${slider.value}%`));
}
