// draft/edit.js: the sheet that changes a draft, or begins one: values and note as they are typed, finished or not.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { editFieldView, noteFieldView } from '../edit/field-view.js';
import { changed as changedIn, editable, startOf } from '../edit/form.js';
import { refusedView } from '../edit/refused-view.js';
import { openSide } from '../ui/side.js';
import { refusalOf } from '../workflow/problems.js';
import { draftsOf } from './drafts.js';
import { drafted, problemsOf } from './model.js';

/**
 * @typedef {object} About
 * @property {import('../types.js').Ref} ref
 * @property {import('../types.js').Label} name
 * @property {import('../types.js').Feature | null} base the approved version that the draft goes out from
 * @property {import('./drafts.js').Draft | null} draft null begins one
 */

/**
 * @param {import('../types.js').Deps} deps
 * @param {About} about
 * @param {() => void} saved
 */
export function openDraftEdit(deps, { ref, name, base, draft }, saved) {
  const { api, store, i18n, ui } = deps;
  const { t } = i18n;
  const layer = store.get().catalogue?.layers.find((candidate) => candidate.id === ref.layer);
  const fields = editable(layer);
  const approved = startOf(fields, base?.properties ?? {});
  const start = startOf(fields, { ...base?.properties, ...draft?.values });
  const state = {
    typed: start,
    note: draft?.note ?? '',
    problems: draft ? problemsOf(draft, layer?.fields ?? [], i18n) : {},
    /** @type {import('../workflow/problems.js').Refusal | null} */
    refusal: null,
    sending: false,
  };

  /** @param {Partial<typeof state>} patch */
  function show(patch) {
    Object.assign(state, patch);
    side.draw();
  }

  /** @param {string} field @param {string} typed */
  function type(field, typed) {
    const { [field]: _gone, ...problems } = state.problems;
    show({ typed: { ...state.typed, [field]: typed }, problems });
  }

  function content() {
    const shown = fields.map((field) => field.name);
    const others = Object.entries(draft?.values ?? {}).filter(([field]) => !shown.includes(field));
    const values = drafted(state.typed, changedIn(state.typed, approved, fields));
    return {
      baseVersion: draft?.baseVersion ?? Number(base?.properties.version ?? 0),
      values: { ...Object.fromEntries(others), ...values },
      ...(draft?.geometry === undefined ? {} : { geometry: draft.geometry }),
      note: state.note.trim() || null,
    };
  }

  async function submit() {
    if (state.sending) {
      return;
    }
    show({ sending: true, refusal: null });
    try {
      await draftsOf(api).save(ref, content(), draft?.version ?? null);
      state.sending = false;
      side.close();
      ui.toasts.show({ text: t('draft.done', { name: i18n.label(name) }), kind: 'done' });
      saved();
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      const refusal = refusalOf(failure, [], i18n);
      const overtaken = failure.status === 412 || failure.status === 428;
      show({ sending: false, refusal: overtaken ? { ...refusal, title: t('draft.overtaken') } : refusal });
      ui.announce(state.refusal?.title ?? '');
      side.focus('.refusal');
    }
  }

  const fieldView = (/** @type {import('../types.js').FieldDef} */ field) => {
    const typed = state.typed[field.name] ?? '';
    return editFieldView(field, { typed, problem: state.problems[field.name] }, deps, (text) =>
      type(field.name, text),
    );
  };

  const side = openSide(deps, {
    object: i18n.label(name),
    title: () => t(draft ? 'draft.edit' : 'draft.begin'),
    wide: true,
    body: () => html`${state.refusal ? refusedView(state.refusal) : nothing}
      <fieldset class="sheet-fields" ?disabled=${state.sending}>
        <legend class="visually-hidden">${t('edit.values')}</legend>
        ${fields.map(fieldView)} ${noteFieldView(state.note, i18n, (note) => show({ note }))}
      </fieldset>`,
    foot: () =>
      html`<button type="submit" class="button button-primary" aria-disabled=${state.sending}>
        ${t(state.sending ? 'workflow.sendingShort' : 'draft.save')}
      </button>`,
    dirty: () => changedIn(state.typed, start, fields).length > 0 || state.note !== (draft?.note ?? ''),
    busy: () => state.sending,
    submit: () => void submit(),
  });
}
