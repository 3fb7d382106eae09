// edit/form.js: values of a feature as they are typed, and back. Pure.

/**
 * @typedef {import('../types.js').FieldDef} FieldDef
 * @typedef {import('../types.js').LayerDef} LayerDef
 * @typedef {Readonly<Record<string, string>>} Typed by field; the empty string: no value
 */

/**
 * Fields whose values are written; the state of a workflow is moved by its steps.
 *
 * @param {LayerDef | undefined} layer
 * @returns {readonly FieldDef[]}
 */
export function editable(layer) {
  return (layer?.fields ?? []).filter(({ name }) => !(layer?.workflow && name === layer.statusField));
}

/**
 * @param {unknown} value
 * @returns {string}
 */
export function typedOf(value) {
  if (value === null || value === undefined) {
    return '';
  }
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/**
 * @param {readonly FieldDef[]} fields
 * @param {Record<string, unknown>} values
 * @returns {Typed}
 */
export function startOf(fields, values) {
  return Object.fromEntries(fields.map(({ name }) => [name, typedOf(values[name])]));
}

/**
 * What was typed as the server takes it, or the key of the words that say what is wrong.
 *
 * @param {string} text
 * @param {FieldDef} field
 * @returns {{value: unknown} | {problem: string, vars?: Record<string, number>}}
 */
export function parsed(text, { type, required, minimum, maximum, maxLength }) {
  const trimmed = text.trim();
  if (trimmed === '') {
    return required ? { problem: 'workflow.problem.required' } : { value: null };
  }
  if (type === 'boolean') {
    return { value: trimmed === 'true' };
  }
  if (type === 'text_list') {
    return {
      value: trimmed
        .split(/\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    };
  }
  if (type === 'integer' || type === 'number') {
    return numberOf(trimmed, type, minimum, maximum);
  }
  if (maxLength && trimmed.length > maxLength) {
    return { problem: 'workflow.problem.long', vars: { maximum: maxLength } };
  }
  return { value: trimmed };
}

/**
 * @param {string} text
 * @param {'integer' | 'number'} type
 * @param {number | null | undefined} minimum
 * @param {number | null | undefined} maximum
 * @returns {{value: number} | {problem: string, vars?: Record<string, number>}}
 */
function numberOf(text, type, minimum, maximum) {
  const number = Number(text);
  if (!Number.isFinite(number) || (type === 'integer' && !Number.isInteger(number))) {
    return { problem: `workflow.problem.${type}` };
  }
  if (typeof minimum === 'number' && number < minimum) {
    return { problem: 'workflow.problem.minimum', vars: { minimum } };
  }
  if (typeof maximum === 'number' && number > maximum) {
    return { problem: 'workflow.problem.maximum', vars: { maximum } };
  }
  return { value: number };
}

/**
 * The values of some fields, with what is wrong among them.
 *
 * @param {Typed} typed
 * @param {readonly FieldDef[]} fields
 */
export function read(typed, fields) {
  /** @type {Record<string, unknown>} */
  const values = {};
  /** @type {Record<string, {key: string, vars?: Record<string, number>}>} */
  const problems = {};
  for (const field of fields) {
    const found = parsed(typed[field.name] ?? '', field);
    if ('problem' in found) {
      problems[field.name] = { key: found.problem, vars: found.vars };
    } else {
      values[field.name] = found.value;
    }
  }
  return { values, problems };
}

/**
 * @param {Record<string, {key: string, vars?: Record<string, number>}>} problems
 * @param {import('../i18n.js').I18n} i18n
 * @returns {Record<string, string>}
 */
export function inWords(problems, i18n) {
  return Object.fromEntries(
    Object.entries(problems).map(([field, { key, vars }]) => [field, i18n.t(key, vars)]),
  );
}

/**
 * Fields in which something else stands than at the start.
 *
 * @param {Typed} typed
 * @param {Typed} start
 * @param {readonly FieldDef[]} fields
 */
export function changed(typed, start, fields) {
  return fields.filter(({ name }) => (typed[name] ?? '').trim() !== (start[name] ?? '').trim());
}

/** A key of one's own for one request; also where the page is not served by https. */
export function requestKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
