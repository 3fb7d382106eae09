// access/accounts.js: what the server keeps of accounts, sessions and tokens, by address; nothing of the DOM.

/**
 * @typedef {{layer: string, id: string}} Assignment
 * @typedef {{name: string, displayName: string, roles: readonly string[], enabled: boolean, oneTimePassword: boolean, assignments: readonly Assignment[], version: number}} AccountDetail
 * @typedef {{id: string, way: string, address: string, browser: string, begunAt: string, seenAt: string, current: boolean}} SessionEntry
 * @typedef {{id: string, name: string, prefix: string, scopes: readonly string[], createdAt: string, expiresAt: string, usedAt: string | null, expired: boolean}} TokenEntry
 * @typedef {{id: number, scope: {layer: string, id: string | null}, reason: string | null, grantedAt: string, grantedBy: string}} GrantEntry
 */

const ACCOUNTS = '/api/accounts';

/** @param {import('../api.js').Api} api */
export function accountsOf(api) {
  const of = (/** @type {string} */ name, /** @type {string[]} */ ...parts) =>
    [ACCOUNTS, ...[name, ...parts].map(encodeURIComponent)].join('/');
  return {
    /**
     * @param {string} part
     * @returns {Promise<{accounts: readonly AccountDetail[], next: string | null}>}
     */
    list: (part) => api.ask('GET', `${ACCOUNTS}?${new URLSearchParams({ q: part })}`),
    /**
     * @param {string} address `next` of the page before
     * @returns {Promise<{accounts: readonly AccountDetail[], next: string | null}>}
     */
    more: (address) => api.ask('GET', address),
    /**
     * @param {string} name
     * @returns {Promise<AccountDetail>}
     */
    get: (name) => api.ask('GET', of(name)),
    /**
     * @param {{name: string, displayName: string, roles: readonly string[]}} account
     * @returns {Promise<{account: AccountDetail, password: string}>}
     */
    create: (account) => api.ask('POST', ACCOUNTS, account),
    /**
     * @param {AccountDetail} seen
     * @param {{displayName?: string, roles?: readonly string[], enabled?: boolean}} change
     * @returns {Promise<AccountDetail>}
     */
    change: (seen, change) => api.ask('PATCH', of(seen.name), change, { 'If-Match': `"${seen.version}"` }),
    /**
     * @param {string} name
     * @returns {Promise<{password: string}>}
     */
    resetPassword: (name) => api.ask('POST', of(name, 'password'), {}),
    /**
     * @param {string} name
     * @param {Assignment} feature
     */
    assign: (name, { layer, id }) => api.ask('PUT', of(name, 'assignments', layer, id)),
    /**
     * @param {string} name
     * @param {Assignment} feature
     */
    withdraw: (name, { layer, id }) => api.ask('DELETE', of(name, 'assignments', layer, id)),
    /**
     * @param {string} name
     * @returns {Promise<{grants: readonly GrantEntry[]}>}
     */
    grants: (name) => api.ask('GET', of(name, 'grants')),
    /**
     * @param {string} name
     * @param {{layer: string, id: string | null}} scope
     */
    give: (name, scope) => api.ask('POST', of(name, 'grants'), scope),
    /**
     * @param {string} name
     * @param {number} id
     */
    takeBack: (name, id) => api.ask('DELETE', of(name, 'grants', String(id))),
    /**
     * @param {string} name
     * @returns {Promise<{sessions: readonly SessionEntry[]}>}
     */
    sessions: (name) => api.ask('GET', of(name, 'sessions')),
    /**
     * @param {string} name
     * @param {string} id
     */
    endSession: (name, id) => api.ask('DELETE', of(name, 'sessions', id)),
    /**
     * @param {string} name
     * @returns {Promise<{tokens: readonly TokenEntry[]}>}
     */
    tokens: (name) => api.ask('GET', of(name, 'tokens')),
    /**
     * @param {string} name
     * @param {{name: string, scopes: readonly string[], expiresAt: string}} token
     * @returns {Promise<{token: TokenEntry, secret: string}>}
     */
    createToken: (name, token) => api.ask('POST', of(name, 'tokens'), token),
    /**
     * @param {string} name
     * @param {string} id
     */
    endToken: (name, id) => api.ask('DELETE', of(name, 'tokens', id)),
  };
}
