// edit/edit.js: the sheet that changes values of a feature, and what becomes of them when somebody else was first.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { draftsOf, mayBegin } from '../draft/drafts.js';
import { drafted } from '../draft/model.js';
import { openSide } from '../ui/side.js';
import { refusalOf } from '../workflow/problems.js';
import { conflictOf, resolved, rowsOf } from './conflict.js';
import { conflictView } from './conflict-view.js';
import { editFieldView, noteFieldView } from './field-view.js';
import { changed, editable, inWords, read, requestKey, startOf } from './form.js';
import { refusedView } from './refused-view.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Dossier} Dossier
 * @typedef {import('./conflict.js').Choice} Choice
 */

/**
 * Opens the sheet on the values of a feature.
 *
 * @param {Deps} deps
 * @param {Dossier} dossier
 * @param {(dossier: Dossier) => void} written a newer dossier came from the server
 */
export function openEdit(deps, dossier, written) {
  const { api, store, i18n, ui, actions } = deps;
  const { t } = i18n;
  const ref = { layer: dossier.layer, id: dossier.id };
  const layer = store.get().catalogue?.layers.find((candidate) => candidate.id === ref.layer);
  const fields = editable(layer);
  const names = fields.map(({ name }) => name);
  const start = startOf(fields, dossier.feature.properties);
  const state = begin(dossier, start);

  /** @param {Partial<typeof state>} patch */
  function show(patch) {
    Object.assign(state, patch);
    side.draw();
  }

  /** @param {string} field @param {string} typed */
  function type(field, typed) {
    const { [field]: _gone, ...problems } = state.problems;
    // Another text is another request.
    show({ typed: { ...state.typed, [field]: typed }, problems, key: requestKey() });
  }

  function submit() {
    if (state.conflict) {
      sendChosen(state.conflict);
      return;
    }
    const touched = changed(state.typed, start, fields);
    const { values, problems } = read(state.typed, touched);
    if (Object.keys(problems).length > 0) {
      show({ problems: inWords(problems, i18n) });
      side.focus('[aria-invalid="true"]');
    } else if (touched.length > 0) {
      void send(values, false);
    } else {
      ui.announce(t('edit.nothing'));
      side.close();
    }
  }

  /** @param {import('./conflict.js').Conflict} conflict */
  function sendChosen(conflict) {
    const { values, open } = resolved(rowsOf(conflict), state.choices);
    if (open.length > 0) {
      ui.announce(t('edit.conflict.open'));
      side.focus(`[name="choice-${open[0]}"]`);
      return;
    }
    if (Object.keys(values).length === 0) {
      // Theirs was chosen throughout: there is nothing to write.
      void finish('edit.done');
      return;
    }
    show({ seen: conflict.version, key: requestKey() });
    void send(values, false);
  }

  function merge() {
    const { values } = read(state.typed, changed(state.typed, start, fields));
    show({ key: requestKey() });
    void send(values, true);
  }

  /**
   * @param {Record<string, unknown>} values
   * @param {boolean} merging
   */
  function send(values, merging) {
    const how = { seen: state.seen, note: state.note.trim(), key: state.key, merge: merging };
    return attempt(async () => {
      await api.edit(ref.layer, ref.id, values, how);
      await finish('edit.done');
    });
  }

  /** Also what is wrong is kept: a draft need not be finished. */
  function keepAsDraft() {
    const touched = changed(state.typed, start, fields);
    if (touched.length === 0) {
      ui.announce(t('edit.nothing'));
      return;
    }
    const values = drafted(state.typed, touched);
    void attempt(async () => {
      await draftsOf(api).save(ref, { baseVersion: state.seen, values, note: state.note.trim() }, null);
      await finish('draft.done');
    });
  }

  /** @param {() => Promise<void>} work */
  async function attempt(work) {
    if (state.sending) {
      return;
    }
    show({ sending: true, refusal: null, problems: {} });
    try {
      await work();
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      refuse(failure);
    } finally {
      state.sending = false;
    }
  }

  /** @param {ApiError} failure */
  function refuse(failure) {
    const conflict = failure.status === 412 ? conflictOf(failure.problem) : null;
    const refusal = refusalOf(failure, names, i18n);
    // Whether a request without an answer arrived is asked under its own key; any other is another request.
    const key = failure.status === 0 ? state.key : requestKey();
    const told = { conflict, refusal: conflict ? null : refusal, problems: refusal.fields };
    show({ ...told, choices: {}, sending: false, key });
    ui.announce(refusal.title);
    side.focus(conflict ? '.refusal-conflict' : '[aria-invalid="true"], .refusal');
  }

  /** @param {'edit.done' | 'draft.done'} words */
  async function finish(words) {
    const { dossier: now } = await api.dossier(ref.layer, ref.id);
    actions.changed(ref, now.feature.properties);
    written(now);
    state.typed = start;
    side.close();
    ui.toasts.show({ text: t(words, { name: i18n.label(now.name) }), kind: 'done' });
  }

  const fieldView = (/** @type {import('../types.js').FieldDef} */ field) => {
    const about = { typed: state.typed[field.name] ?? '', problem: state.problems[field.name] };
    return editFieldView(field, about, deps, (typed) => type(field.name, typed));
  };

  function body() {
    return html`${
      state.conflict
        ? conflictView(state.conflict, { choices: state.choices, layer }, deps, {
            choose: (field, choice) => show({ choices: { ...state.choices, [field]: choice } }),
            merge,
          })
        : nothing
    }
    ${state.refusal ? refusedView(state.refusal) : nothing}
    <fieldset class="sheet-fields" ?disabled=${state.sending} ?hidden=${state.conflict !== null}>
      <legend class="visually-hidden">${t('edit.values')}</legend>
      ${fields.map((field) => fieldView(field))} ${noteFieldView(state.note, i18n, (note) => show({ note }))}
    </fieldset>`;
  }

  const side = openSide(deps, {
    object: i18n.label(dossier.name),
    title: () => t('edit.title'),
    wide: true,
    body,
    foot: () => footView(state, i18n, keepAsDraft),
    dirty: () => changed(state.typed, start, fields).length > 0 || state.note !== '',
    busy: () => state.sending,
    submit,
  });
  void mayBegin(api, ref).then((mayDraft) => show({ mayDraft }));
}

/**
 * The sheet as it is opened.
 *
 * @param {Dossier} dossier
 * @param {import('./form.js').Typed} typed
 */
function begin({ version }, typed) {
  return {
    typed,
    note: '',
    seen: version,
    key: requestKey(),
    /** @type {Record<string, string>} */
    problems: {},
    /** @type {import('../workflow/problems.js').Refusal | null} */
    refusal: null,
    /** @type {import('./conflict.js').Conflict | null} */
    conflict: null,
    /** @type {Record<string, Choice>} */
    choices: {},
    sending: false,
    mayDraft: false,
  };
}

/**
 * @param {ReturnType<typeof begin>} state
 * @param {import('../i18n.js').I18n} i18n
 * @param {() => void} keep
 */
function footView({ sending, conflict, mayDraft }, { t }, keep) {
  return html`${mayDraft && !conflict ? html`<button type="button" class="button" data-act="draft" @click=${keep}>${t('draft.keep')}</button>` : nothing}
    <button type="submit" class="button button-primary" aria-disabled=${sending}>
      ${t(sending ? 'workflow.sendingShort' : conflict ? 'edit.conflict.send' : 'edit.send')}
    </button>`;
}
