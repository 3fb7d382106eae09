// access/model.js: words for accounts, sessions and tokens. Pure.

/** Roles in the order in which one is offered them. */
export const ROLES = Object.freeze(['viewer', 'lead', 'planner', 'admin']);

/** Lives of a token that are offered, in days. */
export const LIVES = Object.freeze([7, 30, 90, 365]);

const BROWSERS = /** @type {const} */ ([
  ['Edg', 'Edge'],
  ['MicroMessenger', 'WeChat'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
]);
const SYSTEMS = /** @type {const} */ ([
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
]);

/**
 * A browser's name as people know it, such as `Firefox · Windows`.
 *
 * @param {string} agent what it called itself
 * @returns {string} what it called itself when nobody knows it
 */
export function browserName(agent) {
  const known = [BROWSERS, SYSTEMS].flatMap((names) => {
    const found = names.find(([mark]) => agent.includes(mark));
    return found ? [found[1]] : [];
  });
  return known.length > 0 ? known.join(' · ') : agent;
}

/**
 * When a token of so many days ends.
 *
 * @param {number} days
 * @param {Date} now
 * @returns {string}
 */
export function endOf(days, now) {
  return new Date(now.getTime() + days * 86_400_000).toISOString();
}

/**
 * What went wrong, with the member of the form that it is about.
 *
 * @param {import('../api.js').ApiError} failure
 * @param {import('../i18n.js').I18n} i18n
 * @returns {{member: string, text: string}}
 */
export function problemOf(failure, i18n) {
  const key = `access.problem.${failure.slug}`;
  const known = i18n.t(key);
  if (known !== key) {
    return { member: String(failure.problem.path ?? ''), text: known };
  }
  const text = failure.status === 0 ? i18n.t('error.unreachable') : failure.message;
  return { member: String(failure.problem.path ?? ''), text };
}
