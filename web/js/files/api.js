// files/api.js: files about a feature: listing them, and sending one with its progress.

/**
 * @typedef {object} FileInfo
 * @property {string} id
 * @property {string} name
 * @property {string} type media type
 * @property {number} size bytes
 * @property {string | null} takenAt
 * @property {number | null} longitude
 * @property {number | null} latitude
 * @property {string} addedAt
 * @property {string} addedBy
 * @property {string} href
 *
 * @typedef {object} FilesApi
 * @property {(layer: string, id: string, options?: {signal?: AbortSignal}) => Promise<readonly FileInfo[]>} files
 * @property {(layer: string, id: string, file: File, options: {keepPlaceAndTime: boolean, progress: (share: number) => void}) => Promise<FileInfo>} addFile
 *   `progress` hears the share that was sent, 0 to 1
 */

/**
 * @param {(url: string, options?: {signal?: AbortSignal}) => Promise<Response>} get
 * @param {() => Promise<{header: string, token: string} | null>} csrf
 * @param {(problem: import('../api.js').Problem) => Error} refused makes what is thrown
 * @returns {FilesApi}
 */
export function filesApi(get, csrf, refused) {
  return {
    async files(layer, id, options) {
      return (await (await get(attachmentsUrl(layer, id), options)).json()).attachments;
    },
    async addFile(layer, id, file, { keepPlaceAndTime, progress }) {
      const query = new URLSearchParams({
        name: file.name,
        ...(keepPlaceAndTime ? { keep: 'place-time' } : {}),
      });
      const url = `${attachmentsUrl(layer, id)}?${query}`;
      return sendFile({ url, file, token: await csrf(), progress, refused });
    },
  };
}

/**
 * By XMLHttpRequest: fetch does not tell how much of a body has been sent.
 *
 * @param {object} how
 * @param {string} how.url
 * @param {File} how.file
 * @param {{header: string, token: string} | null} how.token
 * @param {(share: number) => void} how.progress
 * @param {(problem: import('../api.js').Problem) => Error} how.refused
 * @returns {Promise<FileInfo>}
 */
function sendFile({ url, file, token, progress, refused }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    if (token) {
      request.setRequestHeader(token.header, token.token);
    }
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onerror = () =>
      reject(refused({ type: '/problems/unreachable', title: 'unreachable', status: 0, instance: url }));
    request.onload = () => {
      if (request.status < 300) {
        resolve(JSON.parse(request.responseText));
      } else {
        reject(refused({ ...problemIn(request), status: request.status }));
      }
    };
    request.send(file);
  });
}

/**
 * @param {XMLHttpRequest} request
 * @returns {import('../api.js').Problem}
 */
function problemIn(request) {
  const plain = { type: 'about:blank', title: request.statusText, status: request.status };
  return request.getResponseHeader('Content-Type')?.includes('json')
    ? { ...plain, ...JSON.parse(request.responseText) }
    : plain;
}

/**
 * @param {string} layer
 * @param {string} id
 */
function attachmentsUrl(layer, id) {
  return `/api/features/${encodeURIComponent(layer)}/${encodeURIComponent(id)}/attachments`;
}
