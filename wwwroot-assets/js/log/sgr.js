// Select graphic rendition: the colours and faces of terminals. A colour is 0 to 15 (the theme's) or [r, g, b].

/** The style after the codes: null or { fg, bg, bold, dim, italic, underline, strike, inverse }. */
export function select(old, parameters) {
  const codes = parameters === "" ? [0] : parameters.split(/[;:]/).slice(0, 64).map(Number);
  let style = { ...old };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) style = {};
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 7) style.inverse = true;
    else if (code === 9) style.strike = true;
    else if (code === 22) style.bold = style.dim = false;
    else if (code === 23) style.italic = false;
    else if (code === 24) style.underline = false;
    else if (code === 27) style.inverse = false;
    else if (code === 29) style.strike = false;
    else if (code >= 30 && code <= 37) style.fg = code - 30;
    else if (code === 39) delete style.fg;
    else if (code >= 40 && code <= 47) style.bg = code - 40;
    else if (code === 49) delete style.bg;
    else if (code >= 90 && code <= 97) style.fg = code - 82;
    else if (code >= 100 && code <= 107) style.bg = code - 92;
    else if (code === 38 || code === 48) {
      const [color, used] = extended(codes, i + 1);
      if (color !== undefined) style[code === 38 ? "fg" : "bg"] = color;
      i += used;
    }
  }
  return Object.values(style).some((value) => value !== false && value !== undefined) ? style : null;
}

// 5;n and 2;r;g;b: a number below 16 stays a colour of the theme, all else becomes rgb.
function extended(codes, i) {
  const byte = (value) => Number.isInteger(value) && value >= 0 && value <= 255;
  if (codes[i] === 5) return [byte(codes[i + 1]) ? indexed(codes[i + 1]) : undefined, 2];
  if (codes[i] === 2) {
    const rgb = codes.slice(i + 1, i + 4);
    return [rgb.length === 3 && rgb.every(byte) ? rgb : undefined, 4];
  }
  return [undefined, 0];
}

function indexed(n) {
  if (n < 16) return n;
  if (n >= 232) return Array(3).fill(8 + (n - 232) * 10);
  const level = (value) => (value ? 55 + value * 40 : 0);
  return [level(Math.floor((n - 16) / 36)), level(Math.floor((n - 16) / 6) % 6), level((n - 16) % 6)];
}
