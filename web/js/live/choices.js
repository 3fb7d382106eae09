// live/choices.js: which layers one wants to hear about, as boxes to tick, as a template.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { fromTop } from '../layers/model.js';

/**
 * @param {import('../types.js').Deps} deps
 * @param {{legend: string, chosen: readonly string[], hint?: string, problem?: string}} about
 */
export function layerChoices({ store, i18n }, { legend, chosen, hint, problem }) {
  const layers = fromTop(store.get().catalogue?.layers ?? []);
  return html`<fieldset class="access-choices" aria-describedby=${problem ? 'layers-problem' : nothing}>
      <legend>${legend}</legend>
      ${layers.map(
        ({ id, title }) =>
          html`<label><input type="checkbox" name="layers" value=${id} ?checked=${chosen.includes(id)} />${i18n.label(title)}</label>`,
      )}
    </fieldset>
    ${hint ? html`<p class="field-hint">${hint}</p>` : nothing}
    ${problem ? html`<p class="field-problem" id="layers-problem">${problem}</p>` : nothing}`;
}
