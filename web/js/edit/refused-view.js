// edit/refused-view.js: why the server refused an edit or a correction, as a template.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { glyph } from '../ui/signs.js';

/** @param {import('../workflow/problems.js').Refusal} refusal */
export function refusedView({ title, detail, elsewhere }) {
  return html`<section class="refusal" role="alert" tabindex="-1">
    <p class="refusal-title">${glyph('warn')}${title}</p>
    ${detail ? html`<p class="refusal-detail">${detail}</p>` : nothing}
    ${elsewhere.length > 0 ? html`<ul>${elsewhere.map((words) => html`<li>${words}</li>`)}</ul>` : nothing}
  </section>`;
}
