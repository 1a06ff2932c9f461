// Numbers and times as the page writes them.
const two = (value) => String(Math.floor(value)).padStart(2, "0");

export const count = (value) => value.toLocaleString("en");

export const many = (value, one, more = `${one}s`) => `${count(value)} ${value === 1 ? one : more}`;

/** Seconds since the session began, as 02:31 or 1:02:31. */
export function elapsed(seconds) {
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ""}${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The time of day of a moment, in the reader's zone. */
export function clock(start, seconds) {
  const moment = new Date(start + seconds * 1000);
  return `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
}

/** How long something took: 0.4s, 14s, 2m 50s, 1h 05m. */
export function duration(seconds) {
  if (seconds < 9.95) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${two(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h ${two((whole / 60) % 60)}m`;
}
