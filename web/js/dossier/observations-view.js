// dossier/observations-view.js: indicators as a table; unlike values of one indicator stand side by side.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { formatDate } from '../format.js';
import { footnote } from './footnote.js';
import { areaText, langOf, quantityText } from './value.js';

/**
 * @typedef {import('./view.js').Shown} Shown
 * @typedef {import('./model.js').Indicator} Indicator
 * @typedef {import('../types.js').Observation} Observation
 */

/** A list longer than this is divided by the indicators' groups. */
const HEADED = 8;

/** @param {Shown} shown */
export function observationsView(shown) {
  const { t } = shown.deps.i18n;
  const { indicators } = shown;
  const headed = indicators.length > HEADED && new Set(indicators.map(({ group }) => group)).size > 1;
  return html`<section class="panel-section" aria-labelledby="observations-title">
    <h3 id="observations-title">${t('observation.title')}<span class="count">${indicators.length}</span></h3>
    ${
      indicators.length === 0
        ? html`<p class="panel-empty">${t('observation.empty')}</p>`
        : html`<table class="observations">
            <caption class="visually-hidden">
              ${t('observation.caption')}
            </caption>
            <thead>
              <tr>
                <th scope="col">${t('observation.indicator')}</th>
                <th scope="col" class="cell-value">${t('observation.value')}</th>
                <th scope="col" class="cell-date">${t('observation.asOf')}</th>
              </tr>
            </thead>
            ${indicators.map((indicator, at) => [
              headed && indicator.group !== indicators[at - 1]?.group
                ? groupHead(indicator.group, shown)
                : nothing,
              indicatorView(indicator, shown),
            ])}
          </table>`
    }
  </section>`;
}

/**
 * @param {string} group
 * @param {Shown} shown
 */
function groupHead(group, { deps }) {
  const key = `observation.group.${group}`;
  const words = deps.i18n.t(key);
  return html`<tbody class="observation-group">
    <tr>
      <th scope="rowgroup" colspan="3">${words === key ? group || deps.i18n.t('observation.group.none') : words}</th>
    </tr>
  </tbody>`;
}

/**
 * @param {Indicator} indicator
 * @param {Shown} shown
 */
function indicatorView(indicator, shown) {
  const { i18n } = shown.deps;
  const [first] = indicator.values;
  if (!first || indicator.values.length > 1) {
    return html`<tbody class="observation-many">
      <tr>
        <th scope="rowgroup" colspan="3">
          ${i18n.label(indicator.title)}
          ${indicator.differs ? html`<span class="badge badge-differs">${i18n.t('observation.differs')}</span>` : nothing}
        </th>
      </tr>
      <tr>
        <td colspan="3">
          <ul class="versus">
            ${indicator.values.map(
              (value) => html`<li>
                <span class="versus-value">${valueView(value, shown)}</span>
                <span class="versus-from"
                  >${formatDate(value.asOf, i18n.lang())} <span class="versus-source">${sourceName(value, shown)}</span>${footnote(shown, value.source)}</span
                >
                ${noteView(value, shown)}
              </li>`,
            )}
          </ul>
        </td>
      </tr>
    </tbody>`;
  }
  const words = first.value === null ? (first.text ?? '') : '';
  return html`<tbody>
    <tr>
      <th scope="row" colspan=${words ? 2 : 1}>${i18n.label(indicator.title)}</th>
      ${words ? nothing : html`<td class="cell-value">${valueView(first, shown)}</td>`}
      <td class="cell-date">${formatDate(first.asOf, i18n.lang())}${footnote(shown, first.source)}</td>
    </tr>
    ${
      words || first.note
        ? html`<tr class="observation-more">
            <td colspan="3" lang=${langOf(words) ?? nothing}>${words ? valueView(first, shown) : nothing}${noteView(first, shown)}</td>
          </tr>`
        : nothing
    }
  </tbody>`;
}

/**
 * @param {Observation} observation
 * @param {Shown} shown
 */
function valueView(observation, { deps }) {
  const { i18n } = deps;
  const area =
    observation.unit === 'm2' && observation.value !== null ? areaText(observation.value, i18n) : null;
  const words = area
    ? area.mu
    : observation.value === null
      ? (observation.text ?? '')
      : quantityText(observation.value, observation.unit, i18n);
  const qualified =
    observation.qualifier === null || observation.qualifier === undefined
      ? words
      : i18n.t(`observation.qualifier.${observation.qualifier}`, { value: words });
  // "Planned" says it all once, be it as the qualifier or as the basis.
  const plain = observation.basis === 'stated' || observation.basis === observation.qualifier;
  return html`<span class=${observation.value === null ? nothing : 'value-main'}>${qualified}</span>${area ? html`<span class="value-second">${area.m2}</span>` : nothing}${
    plain ? nothing : html`<span class="badge">${i18n.t(`observation.basis.${observation.basis}`)}</span>`
  }`;
}

/**
 * @param {Observation} observation
 * @param {Shown} shown
 */
function noteView({ note }, { deps }) {
  return note
    ? html`<span class="observation-note" lang=${deps.i18n.labelLang(note)}>${deps.i18n.label(note)}</span>`
    : nothing;
}

/**
 * @param {Observation} observation
 * @param {Shown} shown
 */
function sourceName({ source }, { dossier, deps }) {
  const found = dossier.sources[source ?? ''];
  return found ? (found.publisher ?? deps.i18n.label(found.title)) : '';
}
