// dossier/facts-view.js: key facts as a template: area, planning limits, bounds, place, and how far the drawing can be trusted.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { glyph } from '../ui/signs.js';
import { factsOf, provenanceOf } from './facts.js';
import { footnote } from './footnote.js';
import { langOf } from './value.js';

/**
 * @typedef {import('./view.js').Shown} Shown
 * @typedef {import('./facts.js').Facts} Facts
 */

/**
 * @param {Shown} shown
 * @param {string} remark shown below the facts unless it was shown above
 */
export function factsView(shown, remark) {
  const { deps, dossier, layer, catalogue } = shown;
  const { i18n } = deps;
  const facts = factsOf(dossier, layer, catalogue, i18n);
  const { source, asOf } = provenanceOf(dossier, i18n);
  return html`<section class="panel-section" aria-labelledby="facts-title">
    <h3 id="facts-title">
      ${i18n.t('panel.facts')}
      <span class="section-from">${asOf ? i18n.t('panel.asOf', { date: asOf }) : nothing}${footnote(shown, source)}</span>
    </h3>
    ${areaView(facts, shown)} ${limitsView(facts, shown)} ${progressView(facts)} ${rowsView(facts, shown)} ${boundsView(facts, shown)}
    ${remark ? html`<p class="panel-remark" lang=${langOf(remark) ?? nothing}>${remark}</p>` : nothing} ${positionView(facts, shown)}
  </section>`;
}

/**
 * @param {Facts} facts
 * @param {Shown} shown
 */
function areaView({ area }, { deps }) {
  if (!area) {
    return nothing;
  }
  const { t } = deps.i18n;
  const row = (/** @type {string} */ title, /** @type {import('./facts.js').Area['stated']} */ value) =>
    value
      ? html`<div class="area-row">
          <dt>${title}</dt>
          <dd><strong>${value.mu}</strong><span>${value.ha}</span><span>${value.m2}</span></dd>
        </div>`
      : nothing;
  return html`<dl class="area">
    ${row(t('panel.area.stated'), area.stated)} ${row(t('panel.area.computed'), area.computed)}
    ${
      area.why
        ? html`<div class="area-row">
            <dt>${t('panel.area.computed')}</dt>
            <dd class="area-none">${t(area.why)}</dd>
          </div>`
        : nothing
    }
  </dl>`;
}

/**
 * @param {Facts} facts
 * @param {Shown} shown
 */
function limitsView({ limits }, { deps }) {
  return limits.length === 0
    ? nothing
    : html`<dl class="tiles" aria-label=${deps.i18n.t('panel.limits')}>
        ${limits.map((limit) => html`<div class="tile"><dt>${limit.title}</dt><dd>${limit.text}</dd></div>`)}
      </dl>`;
}

/** @param {Facts} facts */
function progressView({ progress }) {
  return progress.map(
    ({ title, done, total, text, percent }) => html`<div class="progress-row">
      <span class="progress-title">${title}</span>
      <span class="progress-text">${text}<strong>${percent}</strong></span>
      <progress aria-label=${title} value=${done} max=${total}>${percent}</progress>
    </div>`,
  );
}

/** Rows shown at once; what a long life has added to a parcel is folded. */
const ROWS = 10;

/**
 * @param {Facts} facts
 * @param {Shown} shown
 */
function rowsView({ rows, places, area, limits, bounds }, { deps, on }) {
  const { t } = deps.i18n;
  if (rows.length === 0 && places.length === 0) {
    return area || limits.length > 0 || bounds.length > 0
      ? nothing
      : html`<p class="panel-empty">${t('panel.noFacts')}</p>`;
  }
  const cut = rows.length > ROWS + 2 ? ROWS : rows.length;
  const rest = rows.slice(cut);
  return html`<dl class="rows">
      ${places.map(
        (place) => html`<div class="row">
          <dt>${place.title}</dt>
          <dd><button type="button" class="link-inline" @click=${() => on.select(place.target)}>${place.text}</button></dd>
        </div>`,
      )}
      ${rows.slice(0, cut).map(rowView)}
    </dl>
    ${
      rest.length > 0
        ? html`<details class="more-rows">
            <summary>${t('panel.moreFacts', { count: rest.length })}</summary>
            <dl class="rows">
              ${rest.map(rowView)}
            </dl>
          </details>`
        : nothing
    }`;
}

/** @param {import('./facts.js').Row} row */
function rowView(row) {
  return html`<div class="row">
    <dt>${row.title}</dt>
    <dd lang=${langOf(row.text) ?? nothing}>
      ${
        row.color
          ? html`<svg class="dot" viewBox="0 0 12 12" aria-hidden="true" focusable="false"><rect width="12" height="12" fill=${row.color} /></svg>`
          : nothing
      }${row.text}
    </dd>
  </div>`;
}

/**
 * The four bounds where they lie: north above, west left, east right, south below.
 *
 * @param {Facts} facts
 * @param {Shown} shown
 */
function boundsView({ bounds }, { deps, on }) {
  if (bounds.length === 0) {
    return nothing;
  }
  const { t } = deps.i18n;
  return html`<div class="bounds-box">
    <h4>${t('panel.bounds.title')}</h4>
    <dl class="bounds">
      ${bounds.map(
        ({ side, text, target }) => html`<div class="bound bound-${side}">
          <dt>${t(`panel.bounds.${side}`)}</dt>
          <dd>
            ${target ? html`<button type="button" class="link-inline" @click=${() => on.select(target)}>${text}</button>` : text}
          </dd>
        </div>`,
      )}
    </dl>
  </div>`;
}

/**
 * @param {Facts} facts
 * @param {Shown} shown
 */
function positionView({ position }, { deps, dossier }) {
  const { notice } = dossier;
  if (!position) {
    return notice ? html`<p class="panel-remark">${deps.i18n.label(notice)}</p>` : nothing;
  }
  const { t } = deps.i18n;
  const parts = [position.accuracy, position.uncertainty].filter(Boolean).join(t('panel.position.comma'));
  return html`<div class="position ${position.sketch ? 'is-sketch' : ''}">
    ${glyph('locate')}
    <p>
      <span class="position-label">${t('panel.position.title')}</span> ${parts}
      ${position.basis ? html`<span class="position-basis" lang=${langOf(position.basis) ?? nothing}>${position.basis}</span>` : nothing}
      ${notice ? html`<strong class="position-notice" lang=${deps.i18n.labelLang(notice)}>${deps.i18n.label(notice)}</strong>` : nothing}
    </p>
  </div>`;
}
