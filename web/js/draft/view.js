// draft/view.js: a draft beside the approved version, as templates: who and since when, what it changes, what is wrong.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { formatInstant } from '../format.js';
import { glyph } from '../ui/signs.js';
import { changesView, shapeView } from '../versions/compare-view.js';
import { changesOf, isBehind, problemsOf } from './model.js';

/**
 * @typedef {import('../i18n.js').I18n} I18n
 * @typedef {import('./drafts.js').DraftHead} DraftHead
 */

/**
 * Who began it and who saved it last, and that the approved version has moved on since.
 *
 * @param {DraftHead} draft
 * @param {I18n} i18n
 */
export function headView(draft, i18n) {
  const { t, lang } = i18n;
  const when = (/** @type {string} */ instant) =>
    html`<time datetime=${instant}>${formatInstant(instant, lang())}</time>`;
  return html`<p class="draft-who">
      ${t('draft.begun', { who: draft.authorName })} ${when(draft.createdAt)}${
        draft.changedAt === draft.createdAt
          ? nothing
          : html`<br />${t('draft.saved', { who: draft.changedByName })} ${when(draft.changedAt)}`
      }
    </p>
    ${draft.note ? html`<blockquote class="event-note">${draft.note}</blockquote>` : nothing}
    ${isBehind(draft) ? html`<p class="draft-behind">${glyph('warn')}<span>${behindWords(draft, i18n)}</span></p>` : nothing}`;
}

/**
 * @param {DraftHead} draft
 * @param {I18n} i18n
 */
export function behindWords({ baseVersion: base, currentVersion: current }, { t }) {
  return current === 0 ? t('draft.ended') : t('draft.behind', { base, current });
}

/**
 * The draft with everything in it.
 *
 * @param {import('./drafts.js').Found} found
 * @param {import('../types.js').LayerDef | undefined} layer
 * @param {import('../types.js').Deps} deps
 */
export function draftView(found, layer, deps) {
  const { i18n } = deps;
  const { t } = i18n;
  const { draft, base } = found;
  const problems = problemsOf(draft, layer?.fields ?? [], i18n);
  const approved = base ? t('history.version', { version: draft.baseVersion }) : t('draft.none');
  const heads = /** @type {const} */ ([approved, t('draft.title')]);
  const { geometry, shape = null } = draft;
  return html`${headView(draft, i18n)}
    ${draft.mayPromote ? nothing : html`<p class="draft-who">${t('draft.byOthers')}</p>`}
    ${Object.keys(problems).length > 0 ? problemsView(problems, layer, i18n) : nothing}
    ${changesView({ heads, about: [], changes: changesOf(found) }, layer, deps)}
    ${
      geometry === undefined || problems.geometry
        ? nothing
        : shapeView({ shape, one: { geometry: base?.geometry ?? null }, other: { geometry } }, i18n)
    }`;
}

/**
 * @param {Record<string, string>} problems
 * @param {import('../types.js').LayerDef | undefined} layer
 * @param {I18n} i18n
 */
function problemsView(problems, layer, i18n) {
  const titleOf = (/** @type {string} */ field) =>
    i18n.label(layer?.fields.find(({ name }) => name === field)?.title) || field;
  return html`<div class="callout callout-warn draft-problems">
    ${glyph('warn')}
    <div>
      <p class="callout-title">${i18n.t('draft.problems')}</p>
      <ul>
        ${Object.entries(problems).map(([field, words]) => html`<li>${[titleOf(field), words].filter(Boolean).join(' – ')}</li>`)}
      </ul>
    </div>
  </div>`;
}
