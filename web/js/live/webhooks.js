// live/webhooks.js: addresses that are told what happens, on the server; nothing of the DOM.

/**
 * @typedef {import('./subscriptions.js').Interest} Interest
 *
 * @typedef {object} Delivery a call
 * @property {string} message
 * @property {string} at
 * @property {number | null} status null: no answer
 * @property {string} outcome in words
 * @property {number} millis
 *
 * @typedef {object} Webhook
 * @property {string} id
 * @property {string} account whose it is
 * @property {string} name
 * @property {string} url
 * @property {Interest} interest
 * @property {'active' | 'paused' | 'dead'} state
 * @property {number} failures since the last success
 * @property {string} [failingSince]
 * @property {string} nextAt
 * @property {Delivery} [lastDelivery]
 * @property {string} [secret] only when it was made
 *
 * @typedef {{name: string, url: string, interest: Interest}} Setting
 */

const WEBHOOKS = '/api/webhooks';

/** @param {import('../api.js').Api} api */
export function webhooksOf(api) {
  const of = (/** @type {string} */ id, end = '') => `${WEBHOOKS}/${encodeURIComponent(id)}${end}`;
  return {
    /** @returns {Promise<readonly Webhook[]>} one's own; for administrators all */
    list: async () => (await api.ask('GET', WEBHOOKS)).webhooks,
    /**
     * @param {string} id
     * @returns {Promise<Webhook>}
     */
    get: (id) => api.ask('GET', of(id)),
    /**
     * @param {Setting} setting
     * @returns {Promise<Webhook & {secret: string}>}
     */
    create: (setting) => api.ask('POST', WEBHOOKS, setting),
    /**
     * @param {string} id
     * @param {Setting & {paused: boolean}} setting not paused: also a dead one is called again
     * @returns {Promise<Webhook>}
     */
    change: (id, setting) => api.ask('PUT', of(id), setting),
    /** @param {string} id */
    remove: (id) => api.ask('DELETE', of(id)),
    /**
     * @param {string} id
     * @returns {Promise<Delivery>}
     */
    test: (id) => api.ask('POST', of(id, '/test')),
    /**
     * @param {string} id
     * @returns {Promise<readonly Delivery[]>} the last ones, newest first
     */
    deliveries: async (id) => (await api.ask('GET', of(id, '/deliveries'))).deliveries,
  };
}
