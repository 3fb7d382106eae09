// map/kinds.js: kinds of geometry in the order of painting, and reading numbers out of typed arrays. Pure.

export const AREA = 0;
export const LINE = 1;
export const POINT = 2;

/**
 * The element that the type checker cannot know is there.
 *
 * @param {number | undefined} value
 * @returns {number}
 */
export function num(value) {
  return /** @type {number} */ (value);
}
