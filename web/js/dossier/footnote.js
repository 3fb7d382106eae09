// dossier/footnote.js: the small number that leads from a value to its source below, and the way there.
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

/**
 * Unfolds a source in the panel and puts the focus on it.
 *
 * @param {HTMLElement} panel
 * @param {string} source id of a source; nothing happens for one that is not listed
 */
export function showSource(panel, source) {
  const details = /** @type {HTMLDetailsElement | null} */ (
    panel.querySelector(`details[data-source="${CSS.escape(source)}"]`)
  );
  if (details) {
    details.open = true;
    // Not scrollIntoView: that would move the page behind the panel as well.
    const above = details.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    panel.scrollTop += above - panel.clientHeight / 3;
    details.querySelector('summary')?.focus({ preventScroll: true });
  }
}
