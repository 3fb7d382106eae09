// map/paint.js: areas and lines of one layer onto a canvas. Knows numbers and looks, not the DOM or Leaflet.
import { inkOn, legible, withOpacity } from './colour.js';
import { AREA, num, POINT } from './decode.js';
import { originOn } from './frame.js';
import { visibleOf } from './visible.js';

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
 * @property {number} ratio device pixels of a CSS pixel
 * @property {Palette} palette
 * @property {ReturnType<typeof import('./patterns.js').createPatterns>} pattern
 */

/** Features in one path: a path of all features fills many times slower. */
const CHUNK = 50;

/** A coloured area smaller than this is only filled: its outline would be all of it. Pixels. */
const TINY = 7;

/** Among squares that stand for many, a coloured area smaller than this would only be dirt on them. Pixels. */
const SPECK = 5;

/** Below this zoom small areas get no outline. */
export const OUTLINE_ZOOM = 13;

/**
 * Areas and lines of one batch.
 *
 * @param {Brush} brush
 * @param {Batch} batch
 * @param {(i: number) => Look} look
 */
export function paintShapes(brush, batch, look) {
  const { frame } = brush;
  /** @type {Map<Look, number[]>} */
  const tiny = new Map();
  /** @type {Map<Look, number[]>} */
  const groups = new Map();
  for (const i of visibleOf(batch, frame)) {
    if (batch.kinds[i] !== POINT) {
      const shared = look(i);
      if (shared.themed && isSpeck(frame, batch, i)) {
        continue;
      }
      const into = shared.themed && boxSide(frame, batch, i) < TINY ? tiny : groups;
      const group = into.get(shared);
      group ? group.push(i) : into.set(shared, [i]);
    }
  }
  for (const [shared, members] of tiny) {
    brush.context.fillStyle = withOpacity(shared.color, shared.opacity);
    for (let from = 0; from < members.length; from += CHUNK) {
      brush.context.fill(tracePath(frame, batch, members.slice(from, from + CHUNK)));
    }
  }
  for (const [shared, members] of groups) {
    for (let from = 0; from < members.length; from += CHUNK) {
      const path = tracePath(frame, batch, members.slice(from, from + CHUNK));
      if (batch.kinds[num(members[0])] === AREA) {
        paintArea(brush, path, shared);
      } else {
        paintLine(brush, path, shared);
      }
    }
  }
}

/**
 * Whether a feature is too small to be drawn, because it lies among squares that stand for many.
 *
 * @param {Pick<Frame, 'size'>} frame
 * @param {Batch} batch
 * @param {number} i
 */
export function isSpeck(frame, batch, i) {
  return batch.tile !== null && batch.tile.gathered.length > 0 && boxSide(frame, batch, i) < SPECK;
}

/**
 * The shorter side of a feature's box, pixels.
 *
 * @param {Pick<Frame, 'size'>} frame
 * @param {Batch} batch
 * @param {number} i
 */
export function boxSide(frame, batch, i) {
  return Math.min(boxWidth(frame, batch, i), boxHeight(frame, batch, i));
}

/**
 * @param {Pick<Frame, 'size'>} frame
 * @param {Batch} batch
 * @param {number} i
 * @returns {number} pixels
 */
export function boxWidth(frame, batch, i) {
  return (num(batch.boxes[i * 4 + 2]) - num(batch.boxes[i * 4])) * frame.size;
}

/**
 * @param {Pick<Frame, 'size'>} frame
 * @param {Batch} batch
 * @param {number} i
 * @returns {number} pixels
 */
export function boxHeight(frame, batch, i) {
  return (num(batch.boxes[i * 4 + 3]) - num(batch.boxes[i * 4 + 1])) * frame.size;
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
