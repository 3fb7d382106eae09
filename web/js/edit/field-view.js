// edit/field-view.js: the control of one field of a layer, with its label and what is wrong with it, as a template.
import { live } from '/webjars/lit-html/directives/live.js';
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { codeText } from '../dossier/value.js';

/**
 * @typedef {import('../types.js').FieldDef} FieldDef
 * @typedef {import('../types.js').Deps} Deps
 */

/**
 * @param {FieldDef} field
 * @param {{typed: string, problem: string | undefined}} state
 * @param {Deps} deps
 * @param {(typed: string) => void} type
 */
export function editFieldView(field, { typed, problem }, { i18n, store }, type) {
  const id = `edit-${field.name}`;
  const input = (/** @type {Event} */ event) => type(typedIn(event));
  const attributes = {
    id,
    typed,
    invalid: problem ? 'true' : 'false',
    describedBy: problem ? `${id}-problem` : '',
  };
  const { catalogue } = store.get();
  const options = optionsOf(field, catalogue, i18n);
  return html`<div class="field ${problem ? 'is-wrong' : ''}">
    <label for=${id}>
      ${i18n.label(field.title)}${field.unit ? html` <small>${field.unit}</small>` : nothing}${field.required ? html` <span class="required" aria-hidden="true">*</span>` : nothing}
    </label>
    ${options ? selectView(options, attributes, i18n, input) : textView(field, attributes, input)}
    ${problem ? html`<p class="field-problem" id="${id}-problem">${problem}</p>` : nothing}
  </div>`;
}

/**
 * A plain control that is not of a layer's field.
 *
 * @param {{id: string, title: string, hint?: string, type: 'text' | 'date' | 'lines', required?: boolean}} what
 * @param {{typed: string, problem: string | undefined}} state
 * @param {(typed: string) => void} type
 */
export function plainFieldView({ id, title, hint, type: kind, required }, { typed, problem }, type) {
  const input = (/** @type {Event} */ event) => type(typedIn(event));
  const about = [hint ? `edit-${id}-hint` : '', problem ? `edit-${id}-problem` : '']
    .filter(Boolean)
    .join(' ');
  const invalid = problem ? 'true' : 'false';
  return html`<div class="field ${problem ? 'is-wrong' : ''}">
    <label for="edit-${id}">${title}${required ? html` <span class="required" aria-hidden="true">*</span>` : nothing}</label>
    ${
      kind === 'lines'
        ? html`<textarea id="edit-${id}" rows="2" aria-invalid=${invalid} aria-describedby=${about || nothing} .value=${live(typed)} @input=${input}></textarea>`
        : html`<input id="edit-${id}" type=${kind} autocomplete="off" aria-invalid=${invalid} aria-describedby=${about || nothing} .value=${live(typed)} @input=${input} />`
    }
    ${problem ? html`<p class="field-problem" id="edit-${id}-problem">${problem}</p>` : nothing}
    ${hint ? html`<p class="field-hint" id="edit-${id}-hint">${hint}</p>` : nothing}
  </div>`;
}

/**
 * The reason that goes into the history.
 *
 * @param {string} typed
 * @param {import('../i18n.js').I18n} i18n
 * @param {(typed: string) => void} type
 */
export function noteFieldView(typed, { t }, type) {
  const what = {
    id: 'note',
    title: t('workflow.note'),
    hint: t('workflow.noteHint'),
    type: /** @type {const} */ ('lines'),
  };
  return plainFieldView(what, { typed, problem: undefined }, type);
}

/**
 * @param {FieldDef} field
 * @param {import('../types.js').Catalogue | null} catalogue
 * @param {import('../i18n.js').I18n} i18n
 * @returns {readonly (readonly [string, string])[] | null} null: anything may be typed
 */
function optionsOf({ name, type, codeList }, catalogue, i18n) {
  const codes = catalogue?.codeLists[codeList ?? '']?.codes;
  if (codes) {
    return codes.map(({ code }) => [code, codeText(code, codeList, catalogue, i18n)]);
  }
  if (name === 'source') {
    return Object.values(catalogue?.sources ?? {}).map(({ id, title }) => [id, i18n.label(title)]);
  }
  return type === 'boolean'
    ? [
        ['true', i18n.t('panel.yes')],
        ['false', i18n.t('panel.no')],
      ]
    : null;
}

/**
 * @param {readonly (readonly [string, string])[]} options
 * @param {{id: string, typed: string, invalid: string, describedBy: string}} attributes
 * @param {import('../i18n.js').I18n} i18n
 * @param {(event: Event) => void} input
 */
function selectView(options, { id, typed, invalid, describedBy }, i18n, input) {
  return html`<select id=${id} aria-invalid=${invalid} aria-describedby=${describedBy || nothing} .value=${live(typed)} @change=${input}>
    <option value="" ?selected=${typed === ''}>${i18n.t('panel.none')}</option>
    ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === typed}>${words}</option>`)}
  </select>`;
}

/**
 * @param {FieldDef} field
 * @param {{id: string, typed: string, invalid: string, describedBy: string}} attributes
 * @param {(event: Event) => void} input
 */
function textView({ type, maxLength }, { id, typed, invalid, describedBy }, input) {
  const number = type === 'integer' || type === 'number';
  if (type === 'text_list' || (type === 'text' && (maxLength ?? 0) > 200)) {
    return html`<textarea id=${id} rows="3" aria-invalid=${invalid} aria-describedby=${describedBy || nothing} .value=${live(typed)} @input=${input}></textarea>`;
  }
  return html`<input
    id=${id}
    type=${type === 'date' ? 'date' : 'text'}
    inputmode=${number ? 'decimal' : nothing}
    class=${number ? 'is-number' : ''}
    autocomplete="off"
    aria-invalid=${invalid}
    aria-describedby=${describedBy || nothing}
    .value=${live(typed)}
    @input=${input}
  />`;
}

/** @param {Event} event */
function typedIn(event) {
  return /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */ (event.target).value;
}
