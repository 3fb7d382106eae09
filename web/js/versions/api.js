// versions/api.js: what the server does with versions: compare, restore, correct, edit on the version that was seen.

/**
 * @typedef {import('../types.js').Dossier} Dossier
 * @typedef {import('../types.js').Feature} Feature
 *
 * @typedef {object} Side
 * @property {number} version
 * @property {string} validFrom
 * @property {string | null} validTo
 * @property {string} at
 * @property {{name: string, displayName: string}} by
 *
 * @typedef {object} Comparison
 * @property {Side} from
 * @property {Side} to
 * @property {readonly {field: string, old: unknown, new: unknown}[]} changes
 * @property {{added: import('../types.js').Geometry | null, removed: import('../types.js').Geometry | null, addedArea: number | null, removedArea: number | null} | null} shape
 *
 * @typedef {object} Correction
 * @property {string} validFrom
 * @property {string} [validTo]
 * @property {Record<string, unknown>} values
 * @property {string} reason
 * @property {string} secondPerson
 *
 * @typedef {object} VersionsApi
 * @property {(layer: string, id: string, version: number) => Promise<Feature>} version
 * @property {(layer: string, id: string, from: number, to: number) => Promise<Comparison>} compare
 * @property {(layer: string, id: string, version: number, how: {seen: number, note: string, key: string}) => Promise<Dossier>} restore
 *   makes it the newest again; `seen` is the newest version that the reader knows
 * @property {(layer: string, id: string, correction: Correction, how: {seen: number, key: string}) => Promise<Dossier>} correct
 * @property {(layer: string, id: string, values: Record<string, unknown>, how: {seen: number, note: string, key: string, merge?: boolean}) => Promise<void>} edit
 *   `merge`: onto what others have written since, where nothing was changed by both
 */

/**
 * @param {(url: string) => Promise<Response>} get
 * @param {(method: string, url: string, body: unknown, headers?: Record<string, string>) => Promise<Response>} send
 * @returns {VersionsApi}
 */
export function versionsApi(get, send) {
  return {
    async version(layer, id, version) {
      return (await get(`${itemUrl(layer, id)}/versions/${version}`)).json();
    },
    async compare(layer, id, from, to) {
      return (await get(`${featureUrl(layer, id)}/comparison?from=${from}&to=${to}`)).json();
    },
    async restore(layer, id, version, { seen, note, key }) {
      const url = `${featureUrl(layer, id)}/versions/${version}/restore`;
      return (await send('POST', url, { note }, conditions(seen, key))).json();
    },
    async correct(layer, id, correction, { seen, key }) {
      const url = `${featureUrl(layer, id)}/corrections`;
      return (await send('POST', url, correction, conditions(seen, key))).json();
    },
    async edit(layer, id, values, { seen, note, key, merge = false }) {
      const query = note ? `?${new URLSearchParams({ note })}` : '';
      await send(
        'PATCH',
        `${itemUrl(layer, id)}${query}`,
        { properties: values },
        {
          ...conditions(seen, key),
          'Content-Type': 'application/merge-patch+json',
          ...(merge ? { Prefer: 'conflict=merge' } : {}),
        },
      );
    },
  };
}

/**
 * @param {number} seen
 * @param {string} key the same for the same request sent again, so that it has one effect
 */
function conditions(seen, key) {
  return { 'If-Match': `"${seen}"`, 'Idempotency-Key': `"${key}"` };
}

/**
 * @param {string} layer
 * @param {string} id
 */
function featureUrl(layer, id) {
  return `/api/features/${encodeURIComponent(layer)}/${encodeURIComponent(id)}`;
}

/**
 * @param {string} layer
 * @param {string} id
 */
function itemUrl(layer, id) {
  return `/ogc/collections/${encodeURIComponent(layer)}/items/${encodeURIComponent(id)}`;
}
