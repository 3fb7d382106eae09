// audit/api.js: the addresses of the audit; the requests themselves are made by api.js.

/**
 * @typedef {object} AuditEntry
 * @property {number} number
 * @property {string} at
 * @property {string} account
 * @property {string | null} address
 * @property {string} kind
 * @property {string} operation
 * @property {string | null} layer
 * @property {string | null} id
 * @property {number | null} version
 * @property {number | null} change
 * @property {string | null} digest
 * @property {string | null} detail
 * @property {number | null} position
 * @property {string | null} hash
 *
 * @typedef {{entries: AuditEntry[], next: string | null}} AuditPage
 * @typedef {{position: number, number: number, hash: string}} ChainHead
 * @typedef {{position: number, number: number, what: string, when: string | null, reason: string}} ChainBreak
 * @typedef {{head: ChainHead, pending: number, checked: {at: string, head: ChainHead, broken: ChainBreak | null} | null}} AuditChain
 *
 * @typedef {object} AuditApi
 * @property {(url: string, options?: {signal?: AbortSignal}) => Promise<AuditPage>} audit a page, by `addressOf` or `next`
 * @property {(options?: {signal?: AbortSignal}) => Promise<AuditChain>} auditChain
 */

/**
 * @param {(url: string, options?: {signal?: AbortSignal}) => Promise<Response>} get
 * @returns {AuditApi}
 */
export function auditApi(get) {
  return {
    audit: async (url, options) => (await get(url, options)).json(),
    auditChain: async (options) => (await get('/api/audit/chain', options)).json(),
  };
}
