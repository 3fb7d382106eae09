// live/subscriptions.js: what one wants to hear about and the news of it, by address; nothing of the DOM.

/**
 * @typedef {import('./stream.js').LiveEvent} LiveEvent
 *
 * @typedef {object} Interest which changes of features are meant: those that are in every choice that is made
 * @property {readonly string[]} [layers] ids; left out or empty: all
 * @property {readonly string[]} [features] as `layer/id`
 * @property {import('../types.js').Geometry} [area] degrees
 * @property {readonly string[]} [operations]
 *
 * @typedef {{id: string, name: string, interest: Interest, read: string, createdAt: string}} Subscription `read`: up to which place
 * @typedef {{events: readonly LiveEvent[], next: string, more: boolean}} News oldest first; `more`: ask on from `next`
 */

const SUBSCRIPTIONS = '/api/subscriptions';

/** @param {import('../api.js').Api} api */
export function subscriptionsOf(api) {
  const of = (/** @type {string} */ id, end = '') => `${SUBSCRIPTIONS}/${encodeURIComponent(id)}${end}`;
  return {
    /** @returns {Promise<readonly Subscription[]>} one's own, oldest first */
    list: async () => (await api.ask('GET', SUBSCRIPTIONS)).subscriptions,
    /**
     * @param {string} name
     * @param {Interest} interest
     * @returns {Promise<Subscription>}
     */
    create: (name, interest) => api.ask('POST', SUBSCRIPTIONS, { name, interest }),
    /**
     * @param {Subscription} subscription
     * @param {string} name
     * @returns {Promise<Subscription>}
     */
    rename: ({ id, interest }, name) => api.ask('PUT', of(id), { name, interest }),
    /** @param {string} id */
    remove: (id) => api.ask('DELETE', of(id)),
    /**
     * @param {string} id
     * @param {string | null} after null: since it was read
     * @param {number} limit
     * @returns {Promise<News>}
     */
    news: (id, after, limit) =>
      api.ask(
        'GET',
        of(
          id,
          `/news?${new URLSearchParams({ limit: String(limit), ...(after === null ? {} : { after }) })}`,
        ),
      ),
    /**
     * @param {string} id
     * @param {string} upTo a place that the news gave
     */
    markRead: (id, upTo) => api.ask('POST', of(id, '/read'), { upTo }),
  };
}
