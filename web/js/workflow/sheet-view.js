// workflow/sheet-view.js: the transition sheet as a template: from and to, the evidence form, and what the server refused.

import { live } from '/webjars/lit-html/directives/live.js';
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { staysHere } from '../dossier/model.js';
import { codeText } from '../dossier/value.js';
import { roleList } from '../session/model.js';
import { glyph, stateChip } from '../ui/signs.js';
import { fileView } from './files.js';
import { groupsOf } from './form.js';
import { refusalView } from './refusal-view.js';

/**
 * @typedef {import('./transition.js').Shown} Sheet
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Requirement} Requirement
 *
 * @typedef {object} SheetHandlers
 * @property {(patch: {validFrom?: string, note?: string, values?: Record<string, string>}) => void} type
 * @property {() => void} send
 * @property {() => void} leave
 * @property {() => void} keep
 * @property {() => void} discard
 * @property {() => void} signIn
 * @property {() => void} reload
 * @property {(to: string) => void} turnTo
 * @property {(field: string, file: File | null) => void} choose
 * @property {(consent: boolean) => void} consent
 */

/**
 * @param {Sheet} sheet
 * @param {Deps} deps
 * @param {SheetHandlers} on
 */
export function sheetView(sheet, deps, on) {
  const { i18n, store } = deps;
  const { t } = i18n;
  const { dossier, step } = sheet;
  const stays = staysHere(dossier.workflow, step);
  const states = store.get().catalogue?.workflows[dossier.workflow?.id ?? '']?.states ?? [];
  const chip = (
    /** @type {string | undefined} */ id,
    /** @type {import('../types.js').Label | undefined} */ label,
  ) => {
    const state = states.find((candidate) => candidate.id === id);
    return stateChip(state, i18n.label(state?.title) || i18n.label(label));
  };
  const blocked = ['not-allowed', 'conflict', 'forbidden', 'gone'].includes(sheet.refusal?.kind ?? '');
  return html`<dialog class="sheet" aria-labelledby="sheet-title" aria-describedby="sheet-object">
    <form
      class="sheet-form"
      novalidate
      @submit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        on.send();
      }}
    >
      <header class="sheet-head">
        <div>
          <p id="sheet-object" class="sheet-object">${i18n.label(dossier.name)}</p>
          <h2 id="sheet-title" tabindex="-1">
            <span class="visually-hidden">
              ${t(stays ? 'workflow.titleStay' : 'workflow.title', { from: i18n.label(dossier.workflow?.label), to: i18n.label(step.label) })}
            </span>
            <span class="sheet-move" aria-hidden="true">
              ${chip(dossier.workflow?.state, dossier.workflow?.label)}${stays ? i18n.label(step.label) : html`<span class="sheet-arrow">${glyph('arrow')}</span>${chip(step.to, step.label)}`}
            </span>
          </h2>
        </div>
        <button type="button" class="button-icon" aria-label=${t('workflow.close')} @click=${on.leave}>${glyph('close')}</button>
      </header>
      <div class="sheet-body">
        ${sheet.refusal ? refusalView(sheet, deps, on) : nothing}
        ${
          sheet.reviewed
            ? html`<p class="callout reviewed" tabindex="-1">${glyph('eye')}<span>${t('workflow.reviewed', { version: dossier.version })}</span></p>`
            : nothing
        }
        ${
          step.decidedBy.length > 0
            ? html`<p class="callout callout-proposal">${glyph('person')}<span>${t('proposal.willBe', { who: roleList(step.decidedBy, i18n) })}</span></p>`
            : nothing
        }
        ${step.direction === 'backward' ? html`<p class="callout callout-warn">${glyph('warn')}<span>${t('workflow.backward')}</span></p>` : nothing}
        <fieldset class="sheet-fields" ?disabled=${sheet.sending}>
          <legend class="visually-hidden">${t('workflow.evidence')}</legend>
          <p class="sheet-legend"><span class="required" aria-hidden="true">*</span> ${t('workflow.requiredMark')}</p>
          ${validFromView(sheet, deps, on)}
          ${groupsOf(step).map(({ group, fields }) =>
            group
              ? groupView(fields, sheet, deps, on)
              : fields.map((field) => fieldView(field, sheet, deps, on)),
          )}
          ${noteView(sheet, deps, on)}
        </fieldset>
      </div>
      <footer class="sheet-foot">${footView(sheet, deps, on, blocked)}</footer>
    </form>
  </dialog>`;
}

/**
 * @param {Sheet} sheet
 * @param {Deps} deps
 * @param {SheetHandlers} on
 * @param {boolean} blocked
 */
function footView(sheet, { i18n }, on, blocked) {
  const { t } = i18n;
  if (sheet.leaving) {
    return html`<p class="sheet-leaving" role="alert">${t('workflow.leaving')}</p>
      <button type="button" class="button" data-keep @click=${on.keep}>${t('workflow.keep')}</button>
      <button type="button" class="button button-danger" @click=${on.discard}>${t('workflow.discard')}</button>`;
  }
  if (sheet.sending) {
    return html`<p class="sheet-sending" role="status">${t(sheet.step.decidedBy.length > 0 ? 'proposal.sending' : 'workflow.sending')}</p>
      <button type="submit" class="button button-primary" aria-busy="true" aria-disabled="true">${t('workflow.sendingShort')}</button>`;
  }
  return html`<button type="button" class="button" @click=${on.leave}>${t('workflow.cancel')}</button>
    ${
      blocked
        ? nothing
        : html`<button type="submit" class="button button-primary">
            ${t(sendKey(sheet), { state: i18n.label(sheet.step.label) })}
          </button>`
    }`;
}

/** @param {Sheet} sheet */
function sendKey({ dossier, step }) {
  if (step.decidedBy.length > 0) {
    return 'proposal.send';
  }
  return staysHere(dossier.workflow, step) ? 'workflow.sendStay' : 'workflow.send';
}

/**
 * @param {Sheet} sheet
 * @param {Deps} deps
 * @param {SheetHandlers} on
 */
function validFromView(sheet, deps, on) {
  const { t } = deps.i18n;
  return frame(
    { field: 'validFrom', title: t('workflow.validFrom'), hint: t('workflow.validFromHint'), required: true },
    sheet,
    (attributes) => html`<input
      type="date"
      id=${attributes.id}
      .value=${live(sheet.form.validFrom)}
      aria-required="true"
      aria-invalid=${attributes.invalid}
      aria-describedby=${attributes.describedBy}
      @input=${(/** @type {Event} */ event) => on.type({ validFrom: typedIn(event) })}
    />`,
  );
}

/**
 * @param {Sheet} sheet
 * @param {Deps} deps
 * @param {SheetHandlers} on
 */
function noteView(sheet, deps, on) {
  const { t } = deps.i18n;
  return frame(
    { field: 'note', title: t('workflow.note'), hint: t('workflow.noteHint'), required: false },
    sheet,
    (attributes) => html`<textarea
      id=${attributes.id}
      rows="3"
      .value=${live(sheet.form.note)}
      aria-invalid=${attributes.invalid}
      aria-describedby=${attributes.describedBy}
      @input=${(/** @type {Event} */ event) => on.type({ note: typedIn(event) })}
    ></textarea>`,
  );
}

/**
 * Alternatives: at least one of them.
 *
 * @param {readonly Requirement[]} fields
 * @param {Sheet} sheet
 * @param {Deps} deps
 * @param {SheetHandlers} on
 */
function groupView(fields, sheet, deps, on) {
  return html`<fieldset class="field-group">
    <legend>${deps.i18n.t('workflow.group')} <span class="required" aria-hidden="true">*</span></legend>
    ${fields.map((requirement) => fieldView(requirement, sheet, deps, on))}
  </fieldset>`;
}

/**
 * @param {Requirement} requirement
 * @param {Sheet} sheet
 * @param {Deps} deps
 * @param {SheetHandlers} on
 */
function fieldView(requirement, sheet, deps, on) {
  const { i18n } = deps;
  const value = sheet.form.values[requirement.field] ?? '';
  const type = (/** @type {Event} */ event) => on.type({ values: { [requirement.field]: typedIn(event) } });
  return frame(
    {
      field: requirement.field,
      title: i18n.label(requirement.label) || requirement.field,
      hint: hintOf(requirement, i18n),
      required: Boolean(requirement.required) && !requirement.group,
    },
    sheet,
    (attributes) =>
      requirement.type === 'attachment'
        ? fileView(
            requirement,
            attributes,
            { value, sending: sheet.files[requirement.field], consent: sheet.consent },
            { choose: (file) => on.choose(requirement.field, file), consent: on.consent },
            i18n,
          )
        : requirement.type === 'code'
          ? codeView(requirement, value, attributes, deps, type)
          : html`<input
            id=${attributes.id}
            type=${requirement.type === 'date' ? 'date' : 'text'}
            inputmode=${requirement.type === 'integer' ? 'numeric' : requirement.type === 'number' ? 'decimal' : nothing}
            autocapitalize=${requirement.type === 'account' ? 'none' : nothing}
            autocomplete="off"
            class=${['integer', 'number'].includes(requirement.type) ? 'is-number' : ''}
            .value=${live(value)}
            aria-required=${requirement.required ? 'true' : 'false'}
            aria-invalid=${attributes.invalid}
            aria-describedby=${attributes.describedBy}
            @input=${type}
          />`,
  );
}

/**
 * @param {Requirement} requirement
 * @param {string} value
 * @param {{id: string, invalid: string, describedBy: string | typeof nothing}} attributes
 * @param {Deps} deps
 * @param {(event: Event) => void} type
 */
function codeView(requirement, value, attributes, { i18n, store }, type) {
  const { catalogue } = store.get();
  const codes = catalogue?.codeLists[requirement.codeList ?? '']?.codes ?? [];
  return html`<select
    id=${attributes.id}
    .value=${live(value)}
    aria-required=${requirement.required ? 'true' : 'false'}
    aria-invalid=${attributes.invalid}
    aria-describedby=${attributes.describedBy}
    @change=${type}
  >
    <option value="" ?selected=${value === ''}>${i18n.t('workflow.choose')}</option>
    ${codes.map(
      ({ code }) => html`<option value=${code} ?selected=${code === value}>
        ${codeText(code, requirement.codeList, catalogue, i18n)}
      </option>`,
    )}
  </select>`;
}

/**
 * @param {Requirement} requirement
 * @param {import('../i18n.js').I18n} i18n
 */
function hintOf({ type, minimum, maximum, notAfterToday }, i18n) {
  if (type === 'account') {
    return i18n.t('workflow.hint.account');
  }
  if (typeof minimum === 'number' && typeof maximum === 'number') {
    return i18n.t('workflow.hint.range', { minimum, maximum });
  }
  if (typeof maximum === 'number') {
    return i18n.t('workflow.hint.maximum', { maximum });
  }
  return notAfterToday ? i18n.t('workflow.hint.past') : '';
}

/**
 * Label, hint, control and problem of one field.
 *
 * @param {{field: string, title: string, hint: string, required: boolean}} what
 * @param {Sheet} sheet
 * @param {(attributes: {id: string, invalid: 'true' | 'false', describedBy: string | typeof nothing}) => unknown} control
 */
function frame({ field, title, hint, required }, sheet, control) {
  const id = `sheet-${field}`;
  const problem = sheet.problems[field];
  const describedBy = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  return html`<div class="field ${problem ? 'is-wrong' : ''}">
    <label for=${id}>${title}${required ? html` <span class="required" aria-hidden="true">*</span>` : nothing}</label>
    ${control({ id, invalid: problem ? 'true' : 'false', describedBy: describedBy || nothing })}
    ${problem ? html`<p class="field-problem" id="${id}-problem">${problem}</p>` : nothing}
    ${hint ? html`<p class="field-hint" id="${id}-hint">${hint}</p>` : nothing}
  </div>`;
}

/** @param {Event} event */
function typedIn(event) {
  return /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */ (event.target).value;
}
