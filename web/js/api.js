// api.js: the page's only way to the server. Knows URLs, headers and problem details; nothing of the DOM.
import { auditApi } from './audit/api.js';
import { filesApi } from './files/api.js';
import { layersApi } from './layers/api.js';
import { lineageApi } from './lineage/api.js';
import { versionsApi } from './versions/api.js';
import { proposalApi } from './workflow/api.js';

/**
 * A problem document (RFC 9457) as the server sent it; `retryAfter` (seconds) is the header of that name.
 * @typedef {{type: string, title: string, status: number, detail?: string, instance?: string} & Record<string, any>} Problem
 */

/** The server said no, or could not be reached (`status` 0, type `/problems/unreachable`). */
export class ApiError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail || problem.title);
    this.name = 'ApiError';
    this.problem = problem;
    this.status = problem.status;
    /** Last part of the problem's type, such as `stale-version`. */
    this.slug = String(problem.type).split('/').pop() ?? '';
  }
}

/**
 * @typedef {import('./types.js').Dossier} Dossier
 * @typedef {import('./types.js').Session} Session
 * @typedef {import('./time/model.js').When} When
 * @typedef {Reading & import('./audit/api.js').AuditApi & import('./files/api.js').FilesApi & import('./layers/api.js').LayersApi & import('./lineage/api.js').LineageApi & import('./versions/api.js').VersionsApi & import('./workflow/api.js').ProposalApi} Api every room that has requests of its own adds them
 * @typedef {object} Reading
 * @property {() => Promise<import('./types.js').Catalogue>} catalogue
 * @property {(layer: string, tile: {z: number, x: number, y: number}, options?: {when?: When, signal?: AbortSignal}) => Promise<{bytes: Uint8Array | null, etag: string}>} tile
 *   a vector tile; no bytes when nothing lies on it
 * @property {(layer: string, id: string, options?: {when?: When, signal?: AbortSignal}) => Promise<{dossier: Dossier, etag: string}>} dossier
 * @property {(layer: string, id: string, options?: {signal?: AbortSignal}) => Promise<import('./types.js').History>} history
 * @property {(layer: string, id: string, move: {version: number, to: string, validFrom?: string, note?: string, evidence: Record<string, unknown>}) => Promise<{dossier: Dossier, etag: string}>} transition
 * @property {(q: string, options?: {when?: When, signal?: AbortSignal, limit?: number}) => Promise<import('./types.js').SearchAnswer>} search
 * @property {(after: string | null) => Promise<{reset: boolean, next: string, events: import('./live/stream.js').LiveEvent[]}>} changes
 *   what happened after a place; without one nothing, and the place of now
 * @property {() => Promise<Session>} session
 * @property {(name: string, password: string, newPassword?: string) => Promise<Session>} signIn
 * @property {(password: string, newPassword: string) => Promise<Session>} changePassword one's own
 * @property {(method: string, url: string, body?: unknown, headers?: Record<string, string>) => Promise<any>} ask
 *   asks or changes something that is JSON on both ways; null when the answer is empty
 * @property {() => Promise<void>} signOut
 */

/**
 * @param {typeof fetch} [fetcher]
 * @returns {Api}
 */
export function createApi(fetcher = (input, init) => fetch(input, init)) {
  /** @type {{header: string, token: string} | null} */
  let csrf = null;

  /**
   * @param {string} url
   * @param {RequestInit} [init]
   */
  async function call(url, init = {}) {
    let response;
    try {
      response = await fetcher(url, { credentials: 'same-origin', ...init });
    } catch (failure) {
      if (failure instanceof DOMException && failure.name === 'AbortError') {
        throw failure;
      }
      throw new ApiError({ type: '/problems/unreachable', title: 'unreachable', status: 0, instance: url });
    }
    if (!response.ok) {
      throw new ApiError(await problemOf(response, url));
    }
    return response;
  }

  /**
   * @param {string} url
   * @param {{signal?: AbortSignal}} [options]
   */
  async function get(url, options = {}) {
    return call(url, {
      headers: { Accept: 'application/json, application/geo+json' },
      signal: options.signal,
    });
  }

  /**
   * @param {string} method
   * @param {string} url
   * @param {unknown} body
   * @param {Record<string, string>} [headers]
   */
  async function send(method, url, body, headers = {}) {
    const token = csrf ?? (await session()).csrf;
    return call(url, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token ? { [token.header]: token.token } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  /** @param {Response} response */
  async function dossierOf(response) {
    return {
      dossier: /** @type {Dossier} */ (await response.json()),
      etag: response.headers.get('ETag') ?? '',
    };
  }

  async function session() {
    const answer = /** @type {Session} */ (await (await get('/api/session')).json());
    csrf = answer.csrf ?? null;
    return answer;
  }

  /** @param {Response} response */
  async function begun(response) {
    const answer = /** @type {Session} */ (await response.json());
    csrf = answer.csrf ?? null;
    return answer;
  }

  return {
    ...auditApi(get),
    ...layersApi(get),
    ...versionsApi(get, send),
    ...filesApi(
      get,
      async () => csrf ?? (await session()).csrf ?? null,
      (problem) => new ApiError(problem),
    ),
    session,
    async catalogue() {
      return (await get('/api/catalogue')).json();
    },
    async tile(layer, { z, x, y }, { when, signal } = {}) {
      const url = `/ogc/collections/${encodeURIComponent(layer)}/tiles/WebMercatorQuad/${z}/${y}/${x}${queryOf(when)}`;
      const response = await call(url, {
        headers: { Accept: 'application/vnd.mapbox-vector-tile, application/problem+json' },
        // The browser asks whether what it kept still holds: never an old tile, seldom a whole one.
        cache: 'no-cache',
        signal,
      });
      const bytes = response.status === 204 ? null : await bytesOf(response, url);
      return { bytes, etag: response.headers.get('ETag') ?? '' };
    },
    async dossier(layer, id, options = {}) {
      return dossierOf(await get(`${featureUrl(layer, id)}${queryOf(options.when)}`, options));
    },
    async history(layer, id, options) {
      return (await get(`${featureUrl(layer, id)}/history`, options)).json();
    },
    async transition(layer, id, { version, ...move }) {
      const url = `${featureUrl(layer, id)}/transitions`;
      return dossierOf(await send('POST', url, move, { 'If-Match': `"${version}"` }));
    },
    ...lineageApi({ send }),
    ...proposalApi({ get, call, send, featureUrl, token: async () => csrf ?? (await session()).csrf }),
    async search(q, { when, signal, limit = 20 } = {}) {
      const query = new URLSearchParams({ q, limit: String(limit), ...when });
      return (await get(`/api/search?${query}`, { signal })).json();
    },
    async signIn(name, password, newPassword) {
      return begun(await send('POST', '/api/session', { name, password, newPassword }));
    },
    async changePassword(password, newPassword) {
      return begun(await send('PUT', '/api/session/password', { password, newPassword }));
    },
    async ask(method, url, body, headers) {
      const response = method === 'GET' ? await get(url) : await send(method, url, body, headers);
      return response.status === 204 ? null : response.json();
    },
    async changes(after) {
      return (
        await get(after === null ? '/api/changes' : `/api/changes?${new URLSearchParams({ after })}`)
      ).json();
    },
    async signOut() {
      await send('DELETE', '/api/session', undefined);
      csrf = null;
    },
  };
}

/** @param {When} [when] */
function queryOf(when = {}) {
  const query = new URLSearchParams({ ...when });
  return query.size > 0 ? `?${query}` : '';
}

/**
 * @param {Response} response
 * @param {string} url
 */
async function bytesOf(response, url) {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (failure) {
    if (failure instanceof TypeError) {
      throw new ApiError({ type: '/problems/unreachable', title: 'unreachable', status: 0, instance: url });
    }
    throw failure;
  }
}

/**
 * @param {string} layer
 * @param {string} id
 */
function featureUrl(layer, id) {
  return `/api/features/${encodeURIComponent(layer)}/${encodeURIComponent(id)}`;
}

/**
 * @param {Response} response
 * @param {string} url
 * @returns {Promise<Problem>}
 */
async function problemOf(response, url) {
  const type = response.headers.get('Content-Type') ?? '';
  const wait = response.headers.get('Retry-After');
  const more = wait === null ? {} : { retryAfter: Number(wait) };
  if (type.includes('json')) {
    try {
      const problem = await response.json();
      return {
        type: 'about:blank',
        title: response.statusText,
        ...more,
        ...problem,
        status: response.status,
      };
    } catch (failure) {
      if (!(failure instanceof SyntaxError)) {
        throw failure;
      }
    }
  }
  return { type: 'about:blank', title: response.statusText, ...more, status: response.status, instance: url };
}
