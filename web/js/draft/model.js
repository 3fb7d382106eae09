// draft/model.js: a draft beside the approved version: what it changes, and what becomes of it when that one moves on. Pure.
import { isSame, resolved, rowsOf, SHAPE } from '../edit/conflict.js';
import { parsed, typedOf } from '../edit/form.js';

/**
 * @typedef {import('./drafts.js').Draft} Draft
 * @typedef {import('./drafts.js').Found} Found
 * @typedef {import('./drafts.js').Saving} Saving
 * @typedef {import('../edit/conflict.js').Conflict} Conflict
 * @typedef {import('../types.js').FieldDef} FieldDef
 */

/** Who has drafts: the same that the server lets. */
export const DRAFTING = Object.freeze(['lead', 'planner', 'admin']);

/**
 * Whether the approved version is another one than the draft goes out from.
 *
 * @param {{baseVersion: number, currentVersion: number}} draft
 */
export function isBehind({ baseVersion, currentVersion }) {
  return baseVersion !== currentVersion;
}

/**
 * Fields that the draft changes.
 *
 * @param {Found} found
 * @returns {readonly {field: string, old: unknown, new: unknown}[]}
 */
export function changesOf({ draft, base }) {
  return Object.entries(draft.values)
    .map(([field, value]) => ({ field, old: base?.properties[field] ?? null, new: value }))
    .filter((change) => !isSame(change.old, change.new));
}

/**
 * What was typed as a draft keeps it: also what is wrong, to be put right later.
 *
 * @param {import('../edit/form.js').Typed} typed
 * @param {readonly FieldDef[]} fields
 * @returns {Record<string, unknown>}
 */
export function drafted(typed, fields) {
  return Object.fromEntries(
    fields.map((field) => {
      const text = (typed[field.name] ?? '').trim();
      const found = parsed(text, field);
      return [field.name, 'value' in found ? found.value : text || null];
    }),
  );
}

/**
 * What the draft wants beside what there is now, both compared with what it went out from.
 *
 * @param {Found} found
 * @param {readonly FieldDef[]} fields of the layer
 * @returns {Conflict | null} null when the approved version has not moved on
 */
export function conflictOf({ draft, base, now }, fields) {
  if (!now) {
    return null;
  }
  const [before, theirs] = [base?.properties ?? {}, now.feature.properties];
  const mine = { ...before, ...draft.values };
  const names = [...new Set([...fields.map(({ name }) => name), ...Object.keys(draft.values)])];
  const byThem = names.filter((name) => !isSame(before[name], theirs[name]));
  const byMe = names.filter((name) => !isSame(before[name], mine[name]));
  const conflicts = byThem.filter((name) => byMe.includes(name) && !isSame(theirs[name], mine[name]));
  const shapes = {
    base: base?.geometry ?? null,
    theirs: now.feature.geometry,
    mine: draft.geometry === undefined ? (base?.geometry ?? null) : draft.geometry,
  };
  if (!isSame(shapes.base, shapes.theirs) && !isSame(shapes.base, shapes.mine)) {
    conflicts.push(SHAPE);
  }
  const changed = names.filter((name) => byThem.includes(name) || byMe.includes(name));
  const reading = (/** @type {Record<string, unknown>} */ values) =>
    Object.fromEntries(changed.map((name) => [name, values[name] ?? null]));
  return {
    base: { values: reading(before), geometry: shapes.base },
    theirs: { version: now.version, values: reading(theirs), geometry: shapes.theirs },
    mine: { values: reading(mine), geometry: shapes.mine },
    conflicts,
    mergeable: conflicts.length === 0,
    version: now.version,
    by: now.recordedBy,
    at: now.recordedAt,
  };
}

/**
 * The draft as it is saved on the version that there is now: with what was chosen of it.
 *
 * @param {Draft} draft
 * @param {Conflict} conflict
 * @param {Readonly<Record<string, import('../edit/conflict.js').Choice>>} choices
 * @returns {{saving: Saving, open: readonly string[]}} `open`: what is not chosen yet
 */
export function rebased(draft, conflict, choices) {
  const { values, open } = resolved(rowsOf(conflict), choices);
  const { [SHAPE]: geometry, ...kept } = values;
  const own = conflict.conflicts.includes(SHAPE)
    ? geometry !== undefined
    : !isSame(conflict.mine.geometry, conflict.base.geometry);
  const saving = { baseVersion: conflict.version, values: kept, note: draft.note };
  return { saving: own ? { ...saving, geometry: conflict.mine.geometry } : saving, open };
}

/**
 * What is wrong with a draft, in words by field; the empty field for what is wrong with it as a whole.
 *
 * @param {Pick<Draft, 'problems'>} draft
 * @param {readonly FieldDef[]} fields of the layer
 * @param {import('../i18n.js').I18n} i18n
 * @returns {Record<string, string>}
 */
export function problemsOf({ problems }, fields, i18n) {
  return Object.fromEntries(
    problems.map(({ field, value, problem }) => {
      const known = fields.find(({ name }) => name === field);
      const found = known ? parsed(typedOf(value), known) : null;
      return [field ?? '', found && 'problem' in found ? i18n.t(found.problem, found.vars) : problem];
    }),
  );
}
