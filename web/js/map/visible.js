// map/visible.js: which features of a batch meet a frame. Pure.
import { mayMeet } from './batch.js';
import { edgesFor } from './frame.js';
import { num } from './kinds.js';

/**
 * Positions of a batch's features whose boxes meet the frame.
 *
 * @param {import('./decode.js').Batch} batch
 * @param {import('./frame.js').Frame} frame
 * @param {number} [margin] pixels
 * @returns {number[]}
 */
export function visibleOf(batch, frame, margin = 16) {
  const edges = edgesFor(frame, batch, margin);
  /** @type {number[]} */
  const found = [];
  if (!mayMeet(batch, edges)) {
    return found;
  }
  for (let i = 0; i < batch.count; i++) {
    const b = i * 4;
    if (
      num(batch.boxes[b]) <= edges.maxX &&
      num(batch.boxes[b + 2]) >= edges.minX &&
      num(batch.boxes[b + 1]) <= edges.maxY &&
      num(batch.boxes[b + 3]) >= edges.minY
    ) {
      found.push(i);
    }
  }
  return found;
}
