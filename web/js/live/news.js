// live/news.js: areas, and news of them: how they are collected, counted and put into words. Pure but for what it is given.

/**
 * @typedef {import('./subscriptions.js').News} News
 * @typedef {import('../types.js').Geometry} Geometry
 */

/** Questions in a row at most; each looks at some thousand changes. */
const ROUNDS = 10;

/** Decimals of a degree: 10 cm. */
const DIGITS = 6;

/**
 * News until there are as many as wanted, or none left: an answer may have few of them, even none, and say that there is
 * more.
 *
 * @param {(after: string | null, limit: number) => Promise<News>} ask
 * @param {string | null} after
 * @param {number} most
 * @returns {Promise<News>}
 */
export async function collect(ask, after, most) {
  /** @type {import('./stream.js').LiveEvent[]} */
  const events = [];
  let next = after;
  for (let round = 0; round < ROUNDS; round++) {
    const page = await ask(next, most - events.length);
    events.push(...page.events);
    next = page.next;
    if (!page.more || events.length >= most) {
      return { events, next: page.next, more: page.more };
    }
  }
  return { events, next: next ?? '', more: true };
}

/**
 * The number beside the header entry.
 *
 * @param {readonly News[]} found
 * @returns {string | null} null when there is nothing new; with a plus when there is more
 */
export function unreadWords(found) {
  const count = found.reduce((sum, { events }) => sum + events.length, 0);
  const more = count > 99 || found.some((news) => news.more);
  return count === 0 ? null : `${Math.min(count, 99)}${more ? '+' : ''}`;
}

/**
 * A rectangle as the server takes an area.
 *
 * @param {readonly [number, number, number, number]} box west, south, east, north
 * @returns {Geometry}
 */
export function areaOf(box) {
  const [west, south, east, north] = /** @type {[number, number, number, number]} */ (
    box.map((degrees) => Number(degrees.toFixed(DIGITS)))
  );
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

/**
 * What encloses an area.
 *
 * @param {Geometry | undefined} area Polygon or MultiPolygon
 * @returns {[number, number, number, number] | null} west, south, east, north
 */
export function boxOf(area) {
  /** @type {number[]} */
  const numbers = area?.coordinates?.flat(Number.POSITIVE_INFINITY) ?? [];
  if (numbers.length === 0) {
    return null;
  }
  const lons = numbers.filter((_, index) => index % 2 === 0);
  const lats = numbers.filter((_, index) => index % 2 === 1);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
