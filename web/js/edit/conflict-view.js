// edit/conflict-view.js: base, theirs and mine side by side, with a choice for each field, as a template.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { fieldText } from '../dossier/value.js';
import { formatInstant } from '../format.js';
import { shapesView } from '../ui/shapes-view.js';
import { glyph } from '../ui/signs.js';
import { isSame, rowsOf, SHAPE, usualChoice } from './conflict.js';

/**
 * @typedef {import('./conflict.js').Conflict} Conflict
 * @typedef {import('./conflict.js').Choice} Choice
 */

/** Words for two people at one object. */
const SIDES = 'edit.conflict';

/**
 * @param {Conflict} conflict
 * @param {{choices: Readonly<Record<string, Choice>>, layer: import('../types.js').LayerDef | undefined, title?: string, kept?: string, sides?: string}} about
 *   `kept`: what becomes of what the reader wanted; `sides`: key of the words for base, theirs and mine
 * @param {import('../types.js').Deps} deps
 * @param {{choose: (field: string, choice: Choice) => void, merge: () => void}} on
 */
export function conflictView(conflict, { choices, layer, title, kept, sides = SIDES }, deps, on) {
  const { i18n, store } = deps;
  const { t } = i18n;
  const { catalogue } = store.get();
  const when = conflict.at ? formatInstant(conflict.at, i18n.lang()) : '';
  /** @param {import('./conflict.js').Row} row @param {Choice | 'base'} side */
  function words(row, side) {
    const { field, [side]: value } = row;
    const known = layer?.fields.find(({ name }) => name === field);
    const shape = field === SHAPE && value ? t(`${sides}.${side}`) : '';
    return shape || fieldText(value, known, catalogue, i18n) || t('panel.none');
  }
  /** @param {import('./conflict.js').Row} row */
  function rowView(row) {
    const known = i18n.label(layer?.fields.find(({ name }) => name === row.field)?.title);
    const name = row.field === SHAPE ? t('edit.conflict.geometry') : known || row.field;
    const chosen = choices[row.field] ?? usualChoice(row);
    const cell = (
      /** @type {Choice} */ choice,
    ) => html`<td class=${isSame(row[choice], row.base) ? '' : 'is-changed'}>
      <label class="conflict-choice"
        ><input
          type="radio"
          name="choice-${row.field}"
          value=${choice}
          aria-label=${t('edit.conflict.choose', { field: name, side: t(`${sides}.${choice}`), value: words(row, choice) })}
          .checked=${chosen === choice}
          @change=${() => on.choose(row.field, choice)}
        />${words(row, choice)}</label
      >
    </td>`;
    return html`<tr class=${row.contested ? 'is-contested' : ''} data-field=${row.field}>
      <th scope="row">${name}${row.contested ? html`<span class="tag">${t('edit.conflict.contested')}</span>` : nothing}</th>
      <td>${words(row, 'base')}</td>
      ${cell('theirs')}${cell('mine')}
    </tr>`;
  }
  return html`<section class="refusal refusal-conflict" role="alert" tabindex="-1">
    <p class="refusal-title">${glyph('swap')}${title ?? t('workflow.refused.conflict')}</p>
    <p class="refusal-detail">${t('edit.conflict.who', { who: conflict.by, when, version: conflict.version })} ${kept ?? t('workflow.keptTyped')}</p>
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
          ${['base', 'theirs', 'mine'].map((side) => html`<th scope="col">${t(`${sides}.${side}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rowsOf(conflict).map(rowView)}
      </tbody>
    </table>
    ${shapesOf(conflict, sides, i18n)}
  </section>`;
}

/**
 * The shape before, and what either has made of it.
 *
 * @param {Conflict} conflict
 * @param {string} sides
 * @param {import('../i18n.js').I18n} i18n
 */
function shapesOf({ base, theirs, mine }, sides, { t }) {
  const byThem = !isSame(theirs.geometry, base.geometry);
  const byMe = !isSame(mine.geometry, base.geometry);
  if (!byThem && !byMe) {
    return nothing;
  }
  return shapesView(
    [
      { kind: 'before', words: t(`${sides}.base`), geometry: base.geometry },
      { kind: 'after', words: t(`${sides}.theirs`), geometry: byThem ? theirs.geometry : null },
      { kind: 'mine', words: t(`${sides}.mine`), geometry: byMe ? mine.geometry : null },
    ],
    t('edit.conflict.shape'),
  );
}
