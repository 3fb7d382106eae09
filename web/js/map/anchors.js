// map/anchors.js: a feature's box, and where its label stands: inside an area, halfway along a line. Pure.
import { AREA, LINE, num } from './kinds.js';

/** @typedef {import('./decode.js').Batch} Batch */

/**
 * @param {Batch} batch
 * @param {number} i
 */
export function measureBox(batch, i) {
  const { from, to } = pointsOf(batch, i);
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let k = from; k < to; k++) {
    const x = num(batch.xy[k * 2]);
    const y = num(batch.xy[k * 2 + 1]);
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  batch.boxes.set([minX, minY, maxX, maxY], i * 4);
}

/**
 * The range of a feature's points in `xy`, all its parts together.
 *
 * @param {Batch} batch
 * @param {number} i
 */
export function pointsOf(batch, i) {
  return {
    from: num(batch.firstPoint[num(batch.firstPart[i])]),
    to: num(batch.firstPoint[num(batch.firstPart[i + 1])]),
  };
}

/**
 * Where a feature's label stands, relative to the batch's origin; worked out when first asked for.
 *
 * @param {Batch} batch
 * @param {number} i
 * @returns {{x: number, y: number}}
 */
export function anchorOf(batch, i) {
  if (Number.isNaN(batch.anchors[i * 2])) {
    placeAnchor(batch, i);
  }
  return { x: num(batch.anchors[i * 2]), y: num(batch.anchors[i * 2 + 1]) };
}

/**
 * @param {Batch} batch
 * @param {number} i
 */
function placeAnchor(batch, i) {
  const kind = batch.kinds[i];
  if (kind === AREA) {
    batch.anchors.set(insideOf(batch, i), i * 2);
  } else if (kind === LINE) {
    const { x, y, angle } = halfwayOf(batch, i);
    batch.anchors.set([x, y], i * 2);
    batch.angles[i] = angle;
  } else {
    const { from } = pointsOf(batch, i);
    batch.anchors.set([num(batch.xy[from * 2]), num(batch.xy[from * 2 + 1])], i * 2);
  }
}

/** How many heights of an area are tried for its label. */
const SCANS = 9;

/**
 * A point well inside an area: the middle of the widest stretch found on a few horizontal lines, those near the middle
 * of the box preferred.
 *
 * @param {Batch} batch
 * @param {number} i
 * @returns {[number, number]}
 */
function insideOf(batch, i) {
  const minY = num(batch.boxes[i * 4 + 1]);
  const maxY = num(batch.boxes[i * 4 + 3]);
  const middle = (num(batch.boxes[i * 4]) + num(batch.boxes[i * 4 + 2])) / 2;
  let best = 0;
  /** @type {[number, number]} */
  let found = [middle, (minY + maxY) / 2];
  for (let s = 1; s <= SCANS; s++) {
    const share = s / (SCANS + 1);
    const y = minY + (maxY - minY) * share;
    const cuts = crossings(batch, i, y);
    for (let k = 0; k + 1 < cuts.length; k += 2) {
      const left = num(cuts[k]);
      const right = num(cuts[k + 1]);
      const worth = (right - left) * (1 - Math.abs(share - 0.5));
      if (worth > best) {
        best = worth;
        found = [(left + right) / 2, y];
      }
    }
  }
  return found;
}

/**
 * Where a horizontal line cuts an area's rings, from left to right.
 *
 * @param {Batch} batch
 * @param {number} i
 * @param {number} y
 */
function crossings(batch, i, y) {
  const cuts = [];
  for (let part = num(batch.firstPart[i]); part < num(batch.firstPart[i + 1]); part++) {
    for (let k = num(batch.firstPoint[part]); k + 1 < num(batch.firstPoint[part + 1]); k++) {
      const ay = num(batch.xy[k * 2 + 1]);
      const by = num(batch.xy[k * 2 + 3]);
      if (ay > y !== by > y) {
        const ax = num(batch.xy[k * 2]);
        const bx = num(batch.xy[k * 2 + 2]);
        cuts.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
      }
    }
  }
  return cuts.sort((a, b) => a - b);
}

/**
 * The point halfway along the longest part of a line, and the direction there, turned so that text reads upright.
 *
 * @param {Batch} batch
 * @param {number} i
 */
function halfwayOf(batch, i) {
  let longest = { length: -1, from: 0, to: 0 };
  for (let part = num(batch.firstPart[i]); part < num(batch.firstPart[i + 1]); part++) {
    const from = num(batch.firstPoint[part]);
    const to = num(batch.firstPoint[part + 1]);
    let length = 0;
    for (let k = from; k + 1 < to; k++) {
      length += stepLength(batch.xy, k);
    }
    if (length > longest.length) {
      longest = { length, from, to };
    }
  }
  let left = longest.length / 2;
  let k = longest.from;
  while (k + 2 < longest.to && stepLength(batch.xy, k) < left) {
    left -= stepLength(batch.xy, k);
    k++;
  }
  const dx = num(batch.xy[k * 2 + 2]) - num(batch.xy[k * 2]);
  const dy = num(batch.xy[k * 2 + 3]) - num(batch.xy[k * 2 + 1]);
  const share = left / (stepLength(batch.xy, k) || 1);
  const angle = Math.atan2(dy, dx);
  return {
    x: num(batch.xy[k * 2]) + dx * share,
    y: num(batch.xy[k * 2 + 1]) + dy * share,
    angle: Math.abs(angle) > Math.PI / 2 ? angle - Math.sign(angle) * Math.PI : angle,
  };
}

/**
 * @param {Float32Array} xy
 * @param {number} k
 */
function stepLength(xy, k) {
  return Math.hypot(num(xy[k * 2 + 2]) - num(xy[k * 2]), num(xy[k * 2 + 3]) - num(xy[k * 2 + 1]));
}
