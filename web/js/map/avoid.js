// map/avoid.js: what names keep clear of: areas in the theme's colours, and drawn lines. Pure.
import { AREA, LINE, num } from './decode.js';
import { originOn } from './frame.js';
import { contains } from './pick.js';

/**
 * @typedef {import('./labels.js').Box} Box
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./frame.js').Frame} Frame
 *
 * @typedef {object} Obstacles
 * @property {(box: Box, points: readonly (readonly [number, number])[]) => boolean} onArea whether one of the points,
 *   all of them within the box, lies on a coloured area
 * @property {(box: Box) => boolean} onLine whether a line runs through the box
 */

/**
 * @param {Frame} frame
 * @param {Iterable<{batch: Batch, i: number, themed: boolean}>} drawn what the picture shows
 * @returns {Obstacles}
 */
export function obstaclesOf(frame, drawn) {
  /** @type {(Box & {batch: Batch, i: number})[]} */
  const areas = [];
  /** @type {(Box & {batch: Batch, i: number})[]} */
  const lines = [];
  for (const { batch, i, themed } of drawn) {
    if (batch.kinds[i] === LINE) {
      lines.push({ ...boxOn(frame, batch, i), batch, i });
    } else if (batch.kinds[i] === AREA && themed) {
      areas.push({ ...boxOn(frame, batch, i), batch, i });
    }
  }
  return {
    onArea(box, points) {
      return areas.some(
        (area) => meet(area, box) && points.some(([x, y]) => covers(frame, area.batch, area.i, x, y)),
      );
    },
    onLine: (box) => lines.some((line) => meet(line, box) && crosses(frame, line.batch, line.i, box)),
  };
}

/**
 * @param {Frame} frame
 * @param {Batch} batch
 * @param {number} i
 * @returns {Box}
 */
function boxOn(frame, batch, i) {
  const origin = originOn(frame, batch);
  const at = (/** @type {number} */ k, /** @type {number} */ from) =>
    from + num(batch.boxes[i * 4 + k]) * frame.size;
  return {
    minX: at(0, origin.x),
    minY: at(1, origin.y),
    maxX: at(2, origin.x),
    maxY: at(3, origin.y),
  };
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function meet(a, b) {
  return a.minX < b.maxX && b.minX < a.maxX && a.minY < b.maxY && b.minY < a.maxY;
}

/**
 * @param {Frame} frame
 * @param {Batch} batch
 * @param {number} i
 * @param {number} x pixels
 * @param {number} y
 */
function covers(frame, batch, i, x, y) {
  const origin = originOn(frame, batch);
  return contains(batch, i, (x - origin.x) / frame.size, (y - origin.y) / frame.size);
}

/**
 * @param {Frame} frame
 * @param {Batch} batch
 * @param {number} i
 * @param {Box} box
 */
function crosses(frame, batch, i, box) {
  const origin = originOn(frame, batch);
  for (let part = num(batch.firstPart[i]); part < num(batch.firstPart[i + 1]); part++) {
    for (let k = num(batch.firstPoint[part]); k + 1 < num(batch.firstPoint[part + 1]); k++) {
      const ax = origin.x + num(batch.xy[k * 2]) * frame.size;
      const ay = origin.y + num(batch.xy[k * 2 + 1]) * frame.size;
      const bx = origin.x + num(batch.xy[k * 2 + 2]) * frame.size;
      const by = origin.y + num(batch.xy[k * 2 + 3]) * frame.size;
      if (partWithin(ax, ay, bx, by, box)) {
        return true;
      }
    }
  }
  return false;
}

/**
 * Which part of a segment lies within a box (Liang and Barsky's way).
 *
 * @param {number} ax
 * @param {number} ay
 * @param {number} bx
 * @param {number} by
 * @param {Box} box
 * @returns {{from: number, to: number} | null} shares of the segment's length
 */
export function partWithin(ax, ay, bx, by, box) {
  let from = 0;
  let to = 1;
  const dx = bx - ax;
  const dy = by - ay;
  for (const [p, q] of [
    [-dx, ax - box.minX],
    [dx, box.maxX - ax],
    [-dy, ay - box.minY],
    [dy, box.maxY - ay],
  ]) {
    if (p === 0 && num(q) < 0) {
      return null;
    }
    if (num(p) < 0) {
      from = Math.max(from, num(q) / num(p));
    } else if (num(p) > 0) {
      to = Math.min(to, num(q) / num(p));
    }
  }
  return from < to ? { from, to } : null;
}
