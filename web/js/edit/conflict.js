// edit/conflict.js: base, theirs and mine of a refused edit, field by field, and what is sent after choosing. Pure.

/**
 * @typedef {object} Reading
 * @property {number} [version]
 * @property {Record<string, unknown>} values
 * @property {import('../types.js').Geometry | null} [geometry]
 *
 * @typedef {object} Conflict
 * @property {Reading} base
 * @property {Reading} theirs
 * @property {Reading} mine
 * @property {readonly string[]} conflicts fields that both have changed, and not to the same; `geometry` for the shape
 * @property {boolean} mergeable
 * @property {number} version the newest
 * @property {string} by who wrote it
 * @property {string | null} at when
 *
 * @typedef {'theirs' | 'mine'} Choice
 * @typedef {{field: string, base: unknown, theirs: unknown, mine: unknown, contested: boolean}} Row
 */

/**
 * @param {import('../api.js').Problem} problem
 * @returns {Conflict | null} null when the server told no readings
 */
export function conflictOf({ base, theirs, mine, conflicts, mergeable, ...more }) {
  if (!base || !theirs || !mine) {
    return null;
  }
  return {
    base,
    theirs,
    mine,
    conflicts: conflicts ?? [],
    mergeable: mergeable === true,
    version: more.currentVersion ?? theirs.version,
    by: more.changedByName || String(more.changedBy?.displayName ?? more.changedBy ?? ''),
    at: more.changedAt ?? null,
  };
}

/** Stands for the shape among the fields. */
export const SHAPE = 'geometry';

/**
 * Fields that either has changed, in the server's order; the shape only where both have.
 *
 * @param {Conflict} conflict
 * @returns {readonly Row[]}
 */
export function rowsOf({ base, theirs, mine, conflicts }) {
  const of = (/** @type {Reading} */ { values, geometry }, /** @type {string} */ field) =>
    field === SHAPE ? geometry : values[field];
  const fields = Object.keys(base.values);
  return (conflicts.includes(SHAPE) ? [...fields, SHAPE] : fields).map((field) => ({
    field,
    base: of(base, field),
    theirs: of(theirs, field),
    mine: of(mine, field),
    contested: conflicts.includes(field),
  }));
}

/**
 * Where only one has changed, that one; where both have, nobody until it is chosen.
 *
 * @param {Row} row
 * @returns {Choice | null}
 */
export function usualChoice({ base, theirs, mine, contested }) {
  if (contested) {
    return null;
  }
  return isSame(theirs, base) && !isSame(mine, base) ? 'mine' : 'theirs';
}

/**
 * What is to be written onto the newest version: mine wherever mine was chosen.
 *
 * @param {readonly Row[]} rows
 * @param {Readonly<Record<string, Choice>>} choices
 * @returns {{values: Record<string, unknown>, open: readonly string[]}} `open`: fields not chosen yet
 */
export function resolved(rows, choices) {
  /** @type {Record<string, unknown>} */
  const values = {};
  const open = [];
  for (const row of rows) {
    const choice = choices[row.field] ?? usualChoice(row);
    if (choice === null) {
      open.push(row.field);
    } else if (choice === 'mine' && !isSame(row.mine, row.theirs)) {
      values[row.field] = row.mine;
    }
  }
  return { values, open };
}

/**
 * @param {unknown} one
 * @param {unknown} other
 */
export function isSame(one, other) {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
