// map/avoid.js: what names keep clear of: areas in the theme's colours, and drawn lines. Pure.
import { mayMeet } from './batch.js';
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
 * @param {readonly {batch: Batch, members: readonly number[], themed: (i: number) => boolean}[]} drawn what the picture
 *   shows: features of batches
 * @returns {Obstacles}
 */
export function obstaclesOf(frame, drawn) {
  /**
   * The features of a kind whose boxes meet a box.
   *
   * @param {Box} box pixels
   * @param {number} kind
   */
  function* near(box, kind) {
    for (const { batch, members, themed } of drawn) {
      const edges = {
        minX: (frame.left + box.minX) / frame.size - batch.originX,
        minY: (frame.top + box.minY) / frame.size - batch.originY,
        maxX: (frame.left + box.maxX) / frame.size - batch.originX,
        maxY: (frame.top + box.maxY) / frame.size - batch.originY,
      };
      for (const i of mayMeet(batch, edges) ? members : []) {
        if (batch.kinds[i] === kind && (kind === LINE || themed(i)) && meet(boxOf(batch, i), edges)) {
          yield { batch, i };
        }
      }
    }
  }

  return {
    onArea(box, points) {
      for (const { batch, i } of near(box, AREA)) {
        if (points.some(([x, y]) => covers(frame, batch, i, x, y))) {
          return true;
        }
      }
      return false;
    },
    onLine(box) {
      for (const { batch, i } of near(box, LINE)) {
        if (crosses(frame, batch, i, box)) {
          return true;
        }
      }
      return false;
    },
  };
}

/**
 * @param {Batch} batch
 * @param {number} i
 * @returns {Box} relative to the batch's origin
 */
function boxOf({ boxes }, i) {
  const b = i * 4;
  return {
    minX: num(boxes[b]),
    minY: num(boxes[b + 1]),
    maxX: num(boxes[b + 2]),
    maxY: num(boxes[b + 3]),
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
