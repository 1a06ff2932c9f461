// Lines in the page's address: #L118, and #L10-L20 for several.
const SHAPE = /^#L([1-9]\d{0,8})(?:-L?([1-9]\d{0,8}))?$/;

export function parseAddress(hash) {
  const match = SHAPE.exec(hash);
  if (!match) return null;
  const [a, b] = [Number(match[1]), Number(match[2] ?? match[1])];
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

export const addressOf = ({ from, to }) => (from === to ? `#L${from}` : `#L${from}-L${to}`);
