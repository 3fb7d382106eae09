// map/names.js: the wishes for labels of one view, and the placed labels onto the canvas.
import { partWithin } from './avoid.js';
import { contrast, legible, mix } from './colour.js';
import { LINE, num, POINT } from './decode.js';
import { anchorOn, edgesFor, originOn } from './frame.js';
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
  const size = ground ? 15 : place ? 13 : SIZE;
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

/** Size of the letters of most names, pixels. */
const SIZE = 12;

/**
 * Whether a feature has room for any name; most parcels of a wide view have none, and this is cheap to know.
 *
 * @param {Brush} brush
 * @param {Batch} batch
 * @param {number} i
 * @param {Look} look
 */
export function hasRoom({ frame }, batch, i, look) {
  return !look.themed || boxWidth(frame, batch, i) - 6 >= LEAST_CHARS * SIZE;
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
 * @param {import('./avoid.js').Obstacles} obstacles
 * @returns {NameWish | null} null when a parcel has no room for its own name: over its neighbours it would mislead
 */
export function wishFor(brush, { layer, batch, i, look, name, pin, marked, ground }, obstacles) {
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
    return { ...wish, ...alongLine(brush, batch, i, { width, height }, obstacles) };
  }
  const spots = spotsFor(brush, batch, i, { pin, shift, width, fixed: look.themed });
  return { ...wish, spots: hand.place ? clearFirst(spots, { width, height }, obstacles) : spots };
}

/**
 * A place's name has room elsewhere in the place: spots without a line through them and off coloured areas come first.
 *
 * @param {[number, number][]} spots
 * @param {{width: number, height: number}} text
 * @param {import('./avoid.js').Obstacles} obstacles
 */
function clearFirst(spots, { width, height }, obstacles) {
  const [free, taken] = [/** @type {typeof spots} */ ([]), /** @type {typeof spots} */ ([])];
  for (const [x, y] of spots) {
    const [halfWidth, halfHeight] = [width / 2 + 2, height / 2 + 2];
    const box = { minX: x - halfWidth, minY: y - halfHeight, maxX: x + halfWidth, maxY: y + halfHeight };
    const points = [0, 0.5, 1].flatMap((part) => {
      const along = box.minX + 2 * halfWidth * part;
      return [box.minY, y, box.maxY].map((down) => /** @type {const} */ ([along, down]));
    });
    (obstacles.onLine(box) || obstacles.onArea(box, points) ? taken : free).push([x, y]);
  }
  return [...free, ...taken];
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
  const { x, y } = anchorOn(frame, batch, i);
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

/** Distance of a line's name from the line, pixels: beside it, not on it, so that the line stays whole. */
const BESIDE = 10;

/** Where along the free part of a stretch a name is tried, in shares from its middle. */
const SLIDES = [0, 0.5, -0.5, 1, -1];

/**
 * Places for a turned label along the longest straight stretch of a line within the picture: beside it where the ground
 * is free, or else on the line itself, which is at least never a coloured area.
 *
 * @param {Brush} brush
 * @param {Batch} batch
 * @param {number} i
 * @param {{width: number, height: number}} text
 * @param {import('./avoid.js').Obstacles} obstacles
 */
function alongLine({ frame }, batch, i, { width, height }, obstacles) {
  const { x, y, angle, length } = longestStretch(frame, batch, i, width);
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  /** @type {(along: number, aside: number) => [number, number]} */
  const at = (along, aside) => [x + ux * along + uy * aside, y + uy * along - ux * aside];
  const spots = SLIDES.flatMap((share) => {
    const along = (share * (length - width)) / 2;
    return [BESIDE, -BESIDE].flatMap((aside) => {
      // The ends, the middle, and what is between them, along both edges of the text.
      const points = [-0.5, -0.25, 0, 0.25, 0.5].flatMap((part) => [
        at(along + part * width, aside - height / 3),
        at(along + part * width, aside + height / 3),
      ]);
      return obstacles.onArea(around(points), points) ? [] : [at(along, aside)];
    });
  });
  return { angle, spots: [...spots, at(0, 0)] };
}

/** @param {readonly (readonly [number, number])[]} points */
function around(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}

/**
 * The longest straight stretch of a line within the picture; about its anchor when none is as long as the text.
 *
 * @param {import('./frame.js').Frame} frame
 * @param {Batch} batch
 * @param {number} i
 * @param {number} width of the text
 */
function longestStretch(frame, batch, i, width) {
  const origin = originOn(frame, batch);
  let best = {
    ...anchorOn(frame, batch, i),
    angle: num(batch.angles[i]),
    length: width,
  };
  for (let part = num(batch.firstPart[i]); part < num(batch.firstPart[i + 1]); part++) {
    for (let k = num(batch.firstPoint[part]); k + 1 < num(batch.firstPoint[part + 1]); k++) {
      const clipped = clip(
        origin.x + num(batch.xy[k * 2]) * frame.size,
        origin.y + num(batch.xy[k * 2 + 1]) * frame.size,
        origin.x + num(batch.xy[k * 2 + 2]) * frame.size,
        origin.y + num(batch.xy[k * 2 + 3]) * frame.size,
        frame,
      );
      if (clipped && clipped.length > best.length) {
        best = clipped;
      }
    }
  }
  return best;
}

/**
 * The part of a segment within the picture.
 *
 * @param {number} ax
 * @param {number} ay
 * @param {number} bx
 * @param {number} by
 * @param {{width: number, height: number}} frame
 */
function clip(ax, ay, bx, by, frame) {
  const seen = partWithin(ax, ay, bx, by, { minX: 0, minY: 0, maxX: frame.width, maxY: frame.height });
  if (!seen) {
    return null;
  }
  const [dx, dy] = [bx - ax, by - ay];
  const raw = Math.atan2(dy, dx);
  return {
    length: Math.hypot(dx, dy) * (seen.to - seen.from),
    x: ax + (dx * (seen.from + seen.to)) / 2,
    y: ay + (dy * (seen.from + seen.to)) / 2,
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
  context.lineWidth = wish.spaced ? 4.5 : 3.5;
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
