// session/model.js: words for who is signed in, what is for whom, and why signing in failed. Pure.

/**
 * @typedef {import('../i18n.js').I18n} I18n
 * @typedef {import('../api.js').ApiError} ApiError
 */

/** Roles by rank, the highest first: the header names the highest only. */
const RANK = Object.freeze(['admin', 'planner', 'lead', 'viewer']);

/**
 * @param {readonly string[]} roles
 * @param {I18n} i18n
 * @returns {readonly string[]} words of the roles, highest first
 */
export function roleWords(roles, i18n) {
  const rank = (/** @type {string} */ role) => (RANK.includes(role) ? RANK.indexOf(role) : RANK.length);
  return [...roles]
    .sort((a, b) => rank(a) - rank(b))
    .map((role) => words(`session.role.${role}`, role, i18n));
}

/**
 * @param {readonly string[]} roles
 * @param {I18n} i18n
 * @returns {string} any of the roles, in a sentence
 */
export function roleList(roles, i18n) {
  const list = new Intl.ListFormat(i18n.lang(), { style: 'short', type: 'disjunction' });
  return list.format([...roleWords(roles, i18n)].reverse());
}

/**
 * Words of a key, or the plain name when there are none: a server may know more roles than this page.
 *
 * @param {string} key
 * @param {string} name
 * @param {I18n} i18n
 */
function words(key, name, i18n) {
  const found = i18n.t(key);
  return found === key ? name : found;
}

/**
 * First letter for the round mark beside the name.
 *
 * @param {string} displayName
 * @returns {string}
 */
export function initialOf(displayName) {
  return [...displayName.trim()][0]?.toUpperCase() ?? '?';
}

/**
 * Why the sign-in failed. `seconds` is how long the server asks to wait, when it says so.
 *
 * @param {ApiError} failure
 * @param {I18n} i18n
 * @returns {{text: string, seconds: number}}
 */
export function signInProblem(failure, i18n) {
  if (failure.status === 429) {
    const seconds = secondsOf(failure.problem);
    return {
      text: i18n.t(seconds > 0 ? 'session.problem.wait' : 'session.problem.throttled', { count: seconds }),
      seconds,
    };
  }
  if (failure.slug === 'new-password-needed') {
    return { text: i18n.t('session.newPasswordWhy'), seconds: 0 };
  }
  if (failure.slug === 'invalid-body') {
    return { text: i18n.t('session.problem.newPassword'), seconds: 0 };
  }
  if (failure.status === 401) {
    return { text: i18n.t('session.problem.wrong'), seconds: 0 };
  }
  if (failure.status === 0) {
    return { text: i18n.t('session.problem.unreachable'), seconds: 0 };
  }
  return { text: i18n.t('session.problem.other', { detail: failure.message }), seconds: 0 };
}

/**
 * @param {import('../api.js').Problem} problem
 * @returns {number}
 */
function secondsOf(problem) {
  const said = Number(problem.retryAfter ?? problem.retryAfterSeconds);
  return Number.isFinite(said) && said > 0 ? Math.ceil(said) : 0;
}

/**
 * Whether something is for who is signed in.
 *
 * @param {{roles?: readonly string[]}} what left out: for everybody; empty: for whoever is signed in
 * @param {import('../types.js').Session | null} session
 */
export function isFor({ roles }, session) {
  const account = session?.account;
  return (
    !roles || Boolean(account && (roles.length === 0 || roles.some((role) => account.roles.includes(role))))
  );
}
