// map/palette.js: the page's own colours for the canvas, read from the tokens of css/tokens.css.

/**
 * @param {HTMLElement} element
 * @returns {import('./paint.js').Palette}
 */
export function readPalette(element) {
  const style = getComputedStyle(element);
  const read = (/** @type {string} */ token) => style.getPropertyValue(token).trim();
  return {
    paper: read('--map-paper'),
    land: read('--map-land'),
    ink: read('--map-ink'),
    quiet: read('--map-quiet'),
    casing: read('--casing'),
    grid: read('--map-grid'),
    accent: read('--accent'),
  };
}
