// ui/stops.js: how high the phone's sheet stands at each of its three stops. Pure.

/** @typedef {'peek' | 'half' | 'full'} Stop */

/** @type {readonly Stop[]} */
const STOPS = ['peek', 'half', 'full'];

/** Share of the room that each stop takes; the peek is a fixed height. */
const SHARE = { half: 0.52, full: 0.94 };

/** Height of the lowest stop, pixels: grip, heading and state. */
export const PEEK = 132;

/**
 * Height of a stop.
 *
 * @param {Stop} stop
 * @param {number} room pixels from the foot of the page to its header
 */
export function heightOf(stop, room) {
  return stop === 'peek' ? PEEK : Math.round(room * SHARE[stop]);
}

/**
 * The stop nearest to a height.
 *
 * @param {number} height
 * @param {number} room
 * @returns {Stop}
 */
export function nearestStop(height, room) {
  const far = (/** @type {Stop} */ stop) => Math.abs(heightOf(stop, room) - height);
  return STOPS.reduce((best, stop) => (far(stop) < far(best) ? stop : best));
}

/**
 * The stop that a press on the grip leads to: upwards, and from the top down again.
 *
 * @param {Stop} stop
 * @returns {Stop}
 */
export function nextStop(stop) {
  return STOPS[(STOPS.indexOf(stop) + 1) % STOPS.length] ?? 'half';
}
