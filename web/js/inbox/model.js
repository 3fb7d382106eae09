// inbox/model.js: what waits for the reader, in groups and numbers. Pure.

/**
 * @typedef {import('../types.js').Inbox} Inbox
 * @typedef {import('../types.js').InboxItem} InboxItem
 */

/** Groups that ask for something to be done; what merely is, is not counted beside the header entry. */
const PRESSING = Object.freeze(['decide', 'returned', 'stale', 'due', 'idle']);

/**
 * The groups with something in them, in the server's order.
 *
 * @param {Inbox} inbox
 */
export function filled(inbox) {
  return inbox.groups.filter(({ count }) => count > 0);
}

/**
 * The number beside the header entry: objects that press, each once.
 *
 * @param {Inbox} inbox
 * @returns {string | null} null when nothing presses; with a plus when there is more than the server listed
 */
export function badgeOf(inbox) {
  const pressing = inbox.groups.filter(({ kind }) => PRESSING.includes(kind));
  const objects = new Set(pressing.flatMap(({ items }) => items.map(({ layer, id }) => `${layer}:${id}`)));
  if (objects.size === 0) {
    return null;
  }
  return `${objects.size}${pressing.some(({ more }) => more) ? '+' : ''}`;
}
