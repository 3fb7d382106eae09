// map/paint.js: areas and lines of one layer onto a canvas. Knows numbers and looks, not the DOM or Leaflet.
import { inkOn, legible, withOpacity } from './colour.js';
import { AREA, num, POINT } from './decode.js';
import { edgesFor, originOn } from './frame.js';

/**
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./frame.js').Frame} Frame
 * @typedef {import('./look.js').Look} Look
 *
 * @typedef {object} Palette the page's own colours, as `#rrggbb`
 * @property {string} paper outside the sheet
 * @property {string} land inside it
 * @property {string} ink
 * @property {string} quiet
 * @property {string} casing
 * @property {string} grid
 * @property {string} accent
 *
 * @typedef {object} Brush
 * @property {CanvasRenderingContext2D} context
 * @property {Frame} frame
 * @property {Palette} palette
 * @property {ReturnType<typeof import('./patterns.js').createPatterns>} pattern
 */

/** Features in one path: a path of all features fills many times slower. */
const CHUNK = 50;

/** Below this zoom small areas get no outline. */
export const OUTLINE_ZOOM = 13;

/**
 * Positions of a batch's features whose boxes meet the frame.
 *
 * @param {Batch} batch
 * @param {Frame} frame
 * @param {number} [margin] pixels
 * @returns {number[]}
 */
export function visibleOf(batch, frame, margin = 16) {
  const edges = edgesFor(frame, batch, margin);
  const found = [];
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

/**
 * Areas and lines of one batch.
 *
 * @param {Brush} brush
 * @param {Batch} batch
 * @param {(i: number) => Look} look
 */
export function paintShapes(brush, batch, look) {
  /** @type {Map<Look, number[]>} */
  const groups = new Map();
  for (const i of visibleOf(batch, brush.frame)) {
    if (batch.kinds[i] !== POINT) {
      const group = groups.get(look(i));
      group ? group.push(i) : groups.set(look(i), [i]);
    }
  }
  for (const [shared, members] of groups) {
    for (let from = 0; from < members.length; from += CHUNK) {
      const path = tracePath(brush.frame, batch, members.slice(from, from + CHUNK));
      if (batch.kinds[num(members[0])] === AREA) {
        paintArea(brush, path, shared);
      } else {
        paintLine(brush, path, shared);
      }
    }
  }
}

/**
 * One path through the given features.
 *
 * @param {Frame} frame
 * @param {Batch} batch
 * @param {readonly number[]} members
 */
export function tracePath(frame, batch, members) {
  const path = new Path2D();
  const origin = originOn(frame, batch);
  for (const i of members) {
    const closed = batch.kinds[i] === AREA;
    for (let part = num(batch.firstPart[i]); part < num(batch.firstPart[i + 1]); part++) {
      const from = num(batch.firstPoint[part]);
      const to = num(batch.firstPoint[part + 1]);
      for (let k = from; k < to; k++) {
        const x = origin.x + num(batch.xy[k * 2]) * frame.size;
        const y = origin.y + num(batch.xy[k * 2 + 1]) * frame.size;
        k === from ? path.moveTo(x, y) : path.lineTo(x, y);
      }
      if (closed) {
        path.closePath();
      }
    }
  }
  return path;
}

/**
 * @param {Brush} brush
 * @param {Path2D} path
 * @param {Look} look
 */
function paintArea({ context, frame, palette, pattern }, path, look) {
  if (look.opacity > 0) {
    context.fillStyle = withOpacity(look.color, look.opacity);
    context.fill(path);
  }
  const patternInk = look.themed
    ? withOpacity(inkOn(look.color), 0.55)
    : withOpacity(legible(look.color, palette.land, palette.ink, 2), 0.5);
  const lines = pattern(context, look.pattern, patternInk);
  if (lines) {
    context.fillStyle = lines;
    context.fill(path);
  }
  if (frame.zoom < OUTLINE_ZOOM && look.themed) {
    return;
  }
  context.setLineDash([...look.dash]);
  context.lineWidth = look.width;
  context.strokeStyle = look.themed
    ? withOpacity(palette.casing, 0.85)
    : legible(look.color, palette.land, palette.ink, 3);
  context.stroke(path);
  context.setLineDash([]);
}

/**
 * @param {Brush} brush
 * @param {Path2D} path
 * @param {Look} look
 */
function paintLine({ context, frame, palette }, path, look) {
  const width = look.width * (frame.zoom < OUTLINE_ZOOM ? 0.6 : frame.zoom >= 16 ? 1.5 : 1);
  context.lineJoin = 'round';
  context.strokeStyle = palette.land;
  context.lineWidth = width + 2.5;
  context.stroke(path);
  context.setLineDash(look.dash.map((step) => step * 1.6));
  context.strokeStyle = legible(look.color, palette.land, palette.ink, 3);
  context.lineWidth = width;
  context.stroke(path);
  context.setLineDash([]);
  context.lineJoin = 'miter';
}
