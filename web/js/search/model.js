// search/model.js: search results as the list shows them. Pure.

/**
 * @typedef {import('../types.js').SearchResult} SearchResult
 * @typedef {{layer: string, results: SearchResult[]}} Group
 */

/**
 * Results by layer; the layer of the best result comes first, and within a layer the server's order stays.
 *
 * @param {readonly SearchResult[]} results
 * @returns {Group[]}
 */
export function grouped(results) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const result of results) {
    const group = groups.get(result.layer) ?? { layer: result.layer, results: [] };
    group.results.push(result);
    groups.set(result.layer, group);
  }
  return [...groups.values()];
}

/**
 * A text cut where the searched words stand, so that they can be marked.
 *
 * @param {string} text
 * @param {string} words
 * @returns {{text: string, hit: boolean}[]}
 */
export function marked(text, words) {
  const at = words ? text.toLowerCase().indexOf(words.toLowerCase()) : -1;
  if (at < 0) {
    return [{ text, hit: false }];
  }
  return [
    { text: text.slice(0, at), hit: false },
    { text: text.slice(at, at + words.length), hit: true },
    { text: text.slice(at + words.length), hit: false },
  ].filter((piece) => piece.text !== '');
}

/**
 * The option that an arrow key leads to; -1 is the box itself.
 *
 * @param {number} at
 * @param {number} count
 * @param {string} key
 */
export function stepped(at, count, key) {
  switch (key) {
    case 'ArrowDown':
      return at + 1 >= count ? -1 : at + 1;
    case 'ArrowUp':
      return at < 0 ? count - 1 : at - 1;
    default:
      return at;
  }
}
