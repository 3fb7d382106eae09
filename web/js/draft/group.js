// draft/group.js: that a draft stands beside the object, by whom and since when, for those who may see it; on top of its
// panel. A lead begins one from here; planners do where they change values.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { isFor } from '../session/model.js';
import { isPast, mayEdit } from '../time/model.js';
import { glyph } from '../ui/signs.js';
import { draftsOf } from './drafts.js';
import { openDraftEdit } from './edit.js';
import { DRAFTING, isBehind } from './model.js';
import { openDraft } from './sheet.js';
import { headView } from './view.js';

/** @type {import('../dossier/groups.js').Group} */
export const draftGroup = {
  id: 'draft',
  shown: (_dossier, { store }) => !isPast(store.get()) && isFor({ roles: DRAFTING }, store.get().session),
  mount,
};

/**
 * @param {HTMLElement} host
 * @param {import('../types.js').Deps} deps
 * @param {import('../types.js').Dossier} first
 * @param {import('../dossier/groups.js').GroupDoor} door
 * @returns {import('../dossier/groups.js').MountedGroup}
 */
function mount(host, deps, first, door) {
  const { api, store, i18n } = deps;
  const { t } = i18n;
  let dossier = first;
  let left = false;
  /** @type {'loading' | 'done' | 'failed'} */
  let phase = 'loading';
  /** @type {import('./drafts.js').DraftHead | null} */
  let head = null;

  async function load() {
    try {
      head = await draftsOf(api).find(dossier);
      phase = 'done';
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      phase = 'failed';
    }
    if (!left) {
      draw();
    }
  }

  function begin() {
    const { layer, id, name, feature } = dossier;
    openDraftEdit(deps, { ref: { layer, id }, name, base: feature, draft: null }, door.reload);
  }

  /** @param {import('./drafts.js').DraftHead} draft */
  const noticeView = (
    draft,
  ) => html`<section class="draft ${isBehind(draft) ? 'is-behind' : ''}" aria-labelledby="draft-title">
    <h3 id="draft-title">${glyph('pen')}${t('draft.title')}</h3>
    ${headView(draft, i18n)}
    <button type="button" class="button" data-act="draft" @click=${() => openDraft(deps, draft, door.reload)}>
      ${t('draft.look')}
    </button>
  </section>`;

  function content() {
    if (phase === 'failed') {
      return html`<p class="panel-empty" role="alert">${t('draft.failed')}</p>
        <button type="button" class="button-quiet" @click=${() => void load()}>${t('panel.retry')}</button>`;
    }
    if (head) {
      return noticeView(head);
    }
    return phase === 'done' && dossier.workflow?.mayMove && !mayEdit(store.get())
      ? html`<button type="button" class="button-quiet" data-act="draft-begin" @click=${begin}>${glyph('pen')}${t('draft.begin')}</button>`
      : nothing;
  }

  const draw = () => render(content(), host);

  void load();
  return {
    update(now) {
      if (now === dossier) {
        draw();
      } else {
        dossier = now;
        void load();
      }
    },
    unmount() {
      left = true;
      render(nothing, host);
    },
  };
}
