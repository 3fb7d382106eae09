// files/model.js: what a file is in words, and why one was refused. Pure.

/** What the server takes: media types. */
export const TAKEN = Object.freeze(['image/jpeg', 'image/png', 'application/pdf']);

/** The largest file that the server takes, bytes. */
const MOST_BYTES = 20_000_000;

/** @typedef {import('../i18n.js').I18n} I18n */

/**
 * @param {number} bytes
 * @param {string} lang
 */
export function sizeText(bytes, lang) {
  const large = bytes >= 1_000_000;
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: large ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: 1,
  }).format(bytes / (large ? 1_000_000 : 1_000));
}

/** @param {{type: string}} file */
export function isPhoto({ type }) {
  return type.startsWith('image/');
}

/**
 * What is wrong with a chosen file before it is sent; null: nothing that can be seen from here.
 *
 * @param {{name: string, size: number, type: string}} file
 * @param {I18n} i18n
 */
export function refusedBefore({ name, size, type }, i18n) {
  if (size > MOST_BYTES) {
    return i18n.t('files.problem.large', { name, size: sizeText(size, i18n.lang()) });
  }
  return TAKEN.includes(type) ? null : i18n.t('files.problem.type', { name });
}

/**
 * Why the server did not take a file, by its name.
 *
 * @param {import('../api.js').ApiError} failure
 * @param {{name: string, size: number}} file
 * @param {I18n} i18n
 */
export function refusedBy({ slug, status, problem }, { name, size }, i18n) {
  if (slug === 'body-too-large') {
    return i18n.t('files.problem.large', { name, size: sizeText(size, i18n.lang()) });
  }
  if (status === 0) {
    return i18n.t('files.problem.unreachable', { name });
  }
  const reason = problem.detail || problem.title;
  return i18n.t(status === 403 ? 'files.problem.forbidden' : 'files.problem.refused', { name, reason });
}
