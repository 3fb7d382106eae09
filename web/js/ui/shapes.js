// ui/shapes.js: shapes over each other in a small picture, such as what one version has that the other has not. Pure.

/**
 * @typedef {import('../types.js').Geometry} Geometry
 * @typedef {readonly [number, number]} Position
 *
 * @typedef {object} Drawn
 * @property {string} kind names the class of the path
 * @property {string} d path data
 *
 * @typedef {object} Frame
 * @property {number} width pixels
 * @property {number} height pixels
 * @property {(position: Position) => [number, number]} pixelOf x to the right and y down
 * @property {(pixel: readonly [number, number]) => [number, number]} positionOf
 */

/** Pixels of the picture's longer side, and of the margin about what is drawn. */
const SIZE = 320;
const MARGIN = 12;

/** Radius of a point, pixels. */
const POINT = 5;

/** A picture of one point shows at least this much, degrees. */
const LEAST = 0.0002;

/**
 * Rings and lines of a geometry, and its points as lines of one position.
 *
 * @param {Geometry | null | undefined} geometry
 * @returns {{positions: Position[], closed: boolean}[]}
 */
export function linesOf(geometry) {
  if (!geometry) {
    return [];
  }
  const { type, coordinates, geometries = [] } = geometry;
  switch (type) {
    case 'Point':
      return [{ positions: [coordinates], closed: false }];
    case 'MultiPoint':
      return coordinates.map((/** @type {Position} */ each) => ({ positions: [each], closed: false }));
    case 'LineString':
      return [{ positions: coordinates, closed: false }];
    case 'MultiLineString':
      return coordinates.map((/** @type {Position[]} */ each) => ({ positions: each, closed: false }));
    case 'Polygon':
      return coordinates.map((/** @type {Position[]} */ each) => ({ positions: each, closed: true }));
    case 'MultiPolygon':
      return coordinates.flat().map((/** @type {Position[]} */ each) => ({ positions: each, closed: true }));
    default:
      return geometries.flatMap(linesOf);
  }
}

/**
 * Where positions lie in a picture that holds some of them, true to shape at their latitude.
 *
 * @param {readonly Position[]} positions at least one
 * @returns {Frame}
 */
export function frameOf(positions) {
  const lons = positions.map(([lon]) => lon);
  const lats = positions.map(([, lat]) => lat);
  const [west, east] = [least(lons), -least(lons.map((lon) => -lon))];
  const [south, north] = [least(lats), -least(lats.map((lat) => -lat))];
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = Math.max((east - west) * narrow, LEAST);
  const high = Math.max(north - south, LEAST);
  const scale = (SIZE - 2 * MARGIN) / Math.max(wide, high);
  const width = Math.round(wide * scale + 2 * MARGIN);
  const height = Math.round(high * scale + 2 * MARGIN);
  const left = ((west + east) / 2) * narrow - width / scale / 2;
  const top = (south + north) / 2 + height / scale / 2;
  return {
    width,
    height,
    pixelOf: ([lon, lat]) => [(lon * narrow - left) * scale, (top - lat) * scale],
    positionOf: ([x, y]) => [(x / scale + left) / narrow, top - y / scale],
  };
}

/**
 * Paths of shapes in one picture.
 *
 * @param {readonly {kind: string, geometry: Geometry | null | undefined}[]} shapes the later ones above
 * @returns {{width: number, height: number, paths: readonly Drawn[]} | null} null when there is nothing to draw
 */
export function drawShapes(shapes) {
  const positions = shapes.flatMap(({ geometry }) => linesOf(geometry)).flatMap((line) => line.positions);
  if (positions.length === 0) {
    return null;
  }
  const frame = frameOf(positions);
  const paths = shapes.map(({ kind, geometry }) => ({ kind, d: pathOf(geometry, frame) }));
  return { width: frame.width, height: frame.height, paths: paths.filter(({ d }) => d !== '') };
}

/**
 * Path data of a geometry; nothing without one.
 *
 * @param {Geometry | null | undefined} geometry
 * @param {Frame} frame
 */
export function pathOf(geometry, { pixelOf }) {
  const at = (/** @type {Position} */ position) => pixelOf(position).map(trim).join(' ');
  return linesOf(geometry)
    .map((line) => strokeOf(line, at))
    .join('');
}

/**
 * @param {{positions: Position[], closed: boolean}} line
 * @param {(position: Position) => string} at
 */
function strokeOf({ positions, closed }, at) {
  const [first] = positions;
  if (positions.length === 1 && first) {
    return `M${at(first)}m${-POINT} 0a${POINT} ${POINT} 0 1 0 ${2 * POINT} 0a${POINT} ${POINT} 0 1 0 ${-2 * POINT} 0z`;
  }
  return `M${positions.map(at).join('L')}${closed ? 'Z' : ''}`;
}

/** @param {readonly number[]} numbers not spread: a shape may have more positions than a call may have arguments */
function least(numbers) {
  return numbers.reduce((low, number) => Math.min(low, number), Number.POSITIVE_INFINITY);
}

/** @param {number} pixels */
function trim(pixels) {
  return Number(pixels.toFixed(1));
}
