// map/names.js: the wishes for labels of one view, and the placed labels onto the canvas.
import { contrast, legible, mix } from './colour.js';
import { LINE, num, POINT } from './decode.js';
import { edgesFor, originOn } from './frame.js';
import { breakLines, isWide } from './labels.js';
import { boxHeight, boxSide, boxWidth } from './paint.js';
import { contains } from './pick.js';
import { FONT } from './pins.js';

/**
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./look.js').Look} Look
 * @typedef {import('./paint.js').Brush} Brush
 * @typedef {import('../types.js').LayerDef} LayerDef
 *
 * @typedef {import('./labels.js').Wish & {lines: readonly string[], font: string, size: number, color: string, spaced: boolean, spacing: number}} NameWish
 */

/** Widest line of a label, wide characters. */
const LINE_CHARS = 9;

/** A parcel narrower than this shows no name: it would break into crumbs. */
const LEAST_CHARS = 5;

const LINE_HEIGHT = 1.25;

/** @type {Map<string, number>} */
const widths = new Map();

/**
 * @param {CanvasRenderingContext2D} context with its font set
 * @param {string} text
 */
function widthOf(context, text) {
  const key = `${context.font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/**
 * How a layer writes its names: land that only frames the rest (hardly filled, no sign) is written as a place, wide and
 * grey; everything else as an object, in a tint of its colour.
 *
 * @param {Brush} brush
 * @param {LayerDef} layer
 * @param {Look} look
 * @param {boolean} ground
 */
function handOf({ palette }, layer, look, ground) {
  const place = ground || ((layer.style?.fillOpacity ?? 1) <= 0.05 && !look.glyph && isGrey(look.color));
  const size = ground ? 15 : place ? 13 : 12;
  const color = place
    ? palette.quiet
    : look.themed
      ? palette.ink
      : legible(mix(look.color, palette.ink, 0.35), palette.land, palette.ink, 5);
  return { place, size, color, font: `${place ? 500 : 600} ${size}px ${FONT}` };
}

/** @param {string} color */
function isGrey(color) {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return (
    Math.max(num(r), num(g), num(b)) - Math.min(num(r), num(g), num(b)) < 16 && contrast(color, '#ffffff') > 3
  );
}

/**
 * @param {Brush} brush
 * @param {object} subject
 * @param {LayerDef} subject.layer
 * @param {Batch} subject.batch
 * @param {number} subject.i
 * @param {Look} subject.look
 * @param {string} subject.name
 * @param {{x: number, y: number, radius: number} | null} subject.pin
 * @param {boolean} subject.marked the theme's mark stands at the anchor
 * @param {boolean} subject.ground
 * @returns {NameWish | null} null when a parcel has no room for its own name: over its neighbours it would mislead
 */
export function wishFor(brush, { layer, batch, i, look, name, pin, marked, ground }) {
  const { context } = brush;
  const hand = handOf(brush, layer, look, ground);
  context.font = hand.font;
  const room = look.themed ? boxWidth(brush.frame, batch, i) - 6 : Number.POSITIVE_INFINITY;
  const lines =
    batch.kinds[i] === LINE && !pin ? [name] : breakLines(name, Math.min(LINE_CHARS, room / hand.size));
  const step = hand.place ? (isWide(name) ? 2 : 0.8) : 0;
  const spacing = Math.max(...lines.map((line) => line.length)) * step;
  const width = Math.max(...lines.map((line) => widthOf(context, line))) + spacing;
  const height = lines.length * hand.size * LINE_HEIGHT;
  const shift = pin ? pin.radius + 4 + height / 2 : marked ? 14 + height / 2 : 0;
  const tall = look.themed && 2 * shift + height > boxHeight(brush.frame, batch, i);
  if (width > room || tall || room < LEAST_CHARS * hand.size) {
    return null;
  }
  const wish = {
    key: `${layer.id}:${batch.ids[i]}`,
    rank: hand.place ? 900 - layer.order : 500 - layer.order,
    width,
    height,
    angle: 0,
    lines,
    font: hand.font,
    size: hand.size,
    color: hand.color,
    spaced: hand.place,
    spacing: step,
  };
  if (batch.kinds[i] === LINE && !pin) {
    return { ...wish, ...alongLine(brush, batch, i, width) };
  }
  return { ...wish, spots: spotsFor(brush, batch, i, { pin, shift, width, fixed: look.themed }) };
}

/**
 * @param {Brush} brush
 * @param {Batch} batch
 * @param {number} i
 * @param {{pin: {x: number, y: number, radius: number} | null, shift: number, width: number, fixed: boolean}} room
 * @returns {[number, number][]}
 */
function spotsFor({ frame }, batch, i, { pin, shift, width, fixed }) {
  const origin = originOn(frame, batch);
  const x = origin.x + num(batch.anchors[i * 2]) * frame.size;
  const y = origin.y + num(batch.anchors[i * 2 + 1]) * frame.size;
  if (fixed) {
    return [[x, y + shift]];
  }
  if (pin) {
    const side = pin.radius + 5 + width / 2;
    return [
      [x, y + shift],
      [x + side, y],
      [x - side, y],
      [x, y - shift],
    ];
  }
  if (batch.kinds[i] === POINT || boxSide(frame, batch, i) < 60) {
    return [
      [x, y + shift],
      [x, y - shift - 16],
      [x, y + shift + 16],
    ];
  }
  /** @type {[number, number][]} */
  const spots = [[x, y + shift]];
  const step = Math.min(120, Math.max(22, boxSide(frame, batch, i) / 8));
  for (const [dx, dy] of SPIRAL) {
    const sx = x + dx * step;
    const sy = y + shift + dy * step;
    if (contains(batch, i, (sx - origin.x) / frame.size, (sy - origin.y) / frame.size)) {
      spots.push([sx, sy]);
    }
  }
  return [...spots, ...spotsInView(frame, batch, i, origin)];
}

/** @type {readonly (readonly [number, number])[]} */
const SPIRAL = [
  [0, -1],
  [0, 1],
  [1, 0],
  [-1, 0],
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
  [0, -2],
  [0, 2],
  [2, 0],
  [-2, 0],
];

/**
 * Somewhere inside the area within the picture, for areas larger than the picture.
 *
 * @param {import('./frame.js').Frame} frame
 * @param {Batch} batch
 * @param {number} i
 * @param {{x: number, y: number}} origin
 * @returns {[number, number][]}
 */
function spotsInView(frame, batch, i, origin) {
  const edges = edgesFor(frame, batch);
  const b = i * 4;
  const larger =
    num(batch.boxes[b + 2]) - num(batch.boxes[b]) > (edges.maxX - edges.minX) / 2 ||
    num(batch.boxes[b + 3]) - num(batch.boxes[b + 1]) > (edges.maxY - edges.minY) / 2;
  if (!larger) {
    return [];
  }
  /** @type {[number, number][]} */
  const spots = [];
  for (const v of [0.5, 0.3, 0.7]) {
    for (const u of [0.5, 0.3, 0.7]) {
      const sx = frame.width * u;
      const sy = frame.height * v;
      if (contains(batch, i, (sx - origin.x) / frame.size, (sy - origin.y) / frame.size)) {
        spots.push([sx, sy]);
      }
    }
  }
  return spots;
}

/**
 * The longest straight stretches of a line within the picture, as places for a turned label.
 *
 * @param {Brush} brush
 * @param {Batch} batch
 * @param {number} i
 * @param {number} width of the text
 */
function alongLine({ frame }, batch, i, width) {
  const origin = originOn(frame, batch);
  /** @type {{length: number, x: number, y: number, angle: number}[]} */
  const stretches = [];
  for (let part = num(batch.firstPart[i]); part < num(batch.firstPart[i + 1]); part++) {
    for (let k = num(batch.firstPoint[part]); k + 1 < num(batch.firstPoint[part + 1]); k++) {
      const clipped = clip(
        origin.x + num(batch.xy[k * 2]) * frame.size,
        origin.y + num(batch.xy[k * 2 + 1]) * frame.size,
        origin.x + num(batch.xy[k * 2 + 2]) * frame.size,
        origin.y + num(batch.xy[k * 2 + 3]) * frame.size,
        frame,
      );
      if (clipped && clipped.length > width) {
        stretches.push(clipped);
      }
    }
  }
  const best = stretches.sort((a, b) => b.length - a.length)[0];
  const fallback = {
    angle: num(batch.angles[i]),
    x: origin.x + num(batch.anchors[i * 2]) * frame.size,
    y: origin.y + num(batch.anchors[i * 2 + 1]) * frame.size,
    length: width,
  };
  const { x, y, angle, length } = best ?? fallback;
  // Beside the line, not on it: the line stays whole.
  const off = 10;
  const [nx, ny] = [Math.sin(angle) * off, -Math.cos(angle) * off];
  const slide = Math.max(0, (length - width) / 4);
  const [sx, sy] = [Math.cos(angle) * slide, Math.sin(angle) * slide];
  /** @type {[number, number][]} */
  const spots = [
    [x + nx, y + ny],
    [x - nx, y - ny],
    [x + nx + sx, y + ny + sy],
    [x + nx - sx, y + ny - sy],
    [x - nx + sx, y - ny + sy],
  ];
  return { angle, spots };
}

/**
 * The part of a segment within the picture (Liang and Barsky's way).
 *
 * @param {number} ax
 * @param {number} ay
 * @param {number} bx
 * @param {number} by
 * @param {{width: number, height: number}} frame
 */
function clip(ax, ay, bx, by, frame) {
  let from = 0;
  let to = 1;
  const dx = bx - ax;
  const dy = by - ay;
  for (const [p, q] of [
    [-dx, ax],
    [dx, frame.width - ax],
    [-dy, ay],
    [dy, frame.height - ay],
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
  if (from >= to) {
    return null;
  }
  const raw = Math.atan2(dy, dx);
  return {
    length: Math.hypot(dx, dy) * (to - from),
    x: ax + (dx * (from + to)) / 2,
    y: ay + (dy * (from + to)) / 2,
    angle: Math.abs(raw) > Math.PI / 2 ? raw - Math.sign(raw) * Math.PI : raw,
  };
}

/**
 * @param {Brush} brush
 * @param {NameWish} wish
 * @param {number} x centre
 * @param {number} y
 */
export function paintName({ context, palette }, wish, x, y) {
  context.save();
  context.translate(x, y);
  context.rotate(wish.angle ?? 0);
  context.font = wish.font;
  if ('letterSpacing' in context) {
    context.letterSpacing = wish.spaced ? `${wish.spacing}px` : '0px';
  }
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = palette.land;
  context.fillStyle = wish.color;
  const step = wish.size * LINE_HEIGHT;
  wish.lines.forEach((line, n) => {
    const dy = (n - (wish.lines.length - 1) / 2) * step;
    context.strokeText(line, 0, dy);
    context.fillText(line, 0, dy);
  });
  context.restore();
}
