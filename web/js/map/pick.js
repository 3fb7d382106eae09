// map/pick.js: which features lie under a point. Box first, then the exact shape. Pure.
import { mayMeet } from './batch.js';
import { AREA, LINE, num } from './decode.js';

/** @typedef {import('./decode.js').Batch} Batch */

/**
 * @param {Batch} batch
 * @param {number} x world units
 * @param {number} y world units
 * @param {{line: number, point: number}} reach how near counts as a hit, in world units
 * @returns {number[]} positions in the batch, last painted first
 */
export function hits(batch, x, y, reach) {
  const px = x - batch.originX;
  const py = y - batch.originY;
  /** @type {number[]} */
  const found = [];
  const far = Math.max(reach.line, reach.point);
  if (!mayMeet(batch, { minX: px - far, minY: py - far, maxX: px + far, maxY: py + far })) {
    return found;
  }
  for (let i = batch.count - 1; i >= 0; i--) {
    const slack = batch.kinds[i] === AREA ? 0 : batch.kinds[i] === LINE ? reach.line : reach.point;
    if (inBox(batch, i, px, py, slack) && touches(batch, i, px, py, slack)) {
      found.push(i);
    }
  }
  return found;
}

/**
 * @param {Batch} batch
 * @param {number} i
 * @param {number} x
 * @param {number} y
 * @param {number} slack
 */
function inBox(batch, i, x, y, slack) {
  const b = i * 4;
  return (
    x >= num(batch.boxes[b]) - slack &&
    y >= num(batch.boxes[b + 1]) - slack &&
    x <= num(batch.boxes[b + 2]) + slack &&
    y <= num(batch.boxes[b + 3]) + slack
  );
}

/**
 * @param {Batch} batch
 * @param {number} i
 * @param {number} x
 * @param {number} y
 * @param {number} slack
 */
function touches(batch, i, x, y, slack) {
  const kind = batch.kinds[i];
  let inside = false;
  for (let part = num(batch.firstPart[i]); part < num(batch.firstPart[i + 1]); part++) {
    const from = num(batch.firstPoint[part]);
    const to = num(batch.firstPoint[part + 1]);
    if (kind === AREA) {
      // Holes lie in rings of their own, so counting crossings over all rings leaves them out.
      inside = oddCrossings(batch.xy, from, to, x, y) !== inside;
    } else if (
      kind === LINE ? nearLine(batch.xy, from, to, x, y, slack) : nearPoint(batch.xy, from, x, y, slack)
    ) {
      return true;
    }
  }
  return inside;
}

/**
 * @param {Float32Array} xy
 * @param {number} from
 * @param {number} to
 * @param {number} x
 * @param {number} y
 */
function oddCrossings(xy, from, to, x, y) {
  let odd = false;
  for (let k = from; k + 1 < to; k++) {
    const ay = num(xy[k * 2 + 1]);
    const by = num(xy[k * 2 + 3]);
    if (ay > y !== by > y) {
      const ax = num(xy[k * 2]);
      const bx = num(xy[k * 2 + 2]);
      if (x < ax + ((y - ay) / (by - ay)) * (bx - ax)) {
        odd = !odd;
      }
    }
  }
  return odd;
}

/**
 * @param {Float32Array} xy
 * @param {number} from
 * @param {number} to
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 */
function nearLine(xy, from, to, x, y, reach) {
  for (let k = from; k + 1 < to; k++) {
    const ax = num(xy[k * 2]);
    const ay = num(xy[k * 2 + 1]);
    const dx = num(xy[k * 2 + 2]) - ax;
    const dy = num(xy[k * 2 + 3]) - ay;
    const length2 = dx * dx + dy * dy;
    const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
    if (Math.hypot(x - ax - t * dx, y - ay - t * dy) <= reach) {
      return true;
    }
  }
  return false;
}

/**
 * @param {Float32Array} xy
 * @param {number} k
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 */
function nearPoint(xy, k, x, y, reach) {
  return Math.hypot(x - num(xy[k * 2]), y - num(xy[k * 2 + 1])) <= reach;
}

/**
 * Whether an area covers a point, given relative to the batch's origin.
 *
 * @param {Batch} batch
 * @param {number} i
 * @param {number} x
 * @param {number} y
 */
export function contains(batch, i, x, y) {
  return batch.kinds[i] === AREA && touches(batch, i, x, y, 0);
}
