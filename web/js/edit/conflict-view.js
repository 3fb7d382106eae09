// edit/conflict-view.js: base, theirs and mine side by side, with a choice for each field, as a template.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { fieldText } from '../dossier/value.js';
import { formatInstant } from '../format.js';
import { shapesView } from '../ui/shapes-view.js';
import { glyph } from '../ui/signs.js';
import { isSame, rowsOf, usualChoice } from './conflict.js';

/**
 * @typedef {import('./conflict.js').Conflict} Conflict
 * @typedef {import('./conflict.js').Choice} Choice
 */

/**
 * @param {Conflict} conflict
 * @param {Readonly<Record<string, Choice>>} choices
 * @param {import('../types.js').LayerDef | undefined} layer
 * @param {import('../types.js').Deps} deps
 * @param {{choose: (field: string, choice: Choice) => void, merge: () => void}} on
 */
export function conflictView(conflict, choices, layer, deps, on) {
  const { i18n, store } = deps;
  const { t } = i18n;
  const { catalogue } = store.get();
  const when = conflict.at ? formatInstant(conflict.at, i18n.lang()) : '';
  const words = (/** @type {string} */ field, /** @type {unknown} */ value) =>
    fieldText(
      value,
      layer?.fields.find((known) => known.name === field),
      catalogue,
      i18n,
    ) || t('panel.none');
  /** @param {import('./conflict.js').Row} row */
  function rowView(row) {
    const title = i18n.label(layer?.fields.find((known) => known.name === row.field)?.title) || row.field;
    const chosen = choices[row.field] ?? usualChoice(row);
    const cell = (
      /** @type {Choice} */ choice,
    ) => html`<td class=${isSame(row[choice], row.base) ? '' : 'is-changed'}>
      <label class="conflict-choice"
        ><input
          type="radio"
          name="choice-${row.field}"
          value=${choice}
          aria-label=${t('edit.conflict.choose', { field: title, side: t(`edit.conflict.${choice}`), value: words(row.field, row[choice]) })}
          .checked=${chosen === choice}
          @change=${() => on.choose(row.field, choice)}
        />${words(row.field, row[choice])}</label
      >
    </td>`;
    return html`<tr class=${row.contested ? 'is-contested' : ''} data-field=${row.field}>
      <th scope="row">${title}${row.contested ? html`<span class="tag">${t('edit.conflict.contested')}</span>` : nothing}</th>
      <td>${words(row.field, row.base)}</td>
      ${cell('theirs')}${cell('mine')}
    </tr>`;
  }
  return html`<section class="refusal refusal-conflict" role="alert" tabindex="-1">
    <p class="refusal-title">${glyph('swap')}${t('workflow.refused.conflict')}</p>
    <p class="refusal-detail">${t('edit.conflict.who', { who: conflict.by, when, version: conflict.version })} ${t('workflow.keptTyped')}</p>
    ${
      conflict.mergeable
        ? html`<p class="refusal-detail">${t('edit.conflict.mergeable')}</p>
            <button type="button" class="button button-primary" data-merge @click=${on.merge}>${t('edit.conflict.merge')}</button>`
        : nothing
    }
    <table class="conflict conflict-three">
      <caption class="visually-hidden">
        ${t('workflow.conflict.caption')}
      </caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${t('edit.conflict.base')}</th>
          <th scope="col">${t('edit.conflict.theirs')}</th>
          <th scope="col">${t('edit.conflict.mine')}</th>
        </tr>
      </thead>
      <tbody>
        ${rowsOf(conflict).map(rowView)}
      </tbody>
    </table>
    ${
      conflict.theirs.geometry
        ? shapesView(
            [
              { kind: 'before', words: t('edit.conflict.base'), geometry: conflict.base.geometry },
              { kind: 'after', words: t('edit.conflict.theirs'), geometry: conflict.theirs.geometry },
            ],
            t('edit.conflict.shape'),
          )
        : nothing
    }
  </section>`;
}
