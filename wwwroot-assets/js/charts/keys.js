// A chart without a mouse: the cursor moves point by point and is read out; zooming keeps what it stands on.
import { axes } from "./format.js";

export function onKey(card, event) {
  const { plot, charts, group } = card;
  if (!plot || event.ctrlKey || event.metaKey || event.altKey) return;
  const xs = plot.data[0];
  const move = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
  if (move) moveTo(card, Math.min(xs.length - 1, Math.max(0, (card.at ?? (move > 0 ? -1 : xs.length)) + move)));
  else if (event.key === "Home") moveTo(card, 0);
  else if (event.key === "End") moveTo(card, xs.length - 1);
  else if (event.key === "+" || event.key === "-") zoom(card, event.key === "+" ? 0.5 : 2);
  else if (event.key === "0" || event.key === "Escape") charts.setZoom(group, null);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function moveTo(card, index) {
  const { plot, charts } = card;
  const x = plot.data[0][index];
  plot.setCursor({ left: Math.round(plot.valToPos(x, "x")), top: plot.over.clientHeight / 2 }, true, true);
  card.cursorAt(index);
  const values = card.shown().map((series) => `${card.kind ? card.title : series.name} ${series.row.cells[1].textContent}`);
  charts.read(`${axes[card.axis](x)}: ${values.join(", ")}`);
}

function zoom({ plot, charts, group, at }, factor) {
  const { min, max } = plot.scales.x;
  const xs = plot.data[0];
  const middle = at === null ? (min + max) / 2 : xs[at];
  const low = Math.max(xs[0], middle - (middle - min) * factor);
  const high = Math.min(xs.at(-1), middle + (max - middle) * factor);
  if (high > low) charts.setZoom(group, factor > 1 && low === xs[0] && high === xs.at(-1) ? null : [low, high]);
}
