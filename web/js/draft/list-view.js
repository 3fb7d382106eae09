// draft/list-view.js: drafts one may see, as a group of the inbox: of features that there are, and of new ones.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { formatInstant } from '../format.js';
import { glyph } from '../ui/signs.js';
import { isBehind } from './model.js';
import { openDraft } from './sheet.js';
import { behindWords } from './view.js';

/**
 * @typedef {import('./drafts.js').DraftHead} DraftHead
 * @typedef {import('../types.js').Deps} Deps
 */

/**
 * @param {readonly DraftHead[]} drafts
 * @param {Deps} deps
 * @param {() => void} changed
 */
export function draftsView(drafts, deps, changed) {
  const { t } = deps.i18n;
  if (drafts.length === 0) {
    return nothing;
  }
  return html`<section class="inbox-group is-drafts" aria-labelledby="inbox-drafts">
    <h3 id="inbox-drafts">${t('draft.list')} <span class="inbox-count">${t('inbox.count', { count: drafts.length })}</span></h3>
    <ul>
      ${drafts.map((draft) => html`<li>${itemView(draft, deps, changed)}</li>`)}
    </ul>
  </section>`;
}

/**
 * @param {DraftHead} draft
 * @param {Deps} deps
 * @param {() => void} changed
 */
function itemView(draft, deps, changed) {
  const { i18n, store, actions } = deps;
  const { t } = i18n;
  const layer = store.get().catalogue?.layers.find(({ id }) => id === draft.layer);
  // What is not on the map has no panel to lead to.
  const open = () =>
    draft.currentVersion > 0
      ? actions.select({ layer: draft.layer, id: draft.id }, { fly: true })
      : openDraft(deps, draft, changed);
  return html`<button type="button" class="inbox-item" @click=${open}>
    <span class="inbox-name"><strong>${i18n.label(draft.name)}</strong> <span class="inbox-layer">${i18n.label(layer?.title)}</span></span>
    ${draft.baseVersion === 0 ? html`<span class="badge">${t('draft.new')}</span>` : nothing}
    ${isBehind(draft) ? html`<span class="draft-behind">${glyph('warn')}${behindWords(draft, i18n)}</span>` : nothing}
    <span class="inbox-last">${t('inbox.last', { who: draft.changedByName, when: formatInstant(draft.changedAt, i18n.lang()) })}</span>
    ${draft.note ? html`<q class="inbox-comment">${draft.note}</q>` : nothing}
  </button>`;
}
