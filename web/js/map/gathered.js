// map/gathered.js: what a tile left out, gathered in square cells: how many of what. Pure.
import { num } from './kinds.js';

/**
 * @typedef {object} Gathered one cell
 * @property {number} minX world units, relative to the tile's origin
 * @property {number} minY
 * @property {number} maxX
 * @property {number} maxY
 * @property {number} count features whose inner point lies in the cell
 * @property {Readonly<Record<string, any>>} properties `count`, and for each value of a field `<field>=<value>`
 */

/**
 * How many features of each value of a field a cell has.
 *
 * @param {Gathered} cell
 * @param {string} field
 * @returns {[string, number][]}
 */
export function sharesOf(cell, field) {
  const prefix = `${field}=`;
  return Object.entries(cell.properties)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, count]) => [name.slice(prefix.length), Number(count)]);
}

/**
 * The value that most of a cell's features have.
 *
 * @param {Gathered} cell
 * @param {string} field
 * @returns {string} '' when none is known
 */
export function mostOf(cell, field) {
  const [first] = sharesOf(cell, field).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first?.[0] ?? '';
}

/**
 * The cell at a place.
 *
 * @param {import('./decode.js').Batch} batch
 * @param {number} x world units
 * @param {number} y
 * @returns {Gathered | null}
 */
export function gatheredAt(batch, x, y) {
  const [px, py] = [x - batch.originX, y - batch.originY];
  return (
    batch.tile?.gathered.find(
      (cell) => px >= cell.minX && px < cell.maxX && py >= cell.minY && py < cell.maxY,
    ) ?? null
  );
}

/** A cell of one feature is this opaque, one of a hundred or more that. */
const OPACITY = { one: 0.3, hundred: 0.85 };

/**
 * How opaque a cell of so many features is.
 *
 * @param {number} count
 */
export function opacityOf(count) {
  const share = Math.min(1, Math.log10(Math.max(1, num(count))) / 2);
  return OPACITY.one + (OPACITY.hundred - OPACITY.one) * share;
}
