// map/batch.js: questions to a batch of features: where is an id, what is cut by a tile's edge. Pure.
import { num } from './kinds.js';

/** @typedef {import('./decode.js').Batch} Batch */

/** @type {WeakMap<Batch, {first: Map<string, number>, next: Int32Array}>} */
const indexes = new WeakMap();

/**
 * Positions of all pieces of a feature in a batch: one of several kinds of geometry has several.
 *
 * @param {Batch} batch
 * @param {string} id
 * @returns {number[]}
 */
export function placesOf(batch, id) {
  const { first, next } = indexOf(batch);
  const places = [];
  for (let i = first.get(id) ?? -1; i >= 0; i = num(next[i])) {
    places.push(i);
  }
  return places;
}

/** @param {Batch} batch */
function indexOf(batch) {
  const known = indexes.get(batch);
  if (known) {
    return known;
  }
  /** @type {Map<string, number>} */
  const first = new Map();
  const next = new Int32Array(batch.count);
  for (let i = batch.count - 1; i >= 0; i--) {
    const id = String(batch.ids[i]);
    next[i] = first.get(id) ?? -1;
    first.set(id, i);
  }
  const index = { first, next };
  indexes.set(batch, index);
  return index;
}

/**
 * Whether a feature goes beyond the edge of its tile, so that other tiles may have pieces of it too.
 *
 * @param {Batch} batch
 * @param {number} i
 */
export function isCut(batch, i) {
  if (!batch.tile) {
    return false;
  }
  const { side } = batch.tile;
  const b = i * 4;
  return (
    num(batch.boxes[b]) < 0 ||
    num(batch.boxes[b + 1]) < 0 ||
    num(batch.boxes[b + 2]) > side ||
    num(batch.boxes[b + 3]) > side
  );
}

/**
 * Whether a piece lies wholly in the margin that a tile has about itself: it belongs to a neighbour alone. What only
 * touches the edge belongs to the tile that it comes from, a point on the edge to the tile that begins there.
 *
 * @param {Batch} batch
 * @param {number} i
 */
export function isBeyond({ tile, boxes }, i) {
  if (!tile) {
    return false;
  }
  const b = i * 4;
  return (
    isOutside(num(boxes[b]), num(boxes[b + 2]), tile.side) ||
    isOutside(num(boxes[b + 1]), num(boxes[b + 3]), tile.side)
  );
}

/**
 * @param {number} least
 * @param {number} most
 * @param {number} side
 */
function isOutside(least, most, side) {
  return least >= side || most < 0 || (most === 0 && least < 0);
}

/**
 * Whether a batch may have something in a box: a tile has nothing far from itself.
 *
 * @param {Batch} batch
 * @param {{minX: number, minY: number, maxX: number, maxY: number}} edges relative to the batch's origin
 */
export function mayMeet({ tile }, edges) {
  if (!tile) {
    return true;
  }
  // A tile's features go a little beyond its edges.
  const margin = tile.side / 16;
  return (
    edges.minX <= tile.side + margin &&
    edges.maxX >= -margin &&
    edges.minY <= tile.side + margin &&
    edges.maxY >= -margin
  );
}
