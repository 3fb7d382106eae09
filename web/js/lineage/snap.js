// lineage/snap.js: a place that somebody points at, drawn to a corner or a side of a shape that is near. Pure.

/** @typedef {readonly [number, number]} Place */

/** How near a corner or a side is meant, pixels. */
const REACH = 10;

/**
 * The corner that is meant, or else the nearest place of the side that is, or else the place itself.
 *
 * @param {Place} place
 * @param {readonly (readonly Place[])[]} rings each with its first place again at the end
 * @returns {Place}
 */
export function snapped(place, rings) {
  const corner = nearest(place, rings.flat());
  if (corner) {
    return corner;
  }
  const feet = rings.flatMap((ring) =>
    ring.slice(1).map((to, at) => footOf(place, /** @type {Place} */ (ring[at]), to)),
  );
  return nearest(place, feet) ?? place;
}

/**
 * @param {Place} place
 * @param {readonly Place[]} places
 */
function nearest(place, places) {
  const far = (/** @type {Place} */ other) => Math.hypot(other[0] - place[0], other[1] - place[1]);
  return places
    .filter((other) => far(other) <= REACH)
    .reduce(
      (best, other) => (best && far(best) <= far(other) ? best : other),
      /** @type {Place | null} */ (null),
    );
}

/**
 * The place of a side that is nearest to another.
 *
 * @param {Place} place
 * @param {Place} from
 * @param {Place} to
 * @returns {Place}
 */
function footOf([x, y], [fromX, fromY], [toX, toY]) {
  const [wide, high] = [toX - fromX, toY - fromY];
  const length = wide * wide + high * high;
  const share = length === 0 ? 0 : ((x - fromX) * wide + (y - fromY) * high) / length;
  const within = Math.min(1, Math.max(0, share));
  return [fromX + within * wide, fromY + within * high];
}
