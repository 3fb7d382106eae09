// format.js: numbers, areas and dates in the reader's language. Pure.

/** Square metres of one mu (1 ha = 15 mu). */
export const SQUARE_METRES_PER_MU = 2000 / 3;

/** @typedef {import('./i18n.js').Lang} Lang */

/**
 * @param {number} value
 * @param {Lang} lang
 * @param {number} [digits] most decimals shown
 * @returns {string}
 */
export function formatNumber(value, lang, digits = 2) {
  return new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(value);
}

/**
 * An area in the three units a planner reads, numbers only; the caller adds the units' names.
 *
 * @param {number} squareMetres
 * @param {Lang} lang
 * @returns {{mu: string, ha: string, m2: string}}
 */
export function formatArea(squareMetres, lang) {
  const mu = squareMetres / SQUARE_METRES_PER_MU;
  return {
    mu: formatNumber(mu, lang, mu >= 100 ? 1 : 2),
    ha: formatNumber(squareMetres / 10000, lang, 2),
    m2: formatNumber(squareMetres, lang, 0),
  };
}

/**
 * A date of reduced precision (`2023`, `2023-12`, `2023-12-08`) or an instant, no more exact than it is.
 *
 * @param {string | null | undefined} value
 * @param {Lang} lang
 * @returns {string} the value itself when it is not a date
 */
export function formatDate(value, lang) {
  if (!value) {
    return '';
  }
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value);
  if (!parts) {
    const instant = instantOf(value);
    return instant === null
      ? value
      : new Intl.DateTimeFormat(lang, { year: 'numeric', month: 'short', day: 'numeric' }).format(instant);
  }
  const [, year, month, day] = parts;
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  return new Intl.DateTimeFormat(lang, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month ? { month: 'short' } : {}),
    ...(day ? { day: 'numeric' } : {}),
  }).format(date);
}

/**
 * Only what is written as an instant: browsers read a date into many other texts.
 *
 * @param {string} text
 * @returns {Date | null}
 */
function instantOf(text) {
  const date = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? new Date(text) : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date;
}

/**
 * An instant to the minute, in the reader's time zone.
 *
 * @param {string} instant
 * @param {Lang} lang
 * @param {string} [timeZone]
 * @returns {string}
 */
export function formatInstant(instant, lang, timeZone) {
  const date = instantOf(instant);
  if (date === null) {
    return instant;
  }
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(date);
}

/**
 * Several texts as people list them: `A、B和C`, `A, B, and C`.
 *
 * @param {readonly string[]} texts
 * @param {Lang} lang
 * @returns {string}
 */
export function formatList(texts, lang) {
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(texts);
}

/**
 * A distance on the ground, as a number and the key of its unit.
 *
 * @param {number} metres
 * @param {Lang} lang
 * @returns {{value: string, unit: 'm' | 'km'}}
 */
export function formatDistance(metres, lang) {
  return metres >= 1000
    ? { value: formatNumber(metres / 1000, lang, 1), unit: 'km' }
    : { value: formatNumber(metres, lang, 0), unit: 'm' };
}
