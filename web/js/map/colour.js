// map/colour.js: sums with colours written `#rrggbb`: contrast, mixing, ink that can be read. Pure.

/**
 * @param {string} color
 * @returns {[number, number, number]}
 */
function channels(color) {
  const n = Number.parseInt(color.slice(1, 7), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

/**
 * Relative luminance as WCAG 2.2 defines it.
 *
 * @param {string} color
 */
export function luminance(color) {
  const [r, g, b] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * Number(r) + 0.7152 * Number(g) + 0.0722 * Number(b);
}

/**
 * Contrast ratio, 1 to 21 (WCAG 2.2).
 *
 * @param {string} a
 * @param {string} b
 */
export function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (Number(light) + 0.05) / (Number(dark) + 0.05);
}

/**
 * @param {string} a
 * @param {string} b
 * @param {number} share of `b`, 0 to 1
 */
export function mix(a, b, share) {
  const to = channels(b);
  const mixed = channels(a).map((value, k) => Math.round(value + (Number(to[k]) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The colour, pulled towards the ink just far enough to reach the contrast against the ground.
 *
 * @param {string} color
 * @param {string} ground
 * @param {string} ink
 * @param {number} least contrast ratio
 */
export function legible(color, ground, ink, least) {
  for (let share = 0; share < 1; share += 0.1) {
    const candidate = mix(color, ink, share);
    if (contrast(candidate, ground) >= least) {
      return candidate;
    }
  }
  return ink;
}

/**
 * Black or white, whichever reads better on the colour.
 *
 * @param {string} color
 */
export function inkOn(color) {
  return contrast(color, '#1a1a1a') >= contrast(color, '#ffffff') ? '#1a1a1a' : '#ffffff';
}

/**
 * @param {string} color
 * @param {number} opacity
 */
export function withOpacity(color, opacity) {
  const [r, g, b] = channels(color);
  return `rgb(${r} ${g} ${b} / ${opacity})`;
}
