// draft/drafts.js: what the server keeps of drafts, by address; nothing of the DOM.
import { ApiError } from '../api.js';
import { isBehind } from './model.js';

/**
 * @typedef {import('../types.js').Ref} Ref
 * @typedef {import('../types.js').Geometry} Geometry
 * @typedef {import('../versions/api.js').Comparison['shape']} Shape
 *
 * @typedef {object} Head
 * @property {import('../types.js').Label} name
 * @property {number} version of the draft
 * @property {number} baseVersion of the feature, that it goes out from; 0: the feature is not there yet
 * @property {number} currentVersion of the feature as it is now; 0: there is none
 * @property {string} authorName
 * @property {string} createdAt
 * @property {string} changedAt
 * @property {string} changedByName
 * @property {string | null} note
 * @property {boolean} mayPromote
 *
 * @typedef {Ref & Head} DraftHead
 *
 * @typedef {object} Content
 * @property {Record<string, unknown>} values
 * @property {Geometry | null} [geometry] left out: the shape stays as it is
 *
 * @typedef {object} Checked
 * @property {Shape} [shape] what the draft's shape has more and less
 * @property {readonly {field: string | null, value: unknown, problem: string}[]} problems
 *
 * @typedef {DraftHead & Content & Checked} Draft
 * @typedef {Content & {baseVersion: number, note: string | null}} Saving
 *
 * @typedef {object} Found
 * @property {Draft} draft
 * @property {import('../types.js').Feature | null} base what it goes out from; null: nothing
 * @property {import('../types.js').Dossier | null} now the approved one, if it has moved on since; null: it has not, or has ended
 */

const DRAFTS = '/api/drafts';

/** @param {import('../api.js').Api} api */
export function draftsOf(api) {
  const of = (/** @type {Ref} */ { layer, id }, end = '') =>
    `/api/features/${encodeURIComponent(layer)}/${encodeURIComponent(id)}/draft${end}`;
  const seen = (/** @type {number} */ version) => ({ 'If-Match': `"${version}"` });
  return {
    /** @returns {Promise<readonly DraftHead[]>} one's own; for who promotes them everybody's */
    list: async () => (await api.ask('GET', DRAFTS)).drafts,
    /**
     * @param {Ref} ref
     * @returns {Promise<DraftHead | null>} null: the feature has none that the caller may see
     */
    find: async ({ layer, id }) =>
      (await api.ask('GET', `${DRAFTS}?${new URLSearchParams({ layer, id })}`)).drafts[0] ?? null,
    /**
     * @param {Ref} ref
     * @returns {Promise<Draft>}
     */
    get: (ref) => api.ask('GET', of(ref)),
    /**
     * @param {Ref} ref
     * @param {Saving} content
     * @param {number | null} version of the draft that was seen; null begins one
     * @returns {Promise<Draft>}
     */
    save: (ref, content, version) => api.ask('PUT', of(ref), content, version === null ? {} : seen(version)),
    /** @param {DraftHead} draft */
    discard: (draft) => api.ask('DELETE', of(draft), undefined, seen(draft.version)),
    /**
     * @param {DraftHead} draft
     * @returns {Promise<{version: number}>} of the feature
     */
    promote: (draft) => api.ask('POST', of(draft, '/promote'), undefined, seen(draft.version)),
  };
}

/**
 * Whether a draft of a feature may be begun: one stands beside it already, or nobody knows, then not.
 *
 * @param {import('../api.js').Api} api
 * @param {Ref} ref
 */
export async function mayBegin(api, ref) {
  try {
    return (await draftsOf(api).find(ref)) === null;
  } catch (failure) {
    if (!(failure instanceof ApiError)) {
      throw failure;
    }
    return false;
  }
}

/**
 * A draft with what it goes out from and, if that has moved on, what there is now.
 *
 * @param {import('../api.js').Api} api
 * @param {Ref} ref
 * @returns {Promise<Found>}
 */
export async function readDraft(api, ref) {
  const draft = await draftsOf(api).get(ref);
  const moved = isBehind(draft) && draft.currentVersion > 0;
  const [base, now] = await Promise.all([
    draft.baseVersion > 0 ? api.version(ref.layer, ref.id, draft.baseVersion) : null,
    moved ? api.dossier(ref.layer, ref.id) : null,
  ]);
  return { draft, base, now: now?.dossier ?? null };
}
