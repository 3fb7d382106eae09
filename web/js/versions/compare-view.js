// versions/compare-view.js: what is different between two versions, as a template.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { areaText, dayText, fieldText } from '../dossier/value.js';
import { formatInstant } from '../format.js';
import { shapesView } from '../ui/shapes-view.js';

/**
 * @typedef {import('./api.js').Comparison} Comparison
 * @typedef {{geometry: import('../types.js').Geometry | null}} Shaped
 *
 * @typedef {object} Table
 * @property {readonly [string, string]} heads of the two sides
 * @property {readonly (readonly [string, string, string])[]} about what is said of both before their values: title, one, other
 * @property {Comparison['changes']} changes
 */

/**
 * Two versions, and fields with different values.
 *
 * @param {Comparison} comparison
 * @param {import('../types.js').LayerDef | undefined} layer
 * @param {import('../types.js').Deps} deps
 */
export function tableView({ from: one, to: other, changes }, layer, deps) {
  const { i18n } = deps;
  const { t } = i18n;
  const side = (/** @type {import('./api.js').Side} */ { validFrom, validTo }) =>
    validTo
      ? t('version.compare.span', { from: dayText(validFrom, i18n), to: dayText(validTo, i18n) })
      : dayText(validFrom, i18n);
  const who = (/** @type {import('./api.js').Side} */ { at, by }) =>
    `${by.displayName || by.name} ${formatInstant(at, i18n.lang())}`;
  const head = (/** @type {import('./api.js').Side} */ { version }) => t('history.version', { version });
  return changesView(
    {
      heads: [head(one), head(other)],
      about: [
        [t('version.compare.valid'), side(one), side(other)],
        [t('version.compare.recorded'), who(one), who(other)],
      ],
      changes,
    },
    layer,
    deps,
  );
}

/**
 * Fields with different values, side by side.
 *
 * @param {Table} table
 * @param {import('../types.js').LayerDef | undefined} layer
 * @param {import('../types.js').Deps} deps
 */
export function changesView({ heads, about, changes }, layer, { store, i18n }) {
  const { t } = i18n;
  const { catalogue } = store.get();
  const words = (/** @type {string} */ name, /** @type {unknown} */ value) =>
    fieldText(
      value,
      layer?.fields.find((known) => known.name === name),
      catalogue,
      i18n,
    ) || t('panel.none');
  return html`<table class="conflict version-table">
    <caption class="visually-hidden">
      ${t('version.compare.caption')}
    </caption>
    <thead>
      <tr>
        <td></td>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${about.map(([title, one, other]) => html`<tr><th scope="row">${title}</th><td>${one}</td><td>${other}</td></tr>`)}
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
 * @param {{shape: Comparison['shape'], one: Shaped, other: Shaped}} found
 * @param {import('../i18n.js').I18n} i18n
 */
export function shapeView({ shape, one, other }, i18n) {
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
