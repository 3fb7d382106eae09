// time/model.js: which day is looked at, by what was known, and what that asks of the server. Pure.
import { isFor } from '../session/model.js';

/**
 * @typedef {Pick<import('../types.js').State, 'asOf' | 'knownOn'>} Moment
 * @typedef {{datetime?: string, recorded?: string}} When parameters of a reading request; none of them: as it is now
 */

const DAY = 86_400_000;

/** @param {Moment} moment */
export function isPast({ asOf, knownOn }) {
  return asOf !== null || knownOn !== null;
}

/** Who changes values: the same that the server lets. */
const EDITING = ['planner', 'admin'];

/**
 * Whether the caller may change values of what is shown: not in the past.
 *
 * @param {Pick<import('../types.js').State, 'asOf' | 'knownOn' | 'session'>} state
 */
export function mayEdit({ session, ...moment }) {
  return !isPast(moment) && isFor({ roles: EDITING }, session);
}

/**
 * Whether another moment is looked at than before.
 *
 * @param {Moment} moment
 * @param {Moment} before
 */
export function hasMoved(moment, before) {
  return moment.asOf !== before.asOf || moment.knownOn !== before.knownOn;
}

/**
 * @param {Moment} moment
 * @returns {When}
 */
export function whenOf({ asOf, knownOn }) {
  return {
    ...(asOf ? { datetime: endOf(asOf) } : {}),
    ...(knownOn ? { recorded: endOf(knownOn) } : {}),
  };
}

/**
 * The last instant of a day at the reader's place. The server takes a day for one of UTC, at whose end it is already
 * morning here, and a change of the next day would show.
 *
 * @param {string} day
 */
function endOf(day) {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new Date(year, month - 1, date + 1).getTime() - 1).toISOString();
}

/**
 * A day of the calendar, `YYYY-MM-DD`; null for anything else.
 *
 * @param {string | null | undefined} text
 * @returns {string | null}
 */
export function dayOf(text) {
  const date = text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text ?? '')
    ? (text ?? null)
    : null;
}

/**
 * Days from the first to a day, for a slider; the other way round with `dayAt`.
 *
 * @param {string} first
 * @param {string} day
 */
export function daysBetween(first, day) {
  return Math.round((Date.parse(day) - Date.parse(first)) / DAY);
}

/**
 * @param {string} first
 * @param {number} days
 */
export function dayAt(first, days) {
  return new Date(Date.parse(first) + days * DAY).toISOString().slice(0, 10);
}

/**
 * The key of the words that say what is shown, with the days that they need.
 *
 * @param {Moment} moment
 */
export function saidOf({ asOf, knownOn }) {
  if (asOf) {
    return knownOn ? 'time.both' : 'time.asOf';
  }
  return knownOn ? 'time.known' : 'time.now';
}
