// workflow/api.js: the addresses of proposals, files and the inbox; the requests themselves are made by api.js.

/**
 * @typedef {import('../types.js').Proposal} Proposal
 * @typedef {{version: number, to: string, validFrom?: string, note?: string, evidence: Record<string, unknown>}} Move
 *   `version` is the one of the feature that was seen
 * @typedef {{id: string, version: number}} Seen a proposal as it was seen
 *
 * @typedef {object} ProposalApi
 * @property {(layer: string, id: string, move: Move) => Promise<Proposal>} propose
 * @property {(proposal: Seen, action: 'approve' | 'return' | 'withdraw', comment: string) => Promise<Proposal>} decide
 * @property {(proposal: Seen, move: Move) => Promise<Proposal>} resubmit
 * @property {(layer: string, id: string, file: File, options: {keepPlaceAndTime: boolean}) => Promise<import('../types.js').Attachment>} attach
 *   sends a file about a feature; without consent the server takes place and time out of it
 * @property {(options?: {signal?: AbortSignal}) => Promise<import('../types.js').Inbox>} inbox
 *
 * @typedef {object} Ways
 * @property {(url: string, options?: {signal?: AbortSignal}) => Promise<Response>} get
 * @property {(url: string, init?: RequestInit) => Promise<Response>} call
 * @property {(method: string, url: string, body: unknown, headers?: Record<string, string>) => Promise<Response>} send
 * @property {(layer: string, id: string) => string} featureUrl
 * @property {() => Promise<{header: string, token: string} | null | undefined>} token
 */

/**
 * @param {Ways} ways
 * @returns {ProposalApi}
 */
export function proposalApi({ get, call, send, featureUrl, token }) {
  const post = async (
    /** @type {string} */ url,
    /** @type {unknown} */ body,
    /** @type {number} */ version,
  ) => (await send('POST', url, body, { 'If-Match': `"${version}"` })).json();
  const proposalUrl = (/** @type {string} */ id) => `/api/proposals/${encodeURIComponent(id)}`;
  return {
    propose: (layer, id, { version, ...move }) => post(`${featureUrl(layer, id)}/proposals`, move, version),
    decide: ({ id, version }, action, comment) =>
      post(`${proposalUrl(id)}/${action}`, comment ? { comment } : {}, version),
    resubmit: ({ id, version }, { version: featureVersion, ...move }) =>
      post(`${proposalUrl(id)}/resubmit`, { featureVersion, ...move }, version),
    async attach(layer, id, file, { keepPlaceAndTime }) {
      const query = new URLSearchParams({
        name: file.name,
        ...(keepPlaceAndTime ? { keep: 'place-time' } : {}),
      });
      const page = await token();
      const answer = await call(`${featureUrl(layer, id)}/attachments?${query}`, {
        method: 'POST',
        headers: {
          Accept: 'application/json',
          'Content-Type': file.type || 'application/octet-stream',
          ...(page ? { [page.header]: page.token } : {}),
        },
        body: file,
      });
      return answer.json();
    },
    inbox: async ({ signal } = {}) => (await get('/api/inbox', { signal })).json(),
  };
}
