// versions/correction.js: what can be told to be wrong with a correction before it is sent. Pure.
import { inWords, read } from '../edit/form.js';

/**
 * @typedef {object} Filled a correction as it is filled in
 * @property {string} validFrom the first day that it is about
 * @property {string} validTo the first day that it is not about any more; empty: none
 * @property {string} reason
 * @property {string} secondPerson
 * @property {import('../edit/form.js').Typed} typed the fields that are corrected
 */

/**
 * The values as the server takes them, and words about what is wrong, by field.
 *
 * @param {Filled} filled
 * @param {readonly import('../types.js').FieldDef[]} fields of the layer
 * @param {string} today
 * @param {import('../i18n.js').I18n} i18n
 */
export function checked(filled, fields, today, i18n) {
  const chosen = fields.filter(({ name }) => name in filled.typed);
  const { values, problems } = read(filled.typed, chosen);
  const found = inWords(problems, i18n);
  for (const name of /** @type {const} */ (['validFrom', 'reason', 'secondPerson'])) {
    if (filled[name].trim() === '') {
      found[name] = i18n.t('workflow.problem.required');
    }
  }
  if (filled.validFrom > today) {
    found.validFrom = i18n.t('workflow.problem.future');
  }
  if (filled.validTo && filled.validTo <= filled.validFrom) {
    found.validTo = i18n.t('version.correct.order');
  }
  if (chosen.length === 0) {
    found.add = i18n.t('version.correct.nothing');
  }
  return { values, found };
}
