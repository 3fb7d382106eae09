// workflow/files.js: files as evidence in the transition sheet: choosing one, how far it has come, what was wrong with it.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { glyph } from '../ui/signs.js';

/**
 * @typedef {import('../i18n.js').I18n} I18n
 *
 * @typedef {object} Sending a file that was chosen
 * @property {'sending' | 'done' | 'failed'} phase
 * @property {File} file
 * @property {string} words what was wrong, when it failed
 */

/** What the server takes at all. */
const TAKEN = ['image/jpeg', 'image/png', 'application/pdf'];

/**
 * Why a file was refused, by its name.
 *
 * @param {import('../api.js').ApiError} failure
 * @param {string} name
 * @param {I18n} i18n
 */
export function fileProblem({ slug, status, problem }, name, i18n) {
  const key =
    slug === 'body-too-large'
      ? 'large'
      : slug === 'invalid-file'
        ? 'refused'
        : status === 0
          ? 'unreachable'
          : 'other';
  return i18n.t(`file.problem.${key}`, { name, reason: problem.problem ?? problem.detail ?? problem.title });
}

/**
 * @param {number} bytes
 * @param {string} lang
 */
export function sizeText(bytes, lang) {
  const large = bytes >= 1_000_000;
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: large ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: large ? 1 : 0,
  }).format(large ? bytes / 1_000_000 : Math.max(1, bytes / 1_000));
}

/**
 * The control of one file. A phone offers its camera for photos.
 *
 * @param {import('../types.js').Requirement} requirement
 * @param {{id: string, invalid: string, describedBy: string | typeof nothing}} attributes
 * @param {{value: string, sending: Sending | undefined, consent: boolean}} state
 * @param {{choose: (file: File | null) => void, consent: (on: boolean) => void}} on
 * @param {I18n} i18n
 */
export function fileView(requirement, attributes, { value, sending, consent }, on, i18n) {
  const types = requirement.fileTypes?.length ? requirement.fileTypes : TAKEN;
  const photo = types.every((type) => type.startsWith('image/'));
  return html`<div class="file">
    ${photo ? consentView(attributes.id, consent, on.consent, i18n) : nothing}
    <input
      id=${attributes.id}
      type="file"
      class="file-pick"
      accept=${types.join(',')}
      capture=${photo ? 'environment' : nothing}
      aria-invalid=${attributes.invalid}
      aria-describedby=${attributes.describedBy}
      @change=${(/** @type {Event} */ event) => {
        const input = /** @type {HTMLInputElement} */ (event.target);
        on.choose(input.files?.[0] ?? null);
      }}
    />
    ${progressView(value, sending, i18n)}
  </div>`;
}

/**
 * Asked before the photo is chosen: what is taken out of it is never sent on.
 *
 * @param {string} id
 * @param {boolean} consent
 * @param {(on: boolean) => void} change
 * @param {I18n} i18n
 */
function consentView(id, consent, change, i18n) {
  return html`<label class="file-consent" for="${id}-consent">
    <input
      id="${id}-consent"
      type="checkbox"
      class="file-check"
      .checked=${consent}
      @change=${(/** @type {Event} */ event) => change(/** @type {HTMLInputElement} */ (event.target).checked)}
    />
    <span>${i18n.t('file.consent')}</span>
  </label>`;
}

/**
 * @param {string} value id of the file that is the evidence now
 * @param {Sending | undefined} sending
 * @param {I18n} i18n
 */
function progressView(value, sending, i18n) {
  if (!sending) {
    return value
      ? html`<p class="file-state">${glyph('tick')}${i18n.t('file.kept', { id: value })}</p>`
      : nothing;
  }
  const vars = { name: sending.file.name, size: sizeText(sending.file.size, i18n.lang()) };
  switch (sending.phase) {
    case 'sending':
      return html`<p class="file-state" role="status">${i18n.t('file.sending', vars)}</p>
        <progress aria-label=${i18n.t('file.sending', vars)}></progress>`;
    case 'done':
      return html`<p class="file-state is-done" role="status">${glyph('tick')}${i18n.t('file.done', vars)}</p>`;
    default:
      return html`<p class="file-state is-failed" role="alert">${glyph('warn')}${sending.words}</p>`;
  }
}
