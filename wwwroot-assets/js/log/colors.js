// Colours that a program chose, made legible in both themes on the background of chosen lines, which leaves them the least.
const BACKGROUND = { light: [227, 243, 248], dark: [18, 48, 59] };
const ENOUGH = 4.5;
const known = new Map();

// With a background of its own a text needs the colours of a terminal, whatever the theme.
const TERMINAL = ["#000000", "#a1260d", "#107c10", "#949800", "#0451a5", "#8c2d8c", "#0c7a93", "#e5e5e5",
  "#666666", "#cd3131", "#14ce14", "#d7d787", "#2472c8", "#d670d6", "#29b8db", "#ffffff"].map(hex);

/** { color, background } as CSS: a number is a colour of the theme, an array one of the program's. */
export function paint({ fg, bg, inverse }) {
  if (inverse) return onBackground(bg, fg ?? "text");
  if (bg !== undefined) return onBackground(fg, bg);
  if (fg === undefined) return {};
  return { color: typeof fg === "number" ? `var(--kr-ansi-${fg})` : legible(fg) };
}

function onBackground(fg, bg) {
  if (bg === "text") return { background: "var(--kr-text)", color: "var(--kr-log-bg)" };
  const back = solid(bg);
  const front = fg === undefined ? null : solid(fg);
  const color = front && ratio(front, back) >= 4.5 ? front : ratio([0, 0, 0], back) > ratio([255, 255, 255], back) ? [0, 0, 0] : [255, 255, 255];
  return { background: css(back), color: css(color) };
}

function legible(rgb) {
  const key = rgb.join();
  if (known.size > 5000) known.clear();
  if (!known.has(key)) known.set(key, `light-dark(${css(towards(rgb, "light", 0))}, ${css(towards(rgb, "dark", 255))})`);
  return known.get(key);
}

function towards(rgb, theme, end) {
  let color = rgb;
  for (let step = 1; step <= 20 && ratio(color, BACKGROUND[theme]) < ENOUGH; step++) {
    color = rgb.map((value) => Math.round(value + ((end - value) * step) / 20));
  }
  return color;
}

/** WCAG's contrast ratio. */
function ratio(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const solid = (color) => (typeof color === "number" ? TERMINAL[color] : color);

const css = (rgb) => `rgb(${rgb.join(", ")})`;

function hex(color) {
  return [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16));
}
