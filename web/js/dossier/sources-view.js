// dossier/sources-view.js: the numbered sources and the raw attributes, both folded, as templates.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { formatDate } from '../format.js';
import { rawAttributes } from './facts.js';
import { fieldText, langOf } from './value.js';

/** @typedef {import('./view.js').Shown} Shown */

/** @param {Shown} shown */
export function sourcesView(shown) {
  const { footnotes, dossier, deps } = shown;
  const { i18n } = deps;
  return html`<section class="panel-section" aria-labelledby="sources-title">
    <h3 id="sources-title">${i18n.t('panel.source.title')}<span class="count">${footnotes.size}</span></h3>
    ${footnotes.size === 0 ? html`<p class="panel-empty">${i18n.t('panel.source.empty')}</p>` : nothing}
    <ol class="sources">
      ${[...footnotes].map(([id, number]) => {
        const source = dossier.sources[id];
        return source ? sourceView(source, number, i18n) : nothing;
      })}
    </ol>
  </section>`;
}

/**
 * @param {import('../types.js').Source} source
 * @param {number} number
 * @param {import('../i18n.js').I18n} i18n
 */
function sourceView(source, number, i18n) {
  const { t } = i18n;
  const rows = [
    [t('panel.source.publisher'), source.publisher ?? ''],
    [t('panel.source.published'), formatDate(source.published, i18n.lang())],
    [t('panel.source.kind'), kindText(source.kind, i18n)],
    [t('panel.source.licence'), source.licence ?? ''],
    [t('panel.source.note'), i18n.label(source.note)],
  ].filter(([, text]) => text);
  return html`<li>
    <details class="source" data-source=${source.id}>
      <summary><span class="source-number">${number}</span><span lang=${i18n.labelLang(source.title)}>${i18n.label(source.title)}</span></summary>
      <dl class="rows">
        ${rows.map(([title, text]) => html`<div class="row"><dt>${title}</dt><dd>${text}</dd></div>`)}
      </dl>
    </details>
  </li>`;
}

/**
 * @param {string | undefined} kind
 * @param {import('../i18n.js').I18n} i18n
 */
function kindText(kind, i18n) {
  const key = `panel.source.kinds.${kind}`;
  const words = i18n.t(key);
  return kind ? (words === key ? kind : words) : '';
}

/** @param {Shown} shown */
export function rawView({ dossier, layer, catalogue, deps }) {
  const { i18n } = deps;
  return html`<details class="raw">
    <summary class="raw-title">${i18n.t('panel.raw')}</summary>
    <table class="raw-table">
      <caption class="visually-hidden">
        ${i18n.t('panel.raw')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${i18n.t('panel.rawField')}</th>
          <th scope="col">${i18n.t('panel.rawValue')}</th>
        </tr>
      </thead>
      <tbody>
        ${rawAttributes(dossier, layer).map(
          ({ name, field, value }) => html`<tr>
            <th scope="row">${field ? html`<span>${i18n.label(field.title)}</span>` : nothing}<code>${name}</code></th>
            <td lang=${langOf(String(value ?? '')) ?? nothing}>${rawText(value, field, catalogue, i18n)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

/**
 * The stored value, and its words beside it when they say more.
 *
 * @param {unknown} value
 * @param {import('../types.js').FieldDef | undefined} field
 * @param {import('../types.js').Catalogue | null} catalogue
 * @param {import('../i18n.js').I18n} i18n
 */
function rawText(value, field, catalogue, i18n) {
  if (value === null || value === undefined || value === '') {
    return html`<span class="raw-none">${i18n.t('panel.none')}</span>`;
  }
  const stored = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const words =
    field?.type === 'code' || field?.name === 'source' ? fieldText(value, field, catalogue, i18n) : '';
  return html`${stored}${words && words !== stored && !words.startsWith(`${stored} `) ? html` <span class="raw-words">${words}</span>` : words.startsWith(`${stored} `) ? html` <span class="raw-words">${words.slice(stored.length + 1)}</span>` : nothing}`;
}
