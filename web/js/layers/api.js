// layers/api.js: what the server tells of a layer's features: which, how many, where, since when.

/**
 * @typedef {object} LayersApi
 * @property {(layer: string, query: {bbox?: readonly number[], when?: import('../time/model.js').When, signal?: AbortSignal}) => AsyncGenerator<import('../types.js').Feature[]>} items
 *   pages of features, following the `next` links
 * @property {(layer: string, options?: {signal?: AbortSignal}) => Promise<readonly number[] | null>} extent
 *   west, south, east, north of all of a layer's features, degrees; null when none has a place
 * @property {(layer: string, when: import('../time/model.js').When) => Promise<number>} count how many features a layer had
 * @property {() => Promise<string | null>} firstDay the earliest day of which anything is known, `YYYY-MM-DD`
 */

const PAGE = 1000;

/**
 * @param {(url: string, options?: {signal?: AbortSignal}) => Promise<Response>} get
 * @returns {LayersApi}
 */
export function layersApi(get) {
  return {
    async *items(layer, { bbox, when, signal }) {
      const first = new URLSearchParams({ limit: String(PAGE), ...when });
      if (bbox) {
        first.set('bbox', bbox.join(','));
      }
      /** @type {string | null} */
      let url = `/ogc/collections/${encodeURIComponent(layer)}/items?${first}`;
      while (url) {
        const page = await (await get(url, { signal })).json();
        yield page.features;
        url = nextOf(page.links);
      }
    },
    async extent(layer, options) {
      const { extent } = await (await get(`/ogc/collections/${encodeURIComponent(layer)}`, options)).json();
      return extent?.spatial?.bbox?.[0] ?? null;
    },
    async count(layer, when) {
      const query = new URLSearchParams({ limit: '1', ...when });
      return (await (await get(`/ogc/collections/${encodeURIComponent(layer)}/items?${query}`)).json())
        .numberMatched;
    },
    async firstDay() {
      /** @type {{collections: {extent?: {temporal?: {interval?: (string | null)[][]}}}[]}} */
      const { collections } = await (await get('/ogc/collections')).json();
      const starts = collections.flatMap((each) => each.extent?.temporal?.interval?.[0]?.[0] ?? []);
      return starts.sort()[0]?.slice(0, 10) ?? null;
    },
  };
}

/**
 * The path of the next page, always on this server: a link's host is ignored because a proxy may have another name.
 *
 * @param {readonly {rel: string, href: string}[] | undefined} links
 * @returns {string | null}
 */
function nextOf(links) {
  const next = links?.find((link) => link.rel === 'next');
  if (!next) {
    return null;
  }
  const url = new URL(next.href, 'http://same.invalid');
  return url.pathname + url.search;
}
