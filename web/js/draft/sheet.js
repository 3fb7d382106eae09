// draft/sheet.js: the sheet on a draft: what it changes, and the ways on: edit, promote, discard, or catch up with what
// was approved since.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { confirmed } from '../access/parts.js';
import { ApiError } from '../api.js';
import { conflictView } from '../edit/conflict-view.js';
import { refusedView } from '../edit/refused-view.js';
import { openSide } from '../ui/side.js';
import { refusalOf } from '../workflow/problems.js';
import { draftsOf, readDraft } from './drafts.js';
import { openDraftEdit } from './edit.js';
import { conflictOf, rebased } from './model.js';
import { draftView } from './view.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Ref} Ref
 */

/**
 * @param {Deps} deps
 * @param {import('./drafts.js').DraftHead} head of the draft
 * @param {() => void} changed the draft is another one now, or gone
 */
export function openDraft(deps, head, changed) {
  const { api, store, i18n, ui, actions } = deps;
  const { t } = i18n;
  const drafts = draftsOf(api);
  const ref = { layer: head.layer, id: head.id };
  const layer = store.get().catalogue?.layers.find((candidate) => candidate.id === ref.layer);
  const state = {
    /** @type {import('./drafts.js').Found | null} */
    found: null,
    /** @type {import('../edit/conflict.js').Conflict | null} */
    conflict: null,
    /** @type {Record<string, import('../edit/conflict.js').Choice>} */
    choices: {},
    /** @type {import('../workflow/problems.js').Refusal | null} */
    refusal: null,
    sending: false,
  };

  /** @param {Partial<typeof state>} patch */
  function show(patch) {
    Object.assign(state, patch);
    side.draw();
  }

  async function load() {
    const found = await readDraft(api, ref);
    show({ found, conflict: conflictOf(found, layer?.fields ?? []), choices: {} });
  }

  /**
   * Does it and says why it was refused; what somebody else did meanwhile is shown.
   *
   * @param {() => Promise<void>} work
   */
  async function attempt(work) {
    if (state.sending) {
      return;
    }
    show({ sending: true, refusal: null });
    try {
      await work();
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      const refusal = refusalOf(failure, [], i18n);
      const title = { 404: t('draft.gone'), 412: t('draft.overtaken') }[failure.status] ?? refusal.title;
      show({ refusal: { ...refusal, title } });
      ui.announce(title);
      if (failure.status === 412) {
        await load().catch(() => show({ found: null }));
      }
    } finally {
      show({ sending: false });
    }
  }

  /** @param {import('../ui/toast.js').Toast} toast */
  function finish(toast) {
    side.close();
    ui.toasts.show({ ...toast, kind: 'done' });
    changed();
  }

  const promote = () =>
    attempt(async () => {
      const { version } = await drafts.promote(state.found?.draft ?? head);
      const { dossier } = await api.dossier(ref.layer, ref.id);
      actions.changed(ref, dossier.feature.properties);
      const text = t('draft.promoted', { name: i18n.label(dossier.name), version });
      const action = { label: t('live.show'), run: () => actions.select(ref, { fly: true }) };
      // What is new has only now a place on the map to go to.
      finish(head.baseVersion === 0 ? { text, action } : { text });
    });

  async function discard() {
    const title = t('draft.discard');
    if (await confirmed(deps, { title, text: t('draft.discardWhy', { who: head.authorName }), yes: title })) {
      await attempt(async () => {
        await drafts.discard(state.found?.draft ?? head);
        finish({ text: t('draft.discarded') });
      });
    }
  }

  function edit() {
    if (state.found) {
      const { draft, base } = state.found;
      side.close();
      openDraftEdit(deps, { ref, name: draft.name, base, draft }, changed);
    }
  }

  /** @param {import('../edit/conflict.js').Conflict} conflict */
  function catchUp(conflict) {
    const draft = state.found?.draft;
    if (!draft) {
      return;
    }
    const { saving, open } = rebased(draft, conflict, state.choices);
    if (open.length > 0) {
      ui.announce(t('edit.conflict.open'));
      side.focus(`[name="choice-${open[0]}"]`);
      return;
    }
    void attempt(async () => {
      await drafts.save(ref, saving, draft.version);
      await load();
      changed();
      ui.toasts.show({ text: t('draft.caughtUp', { version: conflict.version }), kind: 'done' });
    });
  }

  function submit() {
    if (state.conflict) {
      catchUp(state.conflict);
    } else if (state.found?.draft.mayPromote) {
      void promote();
    }
  }

  /** @param {import('../edit/conflict.js').Conflict} conflict */
  const choosing = (conflict) =>
    conflictView(
      conflict,
      { choices: state.choices, layer, title: t('draft.moved'), kept: t('draft.kept'), sides: 'draft.side' },
      deps,
      {
        choose: (field, choice) => show({ choices: { ...state.choices, [field]: choice } }),
        merge: () => catchUp(conflict),
      },
    );

  const body = () =>
    html`${state.refusal ? refusedView(state.refusal) : nothing}
    ${state.conflict ? choosing(state.conflict) : state.found ? draftView(state.found, layer, deps) : nothing}
    ${state.found || state.refusal ? nothing : html`<p role="status">${t('panel.loading')}</p>`}`;

  function foot() {
    const draft = state.found?.draft;
    if (!draft) {
      return nothing;
    }
    const ended = draft.baseVersion > 0 && draft.currentVersion === 0;
    const ready = draft.mayPromote && draft.problems.length === 0 && !ended;
    const send = (/** @type {string} */ words) =>
      html`<button type="submit" class="button button-primary" aria-disabled=${state.sending}>${words}</button>`;
    return html`<button type="button" class="button button-danger" data-act="discard" @click=${() => void discard()}>${t('draft.discard')}</button>
      ${state.conflict || ended ? nothing : html`<button type="button" class="button" data-act="edit" @click=${edit}>${t('draft.edit')}</button>`}
      ${state.conflict ? send(t('edit.conflict.send')) : ready ? send(t('draft.promote')) : nothing}`;
  }

  const side = openSide(deps, {
    object: i18n.label(head.name),
    title: () => t('draft.title'),
    wide: true,
    body,
    foot,
    busy: () => state.sending,
    submit,
  });
  void attempt(load);
}
