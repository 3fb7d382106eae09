// ogc/look.js: what the small map of a data page needs to know without a map: boxes, signs, degrees. Pure.

/** Accuracies at which an outline is drawn unbroken. */
const ACCURATE = new Set(['surveyed', 'digitised']);

/**
 * A box as the page states it.
 *
 * @param {string | undefined} text west, south, east, north in degrees
 * @returns {[[number, number], [number, number]] | null} south-west and north-east corner, latitude first
 */
export function readBox(text) {
  const [west, south, east, north] = (text ?? '').split(',').map((part) => Number.parseFloat(part));
  if (
    !Number.isFinite(west) ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined
  ) {
    return null;
  }
  return [
    [south, west],
    [north, east],
  ];
}

/**
 * Classes of a shape: a sketch is dashed.
 *
 * @param {{geometry_accuracy?: unknown} | null | undefined} properties
 */
export function signOf(properties) {
  return ACCURATE.has(String(properties?.geometry_accuracy)) ? 'shape' : 'shape sketch';
}

/**
 * The name that people know a feature by.
 *
 * @param {{id?: string | number, properties?: Record<string, unknown> | null}} feature
 * @param {string} fields the best first, separated by commas
 */
export function nameOf(feature, fields) {
  const names = fields.split(',').map((field) => feature.properties?.[field]);
  return String(names.find((name) => typeof name === 'string' && name !== '') ?? feature.id ?? '');
}

/**
 * Degrees, minutes and seconds, as far as they are not nought.
 *
 * @param {number} degrees
 */
export function inDegrees(degrees) {
  const seconds = Math.round(Math.abs(degrees) * 3600);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const signs = ['°', '′', '″'];
  const last = parts.reduce((kept, part, k) => (part > 0 ? k : kept), 0);
  const text = parts
    .slice(0, last + 1)
    .map((part, k) => `${k === 0 ? part : String(part).padStart(2, '0')}${signs[k]}`)
    .join('');
  return degrees < 0 ? `−${text}` : text;
}
