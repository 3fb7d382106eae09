// map/frame.js: one picture's place in the world: from world units to pixels of the canvas and back. Pure.
import { anchorOf } from './anchors.js';
import { worldLength, worldSize } from './projection.js';

/**
 * @typedef {object} Frame
 * @property {number} zoom
 * @property {number} size pixels of the whole world at this zoom
 * @property {number} left world pixels at the canvas's left edge
 * @property {number} top
 * @property {number} width CSS pixels
 * @property {number} height
 * @property {import('./labels.js').Box} [view] the part that is seen; the rest is a margin for dragging
 */

/**
 * @param {Omit<Frame, 'size'>} place
 * @returns {Frame}
 */
export function createFrame(place) {
  return { ...place, size: worldSize(place.zoom) };
}

/**
 * Where a batch's own origin lies on the canvas.
 *
 * @param {Frame} frame
 * @param {{originX: number, originY: number}} batch
 */
export function originOn(frame, batch) {
  return { x: batch.originX * frame.size - frame.left, y: batch.originY * frame.size - frame.top };
}

/**
 * Where a feature's label stands on the canvas.
 *
 * @param {Frame} frame
 * @param {import('./decode.js').Batch} batch
 * @param {number} i
 */
export function anchorOn(frame, batch, i) {
  const origin = originOn(frame, batch);
  const { x, y } = anchorOf(batch, i);
  return { x: origin.x + x * frame.size, y: origin.y + y * frame.size };
}

/**
 * The frame's edges in world units relative to a batch's origin, widened by some pixels.
 *
 * @param {Frame} frame
 * @param {{originX: number, originY: number}} batch
 * @param {number} [margin] pixels
 */
export function edgesFor(frame, batch, margin = 0) {
  return {
    minX: (frame.left - margin) / frame.size - batch.originX,
    minY: (frame.top - margin) / frame.size - batch.originY,
    maxX: (frame.left + frame.width + margin) / frame.size - batch.originX,
    maxY: (frame.top + frame.height + margin) / frame.size - batch.originY,
  };
}

/**
 * Pixels of a ground distance.
 *
 * @param {Frame} frame
 * @param {number} metres
 * @param {number} lat
 */
export function pixelsOf(frame, metres, lat) {
  return worldLength(metres, lat) * frame.size;
}
