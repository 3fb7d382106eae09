// map/tile-grid.js: which tiles of the web's square grid lie in a view. Pure.
// Source: OGC 17-083r4, annex D.1 (WebMercatorQuad): level z has 2^z × 2^z tiles, the first in the north-west.
import { num } from './kinds.js';
import { worldX, worldY } from './projection.js';

/**
 * @typedef {object} Address of a tile
 * @property {number} z level
 * @property {number} x column, from the west
 * @property {number} y row, from the north
 */

/** Tiles of finer levels say no more: nearer views enlarge these. */
export const LAST_LEVEL = 16;

/** The finest level whose grid pictures are cut by; see tile-paint.js. */
const LAST_CUT = 22;

/**
 * The level of the tiles that a zoom shows.
 *
 * @param {number} zoom
 */
export function levelOf(zoom) {
  return Math.max(0, Math.min(LAST_LEVEL, Math.floor(zoom)));
}

/**
 * The level by whose grid a picture of this zoom is cut: a square is 256 to 512 pixels wide on the screen.
 *
 * @param {number} zoom
 */
export function cutOf(zoom) {
  return Math.max(0, Math.min(LAST_CUT, Math.floor(zoom)));
}

/** @param {Address} address */
export function keyOf({ z, x, y }) {
  return `${z}/${x}/${y}`;
}

/**
 * The tile of a coarser level that covers this one; itself when the level is its own or finer.
 *
 * @param {Address} address
 * @param {number} level
 * @returns {Address}
 */
export function coverOf({ z, x, y }, level) {
  const up = Math.max(0, z - level);
  return { z: z - up, x: Math.floor(x / 2 ** up), y: Math.floor(y / 2 ** up) };
}

/**
 * @param {Address} a
 * @param {Address} b
 */
export function same(a, b) {
  return a.z === b.z && a.x === b.x && a.y === b.y;
}

/**
 * Tiles of a level that meet a box, the nearest to its middle first.
 *
 * @param {{minX: number, minY: number, maxX: number, maxY: number}} box world units
 * @param {number} level
 * @returns {Address[]}
 */
export function tilesIn(box, level) {
  const most = 2 ** level - 1;
  const at = (/** @type {number} */ world) => Math.max(0, Math.min(most, Math.floor(world * 2 ** level)));
  /** @type {Address[]} */
  const tiles = [];
  for (let x = at(box.minX); x <= at(box.maxX); x++) {
    for (let y = at(box.minY); y <= at(box.maxY); y++) {
      tiles.push({ z: level, x, y });
    }
  }
  const [midX, midY] = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
  const far = (/** @type {Address} */ { x, y }) =>
    Math.max(Math.abs((x + 0.5) / 2 ** level - midX), Math.abs((y + 0.5) / 2 ** level - midY));
  return tiles.sort((a, b) => far(a) - far(b));
}

/**
 * Whether a tile meets a box.
 *
 * @param {Address} address
 * @param {{minX: number, minY: number, maxX: number, maxY: number}} box world units
 */
export function meets({ z, x, y }, { minX, minY, maxX, maxY }) {
  const side = 1 / 2 ** z;
  return x * side <= maxX && (x + 1) * side > minX && y * side <= maxY && (y + 1) * side > minY;
}

/**
 * A box in degrees as world units, widened by a share of its size on each side.
 *
 * @param {readonly number[]} bbox west, south, east, north
 * @param {number} [margin]
 */
export function worldBox([west, south, east, north], margin = 0) {
  const [minX, maxX] = [worldX(num(west)), worldX(num(east))];
  const [minY, maxY] = [worldY(num(north)), worldY(num(south))];
  const [dx, dy] = [(maxX - minX) * margin, (maxY - minY) * margin];
  return { minX: minX - dx, minY: minY - dy, maxX: maxX + dx, maxY: maxY + dy };
}
