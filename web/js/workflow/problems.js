// workflow/problems.js: turns the server's refusal of a transition into what the sheet shows. Pure.

/**
 * @typedef {import('../i18n.js').I18n} I18n
 * @typedef {import('../types.js').Label} Label
 *
 * @typedef {object} Refusal
 * @property {'fields' | 'conflict' | 'not-allowed' | 'sign-in' | 'forbidden' | 'gone' | 'other'} kind
 * @property {string} title
 * @property {string} detail the server's own words, may be empty
 * @property {Readonly<Record<string, string>>} fields words by field, of fields that the sheet asks for
 * @property {readonly string[]} elsewhere words about fields that the sheet does not ask for
 * @property {readonly {to: string, label: Label}[]} allowed for `not-allowed`: what may be done from here
 * @property {{version: number | null, by: string, at: string | null} | null} theirs for `conflict`
 */

/** @type {Readonly<Record<string, Refusal['kind']>>} */
const KIND_OF_SLUG = Object.freeze({
  'evidence-missing': 'fields',
  'invalid-feature': 'fields',
  'invalid-body': 'fields',
  'invalid-parameter': 'fields',
  'stale-version': 'conflict',
  'missing-precondition': 'conflict',
  'transition-not-allowed': 'not-allowed',
  'not-signed-in': 'sign-in',
  forbidden: 'forbidden',
  csrf: 'forbidden',
  'not-found': 'gone',
});

/**
 * @param {import('../api.js').ApiError} failure
 * @param {readonly string[]} asked fields that the sheet asks for, with `validFrom` and `note`
 * @param {I18n} i18n
 * @returns {Refusal}
 */
export function refusalOf(failure, asked, i18n) {
  const { problem, slug, status } = failure;
  const kind = KIND_OF_SLUG[slug] ?? 'other';
  /** @type {Record<string, string>} */
  const fields = {};
  /** @type {string[]} */
  const elsewhere = [];
  for (const { field, words } of fieldWords(problem, i18n)) {
    if (asked.includes(field)) {
      fields[field] = words;
    } else {
      elsewhere.push(words);
    }
  }
  return {
    kind,
    title: titleOf(kind, slug, status, Object.keys(fields).length + elsewhere.length, i18n),
    detail: kind === 'fields' || kind === 'conflict' || kind === 'sign-in' ? '' : (problem.detail ?? ''),
    fields,
    elsewhere,
    allowed: kind === 'not-allowed' && Array.isArray(problem.allowed) ? problem.allowed : [],
    theirs:
      kind === 'conflict'
        ? {
            version: problem.currentVersion ?? null,
            by: problem.changedByName || nameOf(problem.changedBy),
            at: problem.changedAt ?? null,
          }
        : null,
  };
}

/**
 * @param {Refusal['kind']} kind
 * @param {string} slug
 * @param {number} status
 * @param {number} count
 * @param {I18n} i18n
 */
function titleOf(kind, slug, status, count, i18n) {
  if (kind === 'fields') {
    return i18n.t('workflow.refused.fields', { count: Math.max(count, 1) });
  }
  if (kind !== 'other') {
    return i18n.t(`workflow.refused.${kind}`);
  }
  if (status === 0) {
    return i18n.t('workflow.refused.unreachable');
  }
  return i18n.t(slug === 'unavailable' ? 'workflow.refused.unavailable' : 'workflow.refused.other', {
    status,
  });
}

/**
 * @param {import('../api.js').Problem} problem
 * @param {I18n} i18n
 * @returns {{field: string, words: string}[]}
 */
function fieldWords(problem, i18n) {
  if (Array.isArray(problem.fields)) {
    return problem.fields.map(({ field, label, problem: what, message }) => ({
      field: String(field),
      // The server names the fields of a group by their technical names; the sheet shows which they are.
      words: sentence(
        label ?? { zh: String(field), en: String(field) },
        what === 'one-of-group' ? what : (message ?? what),
        i18n,
      ),
    }));
  }
  const path = problem.path ?? problem.parameter;
  if (typeof path === 'string' && path !== '') {
    const field = path.split(/[./]/).pop() ?? path;
    return [{ field, words: problem.detail ?? problem.title }];
  }
  return problem.status === 400 || problem.status === 422
    ? [{ field: '', words: problem.detail ?? problem.title }]
    : [];
}

/**
 * The server says it in both languages, with one word (`missing`), or with a sentence.
 *
 * @param {Label | undefined} label
 * @param {unknown} what
 * @param {I18n} i18n
 */
function sentence(label, what, i18n) {
  if (what && typeof what === 'object') {
    return i18n.label(/** @type {Label} */ (what));
  }
  const said = typeof what === 'string' ? what : '';
  const key = `workflow.problem.${said}`;
  const words = /^[a-z-]+$/.test(said) ? i18n.t(key) : key;
  if (words !== key) {
    return words;
  }
  return said || i18n.t('workflow.problem.wrong', { field: i18n.label(label) });
}

/**
 * @param {unknown} who an account's name, or an object with one
 * @returns {string}
 */
function nameOf(who) {
  if (who && typeof who === 'object') {
    const { displayName, name } = /** @type {{displayName?: string, name?: string}} */ (who);
    return displayName ?? name ?? '';
  }
  return typeof who === 'string' ? who : '';
}

/**
 * What differs between the version that the form was opened on and the one there is now, field by field.
 *
 * @param {Record<string, unknown>} before
 * @param {Record<string, unknown>} now
 * @returns {readonly {field: string, before: unknown, now: unknown}[]}
 */
export function differences(before, now) {
  const ours = new Set(['version', 'valid_from']);
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => !ours.has(name));
  return names
    .filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(now[name] ?? null))
    .map((name) => ({ field: name, before: before[name] ?? null, now: now[name] ?? null }));
}

/**
 * What the sheet shows when the step it was opened for is not offered any more.
 *
 * @param {import('../types.js').Dossier['workflow']} workflow as it is now
 * @param {I18n} i18n
 * @returns {Refusal}
 */
export function noLonger(workflow, i18n) {
  const why = workflow?.reason ?? null;
  const kind = why === null ? 'not-allowed' : why === 'not-signed-in' ? 'sign-in' : 'forbidden';
  return {
    kind,
    title: i18n.t(`workflow.refused.${kind}`),
    detail: kind === 'forbidden' ? i18n.t(`workflow.why.${why}`) : '',
    fields: {},
    elsewhere: [],
    allowed: (workflow?.transitions ?? []).map(({ to, label }) => ({ to, label })),
    theirs: null,
  };
}
