// map/decode.js: GeoJSON features to flat typed arrays, once, so that painting and picking touch only numbers. Pure.
import { anchorOf, measureBox } from './anchors.js';
import { AREA, LINE, num, POINT } from './kinds.js';
import { worldX, worldY } from './projection.js';

export { AREA, LINE, num, POINT };

/**
 * Features of one layer, decoded. Coordinates are Web Mercator world units (see projection.js) relative to `originX`,
 * `originY`: as 32-bit floats that is finer than a millimetre within ten kilometres.
 *
 * @typedef {object} Batch
 * @property {string} layer
 * @property {number} count
 * @property {readonly string[]} ids
 * @property {(i: number) => Record<string, any>} properties of feature i, as the server sent them
 * @property {(i: number, field: string) => any} property one of them, without making an object of all
 * @property {number} revision changes when a value that was told since may have; see sheets.js
 * @property {Uint8Array} kinds
 * @property {number} originX
 * @property {number} originY
 * @property {Uint32Array} firstPart feature i has the parts `firstPart[i] .. firstPart[i + 1]`
 * @property {Uint32Array} firstPoint part p has the points `firstPoint[p] .. firstPoint[p + 1]`
 * @property {Float32Array} xy
 * @property {Float32Array} boxes minX, minY, maxX, maxY of each feature
 * @property {Float32Array} anchors x, y of each feature's label: inside an area, halfway along a line; not a number
 *   until asked for by `anchorOf`
 * @property {Float32Array} angles of the label, radians; lines only, else 0
 * @property {import('./mvt.js').TilePart | null} tile what only a tile has; null when the features came whole
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
    properties: (/** @type {number} */ i) => pieces[i]?.feature.properties ?? {},
    property: (/** @type {number} */ i, /** @type {string} */ field) => pieces[i]?.feature.properties[field],
    revision: 0,
    kinds: Uint8Array.from(pieces, (piece) => piece.kind),
    originX: worldX(num(first[0])),
    originY: worldY(num(first[1])),
    firstPart: new Uint32Array(pieces.length + 1),
    firstPoint: new Uint32Array(partTotal + 1),
    xy: new Float32Array(pointTotal * 2),
    boxes: new Float32Array(pieces.length * 4),
    anchors: new Float32Array(pieces.length * 2).fill(Number.NaN),
    angles: new Float32Array(pieces.length),
    tile: null,
  };
  fill(batch, pieces);
  for (let i = 0; i < batch.count; i++) {
    measureBox(batch, i);
    anchorOf(batch, i);
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
