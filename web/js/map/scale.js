// map/scale.js: the length of the scale bar. Pure.

/** Lengths a scale bar may have, metres. */
const ROUND_LENGTHS = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000];

/** Widest scale bar, pixels. */
const WIDEST = 110;

/**
 * The longest round length whose bar still fits.
 *
 * @param {number} metresPerPixel
 * @param {number} [widest] pixels
 */
export function scaleLength(metresPerPixel, widest = WIDEST) {
  const fitting = ROUND_LENGTHS.filter((metres) => metres / metresPerPixel <= widest);
  return fitting[fitting.length - 1] ?? 5;
}
