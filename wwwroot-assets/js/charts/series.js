// The series that a page knows, as buckets of one or two points: [step, seconds, value, …].

export class SeriesStore {
  #series = new Map();

  get size() {
    return this.#series.size;
  }

  /** True when a bucket holds more values than it shows. */
  get isCoarse() {
    return [...this.#series.values()].some((series) => series.count > series.buckets.length);
  }

  /** Sets finer values into each series, by its index; null takes them out. */
  refine(finer) {
    for (const [index, series] of this.#series) series.finer = finer(index);
  }

  apply(delta) {
    let series = this.#series.get(delta.index);
    if (!series) {
      series = { name: delta.name, section: delta.section, chart: delta.chart, buckets: [], hidden: false };
      this.#series.set(delta.index, series);
    }
    series.buckets.length = Math.min(series.buckets.length, delta.from);
    for (const bucket of delta.buckets) series.buckets.push(bucket);
    const { count, gaps, last, lastGap, min, max } = delta;
    return Object.assign(series, { count, gaps, last, lastGap, min, max });
  }
}

/** The points of a series along an axis, in its order. */
export function pointsOf(series, axis, startedAt, log) {
  const at = axis === "step" ? 0 : 1;
  const shift = axis === "clock" ? (startedAt ?? 0) : 0;
  const points = [];
  let ordered = true;
  const add = (bucket, i) => {
    const x = bucket[i + at] + shift;
    const y = bucket[i + 2];
    if (points.length > 0 && x < points.at(-1)[0]) ordered = false;
    points.push([x, log && y !== null && y <= 0 ? null : y]);
  };
  const finer = series.finer?.at === at && series.finer.buckets.length > 0 ? series.finer : null;
  // What has come since the finer values were fetched stands behind them.
  const end = finer ? finer.buckets.at(-1).at(at - 3) : 0;
  const isFiner = (x) => finer !== null && x >= finer.from && x <= end;
  for (const bucket of series.buckets) {
    for (let i = 0; i < bucket.length; i += 3) if (!isFiner(bucket[i + at])) add(bucket, i);
  }
  for (const bucket of finer?.buckets ?? []) {
    for (let i = 0; i < bucket.length; i += 3) add(bucket, i);
  }
  // A program that starts its count again draws over itself rather than backwards.
  if (!ordered) points.sort((a, b) => a[0] - b[0]);
  return [points.map((point) => point[0]), points.map((point) => point[1])];
}

/** The moving average, corrected for its beginning at nothing; gaps stay gaps. */
export function smooth(values, weight) {
  let mean = 0;
  let share = 0;
  return values.map((value) => {
    if (value === null || value === undefined) return value;
    mean = mean * weight + value * (1 - weight);
    share = share * weight + (1 - weight);
    return mean / share;
  });
}
