// versions/correct.js: the sheet that corrects a span of the past: from, to, what was so, why, and who has checked it.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { localDay } from '../dossier/value.js';
import { editFieldView, plainFieldView } from '../edit/field-view.js';
import { requestKey, typedOf } from '../edit/form.js';
import { refusedView } from '../edit/refused-view.js';
import { openSide } from '../ui/side.js';
import { glyph } from '../ui/signs.js';
import { refusalOf } from '../workflow/problems.js';
import { checked } from './correction.js';

/**
 * @param {import('../types.js').Deps} deps
 * @param {import('../types.js').Dossier} dossier
 * @param {(dossier: import('../types.js').Dossier) => void} written
 */
export function openCorrection(deps, dossier, written) {
  const { api, store, i18n, ui, actions } = deps;
  const { t } = i18n;
  const fields =
    store.get().catalogue?.layers.find((candidate) => candidate.id === dossier.layer)?.fields ?? [];
  const today = localDay(new Date());
  const start = { validFrom: '', validTo: '', reason: '', secondPerson: '' };
  const state = {
    ...start,
    /** @type {Record<string, string>} the fields that are corrected */
    typed: {},
    key: requestKey(),
    /** @type {Record<string, string>} */
    problems: {},
    /** @type {import('../workflow/problems.js').Refusal | null} */
    refusal: null,
    sending: false,
  };

  /** @param {Partial<typeof state>} patch */
  function show(patch) {
    Object.assign(state, patch);
    side.draw();
  }

  /** @param {string} name */
  function add(name) {
    show({ typed: { ...state.typed, [name]: typedOf(dossier.feature.properties[name]) } });
    side.focus(`#edit-${name}`);
  }

  async function submit() {
    const { values, found } = checked(state, fields, today, i18n);
    if (Object.keys(found).length > 0) {
      show({ problems: found });
      side.focus('[aria-invalid="true"]');
      return;
    }
    if (state.sending) {
      return;
    }
    show({ sending: true, refusal: null, problems: {} });
    const { validFrom, validTo, reason, secondPerson, key } = state;
    const correction = {
      validFrom,
      ...(validTo ? { validTo } : {}),
      values,
      reason: reason.trim(),
      secondPerson: secondPerson.trim(),
    };
    try {
      const now = await api.correct(dossier.layer, dossier.id, correction, { seen: dossier.version, key });
      actions.changed(dossier, now.feature.properties);
      Object.assign(state, start, { typed: {} });
      written(now);
      side.close();
      ui.toasts.show({ text: t('version.correct.done'), kind: 'done' });
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      const asked = [...Object.keys(start), ...Object.keys(state.typed)];
      const refusal = refusalOf(failure, asked, i18n);
      show({
        sending: false,
        refusal,
        problems: refusal.fields,
        key: failure.status === 0 ? key : requestKey(),
      });
      side.focus('[aria-invalid="true"], .refusal');
    } finally {
      state.sending = false;
    }
  }

  /**
   * @param {'validFrom' | 'validTo' | 'reason' | 'secondPerson'} id
   * @param {'text' | 'date' | 'lines'} kind
   * @param {boolean} required
   */
  const plain = (id, kind, required) =>
    plainFieldView(
      {
        id,
        title: t(`version.correct.${id}`),
        hint: id === 'reason' ? '' : t(`version.correct.${id}Hint`),
        type: kind,
        required,
      },
      { typed: state[id], problem: state.problems[id] },
      (typed) => show({ [id]: typed, key: requestKey() }),
    );

  function body() {
    const left = fields.filter(({ name }) => !(name in state.typed));
    return html`${state.refusal ? refusedView(state.refusal) : nothing}
      <p class="callout">${glyph('clock')}<span>${t('version.correct.about')}</span></p>
      <fieldset class="sheet-fields" ?disabled=${state.sending}>
        <legend class="visually-hidden">${t('version.correct.title')}</legend>
        ${plain('validFrom', 'date', true)} ${plain('validTo', 'date', false)}
        ${fields
          .filter(({ name }) => name in state.typed)
          .map((field) =>
            editFieldView(
              field,
              { typed: state.typed[field.name] ?? '', problem: state.problems[field.name] },
              deps,
              (typed) => show({ typed: { ...state.typed, [field.name]: typed }, key: requestKey() }),
            ),
          )}
        <div class="field ${state.problems.add ? 'is-wrong' : ''}">
          <label for="edit-add">${t('version.correct.add')}</label>
          <select
            id="edit-add"
            aria-invalid=${state.problems.add ? 'true' : 'false'}
            aria-describedby=${state.problems.add ? 'edit-add-problem' : nothing}
            @change=${(/** @type {Event} */ event) => {
              const select = /** @type {HTMLSelectElement} */ (event.target);
              const name = select.value;
              select.value = '';
              add(name);
            }}
          >
            <option value="">${t('workflow.choose')}</option>
            ${left.map(({ name, title }) => html`<option value=${name}>${i18n.label(title)}</option>`)}
          </select>
          ${state.problems.add ? html`<p class="field-problem" id="edit-add-problem">${state.problems.add}</p>` : nothing}
        </div>
        ${plain('reason', 'lines', true)} ${plain('secondPerson', 'text', true)}
      </fieldset>`;
  }

  const side = openSide(deps, {
    object: i18n.label(dossier.name),
    title: () => t('version.correct.title'),
    body,
    foot: () =>
      html`<button type="submit" class="button button-primary" aria-disabled=${state.sending}>
        ${t(state.sending ? 'workflow.sendingShort' : 'version.correct.send')}
      </button>`,
    dirty: () =>
      Object.keys(state.typed).length > 0 ||
      [state.validFrom, state.validTo, state.reason, state.secondPerson].some(Boolean),
    busy: () => state.sending,
    submit: () => void submit(),
  });
}
