// lineage/api.js: the requests that split, merge and undo.

/**
 * @typedef {import('./types.js').OperationReport} OperationReport
 *
 * @typedef {object} LineageApi
 * @property {(asked: object) => Promise<OperationReport>} operation splits, merges, or tells what would come of it
 * @property {(id: string, reason: string) => Promise<OperationReport>} undoOperation
 */

/**
 * @param {{send: (method: string, url: string, body: unknown) => Promise<Response>}} door
 * @returns {LineageApi}
 */
export function lineageApi({ send }) {
  return {
    async operation(asked) {
      return (await send('POST', '/api/operations', asked)).json();
    },
    async undoOperation(id, reason) {
      return (await send('POST', `/api/operations/${encodeURIComponent(id)}/undo`, { reason })).json();
    },
  };
}
