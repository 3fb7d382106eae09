// versions/compare-view.js: what is different between two versions, as a template.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { areaText, dayText, fieldText } from '../dossier/value.js';
import { formatInstant } from '../format.js';
import { shapesView } from '../ui/shapes-view.js';

/**
 * @typedef {object} Found
 * @property {import('./api.js').Comparison} comparison
 * @property {import('../types.js').Feature} one
 * @property {import('../types.js').Feature} other
 */

/**
 * Fields with different values.
 *
 * @param {import('./api.js').Comparison} comparison
 * @param {import('../types.js').LayerDef | undefined} layer
 * @param {import('../types.js').Deps} deps
 */
export function tableView({ from: one, to: other, changes }, layer, { store, i18n }) {
  const { t } = i18n;
  const { catalogue } = store.get();
  const words = (/** @type {string} */ name, /** @type {unknown} */ value) =>
    fieldText(
      value,
      layer?.fields.find((known) => known.name === name),
      catalogue,
      i18n,
    ) || t('panel.none');
  const side = (/** @type {import('./api.js').Side} */ { validFrom, validTo }) =>
    validTo
      ? t('version.compare.span', { from: dayText(validFrom, i18n), to: dayText(validTo, i18n) })
      : dayText(validFrom, i18n);
  const who = (/** @type {import('./api.js').Side} */ { at, by }) =>
    `${by.displayName || by.name} ${formatInstant(at, i18n.lang())}`;
  return html`<table class="conflict version-table">
    <caption class="visually-hidden">
      ${t('version.compare.caption')}
    </caption>
    <thead>
      <tr>
        <td></td>
        <th scope="col">${t('history.version', { version: one.version })}</th>
        <th scope="col">${t('history.version', { version: other.version })}</th>
      </tr>
    </thead>
    <tbody>
      <tr><th scope="row">${t('version.compare.valid')}</th><td>${side(one)}</td><td>${side(other)}</td></tr>
      <tr><th scope="row">${t('version.compare.recorded')}</th><td>${who(one)}</td><td>${who(other)}</td></tr>
      ${changes.map(
        ({ field, old, new: now }) => html`<tr data-field=${field}>
          <th scope="row">${i18n.label(layer?.fields.find((known) => known.name === field)?.title) || field}</th>
          <td><del>${words(field, old)}</del></td>
          <td><ins>${words(field, now)}</ins></td>
        </tr>`,
      )}
    </tbody>
  </table>
  ${changes.length === 0 ? html`<p class="panel-empty">${t('version.compare.same')}</p>` : nothing}`;
}

/**
 * Both shapes over each other, with what the second has more and less.
 *
 * @param {Found} found
 * @param {import('../i18n.js').I18n} i18n
 */
export function shapeView({ comparison: { shape }, one, other }, i18n) {
  const { t } = i18n;
  if (!shape) {
    return html`<p class="panel-empty">${t('version.compare.sameShape')}</p>`;
  }
  const area = (/** @type {number | null} */ value) =>
    value === null ? '' : t('panel.area.pair', areaText(value, i18n));
  return html`<h3 class="version-shape">${t('history.geometry')}</h3>
    ${shapesView(
      [
        { kind: 'before', words: t('version.compare.before'), geometry: one.geometry },
        { kind: 'after', words: t('version.compare.after'), geometry: other.geometry },
        {
          kind: 'removed',
          words: `${t('version.compare.removed')} ${area(shape.removedArea)}`,
          geometry: shape.removed,
        },
        {
          kind: 'added',
          words: `${t('version.compare.added')} ${area(shape.addedArea)}`,
          geometry: shape.added,
        },
      ],
      t('version.compare.picture'),
    )}`;
}
