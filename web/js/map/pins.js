// map/pins.js: signs of points, marks inside areas, and outlines of what is selected, onto a canvas.
import { signPath } from '../ui/glyph.js';
import { inkOn, withOpacity } from './colour.js';
import { AREA, LINE, POINT } from './decode.js';
import { anchorOn } from './frame.js';
import { boxSide, OUTLINE_ZOOM, tracePath } from './paint.js';

/**
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./frame.js').Frame} Frame
 * @typedef {import('./look.js').Look} Look
 * @typedef {import('./paint.js').Brush} Brush
 */

/**
 * Radius of a layer's pins, pixels; a layer without a sign has plain dots.
 *
 * @param {Look} look
 * @param {number} zoom
 */
export function pinRadius(look, zoom) {
  if (!look.glyph) {
    return 4;
  }
  return zoom < OUTLINE_ZOOM ? 7 : 10;
}

/** An area smaller than this is easier to find by its sign than by its shape, pixels. */
const SMALL = 26;

/**
 * Where a feature wears its layer's sign: points always, lines and areas when the layer has one.
 *
 * @param {Brush} brush
 * @param {Batch} batch
 * @param {number} i
 * @param {Look} look
 * @returns {{x: number, y: number, radius: number} | null}
 */
export function pinOf({ frame }, batch, i, look) {
  const kind = batch.kinds[i];
  if (kind !== POINT && !look.glyph) {
    return null;
  }
  const { x, y } = anchorOn(frame, batch, i);
  const radius = pinRadius(look, frame.zoom);
  if (kind === AREA && boxSide(frame, batch, i) > SMALL && frame.zoom < OUTLINE_ZOOM - 1) {
    return null;
  }
  return { x, y, radius: kind === POINT ? radius : Math.min(radius, 8) };
}

/**
 * @param {Brush} brush
 * @param {{x: number, y: number, radius: number}} pin
 * @param {Look} look
 */
export function paintPin({ context, palette }, { x, y, radius }, look) {
  context.beginPath();
  context.arc(x, y, radius + 1.5, 0, 7);
  context.fillStyle = palette.land;
  context.fill();
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fillStyle = look.color;
  context.fill();
  context.setLineDash(look.schematic ? [3, 2] : []);
  context.strokeStyle = palette.casing;
  context.lineWidth = 1;
  context.stroke();
  context.setLineDash([]);
  if (look.glyph) {
    paintSign(context, look.glyph, x, y, radius * 1.3, inkOn(look.color));
  }
}

/** Half of a sign's own box, units. */
const SIGN_HALF = 8;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} name
 * @param {number} x centre
 * @param {number} y
 * @param {number} side pixels
 * @param {string} ink
 */
export function paintSign(context, name, x, y, side, ink) {
  const scale = side / (2 * SIGN_HALF);
  context.save();
  context.translate(x - SIGN_HALF * scale, y - SIGN_HALF * scale);
  context.scale(scale, scale);
  context.lineWidth = 1.3 / scale;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.strokeStyle = ink;
  context.stroke(new Path2D(signPath(name)));
  context.restore();
}

/**
 * Whether the theme has a mark for an area and the area has room for it.
 *
 * @param {Brush} brush
 * @param {Batch} batch
 * @param {number} i
 * @param {Look} look
 */
export function hasMark({ frame }, batch, i, look) {
  return look.mark !== '' && batch.kinds[i] === AREA && boxSide(frame, batch, i) >= 40;
}

/**
 * The theme's mark inside an area: the state's sign or the land-use code.
 *
 * @param {Brush} brush
 * @param {Batch} batch
 * @param {number} i
 * @param {Look} look
 * @returns {import('./labels.js').Box} where it stands
 */
export function paintMark({ context, frame, palette }, batch, i, look) {
  const { x, y } = anchorOn(frame, batch, i);
  const half = look.markIsCode ? 7 + look.mark.length * 2.6 : 10;
  context.beginPath();
  context.roundRect(x - half, y - 10, half * 2, 20, 10);
  context.fillStyle = withOpacity(palette.land, 0.92);
  context.fill();
  if (look.markIsCode) {
    context.font = `600 11px ${FONT}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = palette.ink;
    context.fillText(look.mark, x, y + 0.5);
  } else {
    paintSign(context, look.mark, x, y, 13, palette.ink);
  }
  return { minX: x - half, minY: y - 10, maxX: x + half, maxY: y + 10 };
}

/** The page's stack of system fonts, as in css/tokens.css. */
export const FONT =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif";

/**
 * A feature's outline, for selection, hover and waiting.
 *
 * @param {Brush} brush
 * @param {Batch} batch
 * @param {number} i
 * @param {Look} look
 * @param {readonly {color: string, width: number, dash?: number[]}[]} strokes from below upwards
 */
export function paintOutline(brush, batch, i, look, strokes) {
  const { context, frame } = brush;
  const pin = batch.kinds[i] === POINT ? pinOf(brush, batch, i, look) : null;
  const path = pin ? new Path2D() : tracePath(frame, batch, [i]);
  if (pin) {
    path.arc(pin.x, pin.y, pin.radius + 4, 0, 7);
  }
  context.lineJoin = 'round';
  for (const { color, width, dash } of strokes) {
    context.setLineDash(dash ?? []);
    context.strokeStyle = color;
    context.lineWidth = width + (batch.kinds[i] === LINE ? look.width : 0);
    context.stroke(path);
  }
  context.setLineDash([]);
}
