// map/decode.js: GeoJSON features to flat typed arrays, once, so that painting and picking touch only numbers. Pure.
import { worldX, worldY } from './projection.js';

/** Geometry kinds, in the order of painting. */
export const AREA = 0;
export const LINE = 1;
export const POINT = 2;

/**
 * Features of one layer, decoded. Coordinates are Web Mercator world units (see projection.js) relative to `originX`,
 * `originY`: as 32-bit floats that is finer than a millimetre within ten kilometres.
 *
 * @typedef {object} Batch
 * @property {string} layer
 * @property {number} count
 * @property {readonly string[]} ids
 * @property {readonly Record<string, any>[]} properties
 * @property {Uint8Array} kinds
 * @property {number} originX
 * @property {number} originY
 * @property {Uint32Array} firstPart feature i has the parts `firstPart[i] .. firstPart[i + 1]`
 * @property {Uint32Array} firstPoint part p has the points `firstPoint[p] .. firstPoint[p + 1]`
 * @property {Float32Array} xy
 * @property {Float32Array} boxes minX, minY, maxX, maxY of each feature
 * @property {Float32Array} anchors x, y of each feature's label: inside an area, halfway along a line
 * @property {Float32Array} angles of the label, radians; lines only, else 0
 */

/**
 * Features without a geometry are left out: they are nowhere on the map. A geometry of several kinds becomes several
 * entries with the same id.
 *
 * @param {string} layer
 * @param {readonly import('../types.js').Feature[]} features
 * @returns {Batch}
 */
export function decode(layer, features) {
  /** @type {{feature: import('../types.js').Feature, kind: number, parts: number[][][]}[]} */
  const pieces = [];
  for (const feature of features) {
    for (const { kind, parts } of piecesOf(feature.geometry)) {
      pieces.push({ feature, kind, parts });
    }
  }
  const partTotal = pieces.reduce((sum, piece) => sum + piece.parts.length, 0);
  const pointTotal = pieces.reduce(
    (sum, piece) => sum + piece.parts.reduce((n, part) => n + part.length, 0),
    0,
  );
  const first = pieces[0]?.parts[0]?.[0] ?? [0, 0];
  const batch = {
    layer,
    count: pieces.length,
    ids: pieces.map((piece) => piece.feature.id),
    properties: pieces.map((piece) => piece.feature.properties),
    kinds: Uint8Array.from(pieces, (piece) => piece.kind),
    originX: worldX(num(first[0])),
    originY: worldY(num(first[1])),
    firstPart: new Uint32Array(pieces.length + 1),
    firstPoint: new Uint32Array(partTotal + 1),
    xy: new Float32Array(pointTotal * 2),
    boxes: new Float32Array(pieces.length * 4),
    anchors: new Float32Array(pieces.length * 2),
    angles: new Float32Array(pieces.length),
  };
  fill(batch, pieces);
  for (let i = 0; i < batch.count; i++) {
    measureBox(batch, i);
    placeAnchor(batch, i);
  }
  return batch;
}

/**
 * @param {Batch} batch
 * @param {readonly {kind: number, parts: number[][][]}[]} pieces
 */
function fill(batch, pieces) {
  let part = 0;
  let point = 0;
  pieces.forEach((piece, i) => {
    for (const positions of piece.parts) {
      for (const position of positions) {
        batch.xy[point * 2] = worldX(num(position[0])) - batch.originX;
        batch.xy[point * 2 + 1] = worldY(num(position[1])) - batch.originY;
        point++;
      }
      part++;
      batch.firstPoint[part] = point;
    }
    batch.firstPart[i + 1] = part;
  });
}

/**
 * @param {import('../types.js').Geometry | null} geometry
 * @returns {{kind: number, parts: number[][][]}[]}
 */
function piecesOf(geometry) {
  const c = geometry?.coordinates;
  switch (geometry?.type) {
    case 'Point':
      return [{ kind: POINT, parts: [[c]] }];
    case 'MultiPoint':
      return [{ kind: POINT, parts: c.map((/** @type {number[]} */ position) => [position]) }];
    case 'LineString':
      return [{ kind: LINE, parts: [c] }];
    case 'MultiLineString':
      return [{ kind: LINE, parts: c }];
    case 'Polygon':
      return [{ kind: AREA, parts: wound(c) }];
    case 'MultiPolygon':
      return [{ kind: AREA, parts: c.flatMap(wound) }];
    case 'GeometryCollection':
      return (geometry.geometries ?? []).flatMap(piecesOf);
    default:
      return [];
  }
}

/**
 * Outer ring one way round and holes the other: features filled in one path by the non-zero rule then keep their holes
 * and do not cancel each other where they overlap.
 *
 * @param {number[][][]} rings
 */
function wound(rings) {
  return rings.map((ring, i) => (signedArea(ring) > 0 === (i === 0) ? ring : [...ring].reverse()));
}

/** @param {readonly number[][]} ring */
function signedArea(ring) {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const a = ring[i] ?? [];
    const b = ring[i + 1] ?? [];
    sum += num(a[0]) * num(b[1]) - num(b[0]) * num(a[1]);
  }
  return sum;
}

/**
 * @param {Batch} batch
 * @param {number} i
 */
function measureBox(batch, i) {
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

/**
 * The element that the type checker cannot know is there.
 *
 * @param {number | undefined} value
 * @returns {number}
 */
export function num(value) {
  return /** @type {number} */ (value);
}
