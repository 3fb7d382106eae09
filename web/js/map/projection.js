// map/projection.js: longitude and latitude to Web Mercator world units (0..1, y down) and back. Pure.

/** Radius of the sphere of Web Mercator, metres. */
const EARTH_RADIUS = 6378137;

/** Pixels of the whole world at zoom 0. */
export const TILE = 256;

/** @param {number} lon degrees */
export function worldX(lon) {
  return lon / 360 + 0.5;
}

/** @param {number} lat degrees, within ±85.06 */
export function worldY(lat) {
  const sin = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

/** @param {number} x world units */
export function lonOf(x) {
  return (x - 0.5) * 360;
}

/** @param {number} y world units */
export function latOf(y) {
  return (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
}

/**
 * World units of a ground distance at a latitude.
 *
 * @param {number} metres
 * @param {number} lat
 */
export function worldLength(metres, lat) {
  return metres / (2 * Math.PI * EARTH_RADIUS * Math.cos((lat * Math.PI) / 180));
}

/**
 * Pixels of the whole world at a zoom, fractions allowed.
 *
 * @param {number} zoom
 */
export function worldSize(zoom) {
  return TILE * 2 ** zoom;
}
