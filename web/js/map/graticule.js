// map/graticule.js: a light net of meridians and parallels, so that an empty map still has a scale.
import { latOf, lonOf, worldX, worldY } from './projection.js';

/** Steps in degrees, coarse to fine: minutes and seconds, as on a paper sheet. */
const STEPS = [10, 5, 2, 1, 0.5, 1 / 6, 1 / 12, 1 / 30, 1 / 60, 1 / 120, 1 / 240, 1 / 720];

/** Lines nearer than this are too many, pixels. */
const LEAST = 110;

/**
 * Step of the net at which lines keep their distance.
 *
 * @param {number} size pixels of the whole world
 */
export function stepFor(size) {
  return [...STEPS].reverse().find((step) => (step / 360) * size >= LEAST) ?? 10;
}

/** @param {import('./paint.js').Brush} brush */
export function paintGraticule({ context, frame, palette }) {
  const step = stepFor(frame.size);
  const west = lonOf(frame.left / frame.size);
  const east = lonOf((frame.left + frame.width) / frame.size);
  const north = latOf(frame.top / frame.size);
  const south = latOf((frame.top + frame.height) / frame.size);
  context.beginPath();
  for (let n = Math.ceil(west / step); n * step <= east; n++) {
    const x = Math.round(worldX(n * step) * frame.size - frame.left) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, frame.height);
  }
  for (let n = Math.ceil(south / step); n * step <= north; n++) {
    const y = Math.round(worldY(n * step) * frame.size - frame.top) + 0.5;
    context.moveTo(0, y);
    context.lineTo(frame.width, y);
  }
  context.lineWidth = 1;
  context.strokeStyle = palette.grid;
  context.stroke();
}
