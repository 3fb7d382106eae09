// workflow/refusal-view.js: what the server refused, why, and the way on, at the head of the transition sheet.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { staysHere } from '../dossier/model.js';
import { fieldText } from '../dossier/value.js';
import { formatInstant } from '../format.js';
import { glyph, stateChip } from '../ui/signs.js';
import { differences } from './problems.js';

/**
 * @typedef {import('./transition.js').Shown} Sheet
 * @typedef {import('./sheet-view.js').SheetHandlers} SheetHandlers
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Label} Label
 */

/**
 * @param {Sheet} sheet
 * @param {Deps} deps
 * @param {SheetHandlers} on
 */
export function refusalView(sheet, deps, on) {
  const refusal = sheet.refusal;
  if (!refusal) {
    return nothing;
  }
  return html`<div class="refusal refusal-${refusal.kind}" role="alert" tabindex="-1">
    <p class="refusal-title">${glyph('warn')}<strong>${refusal.title}</strong></p>
    ${refusal.detail ? html`<p class="refusal-detail">${refusal.detail}</p>` : nothing}
    ${
      refusal.elsewhere.length > 0
        ? html`<ul>
            ${refusal.elsewhere.map((words) => html`<li>${words}</li>`)}
          </ul>`
        : nothing
    }
    ${wayOn(sheet, deps, on)}
  </div>`;
}

/**
 * @param {Sheet} sheet
 * @param {Deps} deps
 * @param {SheetHandlers} on
 */
function wayOn(sheet, deps, on) {
  const { t } = deps.i18n;
  switch (sheet.refusal?.kind) {
    case 'conflict':
      return html`${conflictView(sheet, deps)}
        <button type="button" class="button button-primary" @click=${on.reload}>${t('workflow.reload')}</button>`;
    case 'not-allowed':
      return allowedView(sheet.refusal.allowed, deps, on);
    case 'sign-in':
      return html`<p class="refusal-detail">${t('workflow.keptTyped')}</p>
        <button type="button" class="button button-primary" @click=${on.signIn}>${t('session.signIn')}</button>`;
    default:
      return nothing;
  }
}

/**
 * @param {readonly {to: string, label: Label}[]} allowed
 * @param {Deps} deps
 * @param {SheetHandlers} on
 */
function allowedView(allowed, { i18n }, on) {
  if (allowed.length === 0) {
    return html`<p class="refusal-detail">${i18n.t('workflow.nothingAllowed')}</p>`;
  }
  return html`<p class="refusal-detail">${i18n.t('workflow.allowed')}</p>
    <div class="refusal-allowed">
      ${allowed.map(
        ({ to, label }) => html`<button type="button" class="button" @click=${() => on.turnTo(to)}>
          ${i18n.label(label)}${glyph('arrow')}
        </button>`,
      )}
    </div>`;
}

/**
 * What the step was begun on, what the server has now, and what was about to be sent.
 *
 * @param {Sheet} sheet
 * @param {Deps} deps
 */
function conflictView(sheet, deps) {
  const { i18n, store } = deps;
  const { t } = i18n;
  const { catalogue } = store.get();
  const layer = catalogue?.layers.find((candidate) => candidate.id === sheet.dossier.layer);
  const states = catalogue?.workflows[layer?.workflow ?? '']?.states ?? [];
  const chip = (/** @type {string | undefined} */ id, /** @type {Label | undefined} */ label) =>
    stateChip(
      states.find((state) => state.id === id),
      i18n.label(label) || (id ?? ''),
    );
  const stays = staysHere(sheet.dossier.workflow, sheet.step);
  const { theirs, dossier: base } = sheet;
  const said = sheet.refusal?.theirs;
  const version = theirs?.version ?? said?.version;
  return html`<table class="conflict">
      <caption class="visually-hidden">
        ${t('workflow.conflict.caption')}
      </caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${t('edit.conflict.base')}</th>
          <th scope="col">${t('workflow.conflict.theirs')}</th>
          <th scope="col">${t('workflow.conflict.mine')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">${t('workflow.conflict.state')}</th>
          <td>${chip(base.workflow?.state, base.workflow?.label)}</td>
          <td>${theirs?.workflow ? chip(theirs.workflow.state, theirs.workflow.label) : t('workflow.conflict.unknown')}</td>
          <td>${stays ? i18n.label(sheet.step.label) : chip(sheet.step.to, sheet.step.label)}</td>
        </tr>
        <tr>
          <th scope="row">${t('workflow.conflict.version')}</th>
          <td>${base.version}</td>
          <td>${version ?? t('workflow.conflict.unknown')}</td>
          <td>${t('workflow.conflict.basedOn', { version: sheet.dossier.version })}</td>
        </tr>
        <tr>
          <th scope="row">${t('workflow.conflict.who')}</th>
          <td>${base.recordedBy}<br />${instantView(base.recordedAt, i18n)}</td>
          <td>
            ${said?.by || theirs?.recordedBy || t('workflow.conflict.unknown')}<br />
            ${instantView(said?.at ?? theirs?.recordedAt, i18n)}
          </td>
          <td>${store.get().session?.account?.displayName ?? ''}<br />${t('workflow.conflict.notSent')}</td>
        </tr>
        ${theirs ? changesView(sheet, theirs, layer, deps) : nothing}
      </tbody>
    </table>
    <p class="refusal-detail">${t('workflow.keptTyped')}</p>`;
}

/**
 * Fields that they changed, with what is typed for the same field here.
 *
 * @param {Sheet} sheet
 * @param {import('../types.js').Dossier} theirs
 * @param {import('../types.js').LayerDef | undefined} layer
 * @param {Deps} deps
 */
function changesView(sheet, theirs, layer, { i18n, store }) {
  const { catalogue } = store.get();
  return differences(sheet.dossier.feature.properties, theirs.feature.properties)
    .filter(({ field }) => field !== layer?.statusField)
    .map(({ field, before, now }) => {
      const definition = layer?.fields.find((candidate) => candidate.name === field);
      const mine = sheet.form.values[field];
      return html`<tr>
        <th scope="row">${i18n.label(definition?.title) || field}</th>
        <td>${fieldText(before, definition, catalogue, i18n) || i18n.t('panel.none')}</td>
        <td>${fieldText(now, definition, catalogue, i18n) || i18n.t('panel.none')}</td>
        <td>${mine === undefined ? i18n.t('workflow.conflict.notTouched') : fieldText(mine, definition, catalogue, i18n) || i18n.t('panel.none')}</td>
      </tr>`;
    });
}

/**
 * @param {string | null | undefined} instant
 * @param {import('../i18n.js').I18n} i18n
 */
function instantView(instant, i18n) {
  return instant ? html`<time datetime=${instant}>${formatInstant(instant, i18n.lang())}</time>` : nothing;
}
