// dossier/footnote.js: the small number that leads from a value to its source below.
import { html, nothing } from '/webjars/lit-html/lit-html.js';

/**
 * @param {import('./view.js').Shown} shown
 * @param {string | null | undefined} source id of a source; nothing is drawn for one that the server did not send
 */
export function footnote({ footnotes, dossier, deps, on }, source) {
  const number = source ? footnotes.get(source) : undefined;
  if (!source || number === undefined) {
    return nothing;
  }
  const title = deps.i18n.label(dossier.sources[source]?.title);
  return html`<button
    type="button"
    class="footnote"
    title=${title}
    aria-label=${deps.i18n.t('panel.source.open', { number, title })}
    @click=${() => on.cite(source)}
  >
    ${number}
  </button>`;
}
