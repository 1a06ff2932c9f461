// The phases of the kernel's script, as bands behind the charts of the machine.

const ROOM = 8;

export function bands(plot, { phases, startedAt }, axis, css) {
  const { ctx, bbox } = plot;
  const shift = axis === "clock" ? (startedAt ?? 0) : 0;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${10 * ratio}px ${css("--kr-sans")}`;
  ctx.textBaseline = "top";
  phases.forEach((phase, index) => {
    const left = Math.max(bbox.left, plot.valToPos(phase.start + shift, "x", true));
    const right = phase.end === null ? bbox.left + bbox.width : Math.min(bbox.left + bbox.width, plot.valToPos(phase.end + shift, "x", true));
    if (!(right > left)) return;
    if (index % 2 === 0) {
      ctx.fillStyle = css("--kr-chart-band");
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
    }
    const name = phase.name.slice(0, 20);
    if (ctx.measureText(name).width + ROOM * ratio < right - left) {
      ctx.fillStyle = css("--kr-text-3");
      ctx.fillText(name, left + (ROOM * ratio) / 2, bbox.top + 3 * ratio);
    }
  });
  ctx.restore();
}
