// audit/model.js: what the audit's list is asked for, and the words of an entry. Pure.

/** What entries can be found by, in the order of the form. */
export const FILTERS = Object.freeze(['kind', 'account', 'layer', 'id', 'from', 'to']);

/** Kinds of entries that have words of their own. */
export const KINDS = Object.freeze([
  'feature',
  'link',
  'observation',
  'attachment',
  'layer',
  'draft',
  'lineage',
  'proposal',
  'session',
  'account',
  'token',
  'grant',
  'export',
]);

/**
 * The address of the first page.
 *
 * @param {Readonly<Record<string, string>>} query what the form says
 * @returns {string}
 */
export function addressOf(query) {
  const asked = new URLSearchParams();
  for (const name of ['kind', 'account', 'layer', 'id']) {
    const value = query[name]?.trim();
    if (value) {
      asked.set(name, value);
    }
  }
  if (query.from || query.to) {
    asked.set('datetime', `${query.from || '..'}/${query.to || '..'}`);
  }
  const text = asked.toString();
  return text ? `/api/audit?${text}` : '/api/audit';
}

/**
 * What the form says, without what is empty.
 *
 * @param {FormData} form
 * @returns {Record<string, string>}
 */
export function queryOf(form) {
  /** @type {Record<string, string>} */
  const query = {};
  for (const name of FILTERS) {
    const value = String(form.get(name) ?? '').trim();
    if (value) {
      query[name] = value;
    }
  }
  return query;
}

/**
 * What an entry is about, such as `parcel/PCL-1`.
 *
 * @param {{layer: string | null, id: string | null}} entry
 * @returns {string}
 */
export function subjectOf({ layer, id }) {
  return [layer, id].filter(Boolean).join('/');
}

/**
 * Whether the entry is about a feature that the map can show.
 *
 * @param {{kind: string, layer: string | null, id: string | null}} entry
 * @returns {boolean}
 */
export function isOnMap({ kind, layer, id }) {
  return kind === 'feature' && layer !== null && id !== null;
}

/**
 * Words of a kind or an operation, or its plain name when there are none: a server may know more than this page.
 *
 * @param {'kind' | 'operation'} group
 * @param {string} name
 * @param {import('../i18n.js').I18n} i18n
 * @returns {string}
 */
export function wordsOf(group, name, i18n) {
  const key = `audit.${group}.${name}`;
  const found = i18n.t(key);
  return found === key ? name : found;
}
